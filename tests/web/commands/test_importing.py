"""`kith import`: what was taken, what was refused and why, and nothing half done."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.terminal import Terminal
from tests.web.commands.conftest import HAFSA, TIANA, child_id


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Tiana's folder, to be spoilt."""
    return Path(shutil.copytree(TIANA, tmp_path / "tiana"))


def spoil(folder: Path, sheet: str, old: str, new: str) -> None:
    path = folder / f"{sheet}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_folder_is_taken_and_counted_by_sheet(empty: Terminal) -> None:
    taken = empty.done("import", str(TIANA), "--json").json["taken"]

    assert taken[0]["case"] == "V02"
    assert [(s["sheet"], s["added"]) for s in taken[0]["sheets"]] == [
        ("case", 1),
        ("people", 32),
        ("relationships", 73),
        ("contacts", 136),
    ]


def test_the_same_file_twice_changes_nothing(at_work: Terminal) -> None:
    chain = child_id(at_work, "Tiana")
    before = len(at_work.entries(chain))

    again = at_work.done("import", str(TIANA))

    assert "Nothing in this file is new." in again.out
    assert len(at_work.entries(chain)) == before


def test_a_rehearsal_says_what_would_happen_and_writes_nothing(empty: Terminal) -> None:
    rehearsed = empty.done("import", str(TIANA), "--dry-run", "--json").json
    after = empty.done("children", "--json").json

    real = empty.done("import", str(TIANA), "--json").json

    assert after == []
    assert rehearsed["taken"] == real["taken"]
    assert rehearsed["questions"] == real["questions"]


def test_one_refused_row_and_nothing_is_taken(empty: Terminal, copied: Path) -> None:
    spoil(copied, "people", "female", "femail")

    ended = empty.run("import", str(copied), str(HAFSA))

    assert ended.status == 1
    assert "femail" in ended.out
    assert "gender" in ended.out
    assert ended.err.startswith("Nothing was taken")
    assert empty.done("children", "--json").json == []


def test_every_refusal_names_its_sheet_row_and_column(empty: Terminal, copied: Path) -> None:
    spoil(copied, "people", "female", "femail")
    spoil(copied, "relationships", "2026-09-30", "30/9/2026")

    refused = empty.run("import", str(copied), "--json").json["refused"]

    assert {(line["sheet"], line["column"]) for line in refused} == {
        ("people", "gender"),
        ("relationships", "source_date"),
    }
    assert all(line["row"] > 1 and line["sentence"] for line in refused)


def test_a_refused_file_is_journalled(empty: Terminal, copied: Path) -> None:
    spoil(copied, "people", "female", "femail")
    empty.run("import", str(copied))
    empty.run("import", str(copied / "nothing.xlsx"))

    refusals = [(entry.action, entry.reason) for entry in empty.entries()][-2:]
    assert refusals == [("refused", "import")] * 2


def test_what_is_strange_is_taken_and_asked_about(empty: Terminal, copied: Path) -> None:
    spoil(copied, "contacts", "2026-11-", "2027-11-")

    shown = empty.done("import", str(copied)).out

    assert "Taken, but strange: please look" in shown
    assert "Taken in." in shown


@pytest.mark.parametrize("name", ["missing", "missing.xlsx", "people.csv"])
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(empty: Terminal, name: str) -> None:
    ended = empty.run("import", str(TIANA / name))

    assert ended.status == 1
    assert ended.out == ""
    assert len(ended.err.splitlines()) == 1


def test_a_name_that_commands_terminals_is_written_out(empty: Terminal, copied: Path) -> None:
    spoil(copied, "people", "Miss Icilda", "\x1b[2JMiss\u202eIcilda")

    shown = empty.run("import", str(copied))
    told = empty.run("kin", "Tiana")

    assert "\x1b" not in shown.out + shown.err + told.out + told.err
    assert "\u202e" not in shown.out + shown.err + told.out + told.err


def test_an_account_changes_only_the_children_it_may_see(at_work: Terminal) -> None:
    at_work.done("user", "add", "ann@council.example")
    at_work.done("grant", "ann@council.example", "Tiana")

    own = at_work.run("import", str(TIANA), "--as", "ann@council.example")
    both = at_work.run("import", str(TIANA), str(HAFSA), "--as", "ann@council.example")

    assert (own.status, both.status) == (0, 1)
