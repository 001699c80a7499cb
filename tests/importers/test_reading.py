"""Every cell that cannot be read is refused by sheet, row, column and reason."""

from __future__ import annotations

import pytest

from graph.stores.protocol import Store
from importers import Workbook, load
from importers.workbooks import Part, Sheet
from tests.importers.books import TODAY, book, places, sentences, taken


def test_a_good_workbook_is_taken_without_refusals_or_questions(store: Store) -> None:
    report = taken(store, book())

    assert (report.refused, report.questions) == ((), ())
    assert [line.known_as for line in store.children()] == ["Amy"]


@pytest.mark.parametrize(
    ("sheet", "column", "cell", "reason"),
    [
        ("people", "person_id", "", "an id is needed"),
        ("people", "person_id", "P1", "already on row 2"),
        ("people", "case_id", "C9", "There is no case “C9”"),
        ("people", "gender", "girl", "not a code kith knows"),
        ("people", "visibility", "", "This cell is empty. Write one of"),
        ("people", "visibility", "staff", "not a code kith knows"),
        ("people", "network_kind", "", "This cell is empty"),
        ("people", "finding_status", "found", "not a code kith knows"),
        ("people", "address_confidential", "maybe", "not a code kith knows"),
        ("people", "dob", "02/05/2011", "not a date kith can read"),
        ("people", "dob", "2011-02-30", "not a date kith can read"),
        ("people", "dod", "last year", "not a date kith can read"),
        ("people", "target_days", "weekly", "not a whole number from 1 to 36500"),
        ("people", "target_days", "0", "not a whole number"),
        ("relationships", "rel_id", "", "an id is needed"),
        ("relationships", "from_id", "P9", "nobody with the id “P9”"),
        ("relationships", "to_id", "", "an id is needed"),
        ("relationships", "source_id", "P9", "nobody with the id “P9”"),
        ("relationships", "kind", "auntie", "not a code kith knows"),
        ("relationships", "status", "", "This cell is empty"),
        ("relationships", "start_date", "May 2020", "not a date kith can read"),
        ("relationships", "plan_every_days", "-7", "not a whole number"),
        ("contacts", "contact_id", "", "an id is needed"),
        ("contacts", "child_id", "P2", "Times together are with the child of this case"),
        ("contacts", "person_id", "P9", "nobody with the id “P9”"),
        ("contacts", "recorded_by", "P9", "nobody with the id “P9”"),
        ("contacts", "contact_type", "lunch", "not a code kith knows"),
        ("contacts", "happened", "", "This cell is empty"),
        ("contacts", "child_view", "6", "not a whole number from 1 to 5"),
        ("contacts", "duration_min", "1½", "not a whole number"),
        ("case", "focus_child_id", "", "an id is needed"),
        ("case", "focus_child_id", "P9", "nobody with the id “P9”"),
        ("case", "home_since", "spring", "not a date kith can read"),
    ],
)
def test_a_bad_cell_is_refused_where_it_stands(
    store: Store, sheet: str, column: str, cell: str, reason: str
) -> None:
    row = 3 if sheet == "people" else 2
    made = book().time("P2", "2026-10-01").change(sheet, row, **{column: cell})

    report = taken(store, made)

    found = [
        line
        for line in report.refused
        if (line.sheet, line.row, line.column) == (sheet, row, column)
    ]
    assert [reason in line.sentence for line in found] == [True]
    assert store.children() == ()


def test_a_row_without_an_id_is_refused_once_and_takes_nobody_else_down(store: Store) -> None:
    made = book().person("P3", gender="??").change("people", 4, person_id="")

    report = taken(store, made)

    assert sorted(places(report)) == [("people", 4, "gender"), ("people", 4, "person_id")]


def test_every_fault_is_listed_in_the_order_of_the_workbook(store: Store) -> None:
    made = book().time("P9", "soon", happened="perhaps")
    made.change("people", 3, dob="x", gender="y").change("relationships", 2, kind="z")

    report = taken(store, made)

    assert places(report) == [
        ("people", 3, "gender"),
        ("people", 3, "dob"),
        ("relationships", 2, "kind"),
        ("contacts", 2, "date"),
        ("contacts", 2, "happened"),
        ("contacts", 2, "person_id"),
    ]


