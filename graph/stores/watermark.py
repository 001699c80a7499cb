"""The watermark: a note beside the store of how far its journal had come.

A damaged write-ahead file makes SQLite go back, without a word, to the last change that it can still read. The note
shows that. It is written after each commit and not forced to the disk, so it is never ahead of what is kept, and
may lag behind after a power cut: then it shows less, and never a fault that is not there.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path

from graph.errors import LockedStoreError
from graph.stores.connections import Connection
from graph.stores.keys import FILE_MODE
from graph.stores.seals import Anchor, is_anchored, number_in

WIDTH = 96
LOST = (
    "Changes that were saved are missing from the store: it is damaged, or an older copy was put in its place. "
    "Restore the latest backup; if the older copy is meant, remove {path} first."
)


def watermark_beside(path: Path) -> Path:
    """Where the note of a store lies."""
    return path.with_name(path.name + ".head")


class Watermark:
    """The note beside one store."""

    def __init__(self, path: Path) -> None:
        """Nothing is opened before the first note."""
        self._path = watermark_beside(path)
        self._file = -1
        self._lock = threading.Lock()

    def note(self, anchor: Anchor) -> None:
        """Write down where the journal ends now. A note that cannot be written is no reason to stop."""
        with self._lock, suppress(OSError):
            if self._file < 0:
                self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT, FILE_MODE)
            os.lseek(self._file, 0, os.SEEK_SET)
            os.write(self._file, anchor.text.ljust(WIDTH).encode("ascii"))

    def read(self) -> str:
        """What was noted; nothing where there is no note."""
        try:
            return self._path.read_text("ascii").strip()
        except (OSError, ValueError):
            return ""

    def refuse_loss(self, noted: str, connection: Connection, key: bytes) -> None:
        """LockedStoreError where the journal no longer holds the line that was noted, as it was sealed then."""
        number = number_in(noted)
        if number == 0:
            return
        found = connection.row("SELECT seal FROM entry WHERE number = ?", (number,))
        if found is None or not is_anchored(key, noted, number, found[0]):
            raise LockedStoreError(LOST, path=self._path)

    def close(self) -> None:
        """Close the note."""
        with self._lock:
            if self._file >= 0:
                os.close(self._file)
                self._file = -1
