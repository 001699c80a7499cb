"""Questions about homes: a code is never an address."""

from __future__ import annotations

import pytest

from tests.importers.books import book
from tests.importers.questions.asked import asked


@pytest.mark.parametrize(
    "place",
    [
        "12 Mill Road",
        "12a mill rd",
        "Flat 3, Elm House",
        "LS6 2AB",
        "ls62ab",
        "Eastham, 90210",
        "4 Oak Avenue, Hull",
    ],
)
@pytest.mark.parametrize("column", ["home_code", "area"])
def test_a_place_that_looks_like_an_address(column: str, place: str) -> None:
    (question,) = asked(book().change("people", 3, **{column: place}))

    assert question.startswith("This looks like an address, for Mum. Write a code such as H1")


@pytest.mark.parametrize(
    "place",
    ["H1", "Eastham", "overseas: Kingston, Jamaica", "not known", "with Tina", "rural, north"],
)
def test_a_broad_place_is_no_question(place: str) -> None:
    assert asked(book().change("people", 3, home_code=place, area=place)) == []
