"""Paths of parents between two people: steps up to a common ancestor, then steps down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from queries.family_tree import FamilyTree, Link, is_unnamed

MOST_STEPS = 6
# Only people who are each other's parents many times over, as no family is, are joined in more ways of one length.
_MOST_WAYS = 20_000
_TWO = 2


@dataclass(frozen=True, slots=True)
class Path:
    """One way from a person to a relative: everyone on it in order, the links between them, and the steps up."""

    people: tuple[str, ...]
    links: tuple[Link, ...]
    up: int

    @property
    def down(self) -> int:
        """Steps down from the common ancestor."""
        return len(self.links) - self.up

    @property
    def steps(self) -> int:
        """Steps up and down together: the degree of civil law."""
        return len(self.links)

    @property
    def unsure(self) -> int:
        """How many possible parents and donors it rests on, each counted once."""
        if max(self.links) < Link.DONOR:
            return 0
        ends = enumerate(self.links)
        return len(
            {self.people[step + (step < self.up)] for step, link in ends if not link.is_sure}
        )

    @property
    def from_donor(self) -> Path | None:
        """The rest of the way, seen from the first donor on the way up; None where there is none."""
        step = next((n for n in range(self.up) if self.links[n] is Link.DONOR), None)
        if step is None:
            return None
        return Path(self.people[step + 1 :], self.links[step + 1 :], self.up - step - 1)

    @property
    def start(self) -> str:
        """The parent it starts with; nobody where it goes straight down."""
        return self.people[1] if self.up else ""

    @property
    def ancestor(self) -> str:
        """The common ancestor."""
        return self.people[self.up]

    @property
    def just_below(self) -> tuple[str, str]:
        """The two people just below the common ancestor, on either side of it."""
        return self.people[self.up - 1], self.people[self.up + 1]


def paths_from(tree: FamilyTree, person_id: str) -> dict[str, list[Path]]:
    """Every path of at most six steps from a person to each relative, the one to choose first.

    Fewest possible parents and donors first, then fewest steps, fewest up, the lower id of the first parent, then of
    the ancestor.
    """
    found: dict[str, list[Path]] = {}
    for path in _walk(tree, person_id):
        if not is_unnamed(path.people[-1]):
            found.setdefault(path.people[-1], []).append(path)
    for paths in found.values():
        if len(paths) > 1:
            paths.sort(key=lambda path: _rank(tree, path))
    return found


def _rank(tree: FamilyTree, path: Path) -> tuple[object, ...]:
    ids = tuple(tree.key(person) for person in path.people)
    start = tree.key(path.start) if path.up else tree.key("")
    return (path.unsure, path.steps, path.up, start, tree.key(path.ancestor), ids)


def _walk(tree: FamilyTree, person_id: str) -> Iterator[Path]:
    """Every path, the shortest first, and no longer ones once there are more than any family has."""
    ring = [Path((person_id,), (), 0)]
    for _step in range(MOST_STEPS):
        ring = [further for path in ring for further in _one_step_on(tree, path)]
        yield from ring
        if len(ring) > _MOST_WAYS:
            return


def _one_step_on(tree: FamilyTree, path: Path) -> Iterator[Path]:
    here = path.people[-1]
    if path.up == path.steps:
        for parent, link in tree.parents_of(here).items():
            if parent not in path.people:
                yield Path((*path.people, parent), (*path.links, link), path.up + 1)
    for child, link in tree.children_of(here).items():
        if child not in path.people:
            yield Path((*path.people, child), (*path.links, link), path.up)


def fullness(tree: FamilyTree, one: str, other: str) -> str:
    """Whether two people with a parent in common are full, half, or not known to be either (empty)."""
    ours, theirs = tree.sure_parents(one), tree.sure_parents(other)
    if len(ours & theirs) >= _TWO:
        return "full"
    if len(ours) >= _TWO and len(theirs) >= _TWO:
        return "half"
    return tree.siblings.get(frozenset((one, other)), "")
