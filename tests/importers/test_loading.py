"""All or nothing, twice is once, and a corrected file corrects."""

from __future__ import annotations

import pytest

from graph.stores.protocol import Store
from importers import load, read_workbook
from tests.importers.books import TODAY, book, by_name, only_map, places, taken


def everything(store: Store) -> object:
    """All that a store holds, and how long each journal is."""
    maps = [store.network(line.child_id) for line in store.children()]
    return maps, {chain: len(list(store.entries(chain))) for chain in store.chains()}


def counts(report: object) -> dict[str, tuple[int, int, int, int]]:
    found = report.taken[0].sheets  # type: ignore[attr-defined]
    return {line.sheet: (line.added, line.changed, line.unchanged, line.kept) for line in found}


def test_everything_in_a_workbook_comes_onto_the_map(store: Store) -> None:
    made = book().person(
        "P3", known_as="Nan", home_code="H2", area="Eastham", culture_tags="Welsh; chapel"
    )
    made.tie(
        "P3", "loves", "P1", quote_or_note="“My star.”", source_type="person_words", source_id="P3"
    )
    made.time("P3", "2026-10-01", recorded_by="P2", child_view="5")

    taken(store, made)

    network = only_map(store)
    nan = by_name(network, "Nan")
    (loves,) = [row for row in network.relationships if row.kind == "loves"]
    (time,) = network.contacts
    assert (network.home_code(nan), network.area(nan)) == ("H2", "Eastham")
    assert network.people[nan].culture_tags == ("Welsh", "chapel")
    assert (loves.from_id, loves.source_id, loves.words) == (nan, nan, "“My star.”")
    assert (time.person_id, time.recorded_by, time.child_view) == (nan, by_name(network, "Mum"), 5)


def test_ties_of_two_people_are_theirs_and_words_are_the_childs_maps_own(store: Store) -> None:
    taken(store, book().tie("P2", "loves", "P1"))

    network = only_map(store)

    assert {row.kind: row.child_id for row in network.relationships} == {
        "birth_parent": "",
        "loves": network.child_id,
    }


def test_the_child_has_lived_at_home_since_the_case_says_so(store: Store) -> None:
    made = book().change("case", 2, home_since="2024-03").change("people", 2, home_code="H1")

    taken(store, made.change("people", 3, home_code="H2"))

    network = only_map(store)
    starts = {network.known_as(stay.person_id): str(stay.start_date) for stay in network.stays}
    assert starts == {"Amy": "2024-03", "Mum": ""}


def test_our_ids_are_our_own(store: Store) -> None:
    taken(store, book())

    network = only_map(store)

    assert not {"P1", "P2", "C1", "R1"} & {
        *network.people,
        network.case.id,
        network.relationships[0].id,
    }
    assert network.ref(network.child_id) == "P1"


@pytest.mark.parametrize("bad_row", [2, 3, 50, 101])
def test_one_refused_row_and_nothing_is_written(store: Store, bad_row: int) -> None:
    made = book()
    for number in range(3, 101):
        made.person(f"P{number}", known_as=f"Cousin {number}")
    before = everything(store)

    report = taken(store, made.change("people", bad_row, dob="x"))

    assert places(report) == [("people", bad_row, "dob")]
    assert (report.taken, everything(store)) == ((), before)


def test_one_refused_row_in_one_of_several_cases_and_nothing_is_written(store: Store) -> None:
    report = taken(store, book("C1").with_case(book("C2").change("people", 2, dob="x")))

    assert report.is_refused
    assert store.children() == ()


def test_the_same_file_twice_changes_nothing_and_journals_nothing(store: Store) -> None:
    made = book().person("P3", home_code="H1", area="Eastham").time("P3", "2026-10-01")
    taken(store, made)
    before = everything(store)

    report = taken(store, made)

    assert not report.changes_anything
    assert counts(report) == {
        "case": (0, 0, 1, 0),
        "people": (0, 0, 3, 0),
        "relationships": (0, 0, 1, 0),
        "contacts": (0, 0, 1, 0),
    }
    assert everything(store) == before


def test_a_corrected_file_updates_what_it_changed(store: Store) -> None:
    taken(store, book().time("P2", "2026-10-01"))
    made = book().time("P2", "2026-10-02").change("people", 3, dob="1990-02", notes="")

    report = taken(store, made)

    network = only_map(store)
    assert counts(report)["people"] == (0, 1, 1, 0)
    assert str(network.people[by_name(network, "Mum")].dob) == "1990-02"
    assert [str(time.date) for time in network.contacts] == ["2026-10-02"]


def test_a_corrected_file_deletes_nothing(store: Store) -> None:
    taken(
        store, book().person("P3", known_as="Nan").tie("P3", "loves", "P1").time("P3", "2026-10-01")
    )

    report = taken(store, book())

    network = only_map(store)
    assert not report.changes_anything
    assert "Nan" in [network.known_as(person) for person in network.people]
    assert (len(network.relationships), len(network.contacts)) == (2, 1)


def test_new_rows_of_a_known_case_join_its_map(store: Store) -> None:
    taken(store, book())

    report = taken(store, book().person("P3", known_as="Nan").tie("P3", "birth_parent", "P2"))

    assert counts(report)["people"] == (1, 0, 2, 0)
    assert len(only_map(store).people) == len(("Amy", "Mum", "Nan"))


