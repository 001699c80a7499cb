"""Questions around a meeting: what has changed since it began, what is already answered, when to meet again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from graph.meetings import Apart, ChosenGap, Invitation
from graph.network import Network
from graph.people import Person
from graph.record import Value
from graph.relationships import Relationship
from queries.gaps.gap import Gap

_REVIEW_FROM, _REVIEW_UNTIL = timedelta(weeks=3), timedelta(weeks=4)
_COMES = frozenset({"coming", "maybe", "asked"})


class Step(Value):
    """One step of a meeting: from which minute until which, and how many screens it has where it has several."""

    name: str
    starts: int
    ends: int
    parts: int = 1


STEPS: tuple[Step, ...] = (
    Step(name="welcome", starts=0, ends=10),
    Step(name="child", starts=10, ends=20),
    Step(name="family", starts=20, ends=35),
    Step(name="love", starts=35, ends=50, parts=4),
    Step(name="columns", starts=50, ends=65),
    Step(name="gaps", starts=65, ends=70),
    Step(name="family_time", starts=70, ends=95),
    Step(name="plan", starts=95, ends=110),
    Step(name="finish", starts=110, ends=120),
)


class Place(Value):
    """Where a meeting is: a step, and which of its screens."""

    step: str
    part: int = 0


class Since(Value):
    """What has come onto a map, under the ids of the later view: people, promises, words of love, plans to meet, and
    what else was said of how it is between two people.
    """

    people: tuple[str, ...]
    promises: tuple[Relationship, ...]
    loves: tuple[Relationship, ...]
    plans: tuple[Relationship, ...]
    sayings: tuple[Relationship, ...] = ()


NOTHING_NEW = Since(people=(), promises=(), loves=(), plans=())


def step_named(name: str) -> Step:
    """A step by its name."""
    return next(step for step in STEPS if step.name == name)


def next_place(now: Place) -> Place | None:
    """The screen after this one; None after the last."""
    places = _places()
    at = places.index(_within(now)) + 1
    return places[at] if at < len(places) else None


def place_before(now: Place) -> Place | None:
    """The screen before this one; None before the first."""
    places = _places()
    at = places.index(_within(now))
    return places[at - 1] if at else None


def _places() -> list[Place]:
    return [Place(step=step.name, part=part) for step in STEPS for part in range(step.parts)]


def _within(now: Place) -> Place:
    most = step_named(now.step).parts - 1
    return Place(step=now.step, part=min(max(now.part, 0), most))


def since(before: Network, now: Network) -> Since:
    """What a view of a map shows that the same view of it did not show before; whoever took an empty chair is new."""
    then = {before.own_id(person): one for person, one in before.people.items()}
    known = {_key(row, before) for row in before.relationships}
    new = [row for row in now.relationships if _key(row, now) not in known]
    return Since(
        people=tuple(p for p in now.in_order if _is_new(now.people[p], then.get(now.own_id(p)))),
        promises=tuple(row for row in new if row.kind == "promise"),
        loves=tuple(row for row in new if row.kind in ("loves", "misses")),
        plans=tuple(row for row in new if row.kind == "family_time_plan"),
        sayings=tuple(row for row in new if row.kind in ("trusts", "wants_to_see", "important")),
    )


def _is_new(now: Person, before: Person | None) -> bool:
    return before is None or (before.is_placeholder and not now.is_placeholder)


def _key(row: Relationship, network: Network) -> tuple[str, ...]:
    """By what a tie is known again in two views, in each of which it has another id."""
    ends = (network.own_id(row.from_id), network.own_id(row.to_id))
    return (*ends, row.kind, row.detail, row.words, row.source_date.text)


def as_it_was(before: Network, now: Network) -> Network:
    """What a view shows now, without whatever it did not show before."""
    then = {before.own_id(person) for person in before.people}
    known = {_key(row, before) for row in before.relationships}
    there = now.with_only({person for person in now.people if now.own_id(person) in then})
    rows = (row for row in there.relationships if _key(row, now) in known)
    return there.changed(relationships=tuple(rows))


def same_tie(kept: Relationship, seen: Relationship, network: Network) -> bool:
    """Whether a tie as it is kept is the one that a view shows under ids of its own, as far as the view tells."""
    ends = (network.own_id(seen.from_id), network.own_id(seen.to_id))
    is_same = (kept.from_id, kept.to_id, kept.kind, kept.detail) == (*ends, seen.kind, seen.detail)
    told = ((seen.words, kept.words), (seen.source_date.text, kept.source_date.text))
    return is_same and all(shown in ("", own) for shown, own in told)


def already_answered(
    chosen: Iterable[ChosenGap], in_record: Iterable[Gap]
) -> tuple[ChosenGap, ...]:
    """The chosen gaps that the whole record does not have: what the room asks, it already knows."""
    asked = {(gap.rule, gap.subject_id, str(gap.arguments.get("tag", ""))) for gap in in_record}
    return tuple(one for one in chosen if (one.rule, one.subject_id, one.tag) not in asked)


def both_invited(apart: Iterable[Apart], invitations: Iterable[Invitation]) -> tuple[Apart, ...]:
    """Those who must not meet and of whom both may come."""
    coming = {one.person_id for one in invitations if one.reply in _COMES}
    return tuple(one for one in apart if {one.one_id, one.other_id} <= coming)


def review_days(day: date) -> tuple[date, date]:
    """Between which days to meet again: three to four weeks on."""
    return day + _REVIEW_FROM, day + _REVIEW_UNTIL
