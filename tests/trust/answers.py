"""Answers: whatever kith gave away, from a page or a command, as bytes that can be searched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tests.trust.tokens import found


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the surface it came from, what was asked, and each thing that came back.

    Of a page the parts are its head and its body; of a command what it said on either side, then the name and the
    content of each file that it wrote.
    """

    surface: str
    asked: str
    status: int
    parts: tuple[bytes, ...]

    @property
    def body(self) -> bytes:
        """The page without its head."""
        return self.parts[1]

    def holds(self, sought: Iterable[str]) -> frozenset[str]:
        """Which tokens can be read in any part of it, plainly or in disguise."""
        wanted = tuple(sought)
        return frozenset[str]().union(*(found(part, wanted) for part in self.parts))
