"""Columns: how far left or right everyone stands, so that families sit under their parents and nobody overlaps.

Rows keep their order. Each is drawn towards where its families would like it, and then spread to the nearest places
that keep everyone apart, which for one row has one exact answer (pool adjacent violators).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from queries.kinfolk import Kinfolk
from web.maps.genogram.order import Unit
from web.maps.genogram.sizes import APART, COUPLE_LINE, FAMILIES_APART
from web.maps.sizes import PERSON

_ROUNDS = 10
_CHILDREN, _PARENTS, _PARTNER, _BESIDE, _CARE = 2.0, 1.0, 3.0, 0.4, 0.15
_HARDLY = 0.01
_SURE = frozenset({"birth", "adoptive"})

Apart = Callable[[str, str], float]
Pull = tuple[int, int, int, int, float, float]
"""Where the middle of two should come to the middle of two others, how far beside it, and how much that counts."""


def columns(
    folk: Kinfolk, rows: Mapping[int, Sequence[Unit]], halves: Mapping[str, float]
) -> dict[str, float]:
    """The middle of everyone; `halves` is half the width that each takes with their name."""
    number = {person: nth for nth, person in enumerate(folk.people)}
    where = [0.0] * len(number)
    apart = _apart(folk, halves)
    lines = {row: _blocks(units, number, apart) for row, units in rows.items()}
    _note_pulls(folk, rows, lines, number, apart)
    for blocks in lines.values():
        _settle(blocks, where)
    downwards = sorted(lines)
    for _round in range(_ROUNDS):
        for row in (*downwards, *reversed(downwards)):
            _settle(lines[row], where)
    return {person: where[nth] for person, nth in number.items()}


@dataclass(slots=True)
class _Block:
    """One unit: its people and how far each is from the first, how far that is from the row’s first, and what pulls."""

    people: tuple[int, ...]
    offsets: tuple[float, ...]
    edge: float
    pulls: list[Pull] = field(default_factory=list)


def _apart(folk: Kinfolk, halves: Mapping[str, float]) -> Apart:
    """How far the middles of two neighbours must be apart."""
    couples = {pair.ends for pair in folk.pairs}
    group = {p: nth for nth, each in enumerate(folk.siblings) for p in each.people}

    def found(one: str, other: str) -> float:
        names = halves[one] + halves[other]
        if frozenset((one, other)) in couples:
            return max(names + APART, 2 * PERSON + COUPLE_LINE)
        is_one_family = group.get(one, -1) == group.get(other, -2)
        return names + (APART if is_one_family else FAMILIES_APART)

    return found


def _blocks(units: Sequence[Unit], number: Mapping[str, int], apart: Apart) -> list[_Block]:
    """The units of a row side by side, as near as they may be."""
    found: list[_Block] = []
    edge, before = 0.0, ""
    for unit in units:
        edge += apart(before, unit[0]) if before else 0.0
        offsets = [0.0]
        for one, other in pairwise(unit):
            offsets.append(offsets[-1] + apart(one, other))
        found.append(_Block(tuple(number[p] for p in unit), tuple(offsets), edge))
        edge, before = edge + offsets[-1], unit[-1]
    return found


def _note_pulls(
    folk: Kinfolk,
    rows: Mapping[int, Sequence[Unit]],
    lines: Mapping[int, Sequence[_Block]],
    number: Mapping[str, int],
    apart: Apart,
) -> None:
    block_of = {nth: block for blocks in lines.values() for block in blocks for nth in block.people}
    order = {p: nth for units in rows.values() for nth, p in enumerate(p for u in units for p in u)}
    for children, parents, weight in _families(folk, order, number):
        for child in set(children):
            block_of[child].pulls.append((*parents, *children, 0.0, _PARENTS))
        for parent in set(parents):
            block_of[parent].pulls.append((*children, *parents, 0.0, weight))
    for each in folk.sets:
        for carer in each.parents if each.kind not in _SURE else ():
            here, there = number[carer], number[each.child]
            block_of[here].pulls.append((there, there, here, here, 0.0, _CARE))
    couples = {pair.ends for pair in folk.pairs}
    for units in rows.values():
        for left, right in pairwise(units):
            ends = left[-1], right[0]
            weight = _PARTNER if frozenset(ends) in couples else _BESIDE
            gap, here, there = apart(*ends), number[ends[0]], number[ends[1]]
            block_of[here].pulls.append((there, there, here, here, -gap, weight))
            block_of[there].pulls.append((here, here, there, there, gap, weight))


def _families(
    folk: Kinfolk, order: Mapping[str, int], number: Mapping[str, int]
) -> Iterator[tuple[tuple[int, int], tuple[int, int], float]]:
    """The outermost of brothers and sisters, the outermost of their parents, and how much those mind."""
    for group in folk.siblings:
        if group.parents:
            children, parents = (
                (
                    number[min(people, key=order.__getitem__)],
                    number[max(people, key=order.__getitem__)],
                )
                for people in (group.people, group.parents)
            )
            yield children, parents, _CHILDREN / len(set(parents))


def _settle(blocks: Sequence[_Block], where: list[float]) -> None:
    """Move one row to where it would like to be, as far as there is room."""
    wanted = []
    for block in blocks:
        shift, total = 0.0, 0.0
        for one, other, here, there, gap, weight in block.pulls:
            pull = (where[one] + where[other] - where[here] - where[there]) / 2 + gap
            shift += pull * weight
            total += weight
        x = where[block.people[0]] + (shift / total if total else 0.0)
        wanted.append((x - block.edge, total or _HARDLY))
    for block, x in zip(blocks, _in_order(wanted), strict=True):
        for nth, offset in zip(block.people, block.offsets, strict=True):
            where[nth] = x + block.edge + offset


def _in_order(wanted: Sequence[tuple[float, float]]) -> list[float]:
    """The nearest places to those wanted that are never before the one to the left."""
    pools: list[tuple[float, float, int]] = []
    for place, weight in wanted:
        pools.append((place, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            place_after, weight_after, count_after = pools.pop()
            place_before, weight_before, count_before = pools.pop()
            both = weight_before + weight_after
            mean = (place_before * weight_before + place_after * weight_after) / both
            pools.append((mean, both, count_before + count_after))
    return [place for place, _weight, count in pools for _nth in range(count)]
