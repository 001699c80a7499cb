"""Kin by a couple: step-parents and their people, in-laws and partners (practice.md 4.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from graph.relationships import Relationship
from queries.bloodlines import side_words
from queries.family_tree import FamilyTree, Link
from queries.kin import Kin
from queries.kinship_words import (
    AUNT,
    PARENT,
    SIBLING_IN_LAW,
    SPOUSE,
    STEP_GRANDPARENT,
    STEP_PARENT,
    STEP_SIBLING,
    bare,
    former,
    gendered,
    greats,
    step_grandparent,
)

LEAST_DAYS_TOGETHER = 180
_MARRIED = ("married", "civil_partnership")
_STEP = (*_MARRIED, "cohabiting")


@dataclass(frozen=True, slots=True)
class Couple:
    """One couple, seen from the one who is related to the child."""

    relative: str
    partner: str
    detail: str
    is_former: bool
    is_past: bool

    @property
    def is_married(self) -> bool:
        """Married or in a civil partnership."""
        return self.detail in _MARRIED


def couples_of(tree: FamilyTree, root: str, relative: str) -> list[Couple]:
    """Every couple of one relative, the present ones first."""
    found = [
        _couple(tree, root, relative, row)
        for row in tree.network.ties.get(relative, ())
        if row.kind == "partner"
        and _counts(tree, row)
        and row.other(relative) not in (root, relative)
    ]
    return sorted(
        found, key=lambda pair: (pair.is_past, pair.is_former, not pair.is_married, pair.detail)
    )


def _counts(tree: FamilyTree, row: Relationship) -> bool:
    on = _day(tree)
    return (row.is_current(on) or row.is_over(on)) and row.certainty != "disputed"


def _day(tree: FamilyTree) -> date:
    return tree.network.on or date.max


def _couple(tree: FamilyTree, root: str, relative: str, row: Relationship) -> Couple:
    is_over = row.is_over(_day(tree))
    return Couple(
        relative=relative,
        partner=row.other(relative),
        detail=row.detail,
        is_former=is_over and not _ended_by_death(tree, relative, row),
        is_past=is_over and _days_together(tree, root, row) < LEAST_DAYS_TOGETHER,
    )


def _ended_by_death(tree: FamilyTree, relative: str, row: Relationship) -> bool:
    person = tree.network.people[relative]
    if not person.has_died:
        return False
    if row.end_date.latest is None or person.dod.earliest is None:
        return True
    return row.end_date.latest >= person.dod.earliest


def _days_together(tree: FamilyTree, root: str, row: Relationship) -> int:
    """Days a couple was together in a child's life: the earliest reading of a start, the latest of an end."""
    born = tree.network.people[root].dob.earliest
    starts = [day for day in (born, row.start_date.earliest) if day is not None]
    if not starts:
        return LEAST_DAYS_TOGETHER
    return ((row.end_date.latest or _day(tree)) - max(starts)).days


def step_parents(tree: FamilyTree, root: str) -> dict[str, Kin]:
    """Partners of the parents, and whoever a row says is a step-parent."""
    found: dict[str, Kin] = {}
    for parent in sorted(tree.parents_of(root), key=tree.key):
        if parent not in tree.network.people or tree.parents_of(root)[parent] is Link.POSSIBLE:
            continue
        for pair in couples_of(tree, root, parent):
            kin = _parents_partner(tree, tree.parents_of(root)[parent], pair)
            kept = found.get(pair.partner)
            if kept is None or _closeness(kin) < _closeness(kept):
                found[pair.partner] = kin
    for row in tree.network.ties.get(root, ()):
        if row.kind == "step_parent" and row.to_id == root and row.from_id not in found:
            found.update(_told_step_parent(tree, row))
    return found


def _closeness(kin: Kin) -> tuple[bool, bool, bool]:
    return (kin.kin_class == "past", kin.kin_class == "donor", "former" in kin.term)


