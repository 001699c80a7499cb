"""The family tree under a network: who is whose parent, and by what kind of link.

Brothers and sisters recorded without their parents get unnamed ones, so that every kin word comes from one thing:
steps up and steps down along parent links.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from graph.network import Network
from graph.relationships import Relationship
from graph.vocabulary import SIBLING_KINDS


class Link(IntEnum):
    """How a parent is a parent, the surest first: it decides between two rows for the same two people."""

    BIRTH = 0
    LEGAL = 1
    ADOPTIVE = 2
    DONOR = 3
    POSSIBLE = 4

    @property
    def is_sure(self) -> bool:
        """Not a donor and not only possible."""
        return self < Link.DONOR


_LINKS = {
    "birth_parent": Link.BIRTH,
    "legal_parent": Link.LEGAL,
    "adoptive_parent": Link.ADOPTIVE,
    "donor": Link.DONOR,
    "possible_birth_parent": Link.POSSIBLE,
}
_FULL_PARENTS = 2
_UNNAMED = "\N{TILDE}"


def is_unnamed(person_id: str) -> bool:
    """Whether an id stands for a parent that only a row between brothers and sisters implies."""
    return person_id.startswith(_UNNAMED)


@dataclass(slots=True)
class FamilyTree:
    """Parents and children by id; `siblings` keeps what rows between two people say: full, half or nothing."""

    network: Network
    parents: dict[str, dict[str, Link]] = field(default_factory=dict)
    children: dict[str, dict[str, Link]] = field(default_factory=dict)
    siblings: dict[frozenset[str], str] = field(default_factory=dict)
    twins: set[frozenset[str]] = field(default_factory=set)
    _sure: dict[str, frozenset[str]] = field(default_factory=dict)
    _keys: dict[str, tuple[bool, bool, str, str]] = field(default_factory=dict)

    def parents_of(self, person_id: str) -> Mapping[str, Link]:
        """Every parent link of a person, the unsure ones too."""
        return self.parents.get(person_id, {})

    def children_of(self, person_id: str) -> Mapping[str, Link]:
        """Every child link of a person, the unsure ones too."""
        return self.children.get(person_id, {})

    def sure_parents(self, person_id: str) -> frozenset[str]:
        """Birth, legal and adoptive parents: placeholders and unnamed ones count. Asked once the tree stands."""
        if person_id not in self._sure:
            links = self.parents_of(person_id).items()
            self._sure[person_id] = frozenset(parent for parent, link in links if link.is_sure)
        return self._sure[person_id]

    def key(self, person_id: str) -> tuple[bool, bool, str, str]:
        """The order of ids that decides between equals; unnamed parents come last."""
        if person_id not in self._keys:
            is_named = not is_unnamed(person_id)
            known = self.network.key(person_id) if is_named else (True, "", person_id)
            self._keys[person_id] = (not is_named, *known)
        return self._keys[person_id]

    def gender(self, person_id: str) -> str:
        """The recorded gender, or unknown."""
        person = self.network.people.get(person_id)
        return person.gender if person else "unknown"

    def join(self, parent: str, child: str, link: Link) -> None:
        """Add a parent link, keeping the surest where there is one already."""
        kept = min(link, self.parents.get(child, {}).get(parent, link))
        self.parents.setdefault(child, {})[parent] = kept
        self.children.setdefault(parent, {})[child] = kept


def family_tree(network: Network) -> FamilyTree:
    """The tree of everyone on a map."""
    tree = FamilyTree(network)
    rows = sorted(network.relationships, key=_row_key)
    for row in rows:
        _join_parent(tree, row)
    siblings = [row for row in rows if row.kind in SIBLING_KINDS and _joins_two(tree, row)]
    sure = [row for row in siblings if not _is_doubtful(row)]
    full = [row for row in sure if _says(row) == "full"]
    for row in sure:
        _note_siblings(tree, row)
    _share_recorded_parents(tree, full)
    groups = _full_groups(tree, full)
    for row in sure:
        if _says(row) != "full":
            _share_one_parent(tree, row, groups)
    _share_unnamed_parents(tree, groups)
    for row in siblings:
        if _is_doubtful(row):
            _join_unnamed(tree, row, Link.POSSIBLE)
    return tree


def _row_key(row: Relationship) -> tuple[bool, str, str]:
    return (not row.ref, row.ref, row.id)


def _join_parent(tree: FamilyTree, row: Relationship) -> None:
    link = _LINKS.get(row.kind)
    if link is None or not _joins_two(tree, row):
        return
    is_disputed = row.status == "disputed" or row.certainty == "disputed"
    tree.join(row.from_id, row.to_id, Link.POSSIBLE if link.is_sure and is_disputed else link)


def _joins_two(tree: FamilyTree, row: Relationship) -> bool:
    people = tree.network.people
    return row.from_id != row.to_id and row.from_id in people and row.to_id in people


def _is_doubtful(row: Relationship) -> bool:
    return row.status == "disputed" or row.certainty in ("possible", "disputed")


def _says(row: Relationship) -> str:
    return "full" if row.kind == "twin" else row.detail


def _note_siblings(tree: FamilyTree, row: Relationship) -> None:
    pair = frozenset((row.from_id, row.to_id))
    said = _says(row)
    if row.kind == "twin":
        tree.twins.add(pair)
    if said == "full" or (said == "half" and pair not in tree.siblings):
        tree.siblings[pair] = said


def _own_parents(tree: FamilyTree, person_id: str) -> dict[str, Link]:
    return {
        parent: link
        for parent, link in tree.parents_of(person_id).items()
        if link in (Link.BIRTH, Link.LEGAL)
    }


def _recorded(tree: FamilyTree, *people: str) -> set[str]:
    own = {parent for person in people for parent in _own_parents(tree, person)}
    return {parent for parent in own if not is_unnamed(parent)}


def _share_recorded_parents(tree: FamilyTree, rows: list[Relationship]) -> None:
    """Give full brothers and sisters each other's recorded parents, until there is nothing more to give.

    Recorded parents win: a row whose two people have more than two between them gives nothing.
    """
    before = -1
    while before != (before := sum(len(parents) for parents in tree.parents.values())):
        for row in rows:
            links = _own_parents(tree, row.from_id) | _own_parents(tree, row.to_id)
            if len(links) > _FULL_PARENTS:
                continue
            for parent in links:
                surest = min(
                    link
                    for person in (row.from_id, row.to_id)
                    if (link := tree.parents_of(person).get(parent)) is not None
                )
                _give(tree, (row.from_id, row.to_id), parent, surest)


def _give(tree: FamilyTree, people: Iterable[str], parent: str, link: Link) -> None:
    for person in people:
        kept = tree.parents_of(person).get(parent)
        if parent != person and (kept is None or not kept.is_sure):
            tree.join(parent, person, link)


def _full_groups(tree: FamilyTree, rows: list[Relationship]) -> list[set[str]]:
    """Full brothers and sisters, as far as recorded parents do not speak against the row."""
    return _groups(
        row for row in rows if len(_recorded(tree, row.from_id, row.to_id)) <= _FULL_PARENTS
    )


def _share_one_parent(tree: FamilyTree, row: Relationship, groups: list[set[str]]) -> None:
    """Give two people one unnamed parent in common, unless their recorded parents already tell.

    It is the same one however many rows say so, of the two or of their full brothers and sisters.
    """
    one, other = _recorded(tree, row.from_id), _recorded(tree, row.to_id)
    if not one & other and min(len(one), len(other)) < _FULL_PARENTS:
        ends = sorted({_eldest(tree, groups, row.from_id), _eldest(tree, groups, row.to_id)})
        unnamed = _UNNAMED + _UNNAMED.join(ends)
        tree.join(unnamed, row.from_id, Link.BIRTH)
        tree.join(unnamed, row.to_id, Link.BIRTH)


def _eldest(tree: FamilyTree, groups: list[set[str]], person: str) -> str:
    group = next((group for group in groups if person in group), {person})
    return min(group, key=tree.key)


def _join_unnamed(tree: FamilyTree, row: Relationship, link: Link) -> None:
    unnamed = f"{_UNNAMED}{row.ref or row.id}"
    tree.join(unnamed, row.from_id, link)
    tree.join(unnamed, row.to_id, link)


def _share_unnamed_parents(tree: FamilyTree, groups: list[set[str]]) -> None:
    """Fill every group of full brothers and sisters up to two parents in common."""
    for group in groups:
        own = {parent for person in group for parent in _own_parents(tree, person)}
        unnamed = sorted(parent for parent in own if is_unnamed(parent))
        name = min(group, key=tree.key)
        missing = _FULL_PARENTS - len(_recorded(tree, *group)) - len(unnamed)
        unnamed += [f"{_UNNAMED}{_UNNAMED}{name}{_UNNAMED}{number}" for number in range(missing)]
        for parent in unnamed:
            _give(tree, sorted(group), parent, Link.BIRTH)


def _groups(rows: Iterable[Relationship]) -> list[set[str]]:
    groups: list[set[str]] = []
    for row in rows:
        joined = [group for group in groups if row.from_id in group or row.to_id in group]
        groups = [group for group in groups if group not in joined]
        groups.append({row.from_id, row.to_id}.union(*joined))
    return groups
