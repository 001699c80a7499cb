"""Putting right in a meeting: one thing that its room wrote, changed in the form it was written in, or taken away.

A change goes onto the record as it is kept now, and only while what the form showed is still so: whatever was changed
elsewhere meanwhile stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.access import visible_records
from graph.errors import BadValueError, RefusedError, UnknownError
from graph.journal import Change
from graph.meeting_words import Action, Mark, Note, Scale
from graph.network import Network
from graph.people import Person
from graph.record import MapRecord, Record
from graph.relationships import Relationship
from graph.standings import Standing
from queries.meeting import same_tie
from web.asking import NOT_HERE, house
from web.display import said_kind
from web.meeting.live import SAYINGS, written
from web.meeting.newcomers import of_tie
from web.meeting.seats import joined_otherwise, seated
from web.meeting.taking_back import not_here
from web.meeting.written import Key, Steps, came_with
from web.said import SHORT, Asking, Said, Written
from web.taps import called_here
from web.words import _

PERSON = "person"
_OF_BOOK: Mapping[str, type[MapRecord]] = {
    kind.record_kind: kind for kind in (Note, Scale, Mark, Action)
}
_OF_TIES = {"promise": "promise", "family_time_plan": "time"} | dict.fromkeys(SAYINGS, "love")
_WORDS_OF_TIE = ("from_id", "to_id", "words", "source_id", "source_type")
# What each form writes, and so what it may change; who wrote it where and when stays.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "note": ("column", "words", "speaker_id"),
    "scale": ("question", "at_nought", "at_ten", "goal"),
    "mark": ("person_id", "number", "words"),
    "action": ("who_ids", "what", "by_date", "child_knows"),
    "promise": (*_WORDS_OF_TIE, "detail"),
    "time": (*_WORDS_OF_TIE, "plan_every_days", "plan_mode"),
    "love": (*_WORDS_OF_TIE, "kind"),
    PERSON: ("known_as",),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that this room wrote: which form wrote it, the record as it is kept, and as this room sees it.

    `rows` are the ties that came with somebody new, each as it is kept and as this room left it.
    """

    what: str
    key: str
    kept: Record
    seen: Record
    person: Person | None = None
    rows: tuple[tuple[Relationship, Relationship], ...] = ()

    @property
    def offers_people(self) -> bool:
        """Whether anybody can be tapped in its form: a line from 0 to 10 names nobody."""
        return self.what != Scale.record_kind

    @property
    def as_read(self) -> str:
        """By which it is known whether it is still as the form showed it."""
        told = [repr(getattr(self.kept, name)) for name in _FIELDS[self.what]]
        told += [self.person.life_status] if self.person else []
        return called_here("as read", "\n".join(told))


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody whom this room put on the map, as their form shows them; `ties` says how they belong, in words."""

    id: str
    name: str
    ties: tuple[str, ...]
    has_died: bool
    speaker: str
    certainty: str


def newcomer_of(thing: Thing, network: Network) -> Newcomer:
    """Somebody new, for the form that was filled in for them: who told us is as this room wrote it, and no later."""
    assert isinstance(thing.seen, Standing)  # noqa: S101 - asked for a person  # nosec B101
    kept = [row for row, _left in thing.rows]
    seen = [row for one in kept for row in network.relationships if same_tie(one, row, network)]
    first = next((left for _row, left in thing.rows), None)
    told_by = first.source_id if first else ""
    return Newcomer(
        id=thing.seen.person_id,
        name=thing.seen.known_as,
        ties=tuple(dict.fromkeys(said_kind(row, network) for row in seen)),
        has_died=network.people[thing.seen.person_id].has_died,
        speaker=network.in_view(told_by),
        certainty=first.certainty if first else "likely",
    )


class Rights:
    """What on a screen may be put right here: by the record, what its page is called by; nothing for any other."""

    def __init__(self, steps: Steps, network: Network) -> None:
        """The things that stand now, of those that the room of one meeting has written."""
        self._network = network
        self._left = {key: one.after for key, one in steps.left.items() if one.after}

    def of(self, record: Record | str) -> str:
        """By what the page of a record of this view is called; a person is asked for by their id."""
        key = self._key_of(record)
        return _called(key) if key is not None else ""

    def _key_of(self, record: Record | str) -> Key | None:
        if isinstance(record, str):
            return next(self._standings(self._network.own_id(record)), None)
        if isinstance(record, Relationship):
            return next(self._ties(record), None)
        key = (record.record_kind, record.id)
        return key if key in self._left and key[0] in _OF_BOOK else None

    def _standings(self, person_id: str) -> Iterator[Key]:
        for key, row in self._left.items():
            if key[0] == Standing.record_kind and row["person_id"] == person_id and row["known_as"]:
                yield key

    def _ties(self, seen: Relationship) -> Iterator[Key]:
        for key, row in self._left.items():
            is_one = key[0] == Relationship.record_kind and row["kind"] in _OF_TIES
            if is_one and same_tie(Relationship.model_validate(row), seen, self._network):
                yield key


def thing_called(called: str, steps: Steps, network: Network) -> Thing:
    """The thing that a page is about; UnknownError for whatever this room did not write, or may not see."""
    for key, change in steps.left.items():
        if change.after is not None and _called(key) == called:
            kept = house().store.record(*key)
            seen = _seen(kept, network) if kept else None
            if kept is not None and seen is not None:
                return _thing(called, kept, seen, steps, network)
    raise UnknownError(NOT_HERE)


def _called(key: Key) -> str:
    return called_here("thing", f"{key[0]} {key[1]}")


def _seen(kept: Record, network: Network) -> Record | None:
    """A record as the room sees it; nothing where it does not, or where no form of the room writes such a thing."""
    if isinstance(kept, Standing):
        return network.standings.get(network.in_view(kept.person_id))
    if isinstance(kept, Relationship):
        rows = (row for row in network.relationships if same_tie(kept, row, network))
        return next(rows, None) if kept.kind in _OF_TIES else None
    if isinstance(kept, MapRecord) and kept.record_kind in _OF_BOOK:
        return next(iter(visible_records([kept], network)), None)
    return None


def _thing(called: str, kept: Record, seen: Record, steps: Steps, network: Network) -> Thing:
    if isinstance(kept, Relationship):
        return Thing(_OF_TIES[kept.kind], called, kept, seen)
    if not isinstance(kept, Standing):
        return Thing(kept.record_kind, called, kept, seen)
    person = house().store.record(Person.record_kind, kept.person_id)
    assert isinstance(person, Person)  # noqa: S101 - who stands on a map is kept  # nosec B101
    return Thing(PERSON, called, kept, seen, person, tuple(_rows_of(kept, steps)))


def _rows_of(standing: Standing, steps: Steps) -> Iterator[tuple[Relationship, Relationship]]:
    """The ties that came with somebody new and are kept now."""
    for one in came_with(standing, steps):
        row = house().store.record(one.record_kind, one.record_id)
        if isinstance(row, Relationship) and standing.person_id in (row.from_id, row.to_id):
            yield row, Relationship.model_validate(one.after)


def changed(thing: Thing, said: Said, steps: Steps) -> Written | Asking:
    """What a changed form becomes, or what has to be asked first.

    RefusedError where the thing was changed since the form was opened.
    """
    if said.sent.get("as_read", "") != thing.as_read:
        raise RefusedError(
            _("This was changed since you opened it. Look at it again, then change it.")
        )
    if thing.what == PERSON:
        return _person(thing, said, steps)
    found = written(thing.what, said)
    if isinstance(found, Asking):
        return found
    new = found.kept[-1]
    if isinstance(new, Mark):
        _refuse_second_dot(thing, new, said)
    update = {name: getattr(new, name) for name in _FIELDS[thing.what]}
    after = thing.kept.model_copy(update=update)
    return Written((after,) if after != thing.kept else ())


def _refuse_second_dot(thing: Thing, new: Mark, said: Said) -> None:
    """A voice has one dot on a line: another’s dot is not made into a second one of theirs."""
    assert isinstance(thing.kept, Mark)  # noqa: S101 - asked for a mark  # nosec B101
    network = said.network
    others = (one for one in said.book.marks if one.scale_id == thing.kept.scale_id)
    voices = {network.own_id(one.person_id) for one in others}
    if new.person_id != thing.kept.person_id and new.person_id in voices:
        name = network.known_as(network.in_view(new.person_id))
        raise BadValueError(
            _("%(name)s has a dot on this line already. Change that one, or take it away first.")
            % {"name": name}
        )


def _person(thing: Thing, said: Said, steps: Steps) -> Written | Asking:
    """Somebody new, called or joined in another way; where they are joined otherwise the first ties go."""
    assert isinstance(thing.kept, Standing)  # noqa: S101  # nosec B101
    assert thing.person is not None  # noqa: S101  # nosec B101
    if said.sent.get("tie") or said.sent.get("tie_other"):
        return joined_otherwise(seated(thing.person, thing.kept, steps), said)
    life = "died" if said.sent.get("has_died") else "alive"
    # Both are written, so that one step is about them.
    return Written(
        (
            thing.person.model_copy(update={"life_status": life}),
            thing.kept.model_copy(update={"known_as": said.needed("name", SHORT)}),
            *_told_otherwise(thing, said),
        )
    )


def _told_otherwise(thing: Thing, said: Said) -> Iterator[Relationship]:
    """The ties of somebody new where it was said otherwise who told us, or how sure that is."""
    for row, left in thing.rows:
        update = of_tie(said, row)
        if (left.source_id, left.certainty) == (update["source_id"], update["certainty"]):
            continue
        if row.model_copy(update={"version": left.version}) != left:
            raise RefusedError(not_here())
        yield row.model_copy(update=update)


def to_take_away(thing: Thing, steps: Steps) -> tuple[Change, ...]:
    """What goes when a thing is taken away: the record, or somebody new with all that came with them."""
    if isinstance(thing.kept, Standing):
        return came_with(thing.kept, steps)
    mine = steps.left[thing.kept.record_kind, thing.kept.id]
    return (*_dots_on(thing.kept.id, steps), mine) if thing.what == "scale" else (mine,)


def _dots_on(scale_id: str, steps: Steps) -> Iterator[Change]:
    for (kind, _id), change in steps.left.items():
        if kind == Mark.record_kind and change.after and change.after["scale_id"] == scale_id:
            yield change
