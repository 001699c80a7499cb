"""Whoever came to a meeting with a code: a telephone that waits, one that is in, and a second screen."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask.testing import FlaskClient

from graph.journal import Event
from graph.meetings import Meeting
from tests.trust.doors import NOON, ORIGIN, PASSWORD, House, send
from tests.web.meetings import looked_at
from web.meetings import meeting_of_day

_CODE = re.compile(r"<code>([a-z2-9]{4} [a-z2-9]{4})</code>")
_TICKET = re.compile(r'is-waiting.*?name="ticket" value="(\w+)"', re.DOTALL)
Opened = Callable[[House, str], FlaskClient]
KINDS = {"phone": "phone", "waiting": "phone", "screen": "screen"}


def in_the_room(house: House, child: str) -> FlaskClient:
    """A browser in which a facilitator has opened the room of a child."""
    browser = house.signed_in("facilitator")
    _look_at(house, child)
    answer = send(browser, f"/child/{child}/room")
    assert answer.status_code == 303, answer.text
    assert answer.location.endswith("/map"), answer.location
    return browser


def come_in(house: House, child: str, who: str, opened: Opened = in_the_room) -> FlaskClient:
    """The browser of any viewer: of an account, in the room, or joined with a code."""
    if who == "room":
        return opened(house, child)
    return joined(house, child, who, opened) if who in KINDS else house.signed_in(who)


def joined(house: House, child: str, who: str, opened: Opened = in_the_room) -> FlaskClient:
    """A browser that joined a meeting which goes on, and was let in unless it still waits."""
    room, at = opened(house, child), f"/child/{child}/joining"
    _begin_meeting(house, child)
    code = _CODE.search(send(room, at, kind=KINDS[who]).text)
    assert code is not None
    browser = house.client()
    assert send(browser, "/join", code=code[1], called="Somebody").status_code == 303
    ticket = _TICKET.search(room.get(at, base_url=ORIGIN).text)
    assert ticket is not None
    if who != "waiting":
        assert send(room, f"{at}/let-in", ticket=ticket[1], password=PASSWORD).status_code == 303
    return browser


def _begin_meeting(house: House, child: str) -> None:
    if any(one.is_on for one in house.store.kept(Meeting, child)):
        return
    with house.store.writer(Event(actor="tests", action="began", chain=child)) as pen:
        pen.put(Meeting(id=f"goes-on-{child[:16]}", child_id=child, began_at=NOON))


def _look_at(house: House, child: str) -> None:
    """On the day of a meeting no room opens at which a second person has not looked."""
    meeting = meeting_of_day(house.store, child, NOON.date())
    if meeting is not None:
        with house.store.writer(Event(actor="tests", action="looked", chain=child)) as pen:
            pen.put(looked_at(house.store, meeting, NOON))
