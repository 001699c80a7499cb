"""After a meeting: what came onto the map in it, who of them may be known already, and what is printed for whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graph.meetings import Meeting
from graph.network import Network
from queries.meeting import NOTHING_NEW, Since, since
from web.asking import House, viewer
from web.prints.asked import Choice, choices
from web.reading import network_for


@dataclass(frozen=True, slots=True)
class Given:
    """One print that is made after a meeting, and to whom it is given."""

    choice: Choice
    to: str


# What is printed and given, by the word of the print: a plan that nobody holds in the hand is not theirs.
_GIVEN = {
    "fold-child": "For the child to keep",
    "plan-family": "For everybody who came",
    "wall-family": "For the wall at home",
    "minutes-family": "For everybody who came, to put right",
    "minutes-professionals": "For the record",
}


def added_in(house: House, network: Network, meeting: Meeting) -> Since:
    """What came onto the map between the beginning of a meeting and its end."""
    if meeting.began_at is None:
        return NOTHING_NEW
    child_id, on = network.own_id(network.child_id), house.today()
    before = network_for(house.store, child_id, viewer(), on, known_on=meeting.began_at)
    after = network_for(house.store, child_id, viewer(), on, known_on=meeting.ended_at)
    found = since(before, after)
    return found.model_copy(
        update={"people": tuple(one for one in found.people if one in network.people)}
    )


def looks_known(network: Network, person_id: str, added: Collection[str]) -> tuple[str, ...]:
    """Who was on the whole map already under a name like a newcomer’s: the room was not told, its workers are."""
    name = network.known_as(person_id).casefold()
    return tuple(
        other
        for other in network.in_order
        if other not in added
        and name in {network.known_as(other).casefold(), network.people[other].full_name.casefold()}
    )


def prints_after() -> tuple[Given, ...]:
    """What whoever held the meeting may print, in the order in which it is given."""
    may = {choice.name: choice for choice in choices(viewer())}
    return tuple(Given(may[name], to) for name, to in _GIVEN.items() if name in may)
