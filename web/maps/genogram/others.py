"""Others: everyone who is not family, in quiet rows below, so that nobody on the map is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from web.maps.genogram.sizes import APART, OTHER, OTHER_NAME, foot, half_width, name_lines
from web.maps.sizes import WORKER

_LEAST_WIDE = 1000.0
_ROW = 14.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands, and how large."""

    person_id: str
    x: float
    y: float
    radius: float
    half: float
    size: float
    lines: tuple[str, ...]


def rows_of(
    names: Sequence[tuple[str, str]],
    top: float,
    reach: tuple[float, float],
    *,
    are_workers: bool,
) -> tuple[list[Place], float]:
    """Rows for people by id and name from a height on, as wide as the family; and how far down they go."""
    radius, size = WORKER if are_workers else OTHER, OTHER_NAME
    waiting = [(person, name_lines(name)) for person, name in names]
    room = max(reach[1] - reach[0], _LEAST_WIDE)
    found: list[Place] = []
    y = top
    for row in _broken(waiting, radius, size, room):
        x = reach[0]
        for person, lines, half in row:
            found.append(
                Place(person, round(x + half, 1), round(y + radius, 1), radius, half, size, lines)
            )
            x += 2 * half + APART
        y += radius + max(foot(lines, radius, size) for _person, lines, _half in row) + _ROW
    return found, y


Row = list[tuple[str, tuple[str, ...], float]]


def _broken(
    waiting: Sequence[tuple[str, tuple[str, ...]]], radius: float, size: float, room: float
) -> list[Row]:
    rows: list[Row] = []
    wide = room + 1
    for person, lines in waiting:
        half = half_width(lines, radius, size)
        if wide + 2 * half + APART > room:
            rows.append([])
            wide = 0.0
        rows[-1].append((person, lines, half))
        wide += 2 * half + APART
    return rows
