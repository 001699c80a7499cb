"""Everything that can go wrong, in words a worker can act on.

KithError
├── RefusedError           what was asked cannot be done as asked
│   ├── BadValueError      a value is not one kith can keep
│   ├── UnknownError       no such child, person or record for this viewer
│   ├── ConflictError      somebody else changed the record first
│   ├── NotAllowedError    this viewer may not do this
│   ├── HeldBackError      words in this view must be looked at by a named person first
│   └── UndoError          the record has moved on since
└── StoreError             the store itself is in trouble
    ├── LockedStoreError   wrong key, or the file is damaged
    ├── BusyStoreError     another program holds the store; try again
    └── JournalError       the journal cannot be written or does not verify
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.record import Record


class KithError(Exception):
    """The root of all of kith's errors; its text is one plain sentence or two.

    What is no word of ours in it, such as the name of a file, is given apart, so that a face can translate the rest.
    """

    def __init__(self, message: str = "", **words: object) -> None:
        """Keep the message and its words; together they are the text, in English."""
        super().__init__(message.format_map(words) if words else message)
        self.message, self.words = message, words


class RefusedError(KithError):
    """What was asked cannot be done as asked."""


class BadValueError(RefusedError):
    """A value is not one that kith can keep; the text says what, where and what to do."""


class UnknownError(RefusedError):
    """No such thing for this viewer; a forbidden thing and a missing thing answer alike."""


class NotAllowedError(RefusedError):
    """This viewer may not do this."""


class ConflictError(RefusedError):
    """Somebody else changed the record first; `current` is what the store holds now."""

    def __init__(self, current: Record | None = None) -> None:
        """Keep the record as it stands, so that a page can show both."""
        super().__init__(
            "Somebody else changed this while you were working. "
            "Look at both, then save again what should stay."
        )
        self.current = current


class HeldBackError(RefusedError):
    """Words in a view for the family or the child seem to give away a protected fact."""


class UndoError(RefusedError):
    """The record has changed since that entry, so it can no longer be undone in one step."""


class StoreError(KithError):
    """The store itself is in trouble."""


class LockedStoreError(StoreError):
    """The key does not open this store, or the file is damaged."""


class BusyStoreError(StoreError):
    """Another program is using the store."""


class JournalError(StoreError):
    """The journal cannot be written, or no longer verifies: then there is no data either."""
