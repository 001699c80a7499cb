"""Generations: who is in whose row of a family tree, so that every parent is above every child.

Brothers and sisters share a row, then half-brothers and half-sisters, then couples, as far as no parent would come to
stand beside or under a child; whoever adopts a brother or sister stays beside them. A tree in which somebody is their
own ancestor cannot be right: the link that closes the circle is left out, and named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from queries.kinfolk import Kinfolk

_CERTAIN = frozenset({"birth", "adoptive"})
_LINEAGE = frozenset({"donor", "possible"})
_CARE = frozenset({"guardian", "kinship", "foster", "step", "prospective"})
_BY_BIRTH, _BY_CARE = 2, 5


@dataclass(frozen=True, slots=True)
class Generations:
    """The row of everyone, the child's being 0 and parents' rows less; `circular` are their own ancestors."""

    rows: Mapping[str, int]
    circular: tuple[str, ...] = ()


def generations(folk: Kinfolk) -> Generations:
    """Everyone's generation."""
    number = {person: nth for nth, person in enumerate(folk.people)}
    rows = _Rows(len(number))
    circular = [
        child for parent, child in _hung(folk) if not rows.put_above(number[parent], number[child])
    ]
    for one, other in _brothers_and_sisters(folk):
        rows.join(number[one], number[other])
    for parent, child in _of_kinds(folk, frozenset({"adoptive"})):
        rows.put_above(number[parent], number[child])
    for one, other in _side_by_side(folk):
        rows.join(number[one], number[other])
    for parent, child in _of_kinds(folk, _LINEAGE):
        rows.put_above(number[parent], number[child])
    care = {
        (rows.part[number[parent]], rows.part[number[child]])
        for parent, child in _of_kinds(folk, _CARE)
    }
    root = rows.part[number[folk.root]]
    found = _settled(rows, _by_nearness(rows, care, root))
    return Generations(
        rows={person: found[rows.part[nth]] - found[root] for person, nth in number.items()},
        circular=tuple(dict.fromkeys(circular)),
    )


def _of_kinds(folk: Kinfolk, kinds: frozenset[str]) -> Iterator[tuple[str, str]]:
    for each in folk.sets:
        if each.kind in kinds:
            yield from ((parent, each.child) for parent in each.parents)


def _hung(folk: Kinfolk) -> Iterator[tuple[str, str]]:
    """Parents by birth, or by adoption of those who have none by birth here."""
    for group in folk.siblings:
        if group.kind in _CERTAIN:
            yield from ((parent, child) for child in group.people for parent in group.parents)


def _brothers_and_sisters(folk: Kinfolk) -> Iterator[tuple[str, str]]:
    """Who must share a row."""
    for group in folk.siblings:
        yield from pairwise(group.people)


def _side_by_side(folk: Kinfolk) -> Iterator[tuple[str, str]]:
    """Who should share a row where nothing speaks against it: half-brothers and half-sisters, then couples."""
    of_parent: dict[str, list[str]] = {}
    for group in folk.siblings:
        for parent in group.parents if group.kind in _CERTAIN else ():
            of_parent.setdefault(parent, []).append(group.people[0])
    for firsts in of_parent.values():
        yield from pairwise(firsts)
    yield from ((pair.one, pair.other) for pair in folk.pairs)


class _Rows:
    """People, by number, merged into parts that share a row; parts above and below each other, never in a circle."""

    def __init__(self, count: int) -> None:
        """Begin with everyone alone."""
        self.part = list(range(count))
        self.members = {nth: [nth] for nth in range(count)}
        self.below: dict[int, set[int]] = {nth: set() for nth in range(count)}
        self.above: dict[int, set[int]] = {nth: set() for nth in range(count)}

    def put_above(self, parent: int, child: int) -> bool:
        """Put one above another, unless that would close a circle."""
        upper, lower = self.part[parent], self.part[child]
        if upper == lower or self._leads(lower, upper):
            return False
        self.below[upper].add(lower)
        self.above[lower].add(upper)
        return True

    def join(self, one: int, other: int) -> None:
        """Put two side by side, unless one is above the other."""
        kept, gone = self.part[one], self.part[other]
        if kept == gone or self._leads(kept, gone) or self._leads(gone, kept):
            return
        for member in self.members.pop(gone):
            self.part[member] = kept
            self.members[kept].append(member)
        for mine, back in ((self.below, self.above), (self.above, self.below)):
            for near in mine.pop(gone):
                back[near].discard(gone)
                back[near].add(kept)
                mine[kept].add(near)

    def _leads(self, upper: int, lower: int) -> bool:
        seen, waiting = {upper}, [upper]
        while waiting:
            for near in self.below[waiting.pop()]:
                if near == lower:
                    return True
                if near not in seen:
                    seen.add(near)
                    waiting.append(near)
        return False

    @property
    def from_above(self) -> list[int]:
        """Every part after all that are above it."""
        waits = {part: len(uppers) for part, uppers in self.above.items()}
        ready = [part for part in sorted(self.members, reverse=True) if not waits[part]]
        order: list[int] = []
        while ready:
            order.append(ready.pop())
            for lower in sorted(self.below[order[-1]], reverse=True):
                waits[lower] -= 1
                if not waits[lower]:
                    ready.append(lower)
        return order


def _by_nearness(rows: _Rows, care: Iterable[tuple[int, int]], root: int) -> dict[int, int]:
    """Rows counted from the child along the surest ways first: by birth before care."""
    near: dict[int, list[tuple[int, int, int]]] = {}
    lineage = [(upper, lower, _BY_BIRTH) for upper in rows.below for lower in rows.below[upper]]
    for upper, lower, cost in (*lineage, *((upper, lower, _BY_CARE) for upper, lower in care)):
        near.setdefault(upper, []).append((lower, 1, cost))
        near.setdefault(lower, []).append((upper, -1, cost))
    found: dict[int, int] = {}
    waiting = [(0, root, 0)]
    while waiting:
        cost, part, row = heappop(waiting)
        if part not in found:
            found[part] = row
            for other, step, more in near.get(part, ()):
                heappush(waiting, (cost + more, other, row + step))
    return found


def _settled(rows: _Rows, near: Mapping[int, int]) -> dict[int, int]:
    """Every child moved down until below all its parents, and the first of a line down to its children."""
    found: dict[int, int] = {}
    for part in rows.from_above:
        found[part] = max([near.get(part, 0), *(found[upper] + 1 for upper in rows.above[part])])
    for part in reversed(rows.from_above):
        if rows.below[part] and not rows.above[part]:
            found[part] = min(found[lower] for lower in rows.below[part]) - 1
    return found
