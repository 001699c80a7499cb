"""Seals: what makes the journal show that a line was changed, cut out, swapped or put in by another hand.

The seal of a line is a keyed hash over the line, the seal before it in its chain and the seal before it in the whole
journal. So the heads of all chains hang together, and one anchor (where the whole journal ends, sealed too) shows a
tail that was cut off.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

NOTHING_BEFORE = ""
_WRITTEN = re.compile(r"([0-9]{1,18})-[0-9a-f]{64}")
BROKEN = "The journal is broken:"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the journal as it is kept, without what it says; `number` counts over all chains, from 1."""

    number: int
    chain: str
    sequence: int
    at: str
    actor: str
    action: str
    changes: int
    digest: str
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Payload:
    """What a line says, with its salt; `erased` is the seal that stands in its place once it was erased by law."""

    salt: str
    body: str
    erased: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the whole journal ends; `mark` is the seal of that."""

    number: int = 0
    seal: str = NOTHING_BEFORE
    mark: str = ""

    @property
    def text(self) -> str:
        """The anchor as it is written down somewhere else."""
        return f"{self.number}-{self.mark}"


@dataclass(frozen=True, slots=True)
class Head:
    """Where one chain ends."""

    sequence: int = 0
    seal: str = NOTHING_BEFORE


def digest_of(payload: Payload) -> str:
    """The salted digest of what a line says: it proves the words while they are kept, and tells nothing after."""
    return hashlib.sha256(f"{payload.salt}\n{payload.body}".encode()).hexdigest()


def seal_of(key: bytes, line: Line, before_in_chain: str, before_in_all: str) -> str:
    """The keyed hash over a line and the two lines before it."""
    return _hash(
        key,
        "line",
        before_in_chain,
        before_in_all,
        line.number,
        line.chain,
        line.sequence,
        line.at,
        line.actor,
        line.action,
        line.changes,
        line.digest,
    )


def mark_of(key: bytes, number: int, seal: str) -> str:
    """The keyed hash over the end of the whole journal."""
    return _hash(key, "anchor", number, seal)


def erasure_of(key: bytes, line: Line) -> str:
    """The keyed hash that stands in the place of words that were erased by law."""
    return _hash(key, "erased", line.number, line.seal)


def _hash(key: bytes, *parts: str | int) -> str:
    return hmac.digest(key, json.dumps(parts).encode(), "sha256").hex()


@dataclass
class Reader:
    """Reads the journal from its beginning and stops at the first line that does not hold.

    `anchored` is an anchor that was written down somewhere else; the journal must still hold the line it names.
    """

    key: bytes
    anchored: str = ""
    number: int = 0
    seal: str = NOTHING_BEFORE
    heads: dict[str, Head] = field(default_factory=dict)

    def fault(self, lines: Iterable[tuple[Line, Payload | None]], anchor: Anchor | None) -> str:
        """Nothing where every line and the anchor hold; else one sentence that names the first bad line."""
        if self.anchored and not _WRITTEN.fullmatch(self.anchored):
            return "What was given is not the head of a journal."
        for line, payload in lines:
            found = self._fault_of_line(line) or self._fault_of_payload(line, payload)
            if found:
                return found
            self._pass(line)
            if not is_anchored(self.key, self.anchored, line.number, line.seal):
                return f"{BROKEN} line {line.number} is not the one that was anchored elsewhere."
        return self._fault_of_end(anchor)

    def _fault_of_line(self, line: Line) -> str:
        if line.number != self.number + 1:
            return f"{BROKEN} line {self.number + 1} is missing."
        head = self.heads.get(line.chain, Head())
        expected = seal_of(self.key, line, head.seal, self.seal)
        if line.sequence != head.sequence + 1 or not hmac.compare_digest(expected, line.seal):
            return f"{BROKEN} line {line.number} was changed, or put there by another hand."
        return ""

    def _fault_of_payload(self, line: Line, payload: Payload | None) -> str:
        if payload is None:
            return f"{BROKEN} what line {line.number} says is missing."
        if payload.erased:
            holds = payload.erased == erasure_of(self.key, line) and not (
                payload.salt or payload.body
            )
        else:
            holds = digest_of(payload) == line.digest
        return "" if holds else f"{BROKEN} what line {line.number} says was changed."

    def _pass(self, line: Line) -> None:
        self.number, self.seal = line.number, line.seal
        self.heads[line.chain] = Head(line.sequence, line.seal)

    def _fault_of_end(self, anchor: Anchor | None) -> str:
        if anchor is None:
            return f"{BROKEN} the anchor that says where it ends is missing."
        if anchor.mark != mark_of(self.key, anchor.number, anchor.seal):
            return f"{BROKEN} the anchor that says where it ends was changed."
        if max(anchor.number, number_in(self.anchored)) > self.number:
            return f"{BROKEN} line {self.number + 1} is missing."
        if (anchor.number, anchor.seal) != (self.number, self.seal):
            return f"{BROKEN} line {anchor.number + 1} stands after its sealed end."
        return ""


def number_in(anchored: str) -> int:
    """The number of the line that a written anchor names; 0 where it names none."""
    shape = _WRITTEN.fullmatch(anchored)
    return int(shape[1]) if shape else 0


def is_anchored(key: bytes, anchored: str, number: int, seal: str) -> bool:
    """Whether a line is the one that a written anchor speaks of, where it speaks of this line at all."""
    if number == 0 or number != number_in(anchored):
        return True
    return hmac.compare_digest(mark_of(key, number, seal), anchored.partition("-")[2])
