"""Contact: how long since somebody and the child were in touch, and whether a plan stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from queries.moment import Moment
from web.maps.legend import Sign
from web.maps.lenses.layer import Layer
from web.maps.lenses.signs import (
    UPPER_LEFT,
    UPPER_RIGHT,
    Lines,
    figure_sign,
    pill,
    quiet_sign,
    tie_sign,
)
from web.maps.picture import Drawn, Mark
from web.maps.scene import Scene
from web.maps.shapes import bar, calendar, house
from web.maps.ties import Stroke, from_the_top
from web.maps.times import last_time
from web.words import _, ngettext
from web.words.directions import isolated
from web.words.sayings import ago, day, label

_A_FORTNIGHT, _TWO_MONTHS, _HALF_A_YEAR = 14, 60, 180
_STROKES: Mapping[int, Stroke] = {
    _A_FORTNIGHT: Stroke(4.4),
    _TWO_MONTHS: Stroke(2.4),
    _HALF_A_YEAR: Stroke(2.0, (12, 7)),
}
_LONG_AGO = Stroke(1.8, (2, 8))
_SAME_HOME = Stroke(6.5)
_MONTH, _YEAR = 30.44, 365


def together(scene: Scene, now: Moment) -> Layer:
    """The last time of everyone, and the plan; those with neither step back."""
    lines = Lines(scene)
    people = scene.layout.spots
    seen = [p for p in from_the_top(scene) if _stroke(scene, now, p)]
    planned = {person for person in people if now.plans(person)}
    return Layer(
        ties=tuple(
            lines.tie(person, stroke, _colour(scene, person))
            for person in seen
            if (stroke := _stroke(scene, now, person))
        ),
        marks={p: tuple(_marks(scene, now, p)) for p in people if p in planned or p in seen},
        quiet=frozenset(set(people) - set(seen) - planned),
        says={person: _said(scene, now, person) for person in people},
    )


def _stroke(scene: Scene, now: Moment, person_id: str) -> Stroke | None:
    if scene.shares_home(person_id):
        return _SAME_HOME
    last = now.last_contact(person_id)
    if last is None:
        return None
    days = now.days_since(last)
    return next((stroke for most, stroke in _STROKES.items() if days <= most), _LONG_AGO)


def _colour(scene: Scene, person_id: str) -> str:
    return scene.hue(scene.side_of(person_id))


def _marks(scene: Scene, now: Moment, person_id: str) -> Iterator[Drawn]:
    """How long ago over the circle; a calendar where there is a plan, with a bar where its time has gone by."""
    last = now.last_contact(person_id)
    if scene.shares_home(person_id):
        yield Mark(house(*UPPER_LEFT, 10), fill="deep", line="paper", width=2)
    elif last is not None:
        yield from pill(_since(now.days_since(last)))
    if now.plans(person_id):
        yield from _plan_mark(
            UPPER_RIGHT if last is None else (30.0, -8.0), is_kept=_is_kept(now, person_id)
        )


def _plan_mark(at: tuple[float, float], *, is_kept: bool) -> Iterator[Drawn]:
    yield Mark(calendar(*at, 8), fill="deep" if is_kept else "paper", line="deep", width=1.8)
    if not is_kept:
        yield Mark(bar(at[0], at[1] + 1.5, 4), line="deep", width=2)


def _is_kept(now: Moment, person_id: str) -> bool:
    """Whether the last time lies no further back than the plan says; a plan without days is not measured."""
    last = now.last_contact(person_id)
    every = [row.plan_every_days for row in now.plans(person_id) if row.plan_every_days]
    return not every or (last is not None and now.days_since(last) <= min(every))


def _since(days: int) -> str:
    """A number of days in as few words as can be."""
    if days < 1:
        return _("today")
    if days < 60:
        return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    if days < 2 * _YEAR:
        months = round(days / _MONTH)
        return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
    return ngettext("%(n)s year", "%(n)s years", days // _YEAR) % {"n": days // _YEAR}


def _said(scene: Scene, now: Moment, person_id: str) -> str:
    parts = [_last(scene, person_id)]
    for row in now.plans(person_id):
        parts.append(_plan(row.plan_every_days, row.plan_mode))
    if scene.shares_home(person_id):
        parts.insert(0, _("Lives with %(child)s.") % isolated({"child": scene.child_name}))
    said = " ".join(part for part in parts if part)
    return said or _("No time together is written down.")


def _last(scene: Scene, person_id: str) -> str:
    time = last_time(scene.network, person_id)
    if time is None:
        return ""
    how = {"when": day(time.date), "how": label(time.contact_type, "contact_type")}
    since = ago(time.date, scene.network.on or date.max)
    said = _("Last in touch %(when)s: %(how)s") % how
    return f"{said}, {since}." if since else f"{said}."


def _plan(every_days: int | None, mode: str) -> str:
    how = label(mode, "plan_mode") if mode else ""
    if not every_days:
        return (
            _("There is a plan: %(how)s.") % isolated({"how": how})
            if how
            else _("There is a plan.")
        )
    said = ngettext("A plan for every day", "A plan for every %(n)s days", every_days) % {
        "n": every_days
    }
    return f"{said}, {how}." if how else f"{said}."


def legend_of_times(child: str, *, is_record: bool) -> Iterator[Sign]:
    """The signs of time together."""
    yield Sign(
        tie_sign(_SAME_HOME, "slate"), _("lives with %(child)s") % isolated({"child": child})
    )
    yield Sign(tie_sign(_STROKES[_A_FORTNIGHT], "slate"), _("in touch in the last two weeks"))
    yield Sign(tie_sign(_STROKES[_TWO_MONTHS], "slate"), _("in the last two months"))
    yield Sign(tie_sign(_STROKES[_HALF_A_YEAR], "slate"), _("in the last six months"))
    yield Sign(tie_sign(_LONG_AGO, "slate"), _("longer ago"))
    yield Sign(figure_sign(*_plan_mark((0.0, 0.0), is_kept=True)), _("there is a plan"))
    yield Sign(
        figure_sign(*_plan_mark((0.0, 0.0), is_kept=False)),
        _("there is a plan, and longer than it says since the last time"),
    )
    yield Sign(quiet_sign(), _("no time together and no plan is written down"))
