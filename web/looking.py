"""Who looked at a child's map, and the signs of looking without need.

Read from the journal alone. A sign is a reason to ask somebody, never a verdict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from graph.accounts import Account, Grant
from graph.journal import Entry
from graph.network import Network
from graph.stores.protocol import Store

MANY = 200
WINDOW = timedelta(minutes=10)
_NOT_A_LOOK = frozenset({"refused"})


@dataclass(frozen=True, slots=True)
class Look:
    """One look: who, when, at what, and how many people it showed."""

    at: datetime
    actor: str
    action: str
    people: int


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
