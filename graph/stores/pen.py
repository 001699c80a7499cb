"""The pen: how a store writes its journal, whichever store it is."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol

from graph.errors import BadValueError, JournalError
from graph.journal import Change, Entry, Event
from graph.stores.seals import Anchor, Head, Line, Payload, digest_of, mark_of, seal_of

Clock = Callable[[], datetime]
Tokens = Callable[[int], str]
Written = tuple[Line, Payload]

MOVED_END = "The journal’s end was changed by another hand. Run: kith journal verify"
UNWRITABLE = "A text holds half a character, which cannot be kept. Type it again."


def utc_now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def moment_text(moment: datetime) -> str:
    """A moment as it is kept: UTC, always the same width, so that text sorts as time does."""
    if moment.tzinfo is None:
        raise BadValueError("A moment without a time zone cannot be kept. Give it in UTC.")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


class Page(Protocol):
    """Where lines are written, inside one transaction of a store."""

    def anchor(self) -> Anchor:
        """Where the whole journal ends. JournalError where its last line is not the one that the anchor names."""

    def head(self, chain: str) -> Head:
        """Where one chain ends."""

    def append(self, line: Line, payload: Payload) -> None:
        """Write one line and what it says."""

    def set_anchor(self, anchor: Anchor) -> None:
        """Say where the whole journal ends now."""


@dataclass(frozen=True)
class Pen:
    """The journal's key, a clock and a source of randomness."""

    key: bytes
    now: Clock = utc_now
    tokens: Tokens = secrets.token_hex

    def write(self, page: Page, event: Event, changes: Mapping[str, Iterable[str]]) -> Written:
        """Write one line on each chain, holding its changes as JSON texts, and move the anchor; the last line."""
        _refuse_unwritable(event)
        anchor = page.anchor()
        if anchor.mark != mark_of(self.key, anchor.number, anchor.seal):
            raise JournalError(MOVED_END)
        at = moment_text(self.now())
        for chain in sorted(changes):
            line, payload = self._line(
                page.head(chain), anchor, event, chain, at, list(changes[chain])
            )
            page.append(line, payload)
            anchor = Anchor(line.number, line.seal)
        page.set_anchor(self.anchored(anchor))
        return line, payload

    def anchored(self, anchor: Anchor) -> Anchor:
        """An anchor with its mark."""
        return replace(anchor, mark=mark_of(self.key, anchor.number, anchor.seal))

    def _line(
        self,
        head: Head,
        anchor: Anchor,
        event: Event,
        chain: str,
        at: str,
        changes: Sequence[str],
    ) -> tuple[Line, Payload]:
        people = event.people if chain == event.chain else ()
        payload = Payload(self.tokens(16), _body(event.reason, people, changes))
        line = Line(
            number=anchor.number + 1,
            chain=chain,
            sequence=head.sequence + 1,
            at=at,
            actor=event.actor,
            action=event.action,
            changes=len(changes),
            digest=digest_of(payload),
        )
        return replace(line, seal=seal_of(self.key, line, head.seal, anchor.seal)), payload


def _refuse_unwritable(event: Event) -> None:
    try:
        "".join((event.actor, event.action, event.chain, event.reason, *event.people)).encode()
    except UnicodeEncodeError as error:
        raise BadValueError(UNWRITABLE) from error


def _body(reason: str, people: Sequence[str], changes: Sequence[str]) -> str:
    said = f'"reason":{json.dumps(reason)},"people":{json.dumps(people)}'
    return f'{{{said},"changes":[{",".join(changes)}]}}'


def change_text(
    kind: str, record_id: str, before: str, after: str, *, came_along: bool = False
) -> str:
    """A change as JSON, from the JSON of a record before and after (`null` where there is none)."""
    named = f'"record_kind":"{kind}","record_id":{json.dumps(record_id)}'
    along = "true" if came_along else "false"
    return f'{{{named},"before":{before},"after":{after},"came_along":{along}}}'


def entry_from(line: Line, payload: Payload | None) -> Entry:
    """The entry that a line and its words make; without words where they were erased."""
    said = json.loads(payload.body) if payload and payload.body else {}
    return Entry.model_construct(
        chain=line.chain,
        sequence=line.sequence,
        number=line.number,
        at=datetime.fromisoformat(line.at),
        actor=line.actor,
        action=line.action,
        reason=said.get("reason", ""),
        changes=tuple(Change.model_construct(**change) for change in said.get("changes", ())),
        people=tuple(said.get("people", ())),
        salt=payload.salt if payload else "",
        digest=line.digest,
        seal=line.seal,
    )
