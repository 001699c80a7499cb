"""What happens to the gaps of the worked children when something changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.network import Network
from graph.stores import open_store
from graph.stores.protocol import Store
from importers import load, read_workbook
from queries.futures import after_eighteen, what_if
from queries.gaps import cards, gaps, next_change
from queries.strengths import strengths
from tests.families import TODAY
from tests.vignettes.conftest import FOLDERS

DAY_AFTER_EIGHTEEN = date(2027, 4, 4)
each_child = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """All six in memory."""
    kept = open_store("memory:", None)
    load(kept, read_workbook(*FOLDERS), "tests", TODAY)
    yield kept
    kept.close()


def kept_map(store: Store, case: str) -> Network:
    child = next(line for line in store.children() if line.case_ref == case)
    return store.network(child.child_id)


def with_rows_changed(network: Network, kind: str, person: str, **fields: object) -> Network:
    rows = (
        row.model_copy(update=fields) if row.kind == kind and row.from_id == person else row
        for row in network.relationships
    )
    return network.changed(relationships=tuple(rows))


def rules_about(network: Network, person: str) -> set[str]:
    return {gap.rule for gap in gaps(network) if gap.subject_id == person}


def test_after_his_birthday_four_workers_go_and_the_rest_can_be_switched_off(store: Store) -> None:
    callum = kept_map(store, "V10").at(TODAY)

    then = after_eighteen(callum)

    assert str(then.birthday) == "2027-04-03"
    ending = {callum.known_as(person) for person in then.ends_by_then}
    assert ending == {"Marie", "Irene", "Dee", "Dr Patel"}
    rest = {callum.known_as(person) for person in then.still_paid}
    assert rest == {"Paulo", "Gav", "Femi", "Brenda"}
    assert "Deano's mum Karen" in {callum.known_as(person) for person in then.remains}
    assert not set(then.remains) & {*then.ends_by_then, *then.still_paid}


def test_past_the_birthday_nobody_is_told_that_a_job_is_about_to_end(store: Store) -> None:
    callum = kept_map(store, "V10")

    assert "G22" in {gap.rule for gap in gaps(callum.at(TODAY))}
    assert "G22" not in {gap.rule for gap in gaps(callum.at(DAY_AFTER_EIGHTEEN))}


def test_without_delroy_birmingham_falls_off(store: Store) -> None:
    tiana = kept_map(store, "V02").at(TODAY)

    gone = what_if(tiana, tiana.find("Daddy")).out_of_reach

    assert {tiana.known_as(person) for person in gone} == {
        *("Jayden", "Keisha", "Grandma Verna", "Nadine", "Kymani")
    }


def test_when_hafsa_says_no_to_bilal_only_his_safety_plan_is_asked_about(store: Store) -> None:
    hafsa = kept_map(store, "V03")
    bilal = hafsa.find("Bilal")
    no = next(row for row in hafsa.relationships if row.kind == "loves").model_copy(
        update={
            "id": "no",
            "from_id": hafsa.child_id,
            "to_id": bilal,
            "kind": "does_not_want_to_see",
            "status": "current",
            "source_type": "child_words",
            "source_id": hafsa.child_id,
            "source_date": hafsa.at(TODAY).case.as_of,
        }
    )
    before = rules_about(hafsa.at(TODAY), bilal)

    after = hafsa.changed(relationships=(*hafsa.relationships, no))

    assert before >= {"G08", "G09", "G24"}
    assert rules_about(after.at(TODAY), bilal) == before - {"G08", "G09"}


def test_amaras_plan_of_a_month_expects_three_times_and_is_still_not_kept(store: Store) -> None:
    tiana = kept_map(store, "V02").at(TODAY)
    amara = tiana.find("Amara")

    monthly = with_rows_changed(tiana, "family_time_plan", amara, plan_every_days=30)

    (gap,) = [gap for gap in gaps(monthly) if (gap.rule, gap.subject_id) == ("G13", amara)]
    assert gap.sentence == (
        "The plan says about 3 times with Amara in three months. It happened once."
    )


@each_child
def test_what_a_page_shows_has_as_many_strengths_as_gaps(store: Store, folder: Path) -> None:
    network = kept_map(store, f"V{folder.name[:2]}").at(TODAY)

    shown = cards(gaps(network), strengths(network))

    assert 0 < len(shown.whole_map) <= 3
    assert len(shown.people) + len(shown.whole_map) <= len(shown.strengths)


@each_child
def test_each_worked_child_has_a_day_on_which_to_look_again(store: Store, folder: Path) -> None:
    kept = kept_map(store, f"V{folder.name[:2]}")

    day = next_change(kept, TODAY)

    assert day is not None
    assert day > TODAY
