"""Questions about the ladder from a name to a lifelong tie."""

from __future__ import annotations

from graph.stores.protocol import Store
from tests.importers.books import book, sentences, taken
from tests.importers.questions.asked import asked

NO_PROMISE = "Mum is written as committed, but no promise is recorded. What have they promised?"
NO_WORDS = "Mum is written as lifelong, but not in their own words. What did they say?"


def test_committed_without_a_promise() -> None:
    assert asked(book().change("people", 3, finding_status="committed")) == [NO_PROMISE]


def test_committed_with_a_promise_is_no_question() -> None:
    made = (
        book()
        .change("people", 3, finding_status="committed")
        .tie("P2", "promise", "P1", detail="birthdays")
    )

    assert asked(made) == []


def test_committed_with_a_promise_on_the_map_already_is_no_question(store: Store) -> None:
    taken(store, book().tie("P2", "promise", "P1", detail="birthdays"))

    assert sentences(taken(store, book().change("people", 3, finding_status="committed"))) == []


def test_lifelong_without_their_own_words() -> None:
    made = book().change("people", 3, finding_status="lifelong")

    assert asked(made.tie("P2", "loves", "P1", source_type="family_member", source_id="P1")) == [
        NO_WORDS
    ]


def test_lifelong_in_their_own_words_is_no_question() -> None:
    made = book().change("people", 3, finding_status="lifelong")

    assert asked(made.tie("P2", "loves", "P1", source_type="person_words", source_id="P2")) == []
