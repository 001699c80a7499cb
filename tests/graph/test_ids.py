"""Ids are random, and those made together lie together."""

from __future__ import annotations

from graph.ids import ids_made_together


def test_ids_made_together_begin_alike_and_are_all_different() -> None:
    new_id = ids_made_together()

    made = {new_id() for _ in range(1000)}

    assert len(made) == 1000
    assert len({text[:12] for text in made}) == 1
    assert {len(text) for text in made} == {32}


def test_ids_made_at_different_times_have_nothing_in_common() -> None:
    assert len({ids_made_together()()[:12] for _ in range(1000)}) == 1000
