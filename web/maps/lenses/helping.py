"""Who helps: an ecomap. How good each tie is, for those who are shown it, and which way help goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.sensitivity import RECORD
from queries.moment import Moment
from web.maps.band import BAND
from web.maps.legend import Sign
from web.maps.lenses.layer import Layer
from web.maps.lenses.signs import Lines, figure_sign, quiet_sign, tie_sign
from web.maps.picture import Drawn, Mark, Tie
from web.maps.scene import Scene
from web.maps.shapes import arrow
from web.maps.sizes import WORKER
from web.maps.ties import BY_QUALITY, STEADY, Stroke, from_the_top, quality_of
from web.words import _
from web.words.directions import isolated
from web.words.sayings import label, promise

_CARE = (
    "foster_carer",
    "kinship_carer",
    "special_guardian",
    "host_carer",
    "residential_worker",
    "step_parent",
    "mentor",
    "independent_visitor",
    "professional",
)
_QUALITIES: Mapping[str, str] = {
    "strong": "a strong tie",
    "good": "a good tie",
    "ordinary": "an ordinary tie",
    "tenuous": "a thin tie",
    "stressful": "a tie under strain",
    "cut_off": "cut off",
    "unknown": "asked about, and not known",
}


def helping(scene: Scene, now: Moment) -> Layer:
    """A line for whoever helps or whose tie was described, with an arrow at whoever is helped."""
    lines, people = Lines(scene), scene.layout.spots
    is_shown = {
        p: bool(quality_of(scene.network, p)) or _helps(now, p) or _is_helped(now, p)
        for p in people
    }
    return Layer(
        ties=tuple(_tie(scene, now, lines, p) for p in from_the_top(scene) if is_shown[p]),
        marks={p: _worker_mark() for p in people if people[p].circle == BAND and is_shown[p]},
        quiet=frozenset(person for person in people if not is_shown[person]),
        says={person: _said(scene, now, person) for person in people},
    )


def _helps(now: Moment, person_id: str) -> bool:
    return bool(now.promises(person_id) or now.to_child(person_id, *_CARE))


def _is_helped(now: Moment, person_id: str) -> bool:
    return bool(now.from_child(person_id, "promise", *_CARE))


def _tie(scene: Scene, now: Moment, lines: Lines, person_id: str) -> Tie:
    stroke = _stroke(scene, person_id)
    hue = scene.hue(scene.side_of(person_id))
    over: list[Drawn] = []
    if scene.layout.spots[person_id].circle != BAND:
        over += [lines.arrow_to_child(person_id, hue)] if _helps(now, person_id) else []
        over += [lines.arrow_from_child(person_id, hue)] if _is_helped(now, person_id) else []
    return lines.tie(person_id, stroke, hue, *over)


def _stroke(scene: Scene, person_id: str) -> Stroke:
    quality = quality_of(scene.network, person_id)
    return BY_QUALITY[quality] if quality else STEADY


def _worker_mark() -> tuple[Drawn, ...]:
    at = (0.0, -WORKER - 4)
    return (Mark(arrow(at, (0.0, -99.0), 6), fill="slate", line="paper", width=1.2),)


def _said(scene: Scene, now: Moment, person_id: str) -> str:
    quality = quality_of(scene.network, person_id)
    parts = [_(_QUALITIES[quality]).capitalize() + "."] if quality else []
    kinds = dict.fromkeys(
        label(row.kind, "relationship_kind") for row in now.to_child(person_id, *_CARE)
    )
    child = scene.child_name
    parts += [
        _("Is %(tie)s %(child)s.") % isolated({"tie": kind, "child": child}) for kind in kinds
    ]
    promised = ", ".join(promise(row) for row in now.promises(person_id))
    parts += [_("Has promised: %(what)s.") % isolated({"what": promised})] if promised else []
    if _is_helped(now, person_id):
        parts.append(_("%(child)s helps them.") % isolated({"child": child}))
    return " ".join(parts) or _unsaid(scene)


def _unsaid(scene: Scene) -> str:
    if scene.network.shows(RECORD):
        return _("Nobody has said yet how it is between them, or what help there is.")
    return _("No help is written down yet. What could they offer?")


def legend_of_help(child: str, *, is_record: bool) -> Iterator[Sign]:
    """The signs of quality, for those who are shown it, and of help."""
    if is_record:
        for quality, words in _QUALITIES.items():
            yield Sign(tie_sign(BY_QUALITY[quality], "slate"), _(words))
    at_child, at_person = ((-14.0, 0.0), (-99.0, 0.0)), ((14.0, 0.0), (99.0, 0.0))
    to_child, to_person = (
        Mark(arrow(*way, 8), "slate", "paper", 1.2) for way in (at_child, at_person)
    )
    names = {"child": child}
    yield Sign(
        tie_sign(STEADY, "slate", to_child),
        _("helps %(child)s: looks after, or has promised") % isolated(names),
    )
    yield Sign(tie_sign(STEADY, "slate", to_child, to_person), _("help goes both ways"))
    yield Sign(
        figure_sign(Mark(arrow((0.0, -10.0), (0.0, -99.0), 7), "slate", "paper", 1.2)),
        _("helps because it is their job"),
    )
    yield Sign(quiet_sign(), _("nothing is written down yet"))
