"""What was said: one form of a meeting’s room as it was sent, and what comes of it.

The forms call people by names of their own (`web.taps`); records are written under the ids of the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from werkzeug.datastructures import MultiDict

from graph.errors import BadValueError, UnknownError
from graph.meetings import Meeting
from graph.network import Network
from graph.record import Record
from graph.stores.protocol import Store
from web.asking import NOT_HERE
from web.meetings import Book
from web.words import _

SHORT, LONG = 120, 1000
SURE = ("confirmed", "likely")


@dataclass(frozen=True, slots=True)
class Written:
    """What is to be kept, and what is to be taken away again."""

    kept: tuple[Record, ...]
    removed: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """What has to be asked before anything is kept: in words, with what each answer sends, and whom it names."""

    words: str
    choices: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """One form of the room as it was sent: what stands in it, in which meeting, when, and who can be tapped."""

    network: Network
    book: Book
    kept: Meeting
    sent: MultiDict[str, str]
    now: datetime
    today: date
    people: Mapping[str, str]
    store: Store

    @property
    def child_id(self) -> str:
        """The child, under the id of the store."""
        return self.network.own_id(self.network.child_id)

    def text(self, name: str, most: int = LONG) -> str:
        """What was typed into a box; too much is refused before it is kept."""
        words = self.sent.get(name, "").replace("\r\n", "\n").strip()
        if len(words) > most:
            raise BadValueError(_("Make this shorter: at most %(n)s letters.") % {"n": most})
        return words

    def needed(self, name: str, most: int = LONG) -> str:
        """What was typed into a box that may not be empty."""
        if not (words := self.text(name, most)):
            raise BadValueError(_("Write something first."))
        return words

    def one_of(self, name: str, table: Mapping[str, object] | tuple[str, ...]) -> str:
        """One of a list."""
        found = self.sent.get(name, "")
        if found not in table:
            raise BadValueError(_("Choose one of these."))
        return found

    def one_tapped(self, tapped: str) -> str:
        """Somebody as a form calls them; UnknownError for whoever cannot be tapped here."""
        if tapped not in self.people:
            raise UnknownError(NOT_HERE)
        return self.people[tapped]

    def who(self, name: str) -> str:
        """The person who was tapped, or chosen from the list beside the taps; nobody where nobody was."""
        found = self.sent.get(name) or self.sent.get(f"{name}_other", "")
        return self.one_tapped(found) if found else ""

    def someone(self, name: str) -> str:
        """The same where somebody has to be."""
        if not (found := self.who(name)):
            raise BadValueError(_("Tap somebody first."))
        return found

    def several(self, name: str) -> tuple[str, ...]:
        """Everybody who was tapped."""
        tapped = (*self.sent.getlist(name), *self.sent.getlist(f"{name}_other"))
        return tuple(self.one_tapped(one) for one in dict.fromkeys(tapped) if one)

    def tap_of(self, person_id: str) -> str:
        """How the forms call somebody of this view."""
        own = self.network.own_id(person_id)
        return next(tapped for tapped, person in self.people.items() if person == own)

    @property
    def of_meeting(self) -> dict[str, Any]:
        """What every record of the meeting begins with."""
        return {"id": uuid4().hex, "child_id": self.child_id, "meeting_id": self.kept.id}


def source_type(said: Said, speaker: str, one: str) -> str:
    """Whose words something is in: the child’s, those of whom it tells, or somebody else’s of the family."""
    if not speaker:
        return "family_member"
    if speaker == said.child_id:
        return "child_words"
    return "person_words" if speaker == one else "family_member"
