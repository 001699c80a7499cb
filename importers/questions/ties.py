"""Questions about ties between people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from graph.dates import UNKNOWN
from graph.vocabulary import PROFESSIONAL_ROLES, RELATIONSHIP_KINDS
from importers.questions.case import AskedCase, ask
from importers.report import Question
from importers.rows import Row

_MOST_BIRTH_PARENTS = 2
_WITH_CLOSED_DETAIL = frozenset({"promise", "partner", "sibling", "twin", "professional"})
_WHAT_MAKES_A_TIE = (
    "kind",
    "detail",
    "status",
    "start_date",
    "end_date",
    "source_id",
    "source_date",
    "quote_or_note",
)


def tied_to_themselves(case: AskedCase) -> Iterator[Question]:
    """A tie that begins and ends with one person."""
    for row in case.rows.relationships.values():
        if row["from_id"] == row["to_id"]:
            yield ask(
                row,
                "to_id",
                "This ties {name} to {name}. Who is meant at the other end?",
                name=case.name(row["from_id"]),
            )


def more_than_two_birth_parents(case: AskedCase) -> Iterator[Question]:
    """Somebody with three birth parents or more."""
    parents: dict[str, set[str]] = defaultdict(set)
    for tie in case.ties:
        if tie.kind == "birth_parent":
            parents[tie.to_ref].add(tie.from_ref)
    for ref, found in parents.items():
        row = case.people.get(ref)
        if row is not None and len(found) > _MOST_BIRTH_PARENTS:
            names = ", ".join(case.name(parent) for parent in sorted(found))
            yield ask(
                row,
                "person_id",
                "{name} has more than two birth parents: {parents}. Is one of them only "
                "possible, adoptive or a step-parent?",
                name=case.name(ref),
                parents=names,
            )


def their_own_ancestor(case: AskedCase) -> Iterator[Question]:
    """A line of parents that comes back to where it began."""
    parents: dict[str, set[str]] = defaultdict(set)
    for tie in case.ties:
        if (
            tie.kind in ("birth_parent", "legal_parent", "adoptive_parent")
            and tie.from_ref != tie.to_ref
        ):
            parents[tie.to_ref].add(tie.from_ref)
    for ref in _in_a_ring(parents):
        if ref in case.people:
            yield ask(
                case.people[ref],
                "person_id",
                "{name} is written as their own ancestor. Which parent is wrong?",
                name=case.name(ref),
            )


def _in_a_ring(parents: dict[str, set[str]]) -> list[str]:
    """Everybody on a ring of parents or above one: those who remain when all without parents are taken away in turn."""
    left = {ref: set(found) for ref, found in parents.items()}
    children: dict[str, set[str]] = defaultdict(set)
    for ref, found in parents.items():
        for parent in found:
            children[parent].add(ref)
    free = [parent for parent in children if parent not in left]
    while free:
        parent = free.pop()
        for child in children[parent]:
            left[child].discard(parent)
            if not left[child]:
                del left[child]
                free.append(child)
    return [ref for ref in left if _reaches_itself(ref, left)]


def _reaches_itself(ref: str, parents: dict[str, set[str]]) -> bool:
    seen: set[str] = set()
    waiting = [ref]
    while waiting:
        for parent in parents.get(waiting.pop(), ()):
            if parent == ref:
                return True
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    return False


def a_detail_that_is_no_code(case: AskedCase) -> Iterator[Question]:
    """A promise, a couple or a role in words of its own."""
    for row in case.rows.relationships.values():
        known = RELATIONSHIP_KINDS[row["kind"]].details
        detail = row["detail"] or ""
        if row["kind"] in _WITH_CLOSED_DETAIL and detail and detail not in known:
            examples = ", ".join(
                sorted(known if row["kind"] != "professional" else list(PROFESSIONAL_ROLES)[:5])
            )
            yield ask(
                row,
                "detail",
                "“{detail}” is not one of the words kith knows for this kind of tie. Is it "
                "one of: {known}?",
                detail=case.name(detail),
                known=examples,
            )


def the_same_tie_twice(case: AskedCase) -> Iterator[Question]:
    """Two rows that say the same, one of them perhaps from the other end."""
    seen: dict[tuple[object, ...], Row] = {}
    for row in case.rows.relationships.values():
        ends = (row["from_id"], row["to_id"])
        if RELATIONSHIP_KINDS[row["kind"]].is_symmetric:
            ends = tuple(sorted(ends))
        key = (*ends, *(row[column] for column in _WHAT_MAKES_A_TIE))
        first = seen.setdefault(key, row)
        if first is not row:
            yield ask(
                row,
                "rel_id",
                "This says the same as row {row}. Is one of them too many?",
                row=str(first.number),
            )


def an_account_that_contradicts_nothing(case: AskedCase) -> Iterator[Question]:
    """A row said to contradict another, where there is no other."""
    sizes = Counter(
        row["conflict_group"] for row in case.rows.relationships.values() if row["conflict_group"]
    )
    for row in case.rows.relationships.values():
        if sizes.get(row["conflict_group"]) == 1:
            yield ask(
                row,
                "conflict_group",
                "This account is said to contradict another, but no other row has the same "
                "conflict_group. Where is the other account?",
            )


def words_after_a_death(case: AskedCase) -> Iterator[Question]:
    """Words dated after the death of the one who said them."""
    for row in case.rows.relationships.values():
        speaker = row["source_id"] or ""
        said, died = row["source_date"] or UNKNOWN, case.date(speaker, "dod")
        if (
            row["source_type"] in ("person_words", "child_words", "family_member")
            and said.earliest
            and died.latest
            and said.earliest > died.latest
        ):
            yield ask(
                row,
                "source_date",
                "{name} had died when these words were said. Who said them, or when?",
                name=case.name(speaker),
            )
