"""The board: what room on a map is already taken, in a coarse grid so that asking is quick."""

from __future__ import annotations

from collections.abc import Iterable

from web.maps.sizes import Box

_CELL = 90.0
_REMEMBERED = 6


class Board:
    """Boxes that must not overlap."""

    def __init__(self) -> None:
        """Begin with nothing on it."""
        self._cells: dict[tuple[int, int], list[Box]] = {}
        self._in_the_way: list[Box] = []

    def copy(self) -> Board:
        """The same board, to go on from without changing this one."""
        found = Board()
        found._cells = {cell: [*boxes] for cell, boxes in self._cells.items()}
        found._in_the_way = [*self._in_the_way]
        return found

    def take(self, boxes: Iterable[Box]) -> None:
        """Mark room as taken."""
        for box in boxes:
            for cell in _cells(box):
                self._cells.setdefault(cell, []).append(box)

    def is_free(self, boxes: Iterable[Box]) -> bool:
        """Whether none of some boxes touches one that is taken."""
        return not any(self._hits(*box) for box in boxes)

    def _hits(self, left: float, top: float, right: float, bottom: float) -> bool:
        # Whoever asks goes on to the next place beside this one, so what was in the way last mostly still is.
        for other in self._in_the_way:
            if left < other[2] and other[0] < right and top < other[3] and other[1] < bottom:
                return True
        cells = self._cells
        rows = range(int(top // _CELL), int(bottom // _CELL) + 1)
        for column in range(int(left // _CELL), int(right // _CELL) + 1):
            for row in rows:
                for other in cells.get((column, row), ()):
                    if (
                        left < other[2]
                        and other[0] < right
                        and top < other[3]
                        and other[1] < bottom
                    ):
                        self._in_the_way = [other, *self._in_the_way[: _REMEMBERED - 1]]
                        return True
        return False


def _cells(box: Box) -> list[tuple[int, int]]:
    left, top, right, bottom = box
    rows = range(int(top // _CELL), int(bottom // _CELL) + 1)
    columns = range(int(left // _CELL), int(right // _CELL) + 1)
    return [(column, row) for column in columns for row in rows]
