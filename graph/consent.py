"""Consent: taking it back for somebody’s picture, so that nothing that a store or its backups hold can show it again.

Written once on what every store promises. It may be begun again wherever it was stopped.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, TypeVar

from graph.erasing import forget_lines
from graph.journal import Event
from graph.own_pictures import OwnPicture
from graph.pictures import Picture
from graph.stores.protocol import Store

Given: TypeAlias = Picture | OwnPicture
P = TypeVar("P", Picture, OwnPicture)
G = TypeVar("G", bound=Given)


def withdraw_consent(
    store: Store, child_id: str, person_id: str, event: Event
) -> tuple[Given, ...]:
    """Empty every picture that somebody ever had on a map, and erase what its journal says of them; which they were.

    Those that the child gave too: consent is of whoever is in it. One that was taken away is kept from now on, empty:
    so it cannot be put back, and a backup in which it still stands is emptied where it is restored.
    """
    found: list[Given] = [*_ever(store, child_id, person_id, Picture)]
    found += _ever(store, child_id, person_id, OwnPicture)
    if not found:
        return ()
    with store.writer(event) as writer:
        for one in found:
            writer.put(one.withdrawn())
    for one in found:
        forget_lines(store, one, event)
    return tuple(found)


def pictures_kept(store: Store, child_id: str, person_id: str, kind: type[G]) -> tuple[G, ...]:
    """Every picture of somebody that stands on a map: one, or more where two were given at once."""
    kept = store.kept(kind, child_id)
    return tuple(one for one in kept if one.person_id == person_id and one.content)


def _ever(store: Store, child_id: str, person_id: str, kind: type[P]) -> tuple[P, ...]:
    found = {one.id: one for one in _told(store, child_id, person_id, kind)}
    found |= {one.id: one for one in pictures_kept(store, child_id, person_id, kind)}
    return tuple(found.values())


def _told(store: Store, child_id: str, person_id: str, kind: type[P]) -> list[P]:
    """The pictures of somebody that the journal of a map still tells of, as they would be put back."""
    rows = [
        change.after or change.before or {}
        for entry in store.entries(child_id)
        for change in entry.changes
        if change.record_kind == kind.record_kind
    ]
    return [_as_new(store, row, kind) for row in rows if row["person_id"] == person_id]


def _as_new(store: Store, row: Mapping[str, Any], kind: type[P]) -> P:
    kept = store.record(kind.record_kind, row["id"])
    if isinstance(kept, kind):
        return kept
    return kind.model_validate({**row, "version": 0})
