"""Who loves: both directions, and only what somebody has said."""

from __future__ import annotations

from collections.abc import Iterator

from graph.relationships import Relationship
from queries.circles import love_between
from queries.moment import Moment
from web.maps.legend import Sign
from web.maps.lenses.layer import Layer
from web.maps.lenses.signs import Lines, quiet_sign, tie_sign
from web.maps.picture import Drawn, Mark, Tie
from web.maps.scene import Scene
from web.maps.shapes import heart
from web.maps.ties import Stroke, from_the_top, heart_at_child
from web.words import _
from web.words.directions import isolated
from web.words.sayings import quoted, statement

_BOTH = Stroke(4.4)
_TO_CHILD = Stroke(2.4, (14, 6))
_FROM_CHILD = Stroke(2.4, (2, 7))
_AT_PERSON = (22.0, -23.0, 11.0)


def loving(scene: Scene, _now: Moment) -> Layer:
    """Love that was said: by the child, by the person or by others; nothing is inferred."""
    love = {person: love_between(scene.network, person) for person in scene.layout.spots}
    lines = Lines(scene)
    return Layer(
        ties=tuple(
            _tie(scene, lines, person, love[person])
            for person in from_the_top(scene)
            if love[person]
        ),
        marks={
            person: _heart(scene, person)
            for person, rows in love.items()
            if _is_loving(scene, rows)
        },
        quiet=frozenset(person for person, rows in love.items() if not rows),
        says={person: _said(scene, rows) for person, rows in love.items()},
    )


def _tie(scene: Scene, lines: Lines, person_id: str, rows: tuple[Relationship, ...]) -> Tie:
    child = scene.network.child_id
    own = [row.kind for row in rows if row.from_id == child]
    stroke = _BOTH if own and _is_loving(scene, rows) else _FROM_CHILD if own else _TO_CHILD
    hue = scene.hue(scene.side_of(person_id))
    over = [heart_at_child(lines.start(person_id), "loves" in own, lines.taken)] if own else []
    return lines.tie(person_id, stroke, hue, *over)


def _is_loving(scene: Scene, rows: tuple[Relationship, ...]) -> bool:
    return any(row.to_id == scene.network.child_id for row in rows)


def _heart(scene: Scene, person_id: str) -> tuple[Drawn, ...]:
    hue = scene.hue(scene.side_of(person_id))
    return (Mark(heart(*_AT_PERSON), fill=hue, line="paper", width=2),)


def _said(scene: Scene, rows: tuple[Relationship, ...]) -> str:
    """Each saying once, with the words where there are any."""
    said = dict.fromkeys(_saying(scene, row) for row in rows)
    return " ".join(said) or _("Nobody has told us of love yet. Who could ask?")


def _saying(scene: Scene, row: Relationship) -> str:
    words = quoted(row.words)
    told = statement(row, scene.network)
    return (
        _("%(told)s: %(words)s") % isolated({"told": told, "words": words}) if words else f"{told}."
    )


def legend_of_love(child: str, *, is_record: bool) -> Iterator[Sign]:
    """The signs of love."""
    names, away = {"child": child}, heart(-19, 0, 7)
    at_person, at_child = Mark(heart(19, 0, 7), "plum"), Mark(away, "deep")
    yield Sign(
        tie_sign(_BOTH, "plum", at_person, at_child), _("love both ways: somebody has said so")
    )
    yield Sign(tie_sign(_TO_CHILD, "plum", at_person), _("they love %(child)s") % isolated(names))
    yield Sign(tie_sign(_FROM_CHILD, "plum", at_child), _("%(child)s loves them") % isolated(names))
    missed = Mark(away, "light", "deep", 2)
    yield Sign(tie_sign(_FROM_CHILD, "plum", missed), _("%(child)s misses them") % isolated(names))
    yield Sign(quiet_sign(), _("nobody has told us of love yet"))
