"""`kith init` and the journal's proof of itself."""

from __future__ import annotations

import stat

from tests.terminal import KEY, OTHER_KEY, Terminal


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
