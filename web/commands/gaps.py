"""`gaps`: what is missing from a map, and the next kind question to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from graph.network import Network
from web.commands.desk import desk
from web.commands.reading import headline, say
from web.commands.shapes import gaps_shape
from web.commands.verb import Verb, json_option, of_a_child
from web.tables import paragraph, terminal_width
from web.words import _

if TYPE_CHECKING:
    from queries.gaps import Gap

_HOW_SOON = {
    "urgent": "This week",
    "high": "Soon",
    "medium": "Keep in view",
    "low": "When you can",
}


@click.command("gaps", cls=Verb, permission="read_map")
@of_a_child
@json_option
def list_gaps(
    child: str, on: date | None, audience: str | None, as_email: str, as_json: bool
) -> None:
    """What is missing, and the next kind question."""
    from queries.gaps import gaps

    with desk(as_email) as here:
        network, viewer = here.view(child, audience, on)
        found = gaps(network)
        subjects = {gap.subject_id for gap in found} & set(network.people)
        here.note(network, viewer, "saw_gaps", {network.child_id, *subjects})
    day = on or here.today
    say(as_json, gaps_shape(network, found), _in_words(network, day, found))


def _in_words(network: Network, on: date, found: Sequence[Gap]) -> str:
    """Every gap by how soon it matters, each with its question."""
    parts = [headline(network, on)]
    for severity, heading in _HOW_SOON.items():
        lines = [line for gap in found if gap.severity == severity for line in _lines(gap)]
        if lines:
            parts.append("\n".join([_(heading), *lines]))
    if len(parts) == 1:
        parts.append(_("No gap was found. Who would know of one?"))
    return "\n\n".join(parts)


def _lines(gap: Gap) -> Iterator[str]:
    width = terminal_width()
    yield paragraph(gap.sentence, width, indent="  ")
    yield paragraph(gap.next_question, width, indent="    ")
