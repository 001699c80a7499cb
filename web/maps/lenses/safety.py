"""Safety: a shield for each person, for those who are shown it; for anybody else this lens does not exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.sensitivity import CHILD_PRIVATE
from queries.moment import Moment
from web.maps.legend import Sign
from web.maps.lenses.layer import Layer
from web.maps.lenses.plates import Plates
from web.maps.lenses.signs import quiet_sign
from web.maps.picture import Drawn, Mark, Words
from web.maps.scene import Scene
from web.maps.shapes import bar, half_shield, shield, tick
from web.words import _
from web.words.directions import isolated

_AT = (0.0, -27.0)
_SIZE = 16.0
_NOT_SAFE = "not_safe"
_SAYING_NO = ("afraid_of", "does_not_want_to_see")
_SAID: Mapping[str, str] = {
    "safe": "Safe.",
    "safe_with_support": "Safe with support.",
    "not_safe": "Not safe.",
    "unknown": "Safety has not been asked about yet.",
}
_PLANS: Mapping[str, str] = {
    "yes": "A safety plan is agreed.",
    "no": "The safety plan is not agreed yet.",
    "not_needed": "No safety plan is needed.",
}


def safety(scene: Scene, now: Moment) -> Layer:
    """A shield on everyone of whom safety is asked; no line, because no line makes anybody safe.

    On an earlier day it is the shield of then; whoever is not safe today is said to be so all the same.
    """
    people, today, plates = scene.layout.spots, Moment(scene.of_places.network), Plates(scene)
    stances = {person: _stance(now, person) for person in people}
    warned = {p for p in people if stances[p] != _NOT_SAFE == _stance(today, p)}
    marks = {
        person: (
            *(_marks(stances[person], *_AT, _SIZE) if stances[person] else ()),
            *(plates.words(person, _("not safe today")) if person in warned else ()),
        )
        for person in people
    }
    return Layer(
        marks={person: drawn for person, drawn in marks.items() if drawn},
        quiet=frozenset(person for person in people if not marks[person]),
        says={person: _said(now, today, person, is_warned=person in warned) for person in people},
    )


def _stance(now: Moment, person_id: str) -> str:
    stance = now.standing(person_id).safety_stance(now.on)
    return stance if stance in _SAID else ""


def _marks(stance: str, x: float, y: float, size: float) -> Iterator[Drawn]:
    """Whole and ticked, half and half, dark with a bar, or an outline with a question: told apart without colour."""
    outline = shield(x, y, size)
    if stance == "safe":
        yield Mark(outline, fill="light", line="teal", width=2.4)
        yield Mark(tick(x, y, size * 0.75), line="teal", width=2.6)
    elif stance == "safe_with_support":
        yield Mark(outline, fill="light", line="blue", width=2.4)
        yield Mark(half_shield(x, y, size), fill="blue")
    elif stance == "not_safe":
        yield Mark(outline, fill="ink", line="paper", width=2)
        yield Mark(bar(x, y - 1, size * 0.5), line="paper", width=3.4)
    else:
        yield Mark(outline, fill="paper", line="quiet", width=2, dash=(4, 4))
        yield Words(("?",), x, y + size * 0.32, size, colour="quiet", weight=700, halo=False)


def _said(now: Moment, today: Moment, person_id: str, *, is_warned: bool) -> str:
    stance = _stance(now, person_id)
    parts = [_("Not safe today.")] if is_warned else []
    parts.append(_(_SAID[stance]) if stance else _("Safety is not asked about here."))
    # A safety plan has no day: it is told of today alone.
    plan = now.standing(person_id).safety_plan if stance and now.on == today.on else ""
    parts += [_(_PLANS[plan])] if plan in _PLANS else []
    network = today.network
    if stance and network.shows(CHILD_PRIVATE) and today.from_child(person_id, *_SAYING_NO):
        child = {"child": network.known_as(network.child_id)}
        parts.append(_("%(child)s has said no for now.") % isolated(child))
    return " ".join(parts)


def legend_of_safety(child: str, *, is_record: bool) -> Iterator[Sign]:
    """The four shields, and no shield."""
    for stance, words in (
        ("safe", _("safe")),
        ("safe_with_support", _("safe with support")),
        ("not_safe", _("not safe")),
        ("unknown", _("safety not yet asked about")),
    ):
        yield Sign(tuple(_marks(stance, 0, 0, 13)), words)
    yield Sign(quiet_sign(), _("safety is not asked about here"))
