"""One .xlsx file in: what is honest is read as it looks, and what is hostile hurts nobody."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph.errors import RefusedError
from graph.stores.protocol import Store
from importers import load, read_workbook
from tests.importers.bombs import BOMBS, packed, parts, sparse
from tests.importers.books import TODAY, book, only_map

MEGABYTE = 2**20
# Two are promised; a busy machine is given more.
SECONDS = 10


def cell_values(path: Path, sheet: str, row: int) -> dict[str, str]:
    found = read_workbook(path).parts[0].sheets[sheet]
    cells = dict(found.rows)[row]
    return dict(zip(found.header, cells, strict=False))


def test_a_spreadsheet_and_a_folder_of_the_same_rows_are_the_same_workbook(tmp_path: Path) -> None:
    made = book().person("P3", known_as="Nan", notes="“two\nlines”").time("P2", "2026-10-01")

    spreadsheet = read_workbook(made.spreadsheet(tmp_path / "book.xlsx"))

    folder = read_workbook(made.folder(tmp_path / "book"))
    for name, sheet in folder.parts[0].sheets.items():
        other = spreadsheet.parts[0].sheets[name]
        padded = tuple(
            (n, (*cells, *("",) * (len(sheet.header) - len(cells)))) for n, cells in other.rows
        )
        assert (other.header, padded) == (sheet.header, sheet.rows)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (1958, "1958"),
        (14.0, "14"),
        (1.5, "1.5"),
        (date(2026, 5, 2), "2026-05-02"),
        (datetime(2026, 5, 2, 14, 30), "2026-05-02"),  # noqa: DTZ001 - spreadsheets know no time zones
        (True, "yes"),
        ("O'Brien; DROP TABLE people", "O'Brien; DROP TABLE people"),
        ("Null", "Null"),
        ("  two spaces ", "  two spaces "),
    ],
)
def test_a_cell_reads_as_it_looks(tmp_path: Path, cell: object, text: str) -> None:
    path = book().spreadsheet(tmp_path / "book.xlsx")
    spreadsheet = openpyxl.load_workbook(path)
    sheet = spreadsheet["people"]
    sheet.cell(3, [c.value for c in sheet[1]].index("notes") + 1).value = cell
    spreadsheet.save(path)

    assert cell_values(path, "people", 3)["notes"] == text


def test_a_formula_is_never_worked_out(tmp_path: Path) -> None:
    path = book().spreadsheet(tmp_path / "book.xlsx")
    spreadsheet = openpyxl.load_workbook(path)
    sheet = spreadsheet["people"]
    sheet.cell(
        3, [c.value for c in sheet[1]].index("notes") + 1
    ).value = '=WEBSERVICE("http://127.0.0.1:9/")'
    spreadsheet.save(path)

    assert cell_values(path, "people", 3).get("notes", "") == ""


def test_blank_rows_keep_the_numbers_of_the_others(tmp_path: Path, store: Store) -> None:
    path = book().spreadsheet(tmp_path / "book.xlsx")
    spreadsheet = openpyxl.load_workbook(path)
    spreadsheet["people"].insert_rows(3, amount=4)
    spreadsheet["people"].cell(7, 8).value = "x"
    spreadsheet.save(path)

    report = load(store, read_workbook(path), "os:tester", TODAY)

    assert [(line.sheet, line.row, line.column) for line in report.refused] == [
        ("people", 7, "dob")
    ]


def test_other_sheets_are_named(tmp_path: Path) -> None:
    path = book().spreadsheet(tmp_path / "book.xlsx")
    spreadsheet = openpyxl.load_workbook(path)
    spreadsheet.create_sheet("Notes to self")
    spreadsheet.save(path)

    assert read_workbook(path).parts[0].others == ("Notes to self",)


@pytest.fixture(scope="module")
def weighing(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Every bomb, read in one process that does nothing else."""
    home = tmp_path_factory.mktemp("bombs")
    for name, made in BOMBS.items():
        (home / f"{name}.xlsx").write_bytes(made())
    done = subprocess.run(
        [sys.executable, "-m", "tests.importers.weigher", *sorted(home.iterdir())],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
    )
    assert len(list(home.iterdir())) == len(BOMBS)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", BOMBS)
def test_a_hostile_spreadsheet_is_refused_quickly_in_one_plain_sentence(
    weighing: dict[str, Any], name: str
) -> None:
    ended = weighing["files"][f"{name}.xlsx"]

    assert re.fullmatch(rf"“{name}\.xlsx”.{{20,250}}\.", ended["said"])
    assert ended["seconds"] < SECONDS


def test_hostile_spreadsheets_never_take_much_memory(weighing: dict[str, Any]) -> None:
    assert max(weighing["peaks"].values()) < 200 * MEGABYTE


def test_a_less_sparse_sheet_than_fits_in_memory_is_refused_too(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(sparse("P1048576"))

    with pytest.raises(RefusedError, match="more time or memory"):
        read_workbook(path)


def test_a_file_over_twenty_megabytes_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "big.xlsx"
    path.write_bytes(packed(parts()) + bytes(20_000_000))

    with pytest.raises(RefusedError, match="larger than 20 MB"):
        read_workbook(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old .xls file, or one with a password"),
        (b"%PDF-1.7", "a PDF"),
        (b"MZ\x90\x00", "a program"),
        (b"\x89PNG\r\n", "a picture"),
        (b"<html>", "a web page"),
        (b"case_id,person_id\n", "no spreadsheet"),
        (b"", "no spreadsheet"),
        (b"PK\x03\x04" + b"\x00" * 40, "damaged"),
        (
            packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
            "is not a spreadsheet",
        ),
        (b"%PDF-1.7" + packed(parts()), "a PDF"),
    ],
)
def test_a_file_that_only_calls_itself_a_spreadsheet_is_refused_by_its_content(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)

    with pytest.raises(RefusedError, match=said):
        read_workbook(path)


def test_a_missing_file_is_one_plain_sentence(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"There is no file or folder “none\.xlsx”"):
        read_workbook(tmp_path / "none.xlsx")


@pytest.mark.parametrize(
    "name", ["x" * 300 + ".xlsx", "a\x00b.xlsx", "\u202exslx.exe", "CON", "../none"]
)
def test_a_strange_file_name_is_one_plain_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        read_workbook(tmp_path / name)

    assert str(refusal.value).isprintable()


def test_the_reader_of_spreadsheets_is_not_told_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "environment"
    monkeypatch.setenv("KITH_KEY", "00" * 32)
    monkeypatch.setattr("importers.spreadsheets._READER", _spy(tmp_path, seen))

    with pytest.raises((RefusedError, StopIteration)):
        read_workbook(book().spreadsheet(tmp_path / "book.xlsx"))

    assert "KITH" not in seen.read_text(encoding="utf-8")


def _spy(home: Path, seen: Path) -> Path:
    """A reader that writes down its environment and fails."""
    spy = home / "spy.py"
    spy.write_text(
        f"import os, pathlib\npathlib.Path({str(seen)!r}).write_text(repr(os.environ))\nraise SystemExit(1)\n",
        encoding="utf-8",
    )
    return spy


def test_a_spreadsheet_loads_like_any_workbook(tmp_path: Path, store: Store) -> None:
    path = book().spreadsheet(tmp_path / "book.xlsx")

    report = load(store, read_workbook(path), "os:tester", TODAY)

    assert not report.is_refused
    assert len(only_map(store).people) == len(("Amy", "Mum"))
