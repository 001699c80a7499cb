"""Kin by a path of parents: term, class, degree, side and second path (practice.md 4.2)."""

from __future__ import annotations

from collections.abc import Sequence

from queries.family_tree import FamilyTree, Link, is_unnamed
from queries.kin import Kin
from queries.kinship_words import (
    HALF_SIBLING,
    LEGAL_PARENT,
    PARENT,
    SIBLING,
    blood_word,
    gendered,
    path_words,
)
from queries.paths import Path, fullness, paths_from

NOT_YET_KNOWN = " (not yet known)"


def kin_by_path(tree: FamilyTree, root: str) -> dict[str, Kin]:
    """Everyone within six steps of a person along parent links, seen from that person."""
    return {
        person: _kin(tree, paths)
        for person, paths in paths_from(tree, root).items()
        if person in tree.network.people
    }


def _kin(tree: FamilyTree, paths: Sequence[Path]) -> Kin:
    path = paths[0]
    person = path.people[-1]
    side = side_of(tree, path)
    kin_class = _class(tree, path)
    return Kin(
        person_id=person,
        term=_term(tree, path, side, kin_class),
        kin_class=kin_class,
        degree=path.steps,
        side=side,
        also=_also(tree, paths, side),
        relation="path",
        up=path.up,
        down=path.down,
        fullness=_fullness(tree, path),
        path=path.people,
        told=path_words(_turns(tree, path)),
    )


def _is_across(path: Path) -> bool:
    return path.up > 0 and path.down > 0


def _fullness(tree: FamilyTree, path: Path) -> str:
    return fullness(tree, *path.just_below) if _is_across(path) else ""


def _class(tree: FamilyTree, path: Path) -> str:
    for link, name in (
        (Link.DONOR, "donor"),
        (Link.POSSIBLE, "possible"),
        (Link.ADOPTIVE, "adoptive"),
        (Link.LEGAL, "legal"),
    ):
        if link in path.links:
            return name
    return "half" if _fullness(tree, path) == "half" else "blood"


def side_of(tree: FamilyTree, path: Path) -> str:
    """The side of the family that a path starts on."""
    if path.up == 0:
        return "own"
    if path.up == 1 and not path.unsure and _fullness(tree, path) == "full":
        return "both"
    plain = {"female": "maternal", "male": "paternal"}.get(tree.gender(path.start), "unknown-side")
    link = path.links[0]
    if link is Link.ADOPTIVE:
        return "adoptive"
    if link is Link.DONOR:
        return "donor"
    if link is Link.POSSIBLE:
        return f"possible {plain}"
    if link is Link.LEGAL and plain == "maternal":
        return "other-mum"
    return f"birth {plain}" if link is Link.BIRTH and _is_adopted(tree, path.people[0]) else plain


def _is_adopted(tree: FamilyTree, person_id: str) -> bool:
    return Link.ADOPTIVE in tree.parents_of(person_id).values()


def _also(tree: FamilyTree, paths: Sequence[Path], side: str) -> str:
    chosen = paths[0]
    if chosen.up <= 1:
        return ""
    for path in paths[1:]:
        if path.unsure:
            continue
        other = side_of(tree, path)
        if (path.up, path.down, other) != (chosen.up, chosen.down, side):
            return _term(tree, path, other, _class(tree, path))
    return ""


def _term(tree: FamilyTree, path: Path, side: str, kin_class: str) -> str:
    gender = tree.gender(path.people[-1])
    if kin_class == "donor":
        return _donor_word(tree, path, gender)
    if path.up == 1 and path.down == 0:
        return _parent_word(tree, path, gender)
    if path.up <= 1:
        prefix = _prefix(tree, path, kin_class)
        if path.up == path.down == 1:
            return prefix + _sibling_word(tree, path, kin_class, gender)
        return prefix + blood_word(path.up, path.down, gender)
    possible = "possible " if kin_class == "possible" and not side.startswith("possible") else ""
    return f"{possible}{side_words(side)}{blood_word(path.up, path.down, gender)}"


def side_words(side: str) -> str:
    """A side as it stands before a word, with its space; an unknown side is left out."""
    words = side.replace("unknown-side", "").strip()
    return f"{words} " if words else ""


def _parent_word(tree: FamilyTree, path: Path, gender: str) -> str:
    word = gendered(PARENT, gender)
    match path.links[0]:
        case Link.ADOPTIVE:
            return f"adoptive {word}"
        case Link.POSSIBLE:
            return f"possible {word}"
        case Link.LEGAL:
            return gendered(LEGAL_PARENT, gender)
    return f"birth {word}" if _is_adopted(tree, path.people[0]) else word


def _prefix(tree: FamilyTree, path: Path, kin_class: str) -> str:
    if kin_class in ("possible", "adoptive"):
        return f"{kin_class} "
    return "birth " if path.up and _is_adopted(tree, path.people[0]) else ""


def _sibling_word(tree: FamilyTree, path: Path, kin_class: str, gender: str) -> str:
    if kin_class in ("possible", "adoptive"):
        return gendered(SIBLING, gender)
    match _fullness(tree, path):
        case "full":
            return gendered(SIBLING, gender)
        case "half":
            return gendered(HALF_SIBLING, gender) + _same_parent(tree, path.ancestor)
    return gendered(SIBLING, gender) + " (full or half not yet known)"


def _same_parent(tree: FamilyTree, parent: str) -> str:
    if is_unnamed(parent) or tree.gender(parent) not in ("female", "male"):
        return ""
    return f" (same {gendered(PARENT, tree.gender(parent))})"


def _donor_word(tree: FamilyTree, path: Path, gender: str) -> str:
    """The word seen from the donor; brothers and sisters by the same donor are told as such."""
    if path.up == path.down == 1:
        return f"{gendered(HALF_SIBLING, gender)} (same donor)"
    step = path.links.index(Link.DONOR)
    if step >= path.up:
        return side_words(side_of(tree, path)) + blood_word(path.up, path.down, gender)
    before = blood_word(step, 0, tree.gender(path.people[step])) + "'s " if step else ""
    up, down = path.up - step - 1, path.down
    if (up, down) == (0, 0):
        return f"{before}donor"
    word = gendered(SIBLING, gender) if up == down == 1 else blood_word(up, down, gender)
    return f"{before}donor's {word}"


def _turns(tree: FamilyTree, path: Path) -> tuple[tuple[str, str], ...]:
    ups = path.people[1 : path.up if _is_across(path) else path.up + 1]
    told = [("up", tree.gender(person)) for person in ups]
    rest = path.people[path.up + 1 :]
    if _is_across(path):
        told.append(("across", tree.gender(rest[0])))
        rest = rest[1:]
    return (*told, *(("down", tree.gender(person)) for person in rest))
