"""Questions about the ladder from a name to a lifelong tie: a rung is earned by what was said or promised."""

from __future__ import annotations

from collections.abc import Iterator

from importers.questions.case import AskedCase, ask
from importers.report import Question


def committed_without_a_promise(case: AskedCase) -> Iterator[Question]:
    """Committed means that something definite was promised, and there is no promise."""
    promised = {tie.from_ref for tie in case.ties if tie.kind == "promise"}
    for ref, row in case.people.items():
        if row["finding_status"] == "committed" and ref not in promised:
            yield ask(
                row,
                "finding_status",
                "{name} is written as committed, but no promise is recorded. What have "
                "they promised?",
                name=case.name(ref),
            )


def lifelong_without_their_words(case: AskedCase) -> Iterator[Question]:
    """Lifelong means that they said so, and there are no words of theirs."""
    spoke = {
        tie.from_ref
        for tie in case.ties
        if tie.kind in ("loves", "promise") and tie.source_type == "person_words"
    }
    for ref, row in case.people.items():
        if row["finding_status"] == "lifelong" and ref not in spoke:
            yield ask(
                row,
                "finding_status",
                "{name} is written as lifelong, but not in their own words. What did they say?",
                name=case.name(ref),
            )
