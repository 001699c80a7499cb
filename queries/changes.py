"""What changed between two days of one map: who and what was added, ended or moved, in words that can be checked.

Asked of two networks that the same viewer may see, under the same ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.network import Network
from graph.record import Value
from graph.relationships import Relationship
from queries.circles import circles
from queries.moment import Moment
from queries.presence import is_closeness_written, there_on
from queries.timeline import TOLD

ADDED, ENDED, MOVED = "added", "ended", "moved"

_CAME, _BORN = "{name} is new on the map", "{name} was born"
_DIED, _GONE = "{name} died", "{name} is no longer on the map"
_NEW_TIE, _OLD_TIE = "New: {one} {tie} {other}", "No longer so: {one} {tie} {other}"
_SAID = "{one} {tie} {other}"
_PROMISED = "{one} has promised {other} something new"
_CIRCLE = "{name} was {before}, and is {after} now"
_RUNG = "Finding {name}: {before} before, {after} now"
_HOME = "{name} moved home"

Key = tuple[str, str, str, str]


class Change(Value):
    """One thing that is different: added, ended or moved, of whom, and the records it rests on.

    `about` is person, tie, words, circle, ladder or home. `before` and `after` are codes of circles or rungs,
    `row_kind` and `other_id` the kind and the other end of a tie, which is where it comes from if it `is_backwards`; a
    face puts them into `message`.
    """

    kind: str
    about: str
    person_id: str
    message: str
    other_id: str = ""
    row_kind: str = ""
    is_backwards: bool = False
    before: str = ""
    after: str = ""
    rests_on: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """Everyone of whom it speaks."""
        return tuple(person for person in (self.person_id, self.other_id) if person)


def changes(then: Network, now: Network) -> tuple[Change, ...]:
    """Everything that is different: what was added, what ended, what moved, each in the order of the map."""
    rank = {person: nth for nth, person in enumerate(now.in_order)}
    found = [*_people(then, now), *_ties(then, now), *_circles(then, now)]
    found += [*_rungs(then, now), *_homes(then, now)]
    kinds = (ADDED, ENDED, MOVED)
    return tuple(
        sorted(found, key=lambda one: (kinds.index(one.kind), rank.get(one.person_id, len(rank))))
    )


def _people(then: Network, now: Network) -> Iterator[Change]:
    before, after = _living(then), _living(now)
    for person in after - before:
        yield _person(ADDED, person, _BORN if _born_since(then, now, person) else _CAME, now)
    for person in before - after:
        has_died = person in now.people and now.people[person].has_died
        yield _person(ENDED, person, _DIED if has_died else _GONE, then)


def _living(network: Network) -> frozenset[str]:
    """Everyone alive who was there and known to us by the day: whoever was found since is new, however old the tie."""
    return frozenset(
        person
        for person in there_on(network)
        if not network.people[person].has_died and not _is_known_later(network, person)
    )


def _is_known_later(network: Network, person_id: str) -> bool:
    known = network.standings[person_id].first_known_date.earliest
    return known is not None and network.on is not None and known > network.on


def _born_since(then: Network, now: Network, person_id: str) -> bool:
    born = now.people[person_id].dob.earliest
    return born is not None and then.on is not None and born > then.on


def _person(kind: str, person_id: str, message: str, network: Network) -> Change:
    standing = network.standings[person_id].id
    return Change(
        kind=kind, about="person", person_id=person_id, message=message, rests_on=(standing,)
    )


def _ties(then: Network, now: Network) -> Iterator[Change]:
    before, after = _current(then), _current(now)
    for key in sorted(after.keys() - before.keys()):
        yield _tie(ADDED, now, after[key])
    for key in sorted(before.keys() - after.keys()):
        yield _tie(ENDED, then, before[key])


def _current(network: Network) -> Mapping[Key, Relationship]:
    """The ties that hold on the day; the same thing written down twice is one."""
    on = Moment(network).on
    return {
        (row.kind, row.from_id, row.to_id, row.detail if row.kind == "promise" else ""): row
        for row in network.relationships
        if row.is_current(on)
    }


def _tie(kind: str, network: Network, row: Relationship) -> Change:
    """A tie with the child is told of whoever stands at its other end."""
    child = network.child_id
    person, other = (row.other(child), child) if row.joins(child) else (row.from_id, row.to_id)
    began, ended = _words(network, row)
    return Change(
        kind=kind,
        about="words" if row.family == "statement" else "tie",
        person_id=person,
        other_id=other,
        row_kind=row.kind,
        is_backwards=row.from_id != person,
        message=began if kind == ADDED else ended,
        rests_on=(row.id,),
    )


def _words(network: Network, row: Relationship) -> tuple[str, str]:
    """What is said when a tie begins, and when it ends: words of love are said on a day, and do not begin on it."""
    if row.joins(network.child_id) and row.kind in TOLD:
        return TOLD[row.kind]
    if row.kind == "promise":
        return _PROMISED, _OLD_TIE
    return (_SAID if row.family == "statement" else _NEW_TIE), _OLD_TIE


def _circles(then: Network, now: Network) -> Iterator[Change]:
    before, after = circles(then), circles(now)
    for person in _in_both(then, now):
        is_written = is_closeness_written(then, before[person])
        if is_written and before[person].circle != after[person].circle:
            yield Change(
                kind=MOVED,
                about="circle",
                person_id=person,
                message=_CIRCLE,
                before=before[person].circle,
                after=after[person].circle,
                rests_on=(*before[person].rests_on, *after[person].rests_on),
            )


def _rungs(then: Network, now: Network) -> Iterator[Change]:
    for person in _in_both(then, now):
        before = then.standings[person].finding_status(then.on)
        after = now.standings[person].finding_status(now.on)
        if before != after:
            yield Change(
                kind=MOVED,
                about="ladder",
                person_id=person,
                message=_RUNG,
                before=before,
                after=after,
                rests_on=(now.standings[person].id,),
            )


def _homes(then: Network, now: Network) -> Iterator[Change]:
    """A move between two homes whose days are both known: where a day is not shown, nobody is told of a move."""
    for person in _in_both(then, now, with_child=True):
        before, after = then.homes.get(person), now.homes.get(person)
        if before is None or after is None or before.home_code == after.home_code:
            continue
        if before.start_date.is_known and after.start_date.is_known:
            yield Change(
                kind=MOVED,
                about="home",
                person_id=person,
                message=_HOME,
                rests_on=(before.id, after.id),
            )


def _in_both(then: Network, now: Network, *, with_child: bool = False) -> Iterator[str]:
    both = there_on(then) & there_on(now)
    return (p for p in now.in_order if p in both and (with_child or p != now.child_id))
