"""Files that leave: for one audience, whole, for their owner's eyes, and journalled before they are written."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.terminal import Terminal
from tests.web.commands.conftest import TIANA, child_id

ON = ("--on", "2026-11-16")


@pytest.mark.parametrize("name", ["tiana.xlsx", "tiana"])
def test_an_export_taken_in_again_gives_the_same_answers(
    reading_room: Terminal, empty: Terminal, tmp_path: Path, name: str
) -> None:
    out = tmp_path / name

    reading_room.done("export", "Tiana", "--out", str(out), *ON)
    empty.done("import", str(out))

    for command in ("kin", "ask", "gaps"):
        again = empty.done(command, "Tiana", "--json", *ON).json
        assert again == reading_room.done(command, "Tiana", "--json", *ON).json


def test_an_export_as_csv_is_the_file_that_came_in(reading_room: Terminal, tmp_path: Path) -> None:
    reading_room.done("export", "Tiana", "--out", str(tmp_path / "tiana"), *ON)

    for sheet in ("case", "people", "relationships", "contacts"):
        written = (tmp_path / "tiana" / f"{sheet}.csv").read_text(encoding="utf-8")
        assert sorted(written.splitlines()) == sorted(
            (TIANA / f"{sheet}.csv").read_text(encoding="utf-8").splitlines()
        )


def test_a_map_is_one_file_that_asks_nobody_for_anything(
    reading_room: Terminal, tmp_path: Path
) -> None:
    out = tmp_path / "tiana.html"

    reading_room.done("map", "Tiana", "--out", str(out), *ON)

    page = out.read_text(encoding="utf-8")
    last = reading_room.entries(child_id(reading_room, "Tiana"))[-1]
    assert "Granny" in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert (last.action, len(last.people)) == ("saved_map", 32)


def test_a_map_for_the_family_leaves_out_whom_it_may_not_show(
    reading_room: Terminal, tmp_path: Path
) -> None:
    out = tmp_path / "hafsa.html"

    reading_room.done("map", "Hafsa", "--out", str(out), "--audience", "family", *ON)

    page = out.read_text(encoding="utf-8")
    assert "Khala Shazia" in page
    assert "Nusrat" not in page
    assert "V03-" not in page


def test_a_file_is_for_its_owner_only(reading_room: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "tiana.xlsx"

    reading_room.done("export", "Tiana", "--out", str(out))

    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [out]


def test_a_file_is_not_written_over_unless_told_to(reading_room: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "tiana.xlsx"
    out.write_text("mine")

    refused = reading_room.run("export", "Tiana", "--out", str(out))
    kept = out.read_text()
    reading_room.done("export", "Tiana", "--out", str(out), "--force")

    assert refused.status == 1
    assert kept == "mine"
    assert out.read_bytes()[:2] == b"PK"


def test_a_file_in_no_folder_is_refused_before_anything_is_shown(
    reading_room: Terminal, tmp_path: Path
) -> None:
    before = len(reading_room.entries(child_id(reading_room, "Tiana")))

    ended = reading_room.run("export", "Tiana", "--out", str(tmp_path / "no" / "t.xlsx"))

    assert ended.status == 1
    assert len(reading_room.entries(child_id(reading_room, "Tiana"))) == before


def test_an_export_is_journalled_with_everyone_in_it(
    reading_room: Terminal, tmp_path: Path
) -> None:
    reading_room.done("export", "Tiana", "--out", str(tmp_path / "t.xlsx"))

    last = reading_room.entries(child_id(reading_room, "Tiana"))[-1]

    assert (last.action, len(last.people)) == ("exported", 32)


def test_an_export_for_the_family_holds_no_professional_words(
    reading_room: Terminal, tmp_path: Path
) -> None:
    reading_room.done("export", "Hafsa", "--out", str(tmp_path / "h"), "--audience", "family")

    written = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "h").iterdir())
    assert "Ammi" in written
    assert "not_safe" not in written
    assert "V03" not in written
