"""Questions about who stands on the map, and as what."""

from __future__ import annotations

from graph.stores.protocol import Store
from tests.importers.books import book, sentences, taken
from tests.importers.questions.asked import asked


def test_a_child_who_is_not_written_as_the_child() -> None:
    assert asked(book().change("people", 2, network_kind="natural")) == [
        "This is Amy’s map, but Amy is not written as the child. Is it the right map?"
    ]


def test_somebody_else_who_is_written_as_the_child() -> None:
    assert asked(book().change("people", 3, network_kind="child")) == [
        "Mum is written as the child, but this map is Amy’s. Which is it?"
    ]


def test_somebody_nobody_is_tied_to() -> None:
    assert asked(book().person("P3", known_as="Nan")) == [
        "Nobody is tied to Nan. Who are they to Amy?"
    ]


def test_a_tie_that_was_taken_back_ties_nobody() -> None:
    made = book().person("P3", known_as="Nan").tie("P3", "friend", "P1", status="retracted")

    assert asked(made) == ["Nobody is tied to Nan. Who are they to Amy?"]


def test_somebody_tied_on_the_map_already_is_not_asked_about(store: Store) -> None:
    taken(store, book().person("P3", known_as="Nan").tie("P3", "friend", "P1"))

    assert sentences(taken(store, book().person("P3", known_as="Nan"))) == []


def test_a_pet_among_the_family_and_a_person_among_the_pets() -> None:
    made = book().person("P3", known_as="Rex", entity_type="pet").tie("P3", "pet_of", "P1")
    made.person("P4", known_as="Ann", network_kind="pet").tie("P4", "friend", "P1")

    assert asked(made) == [
        "Rex is a pet by entity_type and a natural by network_kind. Which is it?",
        "Ann is a person by entity_type and a pet by network_kind. Which is it?",
    ]


def test_somebody_without_any_name() -> None:
    assert asked(book().change("people", 3, known_as="", full_name=" ")) == [
        "“P2” has no name. What does Amy call them?"
    ]


def test_a_professional_without_a_role_and_family_with_one() -> None:
    made = (
        book()
        .person("P3", known_as="Ms Lee", network_kind="professional")
        .tie("P3", "professional", "P1")
    )
    made.change("people", 3, professional_role="teacher")

    assert asked(made) == [
        "Mum is written as family or a friend, and also has a professional role. Which is it?",
        "Ms Lee is here because it is their job, but which job?",
    ]
