"""The line to a Neo4j server: one driver, patience that ends, and errors in plain words.

The driver waits for an answer for as long as the server likes. So each unit of work runs in a thread of its own, and
whoever asked gives up when one statement has had no answer for too long; the dead line is then left behind.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, TypeVar

import neo4j
from neo4j import exceptions

from graph.errors import BadValueError, BusyStoreError, KithError, LockedStoreError, StoreError
from graph.stores.pen import UNWRITABLE
from graph.stores.writing import TAKEN

T = TypeVar("T")
Rows = list[list[Any]]

NO_ANSWER = "The database does not answer. Try again in a moment."
LOST = "The database does not answer. Nothing was saved. Try again in a moment."
UNSURE = (
    "The database stopped answering while this was being saved, so it may or may not be there. "
    "Look before you save it again."
)
BUSY = "The database is busy with another change. Try again in a moment."
REFUSED_LOGIN = (
    "The database refused the name or the password. Check KITH_NEO4J_USER and KITH_NEO4J_PASSWORD."
)
NOT_UNDERSTOOD = "The database could not do what kith asked of it. Nothing was saved."

_BUSY_CODES = ("TransactionTimedOut", "LockAcquisition", "LockClient", "DeadlockDetected", "Memory")
_SHUT_CODES = ("DatabaseUnavailable", "DatabaseNotFound", "NotALeader", "Terminated", "Stopped")


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds kith waits: for an answer to one statement, for all answers before a person is told, for a line,
    and before it stops trying again; and how long the server may work at one reading or one writing. Each record of a
    writing adds a little to both."""

    answer: float = 6.0
    told: float = 9.0
    line: float = 2.5
    again: float = 2.0
    reading: float = 5.0
    writing: float = 10.0
    each: float = 0.005


@dataclass(frozen=True, slots=True)
class Login:
    """Who kith is to the server; never shown."""

    user: str = field(repr=False)
    password: str = field(repr=False)


class SilentError(Exception):
    """No answer to one statement for too long."""


@dataclass(slots=True)
class Wait:
    """Since when a unit of work has been waiting for the server, if it is; and whether it has asked to commit."""

    since: float | None = field(default_factory=monotonic)
    asked_to_commit: bool = False

    def begin(self) -> None:
        """The server's turn."""
        self.since = monotonic()

    def end(self) -> None:
        """Our turn."""
        self.since = None

    def left(self, most: float) -> float:
        """How many seconds are left until patience ends."""
        since = self.since
        return most if since is None else since + most - monotonic()


class Ask:
    """Asks the server inside one transaction; every value is a parameter."""

    def __init__(self, transaction: neo4j.ManagedTransaction, wait: Wait) -> None:
        """Ask in a transaction that is open."""
        self._transaction = transaction
        self._wait = wait

    def __call__(self, query: str, **values: Any) -> Rows:
        """Every row of the answer, as a list of values."""
        self._wait.begin()
        try:
            rows: Rows = []
            for record in self._transaction.run(query, values):
                rows.append(record.values())
                self._wait.begin()
        except UnicodeEncodeError as error:
            raise BadValueError(UNWRITABLE) from error
        finally:
            self._wait.end()
        return rows


Unit = Callable[[Ask], T]


