"""Knowing: how sure we are of each person’s place in the family, in the record’s own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.relationships import Relationship
from queries.moment import Moment
from web.maps.legend import Sign
from web.maps.lenses.layer import Layer
from web.maps.lenses.signs import UPPER_RIGHT, Lines, quiet_sign, tie_sign
from web.maps.picture import Drawn, Mark, Words
from web.maps.scene import Scene
from web.maps.shapes import circle, tick
from web.maps.ties import Stroke, from_the_top
from web.words import _
from web.words.directions import isolated
from web.words.sayings import day, label

_BELONGING = frozenset({"kin", "couple", "care", "kith"})
_LEAST_FIRST = ("disputed", "possible", "unknown", "likely", "confirmed")
_STROKES: Mapping[str, Stroke] = {
    "confirmed": Stroke(3.6),
    "likely": Stroke(2.4, (16, 6)),
    "possible": Stroke(2.0, (2, 7)),
    "disputed": Stroke(2.2, shape="zigzag"),
    "unknown": Stroke(1.8, (7, 9), sign="?"),
}
_SAID: Mapping[str, str] = {
    "confirmed": "We are certain.",
    "likely": "We think so: likely.",
    "possible": "It is possible, no more.",
    "disputed": "Accounts differ: somebody says that it is not so.",
    "unknown": "We do not know.",
}
_LETTER = 13.0


def knowing(scene: Scene, now: Moment) -> Layer:
    """How sure each person’s tie is: the least certain of those with the child, else the surest of all."""
    lines = Lines(scene)
    sure = {person: _certainty(now, person) for person in scene.layout.spots}
    return Layer(
        ties=tuple(
            lines.tie(person, _STROKES[sure[person]], scene.hue(scene.side_of(person)))
            for person in from_the_top(scene)
            if sure[person]
        ),
        marks={
            person: tuple(_mark(found, *UPPER_RIGHT)) for person, found in sure.items() if found
        },
        quiet=frozenset(person for person, found in sure.items() if not found),
        says={person: _said(now, person, found) for person, found in sure.items()},
    )


def _certainty(now: Moment, person_id: str) -> str:
    if now.person(person_id).is_placeholder:
        return "unknown"
    rows = [row for row in _told_by_then(now, person_id) if not row.is_retracted]
    own = [row for row in rows if row.joins(now.child_id)]
    found = [_of_row(row) for row in (own or rows)]
    known = [one for one in found if one]
    if not known:
        return ""
    return (min if own else max)(known, key=_LEAST_FIRST.index)


def _told_by_then(now: Moment, person_id: str) -> list[Relationship]:
    """The ties of somebody that had begun by the day, and had been told of by then."""
    return [
        row
        for row in now.network.ties[person_id]
        if row.family in _BELONGING
        and row.has_begun(now.on)
        and (row.source_date.earliest is None or row.source_date.earliest <= now.on)
    ]


def _of_row(row: Relationship) -> str:
    return "disputed" if row.status == "disputed" else row.certainty


def _mark(certainty: str, x: float, y: float) -> Iterator[Drawn]:
    """A tick, a half, a question or two voices in a small ring."""
    yield Mark(circle(x, y, 10), fill="paper", line="quiet", width=1.6)
    if certainty == "confirmed":
        yield Mark(tick(x, y, 9), line="ink", width=2.4)
        return
    letters = {"likely": "≈", "possible": "…", "disputed": "≠", "unknown": "?"}
    yield Words((letters[certainty],), x, y + 4.8, _LETTER, colour="ink", weight=700, halo=False)


def _said(now: Moment, person_id: str, certainty: str) -> str:
    parts = [_(_SAID[certainty])] if certainty else [_("How sure we are is not written down.")]
    rows = [row for row in _told_by_then(now, person_id) if row.source_type]
    told = dict.fromkeys(
        ", ".join(
            part for part in (label(row.source_type, "source_type"), day(row.source_date)) if part
        )
        for row in rows
        if row.joins(now.child_id)
    )
    if told:
        parts.append(_("Who says so: %(who)s.") % isolated({"who": "; ".join(told)}))
    return " ".join(parts)


def legend_of_knowing(child: str, *, is_record: bool) -> Iterator[Sign]:
    """The signs of how sure we are."""
    for certainty, words in (
        ("confirmed", _("certain")),
        ("likely", _("likely")),
        ("possible", _("possible")),
        ("disputed", _("disputed: accounts differ")),
        ("unknown", _("not known")),
    ):
        yield Sign(tie_sign(_STROKES[certainty], "slate", *_mark(certainty, 12, -4)), words)
    yield Sign(quiet_sign(), _("how sure we are is not written down"))
