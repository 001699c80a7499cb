"""Questions about ties between people."""

from __future__ import annotations

from tests.importers.books import Book, book
from tests.importers.questions.asked import asked


def nan() -> Book:
    """Amy, her mother, and her mother’s mother."""
    return book().person("P3", known_as="Nan").tie("P3", "birth_parent", "P2")


def test_a_tie_of_somebody_to_themself() -> None:
    assert asked(book().tie("P2", "friend", "P2")) == [
        "This ties Mum to Mum. Who is meant at the other end?"
    ]


def test_more_than_two_birth_parents() -> None:
    made = (
        nan()
        .person("P4", known_as="Dad")
        .tie("P4", "birth_parent", "P1")
        .tie("P3", "birth_parent", "P1")
    )

    (question,) = asked(made)

    assert question.startswith("Amy has more than two birth parents: Mum, Nan, Dad.")


def test_somebody_who_is_their_own_ancestor() -> None:
    made = (
        nan()
        .tie("P1", "birth_parent", "P3")
        .person("P4", known_as="Cousin")
        .tie("P1", "birth_parent", "P4")
    )

    assert asked(made) == [
        f"{name} is written as their own ancestor. Which parent is wrong?"
        for name in ("Amy", "Mum", "Nan")
    ]


def test_a_long_line_of_parents_is_no_question() -> None:
    made = book()
    for number in range(3, 1500):
        made.person(f"P{number}", known_as=str(number)).tie(
            f"P{number}", "birth_parent", f"P{number - 1}"
        )

    assert asked(made) == []


def test_a_detail_that_is_not_one_of_the_codes() -> None:
    (question,) = asked(book().tie("P2", "promise", "P1", detail="cake"))

    assert question.startswith("“cake” is not one of the words kith knows for this kind of tie.")


def test_a_friend_in_words_of_their_own_is_no_question() -> None:
    assert asked(book().tie("P2", "friend", "P1", detail="from the allotment")) == []


def test_the_same_tie_twice_even_from_the_other_end() -> None:
    made = (
        nan()
        .tie("P2", "partner", "P3", detail="married")
        .tie("P3", "partner", "P2", detail="married")
    )

    assert asked(made) == ["This says the same as row 4. Is one of them too many?"]


def test_two_statements_of_two_days_are_no_question() -> None:
    made = book().tie("P2", "loves", "P1", source_date="2026-01-01")

    assert asked(made.tie("P2", "loves", "P1", source_date="2026-02-01")) == []


def test_an_account_that_contradicts_nothing() -> None:
    made = book().tie("P2", "friend", "P1", conflict_group="who said no")

    (question,) = asked(made)

    assert question.startswith("This account is said to contradict another")


def test_words_said_after_a_death() -> None:
    made = book().change("people", 3, life_status="died", dod="2020-01")
    made.tie(
        "P2", "loves", "P1", source_type="person_words", source_id="P2", source_date="2021-05-01"
    )

    assert asked(made) == ["Mum had died when these words were said. Who said them, or when?"]
