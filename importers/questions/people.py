"""Questions about who stands on the map, and as what."""

from __future__ import annotations

from collections.abc import Iterator

from importers.questions.case import AskedCase, ask
from importers.report import Question, quoted

_KIND_OF_TYPE = {"pet": "pet", "placeholder": "placeholder"}


def who_the_child_is(case: AskedCase) -> Iterator[Question]:
    """The child of the map, and nobody else, is the child."""
    for ref, row in case.people.items():
        is_child = ref == case.rows.child_ref
        if is_child and row["network_kind"] != "child":
            yield ask(
                row,
                "network_kind",
                "This is {name}’s map, but {name} is not written as the child. Is it the "
                "right map?",
                name=case.name(ref),
            )
        elif not is_child and row["network_kind"] == "child":
            yield ask(
                row,
                "network_kind",
                "{name} is written as the child, but this map is {child}’s. Which is it?",
                name=case.name(ref),
                child=case.name(case.rows.child_ref),
            )


def nobody_is_tied_to_them(case: AskedCase) -> Iterator[Question]:
    """Somebody without a single tie to anyone."""
    tied = {ref for tie in case.ties for ref in (tie.from_ref, tie.to_ref)}
    for ref, row in case.people.items():
        if ref not in tied and ref != case.rows.child_ref:
            yield ask(
                row,
                "person_id",
                "Nobody is tied to {name}. Who are they to {child}?",
                name=case.name(ref),
                child=case.name(case.rows.child_ref),
            )


def a_kind_that_does_not_fit(case: AskedCase) -> Iterator[Question]:
    """A pet among the carers, or a person among the pets."""
    for ref, row in case.people.items():
        kind, network = row["entity_type"] or "person", row["network_kind"]
        expected = _KIND_OF_TYPE.get(kind)
        if (expected and network != expected) or (
            not expected and network in _KIND_OF_TYPE.values()
        ):
            yield ask(
                row,
                "network_kind",
                "{name} is a {kind} by entity_type and a {network} by network_kind. Which is it?",
                name=case.name(ref),
                kind=kind,
                network=network,
            )


def no_name(case: AskedCase) -> Iterator[Question]:
    """Somebody with no name at all."""
    for ref, row in case.people.items():
        if not (row["known_as"] or "").strip() and not (row["full_name"] or "").strip():
            yield ask(
                row,
                "known_as",
                "“{id}” has no name. What does {child} call them?",
                id=quoted(ref),
                child=case.name(case.rows.child_ref),
            )


def a_job_without_a_role(case: AskedCase) -> Iterator[Question]:
    """A professional without a role, or a role for somebody whose job it is not."""
    for ref, row in case.people.items():
        is_paid = row["network_kind"] == "professional"
        if is_paid and not row["professional_role"]:
            yield ask(
                row,
                "professional_role",
                "{name} is here because it is their job, but which job?",
                name=case.name(ref),
            )
        elif row["professional_role"] and row["network_kind"] == "natural":
            yield ask(
                row,
                "professional_role",
                "{name} is written as family or a friend, and also has a professional "
                "role. Which is it?",
                name=case.name(ref),
            )


def an_address_nobody_spoke_of(case: AskedCase) -> Iterator[Question]:
    """Somebody new of whom it is not said whether their address is confidential."""
    for ref, row in case.people.items():
        if row["address_confidential"] is None and ref not in case.kept.people:
            yield ask(
                row,
                "address_confidential",
                "It is not said whether {name}’s address is confidential. It is taken to "
                "be, until somebody says that it is not.",
                name=case.name(ref),
            )
