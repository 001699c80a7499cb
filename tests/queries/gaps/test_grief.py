"""Grief: G33."""

from __future__ import annotations

import pytest

from tests.families import Family, family
from tests.queries.gaps.asked import told


def without_gran(kind: str = "loves") -> Family:
    return family("Amy").adult("Gran", life_status="died").adult("Fay").says("Amy", kind, "Gran")


@pytest.mark.parametrize("kind", ["loves", "misses"])
def test_somebody_loved_who_died_needs_a_keeper(kind: str) -> None:
    (gap,) = told("G33", without_gran(kind))

    assert gap.sentence == (
        "Amy loved Gran, who has died. Nobody is yet keeping Gran's stories and pictures for Amy."
    )


def test_a_keeper_of_the_memory_is_enough() -> None:
    assert told("G33", without_gran().tie("memory_keeper", "Fay", "Gran")) == []


def test_a_keeper_who_was_taken_back_keeps_nothing() -> None:
    assert told("G33", without_gran().tie("memory_keeper", "Fay", "Gran", status="retracted"))


def test_nobody_is_asked_about_the_living_or_about_those_not_loved() -> None:
    amy = family("Amy").adult("Gran", life_status="died").adult("Fay").says("Amy", "loves", "Fay")

    assert told("G33", amy) == []
