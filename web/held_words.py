"""Held words: what stands in the book of a meeting and must not go out before somebody has decided about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import UnknownError
from graph.meeting_words import Scale
from graph.meetings import ChosenGap
from graph.network import Network
from graph.record import MapRecord
from graph.sensitivity import PROTECTED
from graph.stores.protocol import Store
from web.asking import NOT_HERE
from web.meeting_said import Written
from web.meetings import Book, undecided_words


@dataclass(frozen=True, slots=True)
class Held:
    """Some words, and whose protected fact seems to stand in them; all empty for whoever may not decide."""

    detail_id: str = ""
    digest: str = ""
    kind: str = ""
    person_id: str = ""
    record_id: str = ""
    field: str = ""
    words: str = ""


def held_words(store: Store, network: Network, book: Book) -> tuple[Held, ...]:
    """The words of a book that are held back, as far as this viewer may be told of them."""
    found = undecided_words(store, network.own_id(network.child_id), book)
    if not network.shows(PROTECTED):
        return (Held(),) if found else ()
    records = {one.id: one for one in book.read_out}
    return tuple(
        Held(
            detail_id=leak.detail_id,
            digest=leak.digest,
            kind=leak.detail_kind,
            person_id=leak.person_id,
            record_id=leak.record_id,
            field=leak.field,
            words=str(getattr(records[leak.record_id], leak.field)),
        )
        for leak in found
    )


def struck(book: Book, held: tuple[Held, ...], record_id: str, field: str) -> Written:
    """The book without some held words: a record that is nothing without them goes, with what hangs on it."""
    if (record_id, field) not in {(one.record_id, one.field) for one in held if one.record_id}:
        raise UnknownError(NOT_HERE)
    record = next(one for one in book.read_out if one.id == record_id)
    is_needed = type(record).model_fields[field].is_required()
    if is_needed or isinstance(record, ChosenGap):
        return Written((), (record, *_hanging_on(book, record)))
    return Written((record.model_copy(update={field: ""}),))


def _hanging_on(book: Book, record: MapRecord) -> Iterator[MapRecord]:
    """The numbers given on a line, and the ideas to a question."""
    if isinstance(record, Scale):
        yield from (mark for mark in book.marks if mark.scale_id == record.id)
    if isinstance(record, ChosenGap):
        yield from (note for note in book.notes if note.gap_id == record.id)
