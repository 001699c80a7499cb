"""Contents: all that a store holds, part by part in the order of ids, for copying and comparing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from graph.stores.seals import Anchor

Mark = str | int
Item = tuple[Mark, Any]


class Contents(Protocol):
    """The rows of one store, past its promises: versions stay as they are, and nothing is journalled.

    A record is itself, a removed one its last version, a line of the journal is with its words, an account, a grant
    and a session are themselves.
    """

    @property
    def journal_key(self) -> bytes:
        """The key that the journal is sealed with."""

    def page(self, part: str, after: Mark, limit: int) -> list[Item]:
        """Some rows of a part, by id, after one."""

    def count(self, part: str) -> int:
        """How many rows a part has."""

    def lay(self, part: str, items: Sequence[Item]) -> None:
        """Write rows, in the place of those with the same ids; all of them or none."""

    def clear(self, part: str, marks: Sequence[Mark]) -> None:
        """Take rows away."""

    def end(self) -> Anchor | None:
        """The journal's sealed end."""

    def set_end(self, anchor: Anchor | None) -> None:
        """Say where the journal ends; None while it is being copied."""
