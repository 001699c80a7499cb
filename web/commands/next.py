"""`next`: whom to reach next and why, and what is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from graph.access import visible_records
from graph.attempts import Attempt
from graph.network import Network
from queries.ladder import Reminder, reminders
from queries.moment import Moment
from web.commands.desk import desk
from web.commands.reading import headline, say
from web.commands.record import record_view
from web.commands.shapes import Shape
from web.commands.verb import Verb, json_option, of_a_child
from web.tables import table, terminal_width
from web.words import _
from web.words.kin import kin_word
from web.words.sayings import told

if TYPE_CHECKING:
    from queries.family_finding import Reach


@click.command("next", cls=Verb, permission="read_finding")
@of_a_child
@json_option
def whom_to_reach(
    child: str, on: date | None, audience: str | None, as_email: str, as_json: bool
) -> None:
    """Whom to reach next, why, and what is due."""
    from queries.family_finding import next_to_reach

    with desk(as_email) as here:
        network, viewer = record_view(here, child, audience, on)
        now = Moment(network)
        reach = next_to_reach(network, now)
        kept = here.store.kept(Attempt, network.own_id(network.child_id))
        due = reminders(network, visible_records(kept, network), now)
        named = {person for one in reach for person in (one.person_id, one.introduced_by)}
        named |= {network.child_id, *(one.person_id for one in due)}
        here.note(network, viewer, "saw_finding", named & network.people.keys())
    say(as_json, _shape(network, reach, due), _in_words(network, reach, due))


def _shape(network: Network, reach: Sequence[Reach], due: Sequence[Reminder]) -> Shape:
    return {
        "on": network.on.isoformat() if network.on else "",
        "reach": [
            {
                "person": network.ref(one.person_id),
                "known_as": network.known_as(one.person_id),
                "term": one.term,
                "reason": one.reason,
                "introduced_by": network.ref(one.introduced_by) if one.introduced_by else "",
            }
            for one in reach
        ],
        "due": [
            {
                "person": network.ref(one.person_id),
                "known_as": one.known_as,
                "next_step": one.next_step,
                "due": one.due,
                "days_late": one.days_late,
            }
            for one in due
        ],
    }


def _why(one: Reach) -> str:
    return " ".join(told(message, one.arguments) for message in one.messages)


def _in_words(network: Network, reach: Sequence[Reach], due: Sequence[Reminder]) -> str:
    width = terminal_width()
    parts = [headline(network, network.on or date.min)]
    if due:
        rows = [(one.known_as, one.next_step, one.due) for one in due]
        parts.append(table((_("Due now"), _("What"), _("By")), rows, width))
    if reach:
        found = [(network.known_as(one.person_id), kin_word(one.term), _why(one)) for one in reach]
        parts.append(table((_("Whom to reach next"), "", _("Why")), found, width))
    else:
        parts.append(_("Everybody we know of has been reached. Who do they know that we do not?"))
    return "\n\n".join(parts)
