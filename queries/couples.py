"""Kin by a couple: step-parents and their people, in-laws and partners."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.relationships import Relationship
from queries.bloodlines import path_term, side_of, side_words
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
from queries.paths import Path

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
    row: str

    @property
    def is_married(self) -> bool:
        """Married or in a civil partnership."""
        return self.detail in _MARRIED

    @property
    def shares_a_home(self) -> bool:
        """Married or living together: what makes a step-parent."""
        return self.detail in _STEP

    @property
    def order(self) -> tuple[bool, bool, bool, bool, str]:
        """Present ties before former and past ones, closer before looser."""
        return (self.is_past, self.is_former, not self.is_married, not self.shares_a_home, self.row)


def couples_of(tree: FamilyTree, root: str, relative: str) -> list[Couple]:
    """Every couple of one relative, the one to choose first."""
    found = [
        _couple(tree, root, relative, row)
        for row in tree.network.ties.get(relative, ())
        if row.kind == "partner" and row.other(relative) not in (root, relative)
    ]
    return sorted(found, key=lambda pair: pair.order)


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
        row=row.ref or row.id,
    )


def _ended_by_death(tree: FamilyTree, relative: str, row: Relationship) -> bool:
    if not tree.network.people[relative].has_died:
        return False
    died = tree.network.lifetime(relative).died.earliest
    if row.end_date.latest is None or died is None:
        return row.end_date.latest is None
    return row.end_date.latest >= died


def _days_together(tree: FamilyTree, root: str, row: Relationship) -> int:
    """Days a couple was together in a child's life: the earliest reading of a start, the latest of an end."""
    born = tree.network.lifetime(root).born.earliest
    starts = [day for day in (born, row.start_date.earliest) if day is not None]
    if not starts:
        return LEAST_DAYS_TOGETHER
    return ((row.end_date.latest or _day(tree)) - max(starts)).days


def step_parents(tree: FamilyTree, root: str) -> dict[str, Kin]:
    """Partners of the parents, and whoever a row says is a step-parent; parents themselves never are."""
    parents = sorted(tree.sure_parents(root), key=tree.key)
    pairs = [
        pair
        for parent in parents
        if parent in tree.network.people
        for pair in couples_of(tree, root, parent)
        if pair.partner not in parents
    ]
    pairs.sort(key=lambda pair: (*pair.order[:4], tree.key(pair.relative), pair.row))
    found: dict[str, Kin] = {}
    for pair in pairs:
        found.setdefault(pair.partner, _parents_partner(tree, pair))
    told = [
        row
        for row in tree.network.ties.get(root, ())
        if row.kind == "step_parent" and row.to_id == root
    ]
    for person in {row.from_id for row in told} - found.keys() - set(parents):
        found[person] = _told_step_parent(tree, [row for row in told if row.from_id == person])
    return found


def _parents_partner(tree: FamilyTree, pair: Couple) -> Kin:
    is_step = pair.shares_a_home and not pair.is_past
    parent = gendered(PARENT, tree.gender(pair.relative))
    term = gendered(STEP_PARENT, tree.gender(pair.partner)) if is_step else f"{parent}'s partner"
    return Kin(
        person_id=pair.partner,
        term=former(term) if pair.is_former or pair.is_past else term,
        kin_class="past" if pair.is_past else "step",
        side="step",
        relation="step_parent",
        via=pair.relative,
    )


def _told_step_parent(tree: FamilyTree, rows: Sequence[Relationship]) -> Kin:
    person = rows[0].from_id
    term = gendered(STEP_PARENT, tree.gender(person))
    is_over = all(row.is_over(_day(tree)) for row in rows)
    return Kin(
        person_id=person,
        term=former(term) if is_over else term,
        kin_class="step",
        side="step",
        relation="step_parent",
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


def partners(
    tree: FamilyTree, root: str, ways: Mapping[str, Sequence[Path]], own: Mapping[str, Kin]
) -> dict[str, Kin]:
    """Partners of relatives other than parents: of the nearest relative, where there are several."""
    parents = tree.sure_parents(root)
    pairs = [
        (ways[relative][0], pair)
        for relative, kin in own.items()
        if relative not in parents and Link.POSSIBLE not in ways[relative][0].links
        for pair in couples_of(tree, root, relative)
    ]
    pairs.sort(
        key=lambda way: (way[0].steps, *way[1].order[:4], tree.key(way[1].relative), way[1].row)
    )
    found: dict[str, Kin] = {}
    for path, pair in pairs:
        found.setdefault(pair.partner, _partner(tree, own[pair.relative], path, pair))
    return found


def _partner(tree: FamilyTree, relative: Kin, path: Path, pair: Couple) -> Kin:
    is_donor_line = path.from_donor is not None and not relative.is_sibling
    kin_class = "step" if path.up > 1 and path.down == 0 else "in-law"
    if is_donor_line:
        kin_class = "donor"
    return Kin(
        person_id=pair.partner,
        term=_partner_term(tree, path, pair),
        kin_class="past" if pair.is_past else kin_class,
        side=relative.side,
        relation="partner",
        via=relative.person_id,
        told=f"{relative.told}'s partner" if relative.told else "",
    )


def _partner_term(tree: FamilyTree, path: Path, pair: Couple) -> str:
    rest = path.from_donor
    if rest is None or path.up == path.down == 1:
        return _in_law_term(tree, path, pair)
    before = side_words(side_of(tree, path)) if path.steps - rest.steps > 1 else ""
    if not rest.steps:
        word = former("partner") if pair.is_former or pair.is_past else "partner"
    elif (rest.up, rest.down) == (1, 0):
        word = _parents_partner(tree, pair).term
    else:
        word = _in_law_term(tree, rest, pair)
    return f"{before}donor's {word}"


def _in_law_term(tree: FamilyTree, path: Path, pair: Couple) -> str:
    term = _in_law_word(tree, path, pair)
    return former(term) if pair.is_former else term


def _in_law_word(tree: FamilyTree, path: Path, pair: Couple) -> str:
    """The word for the partner of the relative at the end of a path, who is never a parent."""
    gender = tree.gender(pair.partner)
    side = side_words(side_of(tree, path))
    if path.up > 1 and path.down == 0:
        return side + step_grandparent(path.up, gender)
    if pair.is_married and path.up == path.down == 1:
        return gendered(SIBLING_IN_LAW, gender)
    if pair.is_married and path.up > 1 and path.down == 1:
        return f"{side}{greats(path.up - 2)}{gendered(AUNT, gender)} by marriage"
    word = gendered(SPOUSE, gender) if pair.is_married else "partner"
    return f"{bare(path_term(tree, path))}'s {word}"
