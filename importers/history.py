"""What was changed by hand since the last import, read once from a child's journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.journal import Change
from graph.record import Record
from graph.stores.protocol import Journal

IMPORT = "import"
UNDO = "undo"

_Key = tuple[str, str]
_SHEETS = {
    "standing": "people",
    "relationship": "relationships",
    "contact": "contacts",
    "placement": "placements",
}


class History:
    """The last value that an import gave to each of some records, and what was taken away by hand."""

    def __init__(self, journal: Journal, child_id: str, records: Iterable[Record]) -> None:
        """Walk the child's chain once, newest first, for these records."""
        self._wanted = {(record.record_kind, record.id) for record in records}
        self._imported: dict[_Key, Mapping[str, Any] | None] = {}
        self._removed: set[tuple[str, str]] = set()
        seen: set[_Key] = set()
        for entry in journal.entries(child_id, newest_first=True):
            for change in entry.changes:
                self._note(change, entry.action, seen)

    def was_edited(self, record: Record) -> bool:
        """Whether a record is no longer as the last import left it."""
        last = self._imported.get((record.record_kind, record.id))
        return last is None or _content(last) != _content(record.model_dump(mode="json"))

    def was_removed(self, sheet: str, ref: str) -> bool:
        """Whether a row that was once here was taken away by hand."""
        return (sheet, ref) in self._removed

    def _note(self, change: Change, action: str, seen: set[_Key]) -> None:
        key = (change.record_kind, change.record_id)
        if change.after is None and key not in seen and action != UNDO:
            self._removed.add(_row_of(change))
        seen.add(key)
        if action == IMPORT and key in self._wanted and key not in self._imported:
            self._imported[key] = change.after


def _row_of(change: Change) -> tuple[str, str]:
    """The sheet and the id of the row that a record came from; our own id where it came from none."""
    before = change.before or {}
    if change.record_kind == "placement":
        return "placements", f"{before.get('voice_id', '')} {before.get('person_id', '')}"
    own = before.get("person_id", "") if change.record_kind == "standing" else change.record_id
    return _SHEETS.get(change.record_kind, ""), before.get("ref") or own


def _content(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "version"}
