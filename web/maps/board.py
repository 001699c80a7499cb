"""The board: what room on a map is already taken, in a coarse grid so that asking is quick."""

from __future__ import annotations

from collections.abc import Iterable

from web.maps.sizes import Box

_CELL = 90.0


class Board:
    """Boxes that must not overlap."""

    def __init__(self) -> None:
        """Begin with nothing on it."""
        self._cells: dict[tuple[int, int], list[Box]] = {}

    def copy(self) -> Board:
        """The same board, to go on from without changing this one."""
        found = Board()
        found._cells = {cell: [*boxes] for cell, boxes in self._cells.items()}
        return found

    def take(self, boxes: Iterable[Box]) -> None:
        """Mark room as taken."""
        for box in boxes:
            for cell in _cells(box):
                self._cells.setdefault(cell, []).append(box)

    def is_free(self, boxes: Iterable[Box]) -> bool:
        """Whether none of some boxes touches one that is taken."""
        cells = self._cells
        for box in boxes:
            left, top, right, bottom = box
            for cell in _cells(box):
                for other in cells.get(cell, ()):
                    if (
                        left < other[2]
                        and other[0] < right
                        and top < other[3]
                        and other[1] < bottom
                    ):
                        return False
        return True


def _cells(box: Box) -> list[tuple[int, int]]:
    left, top, right, bottom = box
    rows = range(int(top // _CELL), int(bottom // _CELL) + 1)
    columns = range(int(left // _CELL), int(right // _CELL) + 1)
    return [(column, row) for column in columns for row in rows]
