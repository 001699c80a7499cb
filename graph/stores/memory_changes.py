"""One change at a time in the memory store, all or nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import StoreError
from graph.stores.memory_shelf import MemoryShelf
from graph.stores.pen import Pen
from graph.stores.seals import Anchor
from graph.stores.writing import UNDER_WAY


class MemoryChanges:
    """A shelf behind one lock, which is put back as it was when a change fails."""

    def __init__(self, pen: Pen) -> None:
        """An empty shelf whose journal is written with a pen."""
        self._pen = pen
        self._lock = threading.RLock()
        self._is_changing = False
        self._shelf = MemoryShelf(pen.anchored(Anchor()))

    @contextmanager
    def _change(self) -> Iterator[MemoryShelf]:
        with self._lock:
            if self._is_changing:
                raise StoreError(UNDER_WAY)
            self._is_changing = True
            self._shelf.begin()
            try:
                yield self._shelf
            except BaseException:
                self._shelf.roll_back()
                raise
            finally:
                self._is_changing = False
