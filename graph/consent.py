"""Consent: taking it back for somebody’s picture, so that nothing that a store or its backups hold can show it again.

Written once on what every store promises. It may be begun again wherever it was stopped.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.erasing import forget_lines
from graph.journal import Event
from graph.pictures import Picture
from graph.stores.protocol import Store


def withdraw_consent(store: Store, child_id: str, person_id: str, event: Event) -> int:
    """Empty every picture that somebody ever had on a map, and erase what its journal says of them; how many.

    One that was taken away is kept from now on, empty: so it cannot be put back, and a backup in which it still stands
    is emptied where it is restored.
    """
    found = {one.id: one for one in _told(store, child_id, person_id)}
    found |= {one.id: one for one in pictures_kept(store, child_id, person_id)}
    if not found:
        return 0
    with store.writer(event) as writer:
        for one in found.values():
            writer.put(one.withdrawn())
    for one in found.values():
        forget_lines(store, one, event)
    return len(found)


def pictures_kept(store: Store, child_id: str, person_id: str) -> tuple[Picture, ...]:
    """Every picture of somebody that stands on a map: one, or more where two were given at once."""
    kept = store.kept(Picture, child_id)
    return tuple(one for one in kept if one.person_id == person_id and one.content)


def _told(store: Store, child_id: str, person_id: str) -> list[Picture]:
    """The pictures of somebody that the journal of a map still tells of, as they would be put back."""
    rows = [
        change.after or change.before or {}
        for entry in store.entries(child_id)
        for change in entry.changes
        if change.record_kind == Picture.record_kind
    ]
    return [_as_new(store, row) for row in rows if row["person_id"] == person_id]


def _as_new(store: Store, row: Mapping[str, Any]) -> Picture:
    kept = store.record(Picture.record_kind, row["id"])
    if isinstance(kept, Picture):
        return kept
    return Picture.model_validate({**row, "version": 0})