def _parents_partner(tree: FamilyTree, link: Link, pair: Couple) -> Kin:
    gender = tree.gender(pair.partner)
    parent = "donor" if link is Link.DONOR else gendered(PARENT, tree.gender(pair.relative))
    is_step = link.is_sure and pair.detail in _STEP and not pair.is_past
    term = gendered(STEP_PARENT, gender) if is_step else f"{parent}'s partner"
    kin_class = "donor" if link is Link.DONOR else "step"
    return Kin(
        person_id=pair.partner,
        term=former(term) if pair.is_former or pair.is_past else term,
        kin_class="past" if pair.is_past else kin_class,
        side="donor" if link is Link.DONOR else "step",
        relation="step_parent",
        via=pair.relative,
    )


def _told_step_parent(tree: FamilyTree, row: Relationship) -> Iterator[tuple[str, Kin]]:
    on = _day(tree)
    if not (row.is_current(on) or row.is_over(on)):
        return
    term = gendered(STEP_PARENT, tree.gender(row.from_id))
    yield (
        row.from_id,
        Kin(
            person_id=row.from_id,
            term=former(term) if row.is_over(on) else term,
            kin_class="step",
            side="step",
            relation="step_parent",
        ),
    )


def step_siblings(tree: FamilyTree, steps: Mapping[str, Kin]) -> dict[str, Kin]:
    """The children of step-parents."""
    return _people_of_steps(tree, steps, up=False)


def step_grandparents(tree: FamilyTree, steps: Mapping[str, Kin]) -> dict[str, Kin]:
    """The parents of step-parents."""
    return _people_of_steps(tree, steps, up=True)


def _people_of_steps(tree: FamilyTree, steps: Mapping[str, Kin], *, up: bool) -> dict[str, Kin]:
    words, relation = (
        (STEP_GRANDPARENT, "step_grandparent") if up else (STEP_SIBLING, "step_sibling")
    )
    found: dict[str, Kin] = {}
    in_order = sorted(
        steps.values(), key=lambda kin: ("former" in kin.term, tree.key(kin.person_id))
    )
    for step in in_order:
        if step.kin_class != "step":
            continue
        links = tree.parents_of(step.person_id) if up else tree.children_of(step.person_id)
        for person, link in links.items():
            if not link.is_sure or person in found or person not in tree.network.people:
                continue
            term = gendered(words, tree.gender(person))
            found[person] = Kin(
                person_id=person,
                term=former(term) if "former" in step.term else term,
                kin_class="step",
                side="step",
                relation=relation,
                via=step.person_id,
            )
    return found


def partners(tree: FamilyTree, root: str, own: Mapping[str, Kin]) -> dict[str, Kin]:
    """Partners of relatives other than parents: of the nearest relative, where there are several."""
    found: dict[str, Kin] = {}
    nearest = sorted(own.values(), key=lambda kin: (kin.degree or 0, tree.key(kin.person_id)))
    for relative in nearest:
        if relative.is_parent or relative.kin_class == "possible":
            continue
        for pair in couples_of(tree, root, relative.person_id):
            if pair.partner not in own:
                found.setdefault(pair.partner, _partner(tree, relative, pair))
    return found


def _partner(tree: FamilyTree, relative: Kin, pair: Couple) -> Kin:
    term, kin_class = _partner_word(tree, relative, pair)
    return Kin(
        person_id=pair.partner,
        term=former(term) if pair.is_former else term,
        kin_class="past" if pair.is_past else kin_class,
        side=relative.side,
        relation="partner",
        via=relative.person_id,
        told=f"{relative.told}'s partner" if relative.told else "",
    )


def _partner_word(tree: FamilyTree, relative: Kin, pair: Couple) -> tuple[str, str]:
    gender = tree.gender(pair.partner)
    up, down = relative.up or 0, relative.down or 0
    if relative.kin_class != "donor":
        if up > 1 and down == 0:
            return side_words(relative.side) + step_grandparent(up, gender), "step"
        if pair.is_married and up == down == 1:
            return gendered(SIBLING_IN_LAW, gender), "in-law"
        if pair.is_married and up > 1 and down == 1:
            aunt = greats(up - 2) + gendered(AUNT, gender)
            return f"{side_words(relative.side)}{aunt} by marriage", "in-law"
    word = gendered(SPOUSE, gender) if pair.is_married else "partner"
    kin_class = "donor" if relative.kin_class == "donor" else "in-law"
    return f"{bare(relative.term)}'s {word}", kin_class
