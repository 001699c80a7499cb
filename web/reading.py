"""The one road from a store to a face: fetch, filter, ask, journal, show."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date, datetime, time, timedelta, tzinfo

from graph.access import classes_for, viewer_for, visible
from graph.accounts import Account
from graph.clearances import Clearance
from graph.errors import HeldBackError, UnknownError
from graph.journal import Event
from graph.known import as_known
from graph.network import Network
from graph.record import Record
from graph.roles import NOBODY, ROLES
from graph.sensitivity import RECORD
from graph.sharings import Sharing
from graph.stores.protocol import Store
from graph.viewers import Viewer
from queries.leaks import Leak, leaks, leaks_in
from queries.presence import there_on
from web.words import _

HELD_BACK = (
    "This view is held back: words in it seem to give away something protected. "
    "A worker who knows the child must look at them first."
)


def viewer_at(store: Store, account: Account, child_id: str, now: datetime) -> Viewer | None:
    """As whom an account may look at a child’s map now, with all that was named for it; None where it may not."""
    grants = store.grants(account_id=account.id, child_id=child_id)
    details = store.details(child_id)
    named_for = frozenset(row.person_id for row in details if account.id in row.may_see)
    return viewer_for(
        account, grants, child_id, now, named_for, named_forms(store, account, child_id)
    )


def named_forms(store: Store, account: Account, child_id: str) -> tuple[Sharing, ...]:
    """What was named of one map, for an account that sees only what is named for it."""
    is_needed = ROLES.get(account.role, NOBODY).sees_what_is_named
    return store.kept(Sharing, child_id) if is_needed else ()


def network_for(
    store: Store,
    child_id: str,
    viewer: Viewer,
    on: date,
    known_on: datetime | None = None,
    heard: Container[str] = (),
) -> Network:
    """One child's map on a day, as far as this viewer may see it. Nothing of it may be shown before `note_shown`.

    HeldBackError for a view of the family, the child or the room in whose words a protected fact can be read.
    `heard` are the digests of words that this very room has said: giving them back tells it nothing.
    """
    seen = visible(store.network(child_id, known_on).at(on), viewer)
    found = undecided_leaks(store, child_id, seen) if not seen.shows(RECORD) else ()
    if any(leak.digest not in heard for leak in found):
        raise HeldBackError(HELD_BACK)
    return seen.model_copy(update={"unnamed": _("someone")})


def network_on(store: Store, child_id: str, viewer: Viewer, on: date, today: date) -> Network:
    """The same on any day. The family’s is today’s view moved to an earlier day, as a page moves it, or to a later one.

    Filtered anew for each day it would tell by the days on which it differs what it is not told.
    """
    if on == today or RECORD in classes_for(viewer):
        return network_for(store, child_id, viewer, on)
    return network_for(store, child_id, viewer, today).at(on).changed(lifetimes={})


def map_on(store: Store, child_id: str, viewer: Viewer, on: date, today: date) -> Network:
    """The same for a map or a print that is given away: on an earlier day with those who were there by then."""
    network = network_on(store, child_id, viewer, on, today)
    return network.with_only(there_on(network)) if on < today else network


def network_before(store: Store, seen: Network, viewer: Viewer, day: date, zone: tzinfo) -> Network:
    """What this viewer may see now, as it was and was known at the end of a day.

    Where the record of this child begins later, as it was that day by what is recorded now.
    """
    ends = datetime.combine(day + timedelta(days=1), time(), zone)
    try:
        before = visible(store.network(seen.own_id(seen.child_id), ends).at(day), viewer)
    except UnknownError:
        return seen.at(day)
    return as_known(seen, before, day)


def undecided_leaks(store: Store, child_id: str, seen: Network) -> tuple[Leak, ...]:
    """Where a view would let a protected fact be read, and nobody has decided that it may."""
    # Read even where there is no detail: how long an answer takes would tell the family that there is one.
    return _undecided(store, child_id, leaks(seen, store.details(child_id)))


def undecided_in(store: Store, child_id: str, records: Iterable[Record]) -> tuple[Leak, ...]:
    """The same of some records: where a protected fact can be read in them, and nobody has decided that it may."""
    return _undecided(store, child_id, leaks_in(records, store.details(child_id)))


def _undecided(store: Store, child_id: str, found: Iterable[Leak]) -> tuple[Leak, ...]:
    cleared = {(one.detail_id, one.digest) for one in store.kept(Clearance, child_id)}
    return tuple(one for one in found if (one.detail_id, one.digest) not in cleared)


def note_shown(
    store: Store,
    network: Network,
    viewer: Viewer,
    action: str,
    people: Iterable[str],
    reason: str = "",
) -> None:
    """Commit one journal entry holding the people an answer shows; JournalError means that it may not be shown."""
    shown = tuple(sorted({network.own_id(person) for person in people}))
    chain = network.own_id(network.child_id)
    store.note(Event(actor=viewer.account, action=action, chain=chain, reason=reason, people=shown))