@pytest.mark.parametrize(
    "column", ["person_id", "case_id", "visibility", "network_kind", "address_confidential"]
)
def test_a_sheet_without_a_needed_column_is_refused(store: Store, column: str) -> None:
    report = load(store, _without(book().read, "people", column), "os:tester", TODAY)

    assert ("people", 1, column) in places(report)


def test_a_column_that_nobody_needs_may_be_missing(store: Store) -> None:
    report = load(store, _without(book().read, "people", "notes"), "os:tester", TODAY)

    assert not report.is_refused


@pytest.mark.parametrize("sheet", ["case", "people", "relationships"])
def test_a_workbook_without_one_of_its_sheets_is_refused(store: Store, sheet: str) -> None:
    part = book().read.parts[0]
    rest = {name: kept for name, kept in part.sheets.items() if name != sheet}

    report = load(store, Workbook((Part("x", rest),)), "os:tester", TODAY)

    assert f"The sheet {sheet} is missing or empty." in [line.sentence for line in report.refused]


def test_a_workbook_without_times_together_is_taken(store: Store) -> None:
    part = book().read.parts[0]
    rest = {name: kept for name, kept in part.sheets.items() if name != "contacts"}

    assert not load(store, Workbook((Part("x", rest),)), "os:tester", TODAY).is_refused


def test_a_column_or_sheet_that_kith_does_not_read_is_a_question(store: Store) -> None:
    made = book().change("people", 3, shoe_size="38")
    part = made.read.parts[0]

    report = load(store, Workbook((Part("x", part.sheets, ("Sheet1",)),)), "os:tester", TODAY)

    assert sentences(report) == [
        "The sheet “Sheet1” is not one that kith reads, so it was left out.",
        "The column “shoe_size” is not one that kith reads, so it was left out.",
    ]


def test_names_of_columns_may_be_written_large(store: Store) -> None:
    part = book().read.parts[0]
    people = part.sheets["people"]
    shouted = Sheet("people", "people", tuple(map(str.upper, people.header)), people.rows)

    report = load(
        store, Workbook((Part("x", {**part.sheets, "people": shouted}),)), "os:tester", TODAY
    )

    assert not report.is_refused


def test_a_row_with_more_cells_than_columns_is_refused(store: Store) -> None:
    part = book().read.parts[0]
    people = part.sheets["people"]
    wide = tuple((number, (*cells, "spilt")) for number, cells in people.rows)
    sheet = Sheet("people", "people", people.header, wide)

    report = load(
        store, Workbook((Part("x", {**part.sheets, "people": sheet}),)), "os:tester", TODAY
    )

    assert "more cells than there are columns" in report.refused[0].sentence


def test_the_same_column_twice_is_refused(store: Store) -> None:
    part = book().read.parts[0]
    people = part.sheets["people"]
    sheet = Sheet("people", "people", (*people.header, "notes"), people.rows)

    report = load(
        store, Workbook((Part("x", {**part.sheets, "people": sheet}),)), "os:tester", TODAY
    )

    assert places(report) == [("people", 1, "notes")]


def test_the_same_id_in_another_case_is_another_person(store: Store) -> None:
    report = taken(store, book("C1", "Amy").with_case(book("C2", "Bo")))

    assert not report.is_refused
    assert [line.known_as for line in store.children()] == ["Amy", "Bo"]
    assert len({line.child_id for line in store.children()}) == len(store.children())


def test_a_case_twice_in_one_import_is_refused(store: Store) -> None:
    report = taken(store, book("C1").with_case(book("C1")))

    assert ("case", 3, "case_id") in places(report)


def test_an_empty_code_means_not_recorded_where_there_is_such_a_thing(store: Store) -> None:
    made = book().change(
        "people", 3, gender="", life_status="", life_stage="", entity_type="", finding_status=""
    )

    report = taken(store, made)

    assert not report.is_refused


def _without(workbook: Workbook, name: str, column: str) -> Workbook:
    part = workbook.parts[0]
    sheet = part.sheets[name]
    place = sheet.header.index(column)
    header = sheet.header[:place] + sheet.header[place + 1 :]
    rows = tuple((number, cells[:place] + cells[place + 1 :]) for number, cells in sheet.rows)
    return Workbook((Part("x", {**part.sheets, name: Sheet(name, name, header, rows)}),))
