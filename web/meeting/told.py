"""A step of a meeting’s room in plain words, as far as the room may still read what was written: for taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph.journal import Change, Entry
from graph.meeting_words import Action, Mark, Note, Scale
from graph.meetings import Meeting, Present
from graph.network import Network
from graph.record import MapRecord
from graph.relationships import Relationship
from graph.standings import Standing
from queries.meeting import same_tie
from web.display import said_kind
from web.meeting.written import own_changes
from web.words import _
from web.words.directions import isolated

_LONGEST = 48
_WORDS: Mapping[type[MapRecord], str] = {Note: "words", Scale: "question", Action: "what"}
# What is kept as a whole: it is neither added nor taken away.
_OF_ALL = frozenset({Meeting.record_kind, Present.record_kind})
_OF_MEETING = {
    "rules": "what we agreed for today",
    "plan_words": "the plan in the family’s own words",
    "review_date": "when we meet again",
    "who_tells_child": "who tells the child",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a step was about, in words, and whom they name; empty where the room may not read all of it."""

    words: str = ""
    people: frozenset[str] = frozenset()


def told(entry: Entry, network: Network) -> Told:
    """“Sunday dinner”, or *the change to*, or *taking away*; the one thing that the step was about."""
    changes = own_changes(entry)
    return _told(changes, network) if all(_may_read(one, network) for one in changes) else Told()


def told_again(entry: Entry, network: Network) -> Told:
    """The same of a step that was taken back: as it was before, for putting it back."""
    changes = own_changes(entry)
    if not all(_may_read(one, network) for one in changes):
        return Told()
    turned = ((one.after, one.before, one) for one in changes)
    return _told(
        tuple(
            one.model_copy(update={"before": before, "after": after})
            for before, after, one in turned
        ),
        network,
    )


def _told(changes: tuple[Change, ...], network: Network) -> Told:
    found = [one for change in changes if (one := _about(change, network)) is not None]
    if not found or not found[0][1].words:
        return Told()
    change, what = found[0]
    if change.record_kind in _OF_ALL or not (before := change.before):
        return what
    if change.after is None:
        return Told(_("taking away %(what)s") % isolated({"what": what.words}), what.people)
    is_chair_taken = before.get("known_as") == ""
    return (
        what
        if is_chair_taken
        else replace(what, words=_("the change to %(what)s") % isolated({"what": what.words}))
    )


def _about(change: Change, network: Network) -> tuple[Change, Told] | None:
    """What one change was about; nothing for what only came with it."""
    row = change.after or change.before or {}
    if change.record_kind == Standing.record_kind:
        name = str(row["known_as"])
        who = _in_view(str(row["person_id"]), network)
        return (change, Told(name, frozenset({who}))) if name else None
    if change.record_kind == Relationship.record_kind:
        tie = Relationship.model_validate(row)
        is_kin = tie.family not in ("statement", "plan")
        return None if is_kin else (change, _tie(tie, network))
    found = _of_the_book(change, row, network)
    return (change, found) if found else None


def _of_the_book(change: Change, row: Mapping[str, object], network: Network) -> Told | None:
    for kind, field in _WORDS.items():
        if change.record_kind == kind.record_kind:
            return Told(_short(str(row[field])))
    if change.record_kind == Mark.record_kind:
        person = _in_view(str(row["person_id"]), network)
        said = _("%(name)s: %(number)s")
        named = {"name": network.known_as(person), "number": row["number"]}
        return (
            Told(said % isolated(named), frozenset({person})) if person in network.people else None
        )
    if change.record_kind == Present.record_kind:
        return Told(_("who is here"))
    if change.record_kind == Meeting.record_kind:
        before, after = change.before or {}, change.after or {}
        names = [name for name in _OF_MEETING if before.get(name) != after.get(name)]
        return Told(_(_OF_MEETING[names[0]])) if names else None
    return None


def _tie(row: Relationship, network: Network) -> Told:
    ends = {name: _in_view(getattr(row, name), network) for name in ("from_id", "to_id")}
    if not set(ends.values()) <= network.people.keys():
        return Told()
    return Told(said_kind(row.model_copy(update=ends), network), frozenset(ends.values()))


def _may_read(change: Change, network: Network) -> bool:
    """Whether the room sees what a change left behind, and whoever is named in words that it took away."""
    own = {network.own_id(person) for person in network.people}
    if people := _PEOPLE.get(change.record_kind):
        return set(people.model_validate(change.after or change.before).people) <= own
    if change.after is None:
        return True
    if change.record_kind in ("person", "standing"):
        return str(change.after.get("person_id") or change.after["id"]) in own
    if change.record_kind == Relationship.record_kind:
        row = Relationship.model_validate(change.after)
        return any(same_tie(row, one, network) for one in network.relationships)
    return True


_PEOPLE: Mapping[str, type[MapRecord]] = {
    kind.record_kind: kind for kind in (Note, Scale, Mark, Action, Present)
}


def _in_view(own_id: str, network: Network) -> str:
    """Somebody under the id of this view; who has been taken off the map keeps their own, which no page shows."""
    return network.in_view(own_id) or own_id


def _short(words: str) -> str:
    text = " ".join(words.split()).strip('"“”')
    cut = text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
    return _("“%(words)s”") % isolated({"words": cut})
