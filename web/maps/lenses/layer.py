"""A layer: what one lens draws instead of the lines and marks of the circles. Nobody’s place is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from web.maps.picture import Drawn, Face, Figure, Picture, Tie, Words, plain

_THIN, _PALE = 1.4, 0.5


@dataclass(frozen=True, slots=True)
class Layer:
    """The lines to the child, the marks on people and the ground that one lens draws, and the same in words.

    `quiet` are those whom it steps back from: they are drawn thinly, and stay where they are. `says` holds a sentence
    for each person by id, `questions` the sentences that are about nobody. `picture` is only there where a lens has
    places of its own.
    """

    ties: tuple[Tie, ...] = ()
    marks: Mapping[str, tuple[Drawn, ...]] = field(default_factory=dict)
    quiet: frozenset[str] = frozenset()
    ground: tuple[Drawn, ...] = ()
    says: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[str, ...] = ()
    picture: Picture | None = None

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        found: dict[str, Any] = {
            "ties": [tie.as_json() for tie in self.ties],
            "marks": {person: plain(things) for person, things in self.marks.items()},
            "quiet": [person for person in self.says if person in self.quiet],
            "ground": plain(self.ground),
            "says": dict(self.says),
            "questions": self.questions,
        }
        return found | ({"picture": self.picture.as_json()} if self.picture else {})


def under(picture: Picture, layer: Layer) -> Picture:
    """A picture looked at through a lens: the same places, with the lens’s lines, marks and emphasis."""
    base = layer.picture or picture
    return replace(
        base,
        ground=(*base.ground, *layer.ground),
        ties=(*layer.ties, *(tie for tie in base.ties if not tie.is_always)),
        figures=tuple(_figure(figure, layer) for figure in base.figures),
    )


def _figure(figure: Figure, layer: Layer) -> Figure:
    seen = replace(figure, marks=layer.marks.get(figure.person_id, ()))
    return stepped_back(seen) if figure.person_id in layer.quiet else seen


def stepped_back(figure: Figure) -> Figure:
    """Somebody drawn thinly and quietly, in the same place."""
    name = _stepped_back(figure.name) if figure.name else None
    return replace(figure, drawn=tuple(map(_stepped_back, figure.drawn)), name=name)  # type: ignore[arg-type]


def _stepped_back(thing: Drawn) -> Drawn:
    """The same thing thinner and in quiet colours; never so faint that it could not be read."""
    if isinstance(thing, Words):
        return replace(thing, colour="quiet", weight=400)
    if isinstance(thing, Face):
        return replace(thing, alpha=_PALE)
    return replace(
        thing,
        fill=thing.fill and "paper",
        line=thing.line and "faint",
        width=min(thing.width, _THIN),
    )
