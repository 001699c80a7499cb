"""Questions about names that deceive the eye, and people who may be one."""

from __future__ import annotations

import pytest

from tests.importers.books import Book, book
from tests.importers.questions.asked import asked

UNSEEN = "This name holds marks that nobody can see, or that turn the text around. Type it again?"
MIXED = "This name mixes letters of two alphabets that look alike. Type it again?"


def two(one: str, other: str, **cells: str) -> Book:
    """A mother and an aunt, under names."""
    made = book().change("people", 3, full_name=one, dob=cells.get("dob", ""))
    made.person("P3", **{"known_as": "Aunt", "full_name": other, **cells})
    return made.tie("P3", "sibling", "P2")


@pytest.mark.parametrize(
    "name", ["Be\u200bth", "\u202ehteB", "Beth\u2066", "Be\x00th", "\ufeffBeth", "Be\u00adth"]
)
def test_marks_that_nobody_can_see(name: str) -> None:
    assert asked(book().change("people", 3, full_name=name)) == [UNSEEN]


@pytest.mark.parametrize(
    "name", ["نور الهدی", "مهدی‌زاده", "Zoë O’Brien-Łukasz", "李小龙", "Beth ❤️", "👩‍👧 Beth"]
)
def test_names_in_any_script_are_no_question(name: str) -> None:
    assert asked(book().change("people", 3, full_name=name)) == []


def test_letters_of_two_alphabets_in_one_word() -> None:
    assert asked(book().change("people", 3, full_name="B\u0435th Made-up")) == [MIXED]


def test_two_words_in_two_alphabets_are_no_question() -> None:
    assert asked(book().change("people", 3, full_name="Beth \u0411\u0435\u0442")) == []


def test_two_people_with_one_name_and_one_date_of_birth() -> None:
    assert asked(two("Beth Jones", "Beth Jones", dob="1990-02-14")) == [
        "Aunt looks like Mum on row 3. Are they one person?"
    ]


def test_two_people_with_one_name_and_two_dates_of_birth_are_two() -> None:
    assert asked(two("Beth Jones", "Beth Jones", dob="1990").change("people", 3, dob="1960")) == []


@pytest.mark.parametrize(
    "other", ["BETH  JONES", "Beth Jones\u00a0", "\uff22eth Jones", "\u0412\u0435th Jones"]
)
def test_two_names_that_look_alike(other: str) -> None:
    assert "Aunt looks like Mum on row 3. Are they one person?" in asked(two("Beth Jones", other))


def test_people_without_names_are_not_one_person() -> None:
    made = two("", "").change("people", 3, known_as="").change("people", 4, known_as="")

    assert not [question for question in asked(made) if "one person" in question]
