"""Minutes of a meeting: what was said and agreed, in the words of whoever said it. Family time has no minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.meeting_words import Action, Note, Scale
from graph.meetings import OfTheRoom
from graph.relationships import Relationship
from graph.vocabulary import TABLES
from web.forms.fields import rhythm
from web.maps.names import shown
from web.meetings import Book
from web.prints.told import Leaves, Told, leaves
from web.words import _
from web.words.directions import isolated
from web.words.sayings import day, label, listed, promise, quoted

_COLUMNS = ("working", "worry", "needed")
_APART = ("correction", "disagreement", "change")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the minutes: who, where somebody is named first, and what."""

    words: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the minutes: its heading and its lines."""

    heading: str
    lines: tuple[Line, ...]


def minutes(told: Told) -> Leaves:
    """The minutes of the last meeting there was, as far as their audience may read them."""
    return leaves("minutes.html", told, people_of(told), parts=parts(told), title=title(told))


def title(told: Told) -> str:
    """“Tiana’s meeting”."""
    return _("%(name)s’s meeting") % isolated({"name": told.child})


def people_of(told: Told) -> frozenset[str]:
    """Everybody whom the minutes name."""
    book, new = told.meeting, told.since
    if book is None:
        return frozenset({told.network.child_id})
    ties = (*new.promises, *new.plans, *new.loves)
    ends = {end for row in ties for end in (row.from_id, row.to_id)}
    records: tuple[OfTheRoom, ...] = (*book.present, *book.marks, *book.notes, *book.actions)
    named = {person for one in records for person in one.people}
    return frozenset({told.network.child_id, *new.people, *ends, *named})


def parts(told: Told) -> tuple[Part, ...]:
    """The parts of the minutes in which something was said."""
    if told.meeting is None:
        return (Part(_("No meeting yet"), (Line(_("Nobody has met yet. When could it be?")),)),)
    return tuple(part for part in _parts(told, told.meeting) if part.lines)


def _parts(told: Told, book: Book) -> Iterator[Part]:
    meeting = book.meeting
    came = [_name(told, person) for person in told.network.in_order if person in book.here]
    yield Part(_("Who was there"), _when(told, book, came))
    yield Part(_("What we agreed for the day"), _plain(meeting.rules))
    yield Part(_("%(name)s’s hope") % isolated({"name": told.child}), _plain(quoted(meeting.hope)))
    yield Part(
        _("New on the map"), tuple(Line(_name(told, person)) for person in told.since.people)
    )
    yield Part(_("Words of love"), tuple(_loving(told, row) for row in told.since.loves))
    for column in _COLUMNS:
        yield Part(label(column, "meeting_column"), _said(told, book.column(column)))
    for scale in book.scales:
        yield Part(scale.question, _marks(told, book, scale))
    for gap in book.gaps:
        yield Part(gap.words, _said(told, book.column("idea", gap.id)))
    yield Part(_("The family’s plan"), _plan(told, book))
    for column in _APART:
        yield Part(label(column, "meeting_column"), _said(told, book.column(column)))
    yield Part(_("When we meet again"), _again(told, book))


def _when(told: Told, book: Book, came: list[str]) -> tuple[Line, ...]:
    child = [told.child] if book.meeting.is_child_there else []
    return _plain(day(book.meeting.day)) + _plain(listed([*child, *came]))


def _plan(told: Told, book: Book) -> tuple[Line, ...]:
    new = told.since
    return (
        *_plain(book.meeting.plan_words),
        *(_action(told, one) for one in book.actions),
        *(_promised(told, row) for row in new.promises),
        *(_together(told, row) for row in new.plans),
    )


def _again(told: Told, book: Book) -> tuple[Line, ...]:
    tells = book.meeting.who_tells_child
    said = (
        _("Who tells %(name)s: %(how)s") % isolated({"name": told.child, "how": tells})
        if tells
        else ""
    )
    return _plain(day(book.meeting.review_date)) + _plain(said)


def _plain(text: str) -> tuple[Line, ...]:
    return tuple(Line(line) for line in text.splitlines() if line.strip())


def _said(told: Told, notes: Iterable[Note]) -> tuple[Line, ...]:
    return tuple(
        Line(one.words, _name(told, one.speaker_id) if one.speaker_id else "") for one in notes
    )


def _marks(told: Told, book: Book, scale: Scale) -> tuple[Line, ...]:
    """Each voice with its own number, the child’s first; they are never added up."""
    ends = " · ".join(
        f"{number}: {words}"
        for number, words in ((0, scale.at_nought), (10, scale.at_ten))
        if words
    )
    marks = tuple(
        Line(f"{one.number}. {one.words}".strip(), _name(told, one.person_id))
        for one in book.marks_on(scale.id, told.network.child_id)
    )
    return (*_plain(ends), *marks) if marks else ()


def _action(told: Told, one: Action) -> Line:
    said = [one.what]
    if one.by_date.is_known:
        said.append(_("by %(day)s") % {"day": day(one.by_date)})
    if one.child_knows:
        said.append(
            _("%(name)s will know: %(how)s")
            % isolated({"name": told.child, "how": one.child_knows})
        )
    if one.kept:
        said.append(_(str(TABLES["action_kept"][one.kept])))
    return Line("; ".join(said), listed([_name(told, person) for person in one.who_ids]))


def _promised(told: Told, row: Relationship) -> Line:
    words = f"{promise(row)}: {quoted(row.words)}" if row.words else promise(row)
    return Line(words, _name(told, row.from_id))


def _together(told: Told, row: Relationship) -> Line:
    found = [
        rhythm(row.plan_every_days),
        label(row.plan_mode, "plan_mode") if row.plan_mode else "",
    ]
    return Line(", ".join(part for part in found if part), _name(told, row.from_id))


def _loving(told: Told, row: Relationship) -> Line:
    return Line(quoted(row.words) or label(row.kind, "relationship_kind"), _name(told, row.from_id))


def _name(told: Told, person_id: str) -> str:
    return shown(told.network.known_as(person_id))
