"""Tombstones: a sealed list beside the store of what must outlive it.

Whom the law had erased, and what came to be protected more: who may know, a confidential address, a stance on safety, a
detail's readers, a picture without consent, what a child keeps to fewer, a closed map, an account that was shut. An
older backup knows nothing of these; a restore reads them here. A line is written before its change commits: one that
was not made in the end protects too much, never too little. It holds ids and values of fields, sealed with the
journal's key, and no name.
"""

from __future__ import annotations

import base64
import json
import os
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from graph.accounts import Account, Grant
from graph.erasures import Erasure
from graph.errors import LockedStoreError, StoreError
from graph.own_pictures import OwnPicture
from graph.pictures import Picture
from graph.protection import tightened
from graph.record import Record
from graph.stores.keys import FILE_MODE
from graph.stores.places import Key, Touched
from graph.stores.sealing import Sealer
from graph.stores.writing import KINDS, MAP_KINDS

Line = Mapping[str, Any]
_NAME = "tombstone"
_LONGEST = 1 << 20
_KINDS: Mapping[str, type[Record]] = {**KINDS, **MAP_KINDS}
_PICTURES = frozenset({Picture.record_kind, OwnPicture.record_kind})
CANNOT_WRITE = (
    "What protects somebody cannot be written down beside the store, so nothing was changed: {why}."
)
CHANGED = "The list of tombstones was changed or is of another store. Use the one that was kept elsewhere."


def tombstones_beside(path: Path) -> Path:
    """Where the tombstones of a store lie."""
    return path.with_name(path.name + ".tombstones")


class Tombstones:
    """The list beside one store."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Nothing is opened before there is something to write."""
        self._path = tombstones_beside(path)
        self._sealer = Sealer(key)
        self._lock = threading.Lock()

    def note_change(self, touched: Mapping[Key, Touched], number: int) -> None:
        """Write down what a change to the records erases or protects more; `number` is its last line’s."""
        self._write(line for key, step in touched.items() for line in _lines_of(key, step, number))

    def note_grant(self, grant: Grant, number: int) -> None:
        """Write down that a map was closed to somebody, or leave taken back; why is left out."""
        if grant.kind == "barred" or grant.is_revoked:
            kept = grant.model_copy(update={"reason": ""}).model_dump(mode="json")
            self._write([{"number": number, "grant": kept}])

    def note_account(self, before: Account | None, after: Account, number: int) -> None:
        """Write down that an account was shut, or opened again."""
        if before is not None and before.is_disabled != after.is_disabled:
            line = {"number": number, "account": after.id, "is_disabled": after.is_disabled}
            self._write([line])

    def _write(self, lines: Iterable[Line]) -> None:
        text = "".join(f"{self._sealed(line)}\n" for line in lines)
        if not text:
            return
        try:
            with self._lock:
                handle = os.open(self._path, os.O_RDWR | os.O_CREAT, FILE_MODE)
                with os.fdopen(handle, "rb+") as file:
                    _to_last_whole_line(file)
                    file.write(text.encode("ascii"))
                    file.flush()
                    os.fsync(file.fileno())
        except OSError as error:
            raise StoreError(CANNOT_WRITE, why=error.strerror or error) from error

    def _sealed(self, line: Line) -> str:
        return base64.b64encode(self._sealer.seal(_NAME, 1, json.dumps(line).encode())).decode()


def _to_last_whole_line(file: BinaryIO) -> None:
    """Stand at the end, without a line that was cut off when the power failed: its change was never made."""
    length = file.seek(0, os.SEEK_END)
    file.seek(max(0, length - _LONGEST))
    tail = file.read()
    file.truncate(length - len(tail) + tail.rfind(b"\n") + 1)
    file.seek(0, os.SEEK_END)


def read_tombstones(path: Path, key: bytes) -> tuple[Line, ...]:
    """The lines of a list, opened with the journal’s key; a last line that was cut off was never acted upon."""
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror or error}.") from error
    sealer = Sealer(key)
    try:
        return tuple(json.loads(sealer.open(_NAME, 1, base64.b64decode(one))) for one in lines[:-1])
    except (LockedStoreError, ValueError) as error:
        raise LockedStoreError(CHANGED) from error


def _lines_of(key: Key, step: Touched, number: int) -> Iterable[Line]:
    kind, record_id = key
    if kind == Erasure.record_kind and step.after is not None:
        yield {"number": number, "erased": json.loads(step.after_text)["person_id"]}
    elif step.before is not None and step.after is not None:
        model = _KINDS[kind]
        fields = tightened(
            model.model_validate_json(step.before_text), model.model_validate_json(step.after_text)
        )
        if fields:
            yield {"number": number, "kind": kind, "id": record_id, "fields": dict(fields)}
    elif kind in _PICTURES and '"content":""' in step.after_text:
        # Of one that was taken away before consent was taken back, an older backup still holds what it showed.
        yield {"number": number, "kind": kind, "id": record_id, "fields": {"content": ""}}
