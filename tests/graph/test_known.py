"""What was known on an earlier day is never more than is seen now."""

from __future__ import annotations

from datetime import date

from graph.access import visible
from graph.known import as_known
from graph.network import Network
from graph.viewers import Viewer
from tests.families import Family, family

ROOM = Viewer(account="r", audience="family_meeting")
SINCE = date(2026, 6, 1)


def seen(told: Family) -> Network:
    return visible(told.network(), ROOM)


def names(network: Network) -> set[str]:
    return {network.known_as(person) for person in network.people}


def test_whoever_was_written_down_later_was_not_known_then() -> None:
    before = seen(family("Amy").mother("Beth"))
    now = seen(family("Amy").mother("Beth").adult("Joe").tie("neighbour", "Joe", "Amy"))

    assert names(as_known(now, before, SINCE)) == {"Amy", "Beth"}


def test_whoever_was_hidden_since_does_not_come_back() -> None:
    before = seen(family("Amy").mother("Beth").adult("Hid"))
    now = seen(family("Amy").mother("Beth").adult("Hid", visibility="professionals_only"))

    assert names(as_known(now, before, SINCE)) == {"Amy", "Beth"}


def test_a_tie_that_was_ended_without_a_day_had_not_ended_yet() -> None:
    before = seen(family("Amy").adult("Joe").tie("friend", "Joe", "Amy"))
    now = seen(family("Amy").adult("Joe").tie("friend", "Joe", "Amy", status="ended"))

    (row,) = as_known(now, before, SINCE).relationships

    assert row.status == "current"
