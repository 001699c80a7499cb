"""What every store promises: records, journal, accounts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Annotated, Protocol, TypeVar

from graph.accounts import Account, Grant, Session
from graph.details import Detail
from graph.journal import Entry, Event, Latest
from graph.network import Network
from graph.record import MapRecord, Record, Value
from graph.reviews import KeptReview
from graph.sensitivity import OPEN, RECORD

M = TypeVar("M", bound=MapRecord)


class ChildLine(Value):
    """One line of the list of children: whose map it is, the workbook's ids, and how many stand on it."""

    child_id: Annotated[str, OPEN]
    ref: Annotated[str, RECORD]
    case_ref: Annotated[str, RECORD]
    known_as: Annotated[str, OPEN]
    full_name: Annotated[str, RECORD]
    people: Annotated[int, RECORD]


class Writer(Protocol):
    """One change, all or nothing, inside `with store.writer(event)`."""

    def put(self, record: Record) -> Record:
        """Save a record and give it back at its new version.

        `record.version` is the version it was read at (0 for a new one); ConflictError where the store's differs.
        """

    def remove(self, record: Record) -> None:
        """Take a record away; the journal keeps it. ConflictError as for `put`."""


class Records(Protocol):
    """Children's maps and what stands on them."""

    def network(self, child_id: str, known_on: datetime | None = None) -> Network:
        """Everything on one child's map, or what was known of it at a moment. UnknownError where there is no map."""

    def children(self) -> tuple[ChildLine, ...]:
        """Every child with a map, by what they are called, then id."""

    def writer(self, event: Event) -> AbstractContextManager[Writer]:
        """A change that commits, with its journal entries, when the block ends without an error.

        A change to a shared person or tie is journalled on every map where they stand.
        """

    def record(self, kind: str, record_id: str) -> Record | None:
        """One record as it stands now."""

    def details(self, child_id: str, person_id: str = "") -> tuple[Detail, ...]:
        """The protected facts about a person, or about everyone on a map."""

    def kept(self, kind: type[M], child_id: str = "") -> tuple[M, ...]:
        """The records of one kind that belong to a map, or to none, by id; for reading, before any filter."""

    def maps_of(self, person_id: str) -> tuple[str, ...]:
        """The ids of the children on whose maps a person stands."""

    def people_like(self, text: str, limit: int = 20) -> tuple[tuple[str, str], ...]:
        """Pairs of child id and person id whose names hold the text; for searching, before any filter."""

    def changed_since(self, moment: datetime) -> tuple[str, ...]:
        """The ids of the children whose map has changed since a moment."""

    def kept_reviews(self, children: Iterable[str], view: str) -> tuple[KeptReview, ...]:
        """What is kept of some children for one kind of view, by child; nothing where there is no map any more."""

    def keep_reviews(self, reviews: Iterable[KeptReview]) -> None:
        """Keep reviews in the place of earlier ones.

        They are not journalled: they say nothing that the maps do not, and whoever is shown one is.
        """

    def close(self) -> None:
        """Give back what is held open."""


class Journal(Protocol):
    """What happened, in order, in chains that show tampering."""

    def note(self, event: Event) -> Entry:
        """Commit an entry that changes nothing: a view, a refusal, an export, a sign-in."""

    def entries(self, chain: str, newest_first: bool = False) -> Iterator[Entry]:
        """The entries of a chain, in order."""

    def chains(self) -> tuple[str, ...]:
        """Every chain: one for each child, and the system's own."""

    def latest(self, chains: Iterable[str], looks: Collection[str]) -> Mapping[str, Latest]:
        """Where each of some chains stands; `looks` are the actions that count as looking."""

    def erase(self, chain: str, sequence: int, event: Event) -> None:
        """Erase by law what an entry says, and journal that; its chain holds as before."""

    def verify(self, anchored: str = "") -> str:
        """Nothing where every chain holds; else one sentence that names the first bad entry.

        `anchored` is an earlier `head`: the journal must still hold what it sealed.
        """

    def head(self) -> str:
        """One seal over the heads of all chains, to be anchored somewhere else."""


class Accounts(Protocol):
    """Who may sign in, their sessions, and their leave to see a child."""

    def account(self, email_or_id: str) -> Account | None:
        """The account with an e-mail address (in any case) or an id."""

    def accounts(self) -> tuple[Account, ...]:
        """Every account, by e-mail address."""

    def save_account(self, account: Account, event: Event) -> Account:
        """Save an account at its version, with its journal entry."""

    def session(self, token_hash: str) -> Session | None:
        """The session that a cookie's hash stands for, revoked or not."""

    def save_session(self, session: Session) -> None:
        """Save a session, unless it was revoked before: what is revoked stays so.

        Sessions are not journalled; signing in and out are.
        """

    def sessions(self, account_id: str) -> tuple[Session, ...]:
        """Every session of an account, newest first."""

    def grants(self, account_id: str = "", child_id: str = "") -> tuple[Grant, ...]:
        """Every grant of an account, of a child, or of both."""

    def save_grant(self, grant: Grant, event: Event) -> None:
        """Save a grant, with its journal entry."""

    def attempts(self, key: str, since: datetime) -> int:
        """How many tries to sign in have failed under a key (an account or an address) since a moment."""

    def note_attempt(self, key: str, at: datetime) -> None:
        """Remember one failed try."""

    def forget_sessions(self, before: datetime) -> None:
        """Remove sessions and tries last seen before a moment."""


class Store(Records, Journal, Accounts, Protocol):
    """All three promises, kept by one store."""


def put_all(writer: Writer, records: Iterable[Record]) -> None:
    """Save many records in one change."""
    for record in records:
        writer.put(record)
