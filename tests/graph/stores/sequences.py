"""Random sequences of what people do, the same for every store that plays them."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from graph.accounts import Account, Grant
from graph.attempts import Attempt
from graph.cases import Case
from graph.contacts import Contact
from graph.details import Detail
from graph.errors import KithError, RefusedError
from graph.history import undo
from graph.journal import Event
from graph.people import Person
from graph.record import Record
from graph.relationships import Relationship
from graph.standings import Standing
from graph.stays import Stay
from graph.stores.protocol import Store, Writer

STEPS = 14
NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
NAMES = (
    "Amy",
    "Zoë Nguyễn",
    "O’Brien (Mum)",
    "a+b*c?",
    "بشرى",
    "",
    "two  spaces",
    "back\\slash",
    '~^"',
)
KINDS = ("loves", "friend", "birth_parent", "sibling", "family_time_plan", "foster_carer")


class Player:
    """Plays one sequence on one store; every choice comes from the number of the sequence."""

    def __init__(self, store: Store, number: int) -> None:
        """Five people, two of them children, all with ids of this sequence."""
        self.store = store
        self.chance = random.Random(number)
        self.number = number
        self.people = [self.id("p", place) for place in range(5)]
        self.children = self.people[:2]
        self.outcomes: list[str] = []

    def id(self, sort: str, place: int) -> str:
        """An id that is the same on every store."""
        return f"{self.number:05}-{sort}{place}"

    def play(self) -> list[str]:
        """What came of each step."""
        self._tell(self._begin)
        for _ in range(STEPS):
            step = self.chance.choice(
                (
                    self._change,
                    self._change,
                    self._change,
                    self._change,
                    self._look,
                    self._undo,
                    self._account,
                    self._erase,
                    self._give_up,
                )
            )
            self._tell(step)
        return self.outcomes

    def told(self) -> tuple[Any, ...]:
        """All that the store says of these children."""
        return tuple(self._told_of(child) for child in self.children)

    def _told_of(self, child: str) -> Any:
        try:
            network = self.store.network(child)
        except KithError as error:
            network = str(error)  # type: ignore[assignment]
        return (
            network,
            list(self.store.entries(child)),
            self.store.details(child),
            self.store.kept(Attempt, child),
            [self.store.maps_of(person) for person in self.people],
            self.store.grants(child_id=child),
        )

    def _tell(self, step: Callable[[], object]) -> None:
        try:
            step()
            self.outcomes.append(step.__name__)
        except RefusedError:
            # Where several things are wrong at once, stores may name another of them.
            self.outcomes.append(f"{step.__name__}: refused")

    def _begin(self) -> None:
        with self.store.writer(self._event("added")) as writer:
            for person in self.people[:3]:
                writer.put(Person(id=person, full_name=self.chance.choice(NAMES)))
            writer.put(
                Case(id=self.id("case", 0), child_id=self.children[0], ref=f"V{self.number}")
            )
            for place, person in enumerate(self.people[:2]):
                writer.put(self._standing(place, self.children[0], person))

    def _change(self) -> None:
        # What is done is chosen beforehand: a store that refuses at once and one that refuses in the end choose alike.
        deeds = [self._deed() for _ in range(self.chance.choice((1, 1, 2, 3)))]
        with self.store.writer(self._event("edited")) as writer:
            for deed in deeds:
                self._do(writer, *deed)

    def _deed(self) -> tuple[Record, bool, int | None]:
        is_stale = self.chance.random() < 0.1
        stale_by = self.chance.choice((-1, 1, -9))
        return self._any_record(), self.chance.random() < 0.25, stale_by if is_stale else None

    def _do(self, writer: Writer, record: Record, is_removed: bool, stale_by: int | None) -> None:
        there = self.store.record(record.record_kind, record.id)
        version = there.version if there else 0
        if stale_by is not None:
            version = max(version + stale_by, 0)
        if there is not None and is_removed:
            writer.remove(there)
        else:
            writer.put(record.model_copy(update={"version": version}))

    def _any_record(self) -> Record:
        place = self.chance.randrange(4)
        child, person = self.chance.choice(self.children), self.chance.choice(self.people)
        other = self.chance.choice(self.people)
        here = {"child_id": child, "person_id": person}
        sort = self.chance.choice("ppcsssrrrrxthd")
        if sort == "p":
            return Person(
                id=person,
                full_name=self.chance.choice(NAMES),
                dob=self.chance.choice(("", "2014", "about 2009", "2015-02-01")),
                languages=("Welsh",) if self.chance.random() < 0.3 else (),
                address_confidential=self.chance.random() < 0.2,
            )
        if sort == "c":
            return Case(id=self.id("case", place % 2), child_id=child, story=self._text())
        if sort == "s":
            return self._standing(place, child, person)
        if sort == "r":
            kind = self.chance.choice(KINDS)
            return Relationship(
                id=self.id("r", place),
                child_id=self.chance.choice(("", child)),
                ref_case=f"V{self.number}",
                ref=self.chance.choice(("", f"R{place}", "R9")),
                from_id=person,
                to_id=other,
                kind=kind,
                words=self._text(),
            )
        if sort == "x":
            return Contact(id=self.id("x", place), **here, ref=f"C{place % 2}", notes=self._text())
        if sort == "t":
            return Attempt(id=self.id("t", place), **here, next_step=self._text())
        if sort == "h":
            return Stay(id=self.id("h", place), **here, home_code="H1")
        return Detail(id=self.id("d", place), **here, kind="phone", text=self._text())

    def _standing(self, place: int, child: str, person: str) -> Standing:
        return Standing(
            id=self.id("s", place),
            child_id=child,
            person_id=person,
            ref=self.chance.choice(("", f"P{place}", "P9")),
            known_as=self.chance.choice(NAMES),
            notes=self._text(),
            stance=({"to": "safe", "on": "2026-01"},) if self.chance.random() < 0.5 else (),
        )

    def _text(self) -> str:
        return self.chance.choice(("", "She rings on Sundays", "“Mine”", "x" * 300, "a\x00b"))

    def _look(self) -> None:
        chain = self.chance.choice(self.children)
        self.store.note(self._event("viewed", chain, tuple(self.people[:2])))

    def _undo(self) -> None:
        entries = list(self.store.entries(self.chance.choice(self.children)))
        if entries:
            undo(self.store, self.chance.choice(entries), "amy.worker")

    def _account(self) -> None:
        name = self.id("a", self.chance.randrange(2))
        there = self.store.account(name)
        account = there or Account(id=name, email=f"{name}@example.org", totp_secret="JBSW")
        self.store.save_account(
            account.model_copy(update={"name": self.chance.choice(NAMES)}), self._event("account")
        )
        self.store.save_grant(
            Grant(
                id=self.id("g", self.chance.randrange(2)),
                account_id=name,
                child_id=self.chance.choice(self.children),
                kind="allocated",
                starts_at=NOON + timedelta(days=self.chance.randrange(9)),
            ),
            self._event("granted"),
        )

    def _erase(self) -> None:
        self.store.erase(
            self.chance.choice(self.children), self.chance.randrange(1, 6), self._event("erased")
        )

    def _give_up(self) -> None:
        deed = self._deed()
        # A store that refuses in the end has nothing to refuse here: it is all the same.
        with suppress(KeyboardInterrupt, KithError), self.store.writer(self._event("edited")) as it:
            self._do(it, *deed)
            raise KeyboardInterrupt

    def _event(self, action: str, chain: str = "", people: tuple[str, ...] = ()) -> Event:
        return Event(actor="amy.worker", action=action, chain=chain, people=people)
