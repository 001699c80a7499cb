"""After eighteen: who is there when every paid role has ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.sensitivity import RECORD
from queries.futures import after_eighteen
from queries.moment import Moment
from queries.other_ties import CARER_KINDS
from queries.routes import ROUTE_DAYS
from web.maps.legend import Sign
from web.maps.lenses.layer import Layer
from web.maps.lenses.signs import UPPER_RIGHT, Lines, figure_sign, quiet_sign, tie_sign
from web.maps.picture import Drawn, Mark
from web.maps.scene import Scene
from web.maps.shapes import circle, rings
from web.maps.sizes import WORKER
from web.maps.ties import Stroke, from_the_top
from web.words import _
from web.words.directions import isolated
from web.words.sayings import promise

REMAINS, CARES, PAID, AWAY = "remains", "cares", "paid", "away"
_STROKES: Mapping[str, Stroke] = {REMAINS: Stroke(3.6), CARES: Stroke(2.4, (12, 7))}


def later(scene: Scene, now: Moment) -> Layer:
    """Family and friends who remain, carers who may be asked, and paid roles that end."""
    lines, groups = Lines(scene), _groups(scene, now)
    return Layer(
        ties=tuple(
            lines.tie(person, _STROKES[groups[person]], scene.hue(scene.side_of(person)))
            for person in from_the_top(scene)
            if groups[person] in _STROKES
        ),
        marks={person: tuple(_marks(now, person, group)) for person, group in groups.items()},
        quiet=frozenset(person for person, group in groups.items() if group not in _STROKES),
        says={person: _said(scene, now, person, group) for person, group in groups.items()},
    )


def stays(now: Moment, person_id: str) -> bool:
    """Whether somebody is there after every paid role, by what the family itself sees."""
    return _group_seen(now, person_id) == REMAINS


def _groups(scene: Scene, now: Moment) -> Mapping[str, str]:
    """In which group everyone is; for those who are not shown the record, by what they see alone."""
    if scene.network.shows(RECORD):
        found = after_eighteen(scene.network, now)
        groups = dict.fromkeys(found.remains, REMAINS) | dict.fromkeys(found.carers, CARES)
        groups |= dict.fromkeys((*found.ends_by_then, *found.still_paid), PAID)
        return {person: groups.get(person, AWAY) for person in scene.layout.spots}
    return {person: _group_seen(now, person) for person in scene.layout.spots}


def _group_seen(now: Moment, person_id: str) -> str:
    if now.is_working_professional(person_id):
        return PAID
    if now.to_child(person_id, *CARER_KINDS):
        return CARES
    is_around = now.shares_home(person_id) or now.in_contact(person_id, ROUTE_DAYS)
    is_there = now.is_natural_or_carer(person_id) and now.is_living(person_id)
    return REMAINS if is_there and (is_around or now.promises(person_id)) else AWAY


def _marks(now: Moment, person_id: str, group: str) -> Iterator[Drawn]:
    if group == PAID:
        yield from ending_mark(WORKER)
    if now.promises(person_id):
        yield promise_mark(*UPPER_RIGHT)


def promise_mark(x: float, y: float) -> Mark:
    """Two rings: somebody has promised something."""
    return Mark(rings(x, y, 13), line="deep", width=2.6)


def ending_mark(radius: float) -> Iterator[Mark]:
    """A bar on the rim, beside the letters: it ends. A cross is for those who have died, and for nobody else."""
    x = y = radius * 0.78
    yield Mark(circle(x, y, 7), fill="paper", line="quiet", width=1.6)
    yield Mark(f"M{x - 3.5:g} {y:g}L{x + 3.5:g} {y:g}", line="quiet", width=2.4)


def _said(scene: Scene, now: Moment, person_id: str, group: str) -> str:
    child = {"child": scene.child_name}
    said = {
        REMAINS: _("Is there for %(child)s without being paid.") % isolated(child),
        CARES: _("Looks after %(child)s now. What would they like to promise for later?")
        % isolated(child),
        PAID: _("Is there as long as it is their job."),
        AWAY: _("Is not in touch now, and has promised nothing yet."),
    }
    if now.person(person_id).has_died:
        return _("Has died, and is not forgotten.")
    promised = ", ".join(promise(row) for row in now.promises(person_id))
    if not promised:
        return said[group]
    return " ".join((said[group], _("Has promised: %(what)s.") % isolated({"what": promised})))


def legend_of_later(child: str, *, is_record: bool) -> Iterator[Sign]:
    """The signs of what remains."""
    names = {"child": child}
    yield Sign(
        tie_sign(_STROKES[REMAINS], "slate"),
        _("there for %(child)s without being paid") % isolated(names),
    )
    yield Sign(
        tie_sign(_STROKES[CARES], "slate"),
        _("looks after %(child)s now; may be asked to promise") % isolated(names),
    )
    yield Sign((promise_mark(0, 0),), _("has promised something"))
    yield Sign(figure_sign(*ending_mark(13)), _("there as long as it is their job"))
    yield Sign(quiet_sign(), _("not in touch now, and no promise"))
