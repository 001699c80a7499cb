"""`kith copy` and `kith compare`."""

from __future__ import annotations

from tests.terminal import Terminal


def place_of(terminal: Terminal, name: str) -> str:
    return f"sqlite:///{terminal.home / name}"


def test_a_store_is_copied_and_the_two_are_compared(at_work: Terminal) -> None:
    here, there = place_of(at_work, "kith.db"), place_of(at_work, "copy.db")

    copied = at_work.done("copy", here, there)
    compared = at_work.done("compare", here, there)

    assert "rows were written" in copied.out
    assert "The two stores hold the same" in compared.out
    assert at_work.done("children", KITH_STORE=there).out == at_work.done("children").out


def test_what_is_different_is_told_and_ends_with_one(at_work: Terminal) -> None:
    here, there = place_of(at_work, "kith.db"), place_of(at_work, "copy.db")
    at_work.done("copy", here, there)
    at_work.done("children")

    ended = at_work.run("compare", here, there)

    assert ended.status == 1
    assert "is only in the first store" in ended.out
    assert "not the same" in ended.err


def test_a_store_is_not_copied_over_another_nor_over_itself(at_work: Terminal) -> None:
    here, other = place_of(at_work, "kith.db"), place_of(at_work, "other.db")
    at_work.done("init", KITH_STORE=other)

    for place in (here, other):
        ended = at_work.run("copy", here, place)
        assert ended.status == 1
        assert len(ended.err.splitlines()) == 1
