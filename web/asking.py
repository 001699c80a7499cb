"""Who asks, of which store, on which day: the first of a view’s five moves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from flask import current_app, g, session

from graph.accounts import Account
from graph.errors import UnknownError
from graph.journal import Event
from graph.network import Network
from graph.stores.protocol import Store
from graph.viewers import Viewer
from web.config import Config
from web.meetings import chosen_words, left_out, meeting_of_day
from web.passwords import Passwords
from web.reading import network_for, note_shown, viewer_at
from web.sessions import HEARD, MEETING, ROOM, BrowserSession, StoredSessions
from web.tickets import SCREEN

NOBODY = "nobody"
NOT_HERE = "There is nothing here that you may see."


@dataclass(frozen=True, slots=True)
class House:
    """What one running kith stands on: its settings, its store, its clock and its passwords."""

    config: Config
    store: Store
    clock: Callable[[], datetime]
    passwords: Passwords
    sessions: StoredSessions

    def today(self) -> date:
        """Today, where the authority is."""
        return self.clock().astimezone(self.config.zone).date()


def house() -> House:
    """The house that answers this request."""
    return cast(House, current_app.extensions["kith"])


def browser() -> BrowserSession:
    """The session of this request."""
    return cast(BrowserSession, session)


def account() -> Account:
    """Who is signed in; UnknownError where nobody is."""
    found = browser().account
    if found is None:
        raise UnknownError(NOT_HERE)
    return found


def viewer() -> Viewer:
    """As whom this request looks at its child; the permission of the route has been checked."""
    return cast(Viewer, g.viewer)


def viewer_of(someone: Account, child_id: str) -> Viewer:
    """As whom an account may look at a child now; UnknownError where it may not or there is none."""
    found = viewer_at(house().store, someone, child_id, house().clock())
    if found is None:
        raise UnknownError(NOT_HERE)
    if someone.role not in (ROOM, SCREEN):
        return found
    is_absent = bool(session.get("child_absent"))
    but = left_out(house().store, child_id, meeting_of_room(child_id))
    return found.model_copy(
        update={"named_for": frozenset(), "child_absent": is_absent, "but": but}
    )


def meeting_of_room(child_id: str) -> str:
    """The meeting whose room this is: a room opened by itself on the day of a meeting is that meeting’s too."""
    if browser().account is None or account().role not in (ROOM, SCREEN):
        return ""
    if MEETING in session:
        return str(session[MEETING])
    found = meeting_of_day(house().store, child_id, house().today())
    return found.id if found else ""


def chosen_here(child_id: str) -> frozenset[str] | None:
    """What the child chose of their own words for the meeting of this room; None where this is no such room."""
    meeting_id = meeting_of_room(child_id)
    return chosen_words(house().store, child_id, meeting_id) if meeting_id else None


def network_asked(child_id: str) -> Network:
    """The child’s map today, as far as whoever asks may see it."""
    return network_for(house().store, child_id, viewer(), house().today(), heard=heard())


def heard() -> frozenset[str]:
    """The digests of the words that this room has said in its meeting; none anywhere else."""
    return frozenset(session.get(HEARD, ()))


def shown(network: Network, action: str, people: Iterable[str]) -> None:
    """Journal whom the coming page shows; without this line there is no page."""
    note_shown(house().store, network, viewer(), action, people)


def noted(action: str, reason: str = "", people: Iterable[str] = (), who: str = "") -> None:
    """Journal something that changes no record, in the system’s own chain."""
    somebody = browser().account
    actor = who or (somebody.id if somebody else NOBODY)
    house().store.note(Event(actor=actor, action=action, reason=reason, people=tuple(people)))
