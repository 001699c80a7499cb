"""Safety: a shield for each person, for those who are shown it; for anybody else this lens does not exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.sensitivity import CHILD_PRIVATE
from queries.moment import Moment
from web.maps.legend import Sign
from web.maps.lenses.layer import Layer
from web.maps.lenses.signs import quiet_sign
from web.maps.picture import Drawn, Mark, Words
from web.maps.scene import Scene
from web.maps.shapes import bar, half_shield, shield, tick
from web.words import _

_AT = (0.0, -27.0)
_SIZE = 16.0
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
    """A shield on everyone of whom safety is asked; no line, because no line makes anybody safe."""
    stances = {person: _stance(now, person) for person in scene.layout.spots}
    return Layer(
        marks={
            person: tuple(_marks(stance, *_AT, _SIZE))
            for person, stance in stances.items()
            if stance
        },
        quiet=frozenset(person for person, stance in stances.items() if not stance),
        says={person: _said(scene, now, person, stance) for person, stance in stances.items()},
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


def _said(scene: Scene, now: Moment, person_id: str, stance: str) -> str:
    if not stance:
        return _("Safety is not asked about here.")
    parts = [_(_SAID[stance])]
    plan = now.standing(person_id).safety_plan
    parts += [_(_PLANS[plan])] if plan in _PLANS else []
    if scene.network.shows(CHILD_PRIVATE) and now.from_child(person_id, *_SAYING_NO):
        parts.append(_("%(child)s has said no for now.") % {"child": scene.child_name})
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
