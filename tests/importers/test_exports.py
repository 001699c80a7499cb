"""A workbook out: what the viewer may see, in the columns of the workbook, and nothing more."""

from __future__ import annotations

import csv
import stat
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from graph.access import visible
from graph.errors import RefusedError
from graph.network import Network
from graph.stores.protocol import Store
from graph.viewers import Viewer
from importers import load, read_workbook, write_workbook
from importers.columns import COLUMNS, RARE_SHEETS
from tests.families import family
from tests.importers.books import TODAY, Book, book, only_map, taken

SHEETS = [name for name in COLUMNS if name not in RARE_SHEETS]
WORKER = Viewer(account="worker", is_allocated=True)
FAMILY = Viewer(account="worker", audience="family_meeting")


def written(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of a folder of CSV files, as any reader of CSV sees them."""
    found = {}
    for name in SHEETS:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found[name] = list(csv.DictReader(file))
    return found


def secrets() -> Book:
    """A map on which much must not be seen by everybody."""
    made = book().change(
        "case", 2, story="Long story", legal_status_code="C2", culture_tags="Welsh"
    )
    made.change(
        "people", 3, dob="1990-02-14", area="Eastham", safety_stance="not_safe", notes="Secret note"
    )
    made.person("P3", known_as="Hidden", visibility="professionals_only")
    made.tie("P1", "afraid_of", "P2", source_type="child_words", source_id="P1")
    made.tie(
        "P2", "loves", "P1", source_type="person_words", source_id="P2", quote_or_note="“Mine.”"
    )
    return made.time("P2", "2026-10-01", child_view="1").time("P3", "2026-10-02")


@pytest.mark.parametrize("name", ["out.xlsx", "out"])
def test_a_worker_gets_the_workbooks_own_ids_columns_and_order(
    tmp_path: Path, store: Store, name: str
) -> None:
    made = secrets()
    taken(store, made)
    write_workbook(visible(only_map(store), WORKER), tmp_path / name)

    (part,) = read_workbook(tmp_path / name).parts

    for sheet in SHEETS:
        columns = COLUMNS[sheet]
        assert part.sheets[sheet].header == tuple(column.name for column in columns)
        ids = {cells[1] for _, cells in part.sheets[sheet].rows}
        assert (
            ids == {row[columns[1].name] for row in made.sheets[sheet] if columns[1].name in row}
            or sheet == "case"
        )


def test_a_family_gets_no_hidden_person_field_or_id(tmp_path: Path, store: Store) -> None:
    taken(store, secrets())
    network = only_map(store)

    write_workbook(visible(network, FAMILY), tmp_path / "out")

    text = "".join(
        path.read_text(encoding="utf-8") for path in sorted((tmp_path / "out").iterdir())
    )
    own = {*network.people, *(row.id for row in network.relationships), network.case.id}
    hidden = [
        "Hidden",
        "Secret",
        "Long story",
        "Eastham",
        "not_safe",
        "afraid",
        "1990",
        "C2",
        "C1",
        "P2",
        "R1",
        "K4",
    ]
    assert [word for word in (*hidden, *own) if word in text] == []
    assert "“Mine.”" in text


def test_a_family_sees_empty_cells_where_it_may_not_look(tmp_path: Path, store: Store) -> None:
    taken(store, secrets())
    write_workbook(visible(only_map(store), FAMILY), tmp_path / "out")

    people = written(tmp_path / "out")["people"]

    hidden = (
        "full_name",
        "safety_stance",
        "finding_status",
        "child_says_important",
        "visibility",
        "address_confidential",
    )
    assert {row[column] for row in people for column in hidden} == {""}


def test_a_hidden_person_leaves_no_trace_in_a_familys_file(tmp_path: Path, store: Store) -> None:
    taken(store, secrets())
    without = secrets()
    del without.sheets["people"][2], without.sheets["contacts"][1]
    taken(
        store,
        Book.with_case(_renamed(without, "C2"), Book("C3").person("P1", network_kind="child")),
    )

    for case in ("C1", "C2"):
        write_workbook(visible(only_map(store, case), FAMILY), tmp_path / case)

    for name in SHEETS:
        assert (tmp_path / "C1" / f"{name}.csv").read_bytes() == (
            tmp_path / "C2" / f"{name}.csv"
        ).read_bytes()


def test_a_view_for_the_family_cannot_be_taken_back_in(tmp_path: Path, store: Store) -> None:
    taken(store, secrets())
    write_workbook(visible(only_map(store), FAMILY), tmp_path / "out.xlsx")

    report = load(store, read_workbook(tmp_path / "out.xlsx"), "os:tester", TODAY)

    (refusal,) = report.refused
    assert refusal.sentence.endswith("It leaves things out, so it cannot be taken back in.")


@pytest.mark.parametrize("name", ["out.xlsx", "out"])
@pytest.mark.parametrize(
    "viewer", [WORKER, Viewer(account="manager", audience="manager"), Viewer(account="other")]
)
def test_a_workers_own_export_taken_back_in_changes_nothing(
    tmp_path: Path, store: Store, name: str, viewer: Viewer
) -> None:
    taken(store, secrets().change("people", 3, address_confidential="yes", target_days="7"))
    before = only_map(store)
    write_workbook(visible(before, viewer), tmp_path / name)

    report = load(store, read_workbook(tmp_path / name), "os:tester", TODAY)

    assert (report.refused, report.kept, report.changes_anything) == ((), (), False)
    assert only_map(store) == before


def test_a_map_that_never_came_from_a_workbook_goes_out_and_in(
    tmp_path: Path, store: Store
) -> None:
    made = family("Amy").mother("Beth").brother("Cai").says("Beth", "loves", "Amy", "Mine.")
    before = store.network(made.put_into(store))
    write_workbook(visible(before, WORKER), tmp_path / "out.xlsx")

    report = load(store, read_workbook(tmp_path / "out.xlsx"), "os:tester", TODAY)

    assert (report.refused, report.changes_anything) == ((), False)
    assert store.network(made.child_id) == before


def test_the_area_of_somebody_confidential_is_not_in_the_file(tmp_path: Path, store: Store) -> None:
    taken(store, book().change("people", 3, area="Eastham", address_confidential="yes"))

    write_workbook(visible(only_map(store), WORKER), tmp_path / "out")

    assert [row["area"] for row in written(tmp_path / "out")["people"]] == ["", "confidential"]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+44", "-2", "@SUM(A1)", "\tx", "\rx", "|calc", "%0A", " =1", "\ufeff=1", "'=1"],
)
@pytest.mark.parametrize("name", ["out.xlsx", "out"])
def test_no_cell_is_ever_a_formula_and_every_text_comes_back(
    tmp_path: Path, store: Store, text: str, name: str
) -> None:
    network = _with_notes(store, book(), text)
    write_workbook(visible(network, WORKER), tmp_path / name)

    found = read_workbook(tmp_path / name).parts[0].sheets["people"]

    place = found.header.index("notes")
    assert [cells[place] for _, cells in found.rows if any(cells[place:])] == [text]
    _assert_nothing_is_worked_out(tmp_path / name)


def _assert_nothing_is_worked_out(path: Path) -> None:
    if path.is_dir():
        starts = [
            cell[:1] for rows in written(path).values() for row in rows for cell in row.values()
        ]
        assert not set(starts) & set("=+-@|%\t\r")
        return
    for sheet in openpyxl.load_workbook(path):
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def _with_notes(store: Store, made: Book, text: str) -> Network:
    taken(store, made)
    network = only_map(store)
    mum = next(person for person in network.people if person != network.child_id)
    standing = network.standings[mum].model_copy(update={"notes": text})
    return network.model_copy(update={"standings": {**network.standings, mum: standing}})


def test_a_spreadsheet_holds_nothing_unseen(tmp_path: Path, store: Store) -> None:
    taken(store, secrets())
    path = tmp_path / "out.xlsx"
    write_workbook(visible(only_map(store), FAMILY), path)

    spreadsheet = openpyxl.load_workbook(path)

    assert spreadsheet.sheetnames == SHEETS
    assert [sheet.sheet_state for sheet in spreadsheet] == ["visible"] * len(SHEETS)
    assert not spreadsheet.defined_names
    for sheet in spreadsheet:
        assert not [
            d
            for d in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values())
            if d.hidden
        ]
        assert not [
            cell for row in sheet.iter_rows() for cell in row if cell.comment or cell.hyperlink
        ]
    assert (spreadsheet.properties.creator, spreadsheet.properties.lastModifiedBy) == ("kith", None)
    names = ZipFile(path).namelist()
    assert not [
        name
        for name in names
        if any(word in name for word in ("comment", "external", "pivot", "media", "custom"))
    ]


def test_every_text_in_a_spreadsheet_says_that_it_is_text(tmp_path: Path, store: Store) -> None:
    taken(store, secrets())
    path = tmp_path / "out.xlsx"
    write_workbook(visible(only_map(store), WORKER), path)

    for sheet in openpyxl.load_workbook(path):
        cells = [
            cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.data_type == "s"
        ]
        assert all(cell.quotePrefix for cell in cells)


@pytest.mark.parametrize("name", ["out.xlsx", "out"])
def test_only_its_owner_may_read_an_export(tmp_path: Path, store: Store, name: str) -> None:
    taken(store, book())

    write_workbook(visible(only_map(store), WORKER), tmp_path / name)

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


@pytest.mark.parametrize("text", ["x" * 40_000, "_xFFFE_"])
def test_an_export_that_fails_leaves_what_was_there(
    tmp_path: Path, store: Store, text: str
) -> None:
    path = tmp_path / "out.xlsx"
    path.write_bytes(b"before")
    network = _with_notes(store, book(), text)

    with pytest.raises(
        RefusedError, match="row 3 of the sheet people cannot be kept in a spreadsheet cell"
    ):
        write_workbook(visible(network, WORKER), path)

    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["none/out.xlsx", "none/deeper/out"])
def test_a_place_that_is_not_there_is_one_plain_sentence(
    tmp_path: Path, store: Store, name: str
) -> None:
    taken(store, book())

    with pytest.raises(RefusedError, match="cannot be written there"):
        write_workbook(visible(only_map(store), WORKER), tmp_path / name)


def _renamed(made: Book, case: str) -> Book:
    for rows in made.sheets.values():
        for row in rows:
            row["case_id"] = case
    return made
