"""Reviews between days: what is kept gives the same answer as asking everybody, and asks only where it must."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from graph.access import visible
from graph.decisions import Decision
from graph.journal import Event
from graph.local_rules import LocalRule
from graph.network import Network
from graph.record import Record
from graph.standings import Move
from graph.stores.protocol import Store
from graph.viewers import Viewer
from importers import load, read_workbook
from queries.gaps import Gap, review
from queries.team import Found, child_today
from tests.families import TODAY, Family, family
from tests.web.serving import VIGNETTES
from tests.web.town import NOON, Town
from web.config import Config
from web.reviews import Answer, Ask, ask, reviewed, view_of
from web.team_list import children_of
from web.thresholds import thresholds_for

MEMORY = Config(store="memory:")
ALLOCATED = Viewer(account="w", is_allocated=True)
MANAGER = Viewer(account="m", audience="manager")


class Counting:
    """Asks as everybody does, and remembers whom."""

    def __init__(self, store: Store, on: date, config: Config = MEMORY) -> None:
        self.store, self.on, self.config = store, on, config
        self.asked: list[str] = []
        self.only: list[bool] = []

    def __call__(self, asks: Sequence[Ask]) -> Iterable[Answer]:
        self.asked += [one.child_id for one in asks]
        self.only += [bool(one.before) for one in asks]
        return [ask(self.store, self.config, self.on, one) for one in asks]


def asked_on(store: Store, on: date, *viewers: Viewer, config: Config = MEMORY) -> Counting:
    """Review every child for some viewers, and say whom that asked."""
    counting = Counting(store, on, config)
    seen = [(line.child_id, one) for line in store.children() for one in viewers or (ALLOCATED,)]
    list(reviewed(store, config, on, seen, counting))
    return counting


def change(store: Store, record: Record, chain: str = "") -> None:
    with store.writer(Event(actor="w", action="changed", chain=chain)) as writer:
        writer.put(record)


@pytest.fixture
def store(town: Town) -> Store:
    return town.store


def amy() -> Family:
    return (
        family("Amy", dob="2012-05-04")
        .mother("Beth")
        .sister("Cai")
        .friend("Fay")
        .matters("Fay")
        .together("Fay", "2026-11-10")
        .together("Cai", "2026-10-20")
    )


def test_nobody_is_asked_twice_while_nothing_has_changed(store: Store) -> None:
    child = amy().put_into(store)

    assert asked_on(store, TODAY).asked == [child]
    assert asked_on(store, TODAY).asked == []


def test_a_look_is_no_change(store: Store) -> None:
    child = amy().put_into(store)
    asked_on(store, TODAY)
    store.note(Event(actor="w", action="saw_map", chain=child))

    assert asked_on(store, TODAY).asked == []


def test_only_the_child_whose_map_changed_is_asked_again(store: Store) -> None:
    told = amy()
    child = told.put_into(store)
    family("Dan").mother("Eve").put_into(store)
    asked_on(store, TODAY)

    person = store.record("person", told.id("Beth"))
    assert person is not None
    change(store, person.model_copy(update={"culture_tags": ("Welsh",)}))

    assert asked_on(store, TODAY).asked == [child]


def test_a_day_that_changes_an_answer_asks_only_the_rules_that_are_due(store: Store) -> None:
    child = amy().put_into(store)
    asked_on(store, TODAY)
    (kept,) = store.kept_reviews([child], view_of(ALLOCATED))
    assert kept.until is not None

    assert asked_on(store, kept.until - timedelta(days=1)).asked == []
    again = asked_on(store, kept.until)

    assert (again.asked, again.only) == ([child], [True])


def test_a_day_gone_by_is_asked_for_now_only(store: Store) -> None:
    child = amy().put_into(store)
    asked_on(store, TODAY)

    assert asked_on(store, date(2026, 6, 1)).asked == [child]
    assert asked_on(store, TODAY).asked == []


def test_a_threshold_of_the_authority_asks_everybody_again(store: Store) -> None:
    child, other = amy().put_into(store), family("Dan").put_into(store)
    asked_on(store, TODAY)

    change(store, LocalRule(id="r", threshold="g08_days", number="14", reason="why"))

    assert set(asked_on(store, TODAY).asked) == {child, other}


def test_a_threshold_of_one_child_asks_that_child(store: Store) -> None:
    child = amy().put_into(store)
    family("Dan").put_into(store)
    asked_on(store, TODAY)

    rule = LocalRule(id="r", child_id=child, threshold="g08_days", number="14", reason="why")
    change(store, rule, child)

    assert asked_on(store, TODAY).asked == [child]


def test_the_file_of_thresholds_counts_too(store: Store, tmp_path: Path) -> None:
    child = amy().put_into(store)
    asked_on(store, TODAY)
    file = tmp_path / "ours.toml"
    file.write_text("[thresholds]\ng08_days = 14\n")

    assert asked_on(store, TODAY, config=Config(store="memory:", thresholds=file)).asked == [child]


def test_each_kind_of_view_is_kept_for_itself(store: Store) -> None:
    child = amy().put_into(store)
    plain = Viewer(account="w")

    assert asked_on(store, TODAY, ALLOCATED, MANAGER, plain).asked == [child] * 3
    assert asked_on(store, TODAY, ALLOCATED, MANAGER, plain).asked == []
    assert {view_of(one) for one in (ALLOCATED, MANAGER, plain)} == {
        "professionals allocated",
        "manager",
        "professionals",
    }


def test_a_view_that_only_one_worker_has_is_never_kept(store: Store) -> None:
    told = amy()
    child = told.put_into(store)
    named = ALLOCATED.model_copy(update={"named_for": frozenset({told.id("Beth")})})

    assert asked_on(store, TODAY, named).asked == [child]
    assert asked_on(store, TODAY, named).asked == [child]
    assert store.kept_reviews([child], view_of(ALLOCATED)) == ()


def test_what_one_view_hides_is_not_in_what_is_kept_for_it(store: Store) -> None:
    told = amy().stance("Beth", "not_safe")
    child = told.put_into(store)

    asked_on(store, TODAY, Viewer(account="w"))

    (kept,) = store.kept_reviews([child], "professionals, whole")
    assert "G24" not in kept.body


# What a kept review is worth: after any changes and days, it says what asking everything anew says.


def live(store: Store, child_id: str, viewer: Viewer, on: date) -> tuple[Gap, ...]:
    """The gaps of a child asked anew, as a view shows them."""
    network = visible(store.network(child_id).at(on), viewer)
    return review(network, thresholds_for(store, child_id)).gaps


def incremental(store: Store, on: date, viewer: Viewer) -> None:
    """Review everybody by what is kept, and compare with asking anew."""
    seen = [(line.child_id, viewer) for line in store.children()]
    for (child_id, _), one in zip(seen, reviewed(store, MEMORY, on, seen), strict=True):
        now = live(store, child_id, viewer, on)
        line = child_today(one.summary, on)
        assert tuple(gap for gap in now if gap.severity == "urgent") == line.urgent
        assert line.open_gaps == len(now)
        (whole,) = store.kept_reviews([child_id], f"{view_of(viewer)}, whole")
        assert Found.model_validate_json(whole.body).gaps_on(on) == now


def some_change(store: Store, chance: random.Random, on: date) -> None:
    """Something that people write down: a time together, a stance, words taken back, somebody who has died."""
    line = chance.choice(store.children())
    network = store.network(line.child_id)
    person = chance.choice(network.in_order[1:])
    change(store, _changed(network, person, chance, on), line.child_id)


def _changed(network: Network, person: str, chance: random.Random, on: date) -> Record:
    standing = network.standings[person]
    day = (on + timedelta(days=chance.randint(-100, 20))).isoformat()
    what = chance.randrange(5)
    if what == 0 and network.contacts:
        return chance.choice(network.contacts).model_copy(update={"date": Move(to="", on=day).on})
    if what == 1:
        stance = chance.choice(("not_safe", "safe", "unknown"))
        return standing.model_copy(update={"stance": (*standing.stance, Move(to=stance, on=day))})
    if what == 2:
        rung = chance.choice(("contacted", "declined", "lifelong"))
        return standing.model_copy(update={"ladder": (*standing.ladder, Move(to=rung, on=day))})
    if what == 3:
        row = chance.choice(network.relationships)
        return row.model_copy(update={"status": chance.choice(("retracted", "ended", "current"))})
    return network.people[person].model_copy(update={"life_status": "died"})


@pytest.mark.parametrize("seed", range(4))
def test_after_any_changes_and_days_the_kept_answer_is_the_live_one(seed: int) -> None:
    chance = random.Random(seed)
    store = Town().store
    folders = sorted(path.parent for path in VIGNETTES.glob("*/case.csv"))
    for folder in chance.sample(folders, 2):
        load(store, read_workbook(folder), "tests", TODAY)
    on = TODAY

    for _ in range(7):
        incremental(store, on, ALLOCATED if seed % 2 else MANAGER)
        if chance.random() < 0.5:
            some_change(store, chance, on)
        on += timedelta(days=chance.choice((0, 1, 2, 9, 40)))


# The list of an account.


def test_a_parked_question_returns_to_the_list_on_its_day_without_being_asked(store: Store) -> None:
    told = family("Callum", dob="2009-04-03")
    child = told.put_into(store)
    parked = Decision(
        id="d",
        child_id=child,
        rule="G17",
        kind="parked",
        words="ill",
        on="2026-11-01",
        until="2026-11-18",
    )
    change(store, parked, child)

    def urgent(on: date) -> set[str]:
        (one,) = reviewed(store, MEMORY, on, [(child, ALLOCATED)])
        return {gap.rule for gap in child_today(one.summary, on).urgent}

    assert "G17" not in urgent(date(2026, 11, 17))
    assert "G17" in urgent(date(2026, 11, 18))


def test_an_account_lists_only_the_children_it_may_see(town: Town) -> None:
    child, other = amy().put_into(town.store), family("Dan").put_into(town.store)
    third = family("Eve").put_into(town.store)
    ann = town.account("ann")
    for seen in (child, other):
        town.grant(ann, seen)
    town.grant(ann, other, kind="barred")
    town.grant(ann, third, starts_at=NOON + timedelta(days=1))

    found = dict(children_of(town.store, ann, NOON))

    assert set(found) == {child}
    assert found[child].is_allocated


def test_the_named_worker_of_somebody_confidential_sees_the_list_as_they_see_the_map(
    town: Town,
) -> None:
    told = amy()
    ann = town.account("ann")
    told.detail("Beth", "address", "1 High Street", may_see=(ann.id,), reason="safety")
    child = told.put_into(town.store)
    town.grant(ann, child)

    ((_, viewer),) = children_of(town.store, ann, NOON)

    assert viewer.named_for == {told.id("Beth")}
