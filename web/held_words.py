"""Held words: what was said in a meeting or in a child’s own layer, and waits until somebody has decided about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.errors import UnknownError
from graph.meeting_words import Scale
from graph.meetings import ChosenGap
from graph.network import Network
from graph.record import MapRecord
from graph.sensitivity import CHILD_PRIVATE, FAMILY, OPEN, PROTECTED
from graph.stores.protocol import Store
from queries.leaks import Leak
from web.asking import NOT_HERE
from web.making.voices import placings
from web.meetings import Book, undecided_words
from web.own_words import whole_layer
from web.reading import undecided_in
from web.said import Written

_OF_THE_FAMILY = frozenset({OPEN, FAMILY})


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
    return tuple(_told(found, book.read_out))


def leaks_of_own(store: Store, network: Network) -> tuple[Leak, ...]:
    """Where the family could read a protected fact in what was said for it in the child’s own layer, or by voices."""
    return undecided_in(store, network.own_id(network.child_id), _for_family(store, network))


def held_own(store: Store, network: Network) -> tuple[Held, ...]:
    """The same with the words, for whoever may read both what is the child’s and what is protected."""
    if not (network.shows(PROTECTED) and network.shows(CHILD_PRIVATE)):
        return ()
    return tuple(_told(leaks_of_own(store, network), _for_family(store, network)))


def _for_family(store: Store, network: Network) -> tuple[MapRecord, ...]:
    said = (*whole_layer(store, network).said, *placings(store, network))
    return tuple(one for one in said if one.is_for(_OF_THE_FAMILY))


def _told(found: Iterable[Leak], said: Iterable[MapRecord]) -> Iterator[Held]:
    records = {one.id: one for one in said}
    for leak in found:
        yield Held(
            detail_id=leak.detail_id,
            digest=leak.digest,
            kind=leak.detail_kind,
            person_id=leak.person_id,
            record_id=leak.record_id,
            field=leak.field,
            words=str(getattr(records[leak.record_id], leak.field)),
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
