"""Remembering: what was erased, closed or protected after a backup was made holds again in what is restored from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from graph.accounts import Grant
from graph.dates import When, as_partial
from graph.erasing import erase_person, forget_lines
from graph.errors import UnknownError
from graph.journal import ERASED, PROTECTED_AGAIN, Event
from graph.own_pictures import OwnPicture
from graph.pictures import Picture
from graph.protection import most_protective
from graph.stores import restore
from graph.stores.protocol import Store
from graph.stores.writing import KINDS, MAP_KINDS


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of a restore: whether there was a list of tombstones, and how many changed what was restored."""

    was_listed: bool
    remembered: int


def restore_and_remember(
    backup: Path,
    url: str,
    key: bytes | None,
    tombstones: Path | None,
    event: Event,
    now: datetime,
) -> Restored:
    """Restore a backup in which all that was erased, closed or protected since holds before anybody can open it."""
    counted: list[int] = []

    def finish(store: Store, lines: tuple[Mapping[str, Any], ...], known: int) -> None:
        counted.append(remember(store, lines, known, event.actor, as_partial(now.date())))
        # Who had signed out since would be in again.
        store.forget_sessions(now)
        store.note(event)

    was_listed = restore(backup, url, key, finish, tombstones)
    return Restored(was_listed, sum(counted))


def remember(
    store: Store, tombstones: Iterable[Mapping[str, Any]], known: int, actor: str, on: When
) -> int:
    """Make tombstones hold in a restored store, whose journal knew of all up to line `known`; how many changed it.

    Erasures hold whatever their line: it may be that a backup was made before they were finished.
    """
    lines = list(tombstones)
    erased = {one["erased"] for one in lines if "erased" in one}
    done = sum(_erase_again(store, person_id, actor, on) for person_id in sorted(erased))
    for line in lines:
        if line["number"] <= known:
            continue
        if "fields" in line:
            done += _protect_again(store, line, actor)
        elif "grant" in line:
            done += _close_again(store, Grant.model_validate(line["grant"]), actor)
        elif "account" in line:
            done += _shut_again(store, line, actor)
    return done


def _erase_again(store: Store, person_id: str, actor: str, on: When) -> bool:
    try:
        return erase_person(store, person_id, Event(actor=actor, action=ERASED), on) > 0
    except UnknownError:
        return False


def _protect_again(store: Store, line: Mapping[str, Any], actor: str) -> bool:
    current = store.record(line["kind"], line["id"])
    if current is None:
        return False
    model = {**KINDS, **MAP_KINDS}[line["kind"]]
    guard = model.model_validate({**current.model_dump(), **line["fields"]})
    safe = most_protective(guard, current)
    if safe == current:
        return False
    chain = getattr(current, "child_id", "")
    with store.writer(Event(actor=actor, action=PROTECTED_AGAIN, chain=chain)) as writer:
        writer.put(safe)
    if isinstance(safe, Picture | OwnPicture) and not safe.content:
        forget_lines(store, safe, Event(actor=actor, action=PROTECTED_AGAIN, chain=chain))
    return True


def _close_again(store: Store, grant: Grant, actor: str) -> bool:
    held = store.grants(account_id=grant.account_id, child_id=grant.child_id)
    kept = next((one for one in held if one.id == grant.id), None)
    is_closed = kept is not None and kept.is_revoked == grant.is_revoked
    if is_closed or store.account(grant.account_id) is None:
        return False
    if not any(line.child_id == grant.child_id for line in store.children()):
        return False
    again = kept.model_copy(update={"is_revoked": grant.is_revoked}) if kept else grant
    event = Event(actor=actor, action=PROTECTED_AGAIN, chain=grant.child_id)
    store.save_grant(again, event)
    return True


def _shut_again(store: Store, line: Mapping[str, Any], actor: str) -> bool:
    account = store.account(line["account"])
    if account is None or account.is_disabled == line["is_disabled"]:
        return False
    shut = account.model_copy(update={"is_disabled": line["is_disabled"]})
    store.save_account(shut, Event(actor=actor, action=PROTECTED_AGAIN))
    return True
