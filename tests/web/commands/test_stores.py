"""`kith init` and the journal's proof of itself."""

from __future__ import annotations

import stat

import pytest

from tests.terminal import KEY, OTHER_KEY, Terminal
from tests.web.commands.conftest import TIANA, child_id


def test_a_new_store_is_made_for_its_owner_only(terminal: Terminal) -> None:
    terminal.done("init")

    made = list(terminal.home.iterdir())

    assert made
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in made)


def test_a_store_is_never_made_over_another(empty: Terminal) -> None:
    assert empty.run("init").status == 1


def test_a_wrong_key_opens_nothing_and_says_so_in_one_sentence(empty: Terminal) -> None:
    ended = empty.run("children", KITH_KEY=OTHER_KEY)

    assert (ended.status, ended.out) == (1, "")
    assert len(ended.err.splitlines()) == 1
    assert "key" in ended.err


def test_a_key_can_lie_in_a_file(empty: Terminal) -> None:
    (empty.home / "key").write_text(f"{KEY}\n")

    empty.done("children", KITH_KEY="", KITH_KEY_FILE=str(empty.home / "key"))


def test_a_weak_key_makes_no_store(terminal: Terminal) -> None:
    ended = terminal.run("init", KITH_KEY="0" * 64)

    assert ended.status == 1
    assert list(terminal.home.iterdir()) == []


def test_a_whole_journal_verifies(at_work: Terminal) -> None:
    assert "holds" in at_work.done("journal", "verify").out


def test_the_head_changes_with_every_look(at_work: Terminal) -> None:
    before = at_work.done("journal", "head").out
    at_work.done("children")

    assert at_work.done("journal", "head").out != before


def test_a_damaged_file_shows_nothing_and_says_so_in_one_sentence(at_work: Terminal) -> None:
    path = at_work.home / "kith.db"
    data = bytearray(path.read_bytes())
    for place in range(100, len(data), 4096):
        data[place] ^= 1
    path.write_bytes(data)

    ended = at_work.run("ask", "Tiana")

    assert (ended.status, ended.out) == (1, "")
    assert len(ended.err.splitlines()) == 1


def test_a_backup_restored_elsewhere_gives_the_same_answers(
    at_work: Terminal, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copy = at_work.home / "monday.kith"
    at_work.done("backup", str(copy))
    elsewhere = Terminal(tmp_path_factory.mktemp("elsewhere"))

    elsewhere.done("restore", str(copy))

    before = at_work.done("ask", "Tiana", "--json").json
    assert elsewhere.done("ask", "Tiana", "--json").json == before
    elsewhere.done("journal", "verify")
    assert b"Tiana" not in copy.read_bytes()


def test_whoever_was_erased_comes_back_by_no_import_and_no_older_backup(
    at_work: Terminal, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copy = at_work.home / "monday.kith"
    at_work.done("backup", str(copy))
    elsewhere = Terminal(tmp_path_factory.mktemp("elsewhere"))

    said = at_work.done("erase", "Tiana", "Auntie Joy", "--reason", "Article 17, 12", "--yes").out
    at_work.done("import", str(TIANA))
    told = elsewhere.done(
        "restore", str(copy), "--tombstones", str(at_work.home / "kith.db.tombstones")
    ).out
    elsewhere.done("import", str(TIANA))

    assert "Erased" in said
    assert "erased or protected since" in told
    for terminal in (at_work, elsewhere):
        terminal.done("journal", "verify")
        assert "Auntie Joy" not in terminal.done("kin", "Tiana").out
        lines = [line.model_dump_json() for line in terminal.entries(child_id(terminal, "Tiana"))]
        assert not any("Auntie Joy" in line for line in lines)


def test_a_restore_without_tombstones_says_what_it_cannot_know(
    at_work: Terminal, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copy = at_work.home / "monday.kith"
    at_work.done("backup", str(copy))

    told = Terminal(tmp_path_factory.mktemp("elsewhere")).done("restore", str(copy)).out

    assert "no list of tombstones" in told


def test_nobody_is_erased_without_a_yes_or_a_reason(at_work: Terminal) -> None:
    assert at_work.run("erase", "Tiana", "Auntie Joy", "--yes").status == 2
    assert at_work.run("erase", "Tiana", "Auntie Joy", "--reason", "Article 17").status == 1

    assert "Auntie Joy" in at_work.done("kin", "Tiana").out


def test_a_backup_is_never_restored_over_a_store(at_work: Terminal) -> None:
    copy = at_work.home / "monday.kith"
    at_work.done("backup", str(copy))

    assert at_work.run("restore", str(copy)).status == 1
    assert at_work.run("backup", str(copy)).status == 1


def test_a_new_key_opens_the_store_and_the_old_one_no_longer_does(at_work: Terminal) -> None:
    (at_work.home / "new.key").write_text(f"{OTHER_KEY}\n")

    at_work.done("rekey", "--new-key-file", str(at_work.home / "new.key"))

    assert at_work.run("children").status == 1
    assert "holds" in at_work.done("journal", "verify", KITH_KEY=OTHER_KEY).out


def test_a_store_encrypted_anew_holds_what_it_held(at_work: Terminal) -> None:
    before = at_work.done("ask", "Tiana", "--json").json

    at_work.done("rekey", "--whole")

    assert at_work.done("ask", "Tiana", "--json").json == before
    at_work.done("journal", "verify")


def test_changing_no_key_is_wrong_usage(at_work: Terminal) -> None:
    assert at_work.run("rekey").status == 2


@pytest.mark.parametrize("key", ["", "short", "z" * 64, "0" * 64, "\u00e9" * 64])
def test_a_key_that_is_none_changes_nothing(at_work: Terminal, key: str) -> None:
    (at_work.home / "new.key").write_text(key, encoding="utf-8")

    ended = at_work.run("rekey", "--new-key-file", str(at_work.home / "new.key"))

    assert ended.status == 1
    at_work.done("children")
