"""The label travels with the words: no copy, import, undo or restore protects less than before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random

import pytest

from graph.access import visible
from graph.errors import KithError
from graph.journal import Entry
from graph.network import Network
from graph.viewers import Viewer
from importers import load, read_workbook, write_workbook
from tests.families import TODAY, Family, family
from tests.trust.conftest import Tally
from tests.trust.doors import ORIGIN, House, csrf_of, house_at
from tests.trust.pages import boxes

SEQUENCES = 8
STEPS = 14
# How much each value protects, written out by hand.
_LEVELS = {"everyone": 0, "adults_only": 1, "professionals_only": 2}
_CARE = {"safe_with_support": 1, "not_safe": 2}
Labels = Mapping[tuple[str, str], int]


def labels(network: Network) -> Labels:
    """How much is protected of everybody and everything on a map, by name."""
    found: dict[tuple[str, str], int] = {}
    for person, standing in network.standings.items():
        name = standing.ref or person
        found["known of", name] = _LEVELS[standing.visibility]
        found["stance", name] = _CARE.get(standing.safety_stance(), 0)
        found["address", name] = int(network.people[person].address_confidential)
    for row in network.relationships:
        found["tie", row.ref or row.id] = _LEVELS[row.visibility]
    return found


def downgrades(before: Labels, after: Labels) -> list[str]:
    """What protects less than it did."""
    return [
        f"{what} of {whom}: {before[what, whom]} to {level}"
        for (what, whom), level in after.items()
        if level < before.get((what, whom), 0)
    ]


class Hand:
    """One worker doing things at random, in the ways there are."""

    def __init__(self, house: House, told: Family, home: Path, chance: Random) -> None:
        """Sign in."""
        self.house, self.told, self.home, self.chance = house, told, home, chance
        self.browser = house.signed_in("worker")

    @property
    def network(self) -> Network:
        """The whole map, as kept."""
        return self.house.store.network(self.told.child_id)

    def act(self) -> str:
        """One thing, and what it was."""
        way = self.chance.choice(self.ways)
        try:
            way()
        except KithError as error:
            return f"{way.__name__} refused: {error}"
        return way.__name__

    @property
    def ways(self) -> tuple[Callable[[], object], ...]:
        """Everything that can be done."""
        return (
            self.edit,
            self.edit,
            self.protect,
            self.undo,
            self.undo,
            self.bring_back,
            self.move,
        )

    def edit(self) -> None:
        """Change somebody, or a tie, to any labels at all, through the page."""
        what, record_id = self._something()
        path = f"/child/{self.told.child_id}/change/{what}/{record_id}"
        kept = boxes(self.browser.get(path, base_url=ORIGIN).text)
        loose = {
            "visibility": self.chance.choice(list(_LEVELS)),
            "stance": self.chance.choice(["safe", "safe_with_support", "not_safe", "unknown"]),
            "address_confidential": self.chance.choice(["yes", "no"]),
            "notes": f"Note {self.chance.random()}",
        }
        values = {name: loose.get(name, value) for name, value in kept.items()}
        values["csrf_token"] = csrf_of(self.browser)
        self.browser.post(path, data=values, base_url=ORIGIN)

    def _something(self) -> tuple[str, str]:
        if self.chance.random() < 0.6:
            return "person", self.chance.choice(list(self.network.people))
        return "tie", self.chance.choice([row.id for row in self.network.relationships])

    def protect(self) -> None:
        """Protect somebody more, past the page, as a change of law might."""
        standing = self.chance.choice(list(self.network.standings.values()))
        level = max(standing.visibility, self.chance.choice(list(_LEVELS)), key=_LEVELS.__getitem__)
        from graph.journal import Event

        event = Event(actor="tests", action="protected", chain=self.told.child_id)
        with self.house.store.writer(event) as writer:
            writer.put(standing.model_copy(update={"visibility": level}))

    def undo(self) -> None:
        """Take any earlier entry back, through the page."""
        entries: list[Entry] = [
            e for e in self.house.store.entries(self.told.child_id) if e.changes
        ]
        entry = self.chance.choice(entries[1:] or entries)
        if entry.sequence == 1:
            return
        values = {"csrf_token": csrf_of(self.browser)}
        path = f"/child/{self.told.child_id}/undo/{self.house.called(entry, 'worker')}"
        self.browser.post(path, data=values, base_url=ORIGIN)

    def bring_back(self) -> None:
        """Export for any audience, loosen the file by hand, and import it again."""
        book = self.home / f"book{self.chance.random()}"
        allocated = Viewer(account="w", is_allocated=self.chance.random() < 0.5)
        write_workbook(visible(self.network.at(TODAY), allocated), book)
        for sheet in ("people", "relationships"):
            path = book / f"{sheet}.csv"
            text = path.read_text(encoding="utf-8")
            for level in ("professionals_only", "adults_only"):
                if self.chance.random() < 0.5:
                    text = text.replace(level, "everyone")
            path.write_text(text.replace("not_safe", "safe"), encoding="utf-8")
        load(self.house.store, read_workbook(book), "tests", TODAY)

    def move(self) -> None:
        """Say something new of somebody."""
        person = self.chance.choice(list(self.network.people))
        path = f"/child/{self.told.child_id}/add/words?about={person}"
        values = {**boxes(self.browser.get(path, base_url=ORIGIN).text), "one": person}
        values |= {"other": self.told.child_id, "words": "So it is."}
        values["csrf_token"] = csrf_of(self.browser)
        self.browser.post(path, data=values, base_url=ORIGIN)


def a_family(seed: int) -> Family:
    """A few people, labelled in every way, with the ids of a workbook."""
    told = family(f"Amy{seed}", ref="P1").about(ref=f"C{seed}", as_of="2026-11-16")
    told.mother("Beth", ref="P2", address_confidential=True).stance("Beth", "not_safe")
    told.father("Carl", ref="P3", visibility="professionals_only").stance("Carl", "safe")
    told.adult("Dot", ref="P4", visibility="adults_only").stance("Dot", "safe_with_support")
    told.friend("Eve", ref="P5").tie("friend", "Eve", "Dot", visibility="adults_only")
    told.relationships = [
        row.model_copy(update={"ref": f"R{n}", "ref_case": f"C{seed}"})
        for n, row in enumerate(told.relationships)
    ]
    return told


def sequence(house: House, told: Family, home: Path, seed: int, steps: int) -> Iterator[str]:
    """Random deeds on one map; each thing that ever came to protect less."""
    hand = Hand(house, told, home, Random(seed))
    before = labels(hand.network)
    for step in range(steps):
        deed = hand.act()
        after = labels(hand.network)
        yield from (f"{seed}, step {step}, {deed}: {found}" for found in downgrades(before, after))
        before = after


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_nothing_that_is_done_protects_less_than_before(
    seed: int, tmp_path: Path, tally: Tally
) -> None:
    told = a_family(seed)
    with house_at(tmp_path, told) as house:
        house.add_account("worker", "practitioner")
        house.give("worker", told.child_id, "allocated")

        assert list(sequence(house, told, tmp_path, seed, STEPS)) == []
    tally("labels: {} random deeds (edits, undos, exports taken back in), 0 downgrades", STEPS)


def test_a_loosening_is_seen_by_this_test() -> None:
    told = family("Amy").mother("Beth", visibility="professionals_only")
    before = labels(told.network())
    after = labels(told.person("Beth", visibility="everyone").network())

    assert len(downgrades(before, after)) == 1
