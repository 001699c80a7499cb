"""Kin by a path of parents: term, class, degree, side and second path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
from queries.paths import Path, fullness

NOT_YET_KNOWN = " (not yet known)"


def kin_by_path(tree: FamilyTree, ways: Mapping[str, Sequence[Path]]) -> dict[str, Kin]:
    """Everyone within six steps of a person along parent links, seen from that person."""
    return {person: _kin(tree, paths) for person, paths in ways.items()}


def _kin(tree: FamilyTree, paths: Sequence[Path]) -> Kin:
    path = paths[0]
    person = path.people[-1]
    side = side_of(tree, path)
    kin_class = _class(tree, path)
    # Every value is made here, so nothing is left to check.
    return Kin.model_construct(
        person_id=person,
        term=path_term(tree, path),
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
    if path.up == 1 and _fullness(tree, path) == "full":
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
    return f"birth {plain}" if _is_adopted(tree, path.people[0]) else plain


def _is_adopted(tree: FamilyTree, person_id: str) -> bool:
    return Link.ADOPTIVE in tree.parents_of(person_id).values()


def _also(tree: FamilyTree, paths: Sequence[Path], side: str) -> str:
    chosen = paths[0]
    if chosen.up <= 1:
        return ""
    for path in paths[1:]:
        if path.unsure or path.up <= 1:
            continue
        if (path.up, path.down, side_of(tree, path)) != (chosen.up, chosen.down, side):
            return path_term(tree, path)
    return ""


def path_term(tree: FamilyTree, path: Path) -> str:
    """The word for the last person on a path, seen from the first."""
    kin_class, side = _class(tree, path), side_of(tree, path)
    gender = tree.gender(path.people[-1])
    if path.up == path.down == 1:
        return _sibling_word(tree, path, kin_class, gender)
    if path.from_donor:
        return _donor_word(tree, path, path.from_donor)
    if path.up == 1 and path.down == 0:
        return _parent_word(tree, path, gender)
    word = blood_word(path.up, path.down, gender)
    if path.up <= 1:
        return _prefix(tree, path, kin_class) + word
    possible = "possible " if _is_possible(path) and not side.startswith("possible") else ""
    return f"{possible}{side_words(side)}{word}"


def _is_possible(path: Path) -> bool:
    return Link.POSSIBLE in path.links


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
    if _is_possible(path):
        return "possible "
    if kin_class in ("possible", "adoptive"):
        return f"{kin_class} "
    is_by_birth = path.up > 0 and kin_class != "donor" and _is_adopted(tree, path.people[0])
    return "birth " if is_by_birth else ""


def _sibling_word(tree: FamilyTree, path: Path, kin_class: str, gender: str) -> str:
    if kin_class == "donor":
        possible = "possible " if _is_possible(path) else ""
        return f"{possible}{gendered(HALF_SIBLING, gender)} (same donor)"
    prefix, word = _prefix(tree, path, kin_class), gendered(SIBLING, gender)
    if kin_class in ("possible", "adoptive"):
        return prefix + word
    match _fullness(tree, path):
        case "full":
            return prefix + word
        case "half":
            half = gendered(HALF_SIBLING, gender)
            return f"{prefix}{half}{_same_parent(tree, path.ancestor)}"
    return f"{prefix}{word} (full or half not yet known)"


def _same_parent(tree: FamilyTree, parent: str) -> str:
    if is_unnamed(parent) or tree.gender(parent) not in ("female", "male"):
        return ""
    return f" (same {gendered(PARENT, tree.gender(parent))})"


def _donor_word(tree: FamilyTree, path: Path, rest: Path) -> str:
    """The word seen from the donor; the side first where the donor is not the child's own."""
    before = side_words(side_of(tree, path)) if path.steps - rest.steps > 1 else ""
    if _is_possible(path) and not _is_possible(rest) and not before.startswith("possible"):
        before = f"possible {before}"
    return f"{before}donor's {path_term(tree, rest)}" if rest.steps else f"{before}donor"


def _turns(tree: FamilyTree, path: Path) -> tuple[tuple[str, str], ...]:
    ups = path.people[1 : path.up if _is_across(path) else path.up + 1]
    told = [("up", tree.gender(person)) for person in ups]
    rest = path.people[path.up + 1 :]
    if _is_across(path):
        told.append(("across", tree.gender(rest[0])))
        rest = rest[1:]
    return (*told, *(("down", tree.gender(person)) for person in rest))
