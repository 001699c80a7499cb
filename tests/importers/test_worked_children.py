"""The six worked children: all are taken, nothing about them is strange, and each comes out as it went in."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import pytest

from graph.access import visible
from graph.stores import open_store
from graph.stores.protocol import Store
from graph.viewers import Viewer
from importers import load, read_workbook, write_workbook
from importers.report import ImportReport
from tests.importers.books import TODAY, only_map

with as_file(files("web") / "demo") as _home:
    FOLDERS = sorted(path for path in _home.iterdir() if (path / "case.csv").is_file())
CASES = {
    "V01": "Maisie",
    "V02": "Tiana",
    "V03": "Hafsa",
    "V06": "Jonah",
    "V09": "Amelia",
    "V10": "Callum",
}


@pytest.fixture(scope="module")
def everyone() -> tuple[Store, ImportReport]:
    """A store with all six."""
    store = open_store("memory:", None)
    return store, load(store, read_workbook(*FOLDERS), "os:tester", TODAY)


def test_all_six_are_taken_without_a_refusal_or_a_question(
    everyone: tuple[Store, ImportReport],
) -> None:
    _, report = everyone

    assert (report.refused, report.questions, report.kept) == ((), (), ())
    assert {taken.case: taken.known_as for taken in report.taken} == CASES


def test_every_row_of_every_file_is_taken(everyone: tuple[Store, ImportReport]) -> None:
    _, report = everyone

    added = sum(count.added for taken in report.taken for count in taken.sheets)

    assert added == read_workbook(*FOLDERS).row_count


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_each_comes_out_as_it_went_in(
    everyone: tuple[Store, ImportReport], folder: Path, tmp_path: Path
) -> None:
    store, _ = everyone
    before = read_workbook(folder).parts[0].sheets
    network = only_map(store, before["case"].rows[0][1][0])
    viewer = Viewer(account="worker", is_allocated=True, named_for=frozenset(network.people))

    write_workbook(visible(network, viewer), tmp_path / "out")

    after = read_workbook(tmp_path / "out").parts[0].sheets
    for name, sheet in before.items():
        assert after[name].header == sheet.header
        assert sorted(cells for _, cells in after[name].rows) == sorted(
            cells for _, cells in sheet.rows
        )


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_the_second_time_changes_nothing(
    everyone: tuple[Store, ImportReport], folder: Path
) -> None:
    store, _ = everyone

    report = load(store, read_workbook(folder), "os:tester", TODAY)

    assert (report.changes_anything, report.kept) == (False, ())