def test_a_file_may_name_people_who_are_only_in_kith(store: Store) -> None:
    taken(store, book().person("P3", known_as="Nan"))

    report = taken(store, book().time("P3", "2026-10-01"))

    assert not report.is_refused


def test_a_map_keeps_its_child(store: Store) -> None:
    taken(store, book().person("P3", known_as="Cai"))

    report = taken(
        store, book().person("P3", known_as="Cai").change("case", 2, focus_child_id="P3")
    )

    assert "already the map of “P1”" in report.refused[0].sentence


def test_a_new_rung_is_added_to_the_ladder_and_the_old_one_kept(store: Store) -> None:
    taken(
        store,
        book().change("people", 3, finding_status="contacted", finding_status_date="2026-02-01"),
    )

    taken(
        store,
        book().change("people", 3, finding_status="engaged", finding_status_date="2026-03-01"),
    )

    network = only_map(store)
    ladder = network.standings[by_name(network, "Mum")].ladder
    assert [(move.to, str(move.on)) for move in ladder] == [
        ("contacted", "2026-02-01"),
        ("engaged", "2026-03-01"),
    ]


def test_a_new_answer_without_a_date_counts_from_the_day_of_the_file(store: Store) -> None:
    taken(store, book().change("people", 3, child_says_important="not_asked"))

    taken(store, book().change("people", 3, child_says_important="yes"))

    network = only_map(store)
    importance = network.standings[by_name(network, "Mum")].importance
    assert [(move.to, str(move.on)) for move in importance] == [
        ("not_asked", ""),
        ("yes", "2026-11-16"),
    ]


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"case": {"title": "Amy, ten"}},
        {"people": {"known_as": "Mam"}},
        {"people": {"dob": "never"}},
        {"people": {"visibility": "professionals_only", "home_code": "H7"}},
    ],
)
@pytest.mark.parametrize("is_known", [False, True])
def test_a_rehearsal_says_exactly_what_then_happens_and_writes_nothing(
    store: Store, change: dict[str, dict[str, str]], is_known: bool
) -> None:
    if is_known:
        taken(store, book())
    made = book().person("P9", known_as="Stranger")
    for sheet, cells in change.items():
        made.change(sheet, 2, **cells)
    before = everything(store)

    rehearsal = taken(store, made, dry_run=True)

    assert everything(store) == before
    assert rehearsal == taken(store, made)


def test_several_paths_are_taken_together_or_not_at_all(store: Store, tmp_path: object) -> None:
    good, bad = book("C1").folder(tmp_path / "a"), book("C2")  # type: ignore[operator]
    bad.change("people", 2, dob="x").folder(tmp_path / "b")  # type: ignore[operator]

    report = load(store, read_workbook(good, tmp_path / "b"), "os:tester", TODAY)  # type: ignore[operator]

    assert [(line.sheet, line.row) for line in report.refused] == [("b/people", 2)]
    assert store.children() == ()


def test_progress_is_told_to_the_end(store: Store) -> None:
    told: list[tuple[int, int]] = []
    made = book()
    for number in range(500):
        made.time("P2", f"2024-01-{number % 28 + 1:02}")

    taken(store, made, progress=lambda done, total: told.append((done, total)))

    assert told == sorted(told)
    assert told[0][0] < told[-1][0] == told[-1][1] == len(("case", "Amy", "Mum", "tie")) + 500


def test_a_failing_store_keeps_nothing_of_the_import(store: Store) -> None:
    made = book().with_case(book("C2"))
    ids = _ids_that_run_out(7)

    with pytest.raises(RuntimeError, match="halfway"):
        taken(store, made, new_ids=lambda: ids)

    assert store.children() == ()


def test_what_is_imported_is_journalled_on_the_childs_own_chain(store: Store) -> None:
    taken(store, book("C1").with_case(book("C2")))

    entries = [entry for chain in store.chains() for entry in store.entries(chain) if entry.changes]

    assert {entry.chain for entry in entries} == {line.child_id for line in store.children()}
    assert {(entry.action, entry.actor) for entry in entries} == {("import", "os:tester")}


def _ids_that_run_out(after: int) -> object:
    ids = iter([f"{number:032}" for number in range(after)])

    def next_id() -> str:
        for found in ids:
            return found
        raise RuntimeError("halfway")

    return next_id


def test_an_empty_cell_erases_what_the_file_used_to_say(store: Store) -> None:
    taken(store, book().change("people", 3, notes="wrong"))

    taken(store, book().change("people", 3, notes=""))

    network = only_map(store)
    assert network.standings[by_name(network, "Mum")].notes == ""


def test_an_empty_cell_never_erases_what_may_only_have_been_hidden(store: Store) -> None:
    full = {
        "safety_stance": "not_safe",
        "safety_plan": "yes",
        "child_says_important": "yes",
        "target_days": "7",
    }
    taken(store, book().change("people", 3, **full).time("P2", "2026-10-01", child_view="2"))
    hidden = book().change("people", 3, **dict.fromkeys(full, ""), address_confidential="")

    report = taken(store, hidden.time("P2", "2026-10-01"))

    assert (report.changes_anything, report.questions) == (False, ())
