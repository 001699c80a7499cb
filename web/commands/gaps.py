"""`gaps`: what is missing from a map, and the next kind question to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from graph.access import visible_records
from graph.decisions import Decision
from graph.network import Network
from web.commands.desk import desk
from web.commands.reading import headline, say
from web.commands.shapes import gaps_shape
from web.commands.verb import Verb, json_option, of_a_child
from web.tables import paragraph, terminal_width
from web.words import _, ngettext
from web.words.sayings import told

if TYPE_CHECKING:
    from queries.gaps import Card, Cards, Gap

_HOW_SOON = {
    "urgent": "This week",
    "high": "Soon",
    "medium": "Keep in view",
    "low": "When you can",
}


@click.command("gaps", cls=Verb, permission="read_gaps")
@of_a_child
@click.option(
    "--all", "is_all", is_flag=True, help=_("Every gap, and not one card for each person.")
)
@json_option
def list_gaps(
    child: str, on: date | None, audience: str | None, as_email: str, is_all: bool, as_json: bool
) -> None:
    """What is missing, and the next kind question."""
    from queries.gaps import cards, review
    from queries.moment import Moment
    from queries.strengths import strengths
    from queries.team import still_open
    from web.thresholds import thresholds_for

    with desk(as_email) as here:
        network, viewer = here.view(child, audience, on)
        child_id, now = network.own_id(network.child_id), Moment(network)
        thresholds = thresholds_for(here.store, child_id, here.config.thresholds)
        found = review(network, thresholds, now).gaps
        decisions = visible_records(here.store.kept(Decision, child_id), network)
        is_whole = as_json or is_all
        strong = () if is_whole else strengths(network, moment=now)
        dealt = cards(still_open(found, decisions, now.on), strong)
        named = {gap.subject_id for gap in found} if is_whole else _named(dealt)
        here.note(network, viewer, "saw_gaps", {network.child_id, *(named & network.people.keys())})
    words = _in_words(network, found) if is_all else _dealt_in_words(network, dealt)
    say(as_json, gaps_shape(network, found), words)


def _named(dealt: Cards) -> set[str]:
    """Whom the cards name, and the strengths beside them."""
    shown = {card.gap.subject_id for card in (*dealt.whole_map, *dealt.people)}
    return shown | {strength.person_id for strength in dealt.strengths}


def _dealt_in_words(network: Network, dealt: Cards) -> str:
    """Three cards about the map, one for each person, and as many strengths; the rest is only counted."""
    parts = [headline(network, network.on or date.min)]
    for heading, group in ((_("The whole map"), dealt.whole_map), (_("People"), dealt.people)):
        if group:
            parts.append("\n".join([heading, *(line for card in group for line in _card(card))]))
    if dealt.strengths:
        width = terminal_width()
        strong = [
            paragraph(told(one.message, one.arguments), width, indent="  ")
            for one in dealt.strengths
        ]
        parts.append("\n".join([_("What is strong"), *strong]))
    if len(parts) == 1 and not dealt.waiting:
        parts.append(_("No question is open. Who else would know of one?"))
    if dealt.waiting:
        more = ngettext(
            "%(n)s more is waiting: add --all",
            "%(n)s more are waiting: add --all",
            len(dealt.waiting),
        )
        parts.append(more % {"n": len(dealt.waiting)})
    return "\n\n".join(parts)


def _card(card: Card) -> Iterator[str]:
    width = terminal_width()
    soon = _(_HOW_SOON[card.gap.severity])
    sentence, question = _said(card.gap)
    yield paragraph(f"{sentence} ({soon})", width, indent="  ")
    yield paragraph(question, width, indent="    ")
    if card.more:
        more = ngettext("and %(n)s more", "and %(n)s more", len(card.more))
        yield paragraph(more % {"n": len(card.more)}, width, indent="    ")


def _in_words(network: Network, found: Sequence[Gap]) -> str:
    """Every gap by how soon it matters, each with its question."""
    parts = [headline(network, network.on or date.min)]
    for severity, heading in _HOW_SOON.items():
        lines = [line for gap in found if gap.severity == severity for line in _lines(gap)]
        if lines:
            parts.append("\n".join([_(heading), *lines]))
    if len(parts) == 1:
        parts.append(_("No gap was found. Who would know of one?"))
    return "\n\n".join(parts)


def _lines(gap: Gap) -> Iterator[str]:
    width = terminal_width()
    sentence, question = _said(gap)
    yield paragraph(sentence, width, indent="  ")
    yield paragraph(question, width, indent="    ")


def _said(gap: Gap) -> tuple[str, str]:
    """What is missing, and the question."""
    return told(gap.message, gap.arguments), told(gap.question, gap.arguments)
