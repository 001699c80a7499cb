"""Screens: what a page of the room is told, so that the first screen can say what it is at and a second can follow."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from graph.errors import StoreError
from graph.meetings import Meeting
from web.asking import browser, house
from web.joining import FAMILY_TIME, is_family_time
from web.sessions import MEETING, ROOM
from web.tickets import SCREEN


@dataclass(frozen=True, slots=True)
class Screens:
    """Whether a page is the first screen’s or follows it, where it says or asks, and whether the family is alone."""

    follows: bool
    address: str
    is_alone: bool


def screens() -> Screens | None:
    """What the page of this request is told; nothing outside a room, nor while the store itself is in trouble."""
    child_id = str(browser().get(ROOM, ""))
    account = browser().account
    if not child_id or account is None:
        return None
    follows = account.role == SCREEN
    endpoint = "second_screen.now" if follows else "second_screen.publish"
    address = url_for(endpoint, child_id=child_id)
    try:
        return Screens(follows, address, is_alone())
    except StoreError:
        return None


def is_alone() -> bool:
    """Whether the family has this room to itself: then neither screen says or asks anything."""
    own = str(browser().get(MEETING, ""))
    if not own:
        return is_family_time(house(), str(browser().get(ROOM, "")))
    meeting = house().store.record(Meeting.record_kind, own)
    return isinstance(meeting, Meeting) and meeting.is_on and meeting.step == FAMILY_TIME
