"""Who looked at a child's map, and the signs of looking without need.

Read from the journal alone. A sign is a reason to ask somebody, never a verdict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from graph.accounts import Account, Grant
from graph.journal import Entry
from graph.network import Network
from graph.stores.protocol import Store

MANY = 200
WINDOW = timedelta(minutes=10)
_NOT_A_LOOK = frozenset({"refused"})
# At what somebody looked, by what the journal calls it.
LOOKS: Mapping[str, str] = {
    "added_detail": "a detail that they wrote down",
    "began_meeting": "the meeting, which they began",
    "exported": "the whole map, taken away as a spreadsheet",
    "family_time": "the map for family time",
    "meeting_asked": "the meeting: how somebody new belongs",
    "meeting_change": "the meeting: putting something right",
    "meeting_child": "the meeting: what the child wants to say",
    "meeting_columns": "the meeting: what is good, what worries, what has to happen",
    "meeting_ended": "the end of the meeting",
    "meeting_family": "the meeting: the family, drawn by the family",
    "meeting_family_time": "the meeting: family time",
    "meeting_finish": "the meeting: the end",
    "meeting_gaps": "the meeting: the chosen questions",
    "meeting_love": "the meeting: who loves the child",
    "meeting_plan": "the meeting: the plan",
    "meeting_welcome": "the meeting: welcome",
    "opened_form": "a form to fill in",
    "opened_joining": "who joins the meeting",
    "opened_map": "the map",
    "opened_prints": "the prints",
    "prepared_meeting": "the page before the meeting",
    "prepared_room": "the room, before it was opened",
    "prepared_sitting": "sitting down with the child",
    "printed": "a print, taken away",
    "read_detail": "a protected detail",
    "saved_map": "the map, taken away as a file",
    "saw_bar": "who is kept from the map, and why",
    "saw_changes": "what has changed",
    "saw_connection": "how two people are joined",
    "saw_elsewhere": "on which other maps somebody stands",
    "saw_finding": "finding family",
    "saw_gaps": "what to ask next",
    "saw_history": "the history",
    "saw_homes": "the homes side by side",
    "saw_kin": "how everybody is related",
    "saw_later": "after eighteen",
    "saw_list_of_details": "the list of protected details",
    "saw_map": "the map",
    "saw_meeting": "a meeting",
    "saw_meetings": "the meetings",
    "saw_left_out": "a print, and whom it leaves out",
    "saw_own_houses": "the child’s own houses",
    "saw_own_meeting": "what the child chooses for the meeting",
    "saw_own_people": "the child’s own people",
    "saw_own_words": "the child’s own words",
    "saw_people": "the list of people",
    "saw_person": "one person",
    "saw_picture": "a picture",
    "saw_print": "a print",
    "saw_rules": "the rules for this child",
    "saw_sharings": "what partners may see",
    "saw_timeline": "the story so far",
    "saw_times": "time together",
    "saw_tries": "what was tried to find somebody",
    "saw_voices": "whose view the circles are",
    "saw_what_if": "who would be left if somebody stepped back",
    "saw_who_loves": "who loves the child",
    "saw_who_may_open": "who may open the map",
}
SOMETHING_ELSE = "something else"


@dataclass(frozen=True, slots=True)
class Look:
    """One look: who, when, at what, and how many people it showed."""

    at: datetime
    actor: str
    action: str
    people: int

    @property
    def at_what(self) -> str:
        """At what they looked, in words."""
        return LOOKS.get(self.action, SOMETHING_ELSE)


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that somebody may have a good reason for, or not: who, what kind of sign, and when last."""

    actor: str
    kind: str
    at: datetime


def looks(entries: Iterable[Entry], most: int = 200) -> Iterator[Look]:
    """The looks in a chain's entries, which come newest first."""
    found = 0
    for entry in entries:
        if entry.people and not entry.changes and entry.action not in _NOT_A_LOOK:
            yield Look(entry.at, entry.actor, entry.action, len(entry.people))
            found += 1
            if found == most:
                return


def signs(store: Store, network: Network) -> tuple[Sign, ...]:
    """Signs of looking without need in one chain: same surname, no standing leave, very many in a short time."""
    entries = [entry for entry in store.entries(network.own_id(network.child_id)) if entry.people]
    surnames = {_surname(person.full_name) for person in network.people.values()} - {""}
    found: dict[tuple[str, str], Sign] = {}
    for entry in entries:
        account = store.account(entry.actor)
        for kind in _kinds(account, entry, surnames, store.grants(child_id=entry.chain)):
            found[entry.actor, kind] = Sign(entry.actor, kind, entry.at)
    for actor, at in _many(entries):
        found[actor, "many"] = Sign(actor, "many", at)
    return tuple(sorted(found.values(), key=lambda sign: sign.at, reverse=True))


def _kinds(
    account: Account | None, entry: Entry, surnames: set[str], grants: tuple[Grant, ...]
) -> Iterator[str]:
    if account is None:
        return
    if _surname(account.name) in surnames:
        yield "same_surname"
    if not any(_covers(grant, account, entry.at) for grant in grants):
        yield "no_leave"
    if any(_covers(grant, account, entry.at) and grant.kind == "break_glass" for grant in grants):
        yield "emergency"


def _covers(grant: Grant, account: Account, at: datetime) -> bool:
    is_theirs = grant.account_id == account.id and grant.kind != "barred"
    return is_theirs and grant.starts_at <= at and (grant.ends_at is None or at < grant.ends_at)


def _many(entries: list[Entry]) -> Iterator[tuple[str, datetime]]:
    """Whoever was shown more than two hundred people within ten minutes."""
    for place, entry in enumerate(entries):
        shown: Counter[str] = Counter()
        for other in entries[place:]:
            if other.at - entry.at > WINDOW:
                break
            if other.actor == entry.actor:
                shown[other.actor] += len(other.people)
        if shown[entry.actor] > MANY:
            yield entry.actor, entry.at


def _surname(name: str) -> str:
    words = name.split()
    return words[-1].casefold() if len(words) > 1 else ""