class Line:
    """One driver, with what the last write saw (bookmarks), so that whoever writes reads their own words."""

    def __init__(
        self, url: str, login: Login, patience: Patience | None = None, database: str | None = None
    ) -> None:
        """Remember how to reach the server; nothing is sent yet."""
        self._url = url
        self._login = login
        self.patience = patience or Patience()
        self._database = database
        self._seen = neo4j.GraphDatabase.bookmark_manager()
        self._lock = threading.Lock()
        self._driver = self._new_driver()

    def read(self, unit: Unit[T]) -> T:
        """What a unit of reading gives back; it reads again where the line breaks when all had been read."""
        began = monotonic()
        while True:
            wait = Wait()
            try:
                return self._carried_out(
                    lambda driver, wait=wait: self._reading(driver, unit, wait),  # type: ignore[misc]
                    wait,
                )
            except exceptions.IncompleteCommit as error:
                if monotonic() - began > self.patience.again:
                    raise in_words(error, NO_ANSWER) from error
            except (SilentError, exceptions.DriverError, exceptions.Neo4jError) as error:
                raise in_words(error, NO_ANSWER) from error

    def write(self, unit: Unit[T], records: int = 0) -> T:
        """What a unit of writing gives back, once it is committed.

        The unit may be carried out more than once, and must see for itself whether it is done already.
        """
        began, may_be_there = monotonic(), False
        while True:
            wait = Wait()
            try:
                return self._carried_out(
                    lambda driver, wait=wait: self._writing(driver, unit, wait, records),  # type: ignore[misc]
                    wait,
                    min(self.patience.answer, self._left(began)) + records * self.patience.each,
                )
            except (SilentError, exceptions.DriverError, exceptions.Neo4jError) as error:
                may_be_there = may_be_there or wait.asked_to_commit
                late = self._left(began) < self.patience.again
                if late or not (wait.asked_to_commit and _is_lost(error)):
                    raise StoreError(UNSURE) if may_be_there else in_words(error, LOST) from error

    def alter(self, statement: str) -> None:
        """Carry out one change of the schema, which the server keeps apart from changes of the data."""
        self.write(lambda ask: ask(statement))

    def close(self) -> None:
        """Hang up."""
        self._driver.close()

    def _left(self, began: float) -> float:
        return began + self.patience.told - monotonic()

    def _carried_out(
        self, act: Callable[[neo4j.Driver], T], wait: Wait, most: float | None = None
    ) -> T:
        driver, most = self._driver, self.patience.answer if most is None else most
        outcome: Future[T] = Future()
        threading.Thread(target=_fill, args=(outcome, act, driver), daemon=True).start()
        while not outcome.done() and wait.left(most) > 0:
            with suppress(TimeoutError):
                outcome.exception(timeout=wait.left(most))
        if not outcome.done():
            self._leave(driver)
            raise SilentError
        return outcome.result()

    def _reading(self, driver: neo4j.Driver, unit: Unit[T], wait: Wait) -> T:
        @neo4j.unit_of_work(timeout=self.patience.reading)
        def work(transaction: neo4j.ManagedTransaction) -> T:
            return _at_work(unit, transaction, wait)

        with driver.session(database=self._database, bookmark_manager=self._seen) as session:
            return session.execute_read(work)

    def _writing(self, driver: neo4j.Driver, unit: Unit[T], wait: Wait, records: int) -> T:
        @neo4j.unit_of_work(timeout=self.patience.writing + records * self.patience.each)
        def work(transaction: neo4j.ManagedTransaction) -> T:
            wait.asked_to_commit = False
            found = _at_work(unit, transaction, wait)
            wait.asked_to_commit = True
            return found

        with driver.session(database=self._database, bookmark_manager=self._seen) as session:
            return session.execute_write(work)

    def _leave(self, dead: neo4j.Driver) -> None:
        """Go on with a new driver, which has seen nothing: a database that was set back would never catch up.

        The old one is closed aside, since closing may wait for the server too.
        """
        with self._lock:
            if self._driver is dead:
                self._seen = neo4j.GraphDatabase.bookmark_manager()
                self._driver = self._new_driver()
                threading.Thread(target=_hang_up, args=(dead,), daemon=True).start()

    def _new_driver(self) -> neo4j.Driver:
        patience = self.patience
        return neo4j.GraphDatabase.driver(
            self._url,
            auth=(self._login.user, self._login.password),
            user_agent="kith",
            connection_timeout=patience.line,
            connection_write_timeout=patience.answer,
            connection_acquisition_timeout=patience.line,
            max_transaction_retry_time=patience.again,
            initial_retry_delay=patience.again / 8,
            notifications_min_severity="OFF",
            telemetry_disabled=True,
        )


def _at_work(unit: Unit[T], transaction: neo4j.ManagedTransaction, wait: Wait) -> T:
    wait.end()
    try:
        return unit(Ask(transaction, wait))
    finally:
        wait.begin()


def _fill(outcome: Future[T], act: Callable[[neo4j.Driver], T], driver: neo4j.Driver) -> None:
    try:
        outcome.set_result(act(driver))
    except BaseException as error:  # whoever waits for the outcome is told
        outcome.set_exception(error)


def _hang_up(driver: neo4j.Driver) -> None:
    with suppress(Exception):
        driver.close()


def _is_lost(error: Exception) -> bool:
    return isinstance(error, (SilentError, exceptions.DriverError))


def in_words(error: Exception, when_lost: str) -> KithError:
    """What a person is told of the server's trouble."""
    if isinstance(error, exceptions.AuthError):
        return LockedStoreError(REFUSED_LOGIN)
    if isinstance(error, exceptions.ConstraintError):
        return BadValueError(TAKEN)
    code = str(getattr(error, "code", ""))
    if any(part in code for part in _BUSY_CODES):
        return BusyStoreError(BUSY)
    if _is_lost(error) or any(part in code for part in _SHUT_CODES):
        return StoreError(when_lost)
    return StoreError(NOT_UNDERSTOOD)
