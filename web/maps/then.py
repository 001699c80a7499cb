"""The map as on an earlier day: everyone in the place they have today, without those who come later.

What is drawn of them is as it was then. Whoever stood in another circle keeps their place, and words say which it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from graph.network import Network, Silence
from graph.sensitivity import RECORD
from graph.silences import silences_of
from queries.circles import Placing, circles
from queries.kinship import kinship
from queries.moment import Moment
from queries.presence import is_closeness_written, is_tie_written, there_on
from web.maps.band import BAND
from web.maps.details import details
from web.maps.display import box_of, display
from web.maps.ground import band, ground
from web.maps.legend import Sign
from web.maps.lenses import Layer, Lens, under
from web.maps.lenses.layer import stepped_back
from web.maps.lenses.plates import Plates
from web.maps.lenses.signs import quiet_sign
from web.maps.lenses.since import legend_of_changes
from web.maps.names import shown
from web.maps.picture import Figure, Mark, Picture, Words
from web.maps.scene import Scene
from web.maps.shapes import circle
from web.maps.sizes import CIRCLES
from web.maps.wording import ring_name
from web.words import _

_NOT_WRITTEN = "How close {name} and {child} were then is not written down."


def on_day(today: Scene, day: date) -> Scene:
    """The scene of the same map on a day: ties, circles and homes as then, places as today."""
    network = _network_on(today.network, day)
    then = today.of(network)
    # For the family the kin words of today: a word that turns on a day tells a hidden birth.
    return replace(
        then,
        kin=kinship(network) if network.shows(RECORD) else then.kin,
        placings={p: _as_written(network, one) for p, one in circles(network).items()},
        asked=(),
        today=today,
    )


def _network_on(today: Network, day: date) -> Network:
    """Whoever was there by the day. Nobody is prompted towards whoever is silent today, or was on that day.

    The family is told nothing that turns on a day which it is not shown.
    """
    then = today.at(day)
    network = then.with_only(there_on(then))
    if not network.shows(RECORD):
        return network.changed(lifetimes={})
    silent, before = network.no_prompt, silences_of(network)
    nobody = frozenset[Silence]()
    return network.changed(
        no_prompt={p: silent.get(p, nobody) | before.get(p, nobody) for p in {**silent, **before}}
    )


def _as_written(network: Network, placing: Placing) -> Placing:
    """Nobody is said to have been far away only because nothing is written down of that time."""
    if is_closeness_written(network, placing):
        return placing
    return placing.model_copy(update={"reason": _NOT_WRITTEN})


def picture_then(then: Scene) -> Picture:
    """The circles of an earlier day, with the words for whoever stood in another one."""
    return _in_circles(then, _plain(then))


def _in_circles(then: Scene, plain: Picture) -> Picture:
    layer = _circles(then)
    return replace(plain, figures=tuple(_as_then(figure, layer) for figure in plain.figures))


def seen_then(then: Scene, lenses: Iterable[Lens]) -> Iterator[tuple[Lens, Picture, Layer]]:
    """An earlier day through some lenses: its picture, and the same in words."""
    plain, now = _plain(then), Moment(then.network)
    for lens in lenses:
        if lens.layer is None:
            yield lens, _in_circles(then, plain), Layer()
        else:
            layer = lens.layer(then, now)
            yield lens, under(plain, layer), layer


def _plain(then: Scene) -> Picture:
    """The picture of an earlier day in the box of today’s, so that nothing jumps from one to the other."""
    today = then.of_places
    found, workers = display(then), tuple(band(today))
    return replace(
        found,
        box=box_of(today, (*ground(today), *workers)),
        ground=tuple(ground(today, then)),
        band=workers if found.band else (),
    )


def _circles(then: Scene) -> Layer:
    """The circle of that day at whoever stands in the place of another; whoever nothing is known of steps back."""
    plates, spots = Plates(then), then.layout.spots
    moved = [
        p for p in spots if _is_written(then, p) and then.placings[p].circle != spots[p].circle
    ]
    return Layer(
        marks={p: tuple(plates.words(p, ring_name(then.placings[p].circle))) for p in moved},
        quiet=frozenset(
            p for p in spots if not _is_written(then, p) and not is_tie_written(then.network, p)
        ),
    )


def _as_then(figure: Figure, layer: Layer) -> Figure:
    marks = (*figure.marks, *layer.marks.get(figure.person_id, ()))
    is_quiet = figure.person_id in layer.quiet
    return stepped_back(replace(figure, marks=marks)) if is_quiet else replace(figure, marks=marks)


def _is_written(then: Scene, person_id: str) -> bool:
    return then.placings[person_id].reason != _NOT_WRITTEN


def contents_then(
    then: Scene, lens: Lens, page_of: Callable[[str], str] | None = None
) -> dict[str, Any]:
    """All that a page is given of one day: the picture through a lens, and what is told."""
    (drawn,) = drawn_then(then, [lens])
    return {**told_then(then, page_of), **drawn}


def told_then(then: Scene, page_of: Callable[[str], str] | None = None) -> dict[str, Any]:
    """What is told of each person on a day, and who stood where in words."""
    return {
        "on": then.network.on.isoformat() if then.network.on else "",
        "people": details(then, page_of),
        "told": [{"label": ring, "lines": names} for ring, names in _in_words(then)],
    }


def drawn_then(then: Scene, lenses: Iterable[Lens]) -> Iterator[dict[str, Any]]:
    """What each lens draws of a day, and the same in words."""
    for lens, picture, layer in seen_then(then, lenses):
        yield {
            "lens": lens.name,
            "picture": picture.as_json(),
            "says": dict(layer.says),
            "questions": layer.questions if lens.layer else None,
        }


def _in_words(then: Scene) -> Iterator[tuple[str, list[str]]]:
    """The names in each circle of that day, from the heart outwards; those nothing is written of come last."""
    for ring in (*CIRCLES, BAND):
        label = _("people whose job it is") if ring == BAND else ring_name(ring)
        people = [p for p in then.layout.spots if then.placings[p].circle == ring]
        yield from _line(then, label, [p for p in people if _is_written(then, p)])
    unwritten = [p for p in then.layout.spots if not _is_written(then, p)]
    yield from _line(then, _("how close they stood then is not written down"), unwritten)


def _line(then: Scene, label: str, people: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    if people:
        names = (shown(then.network.known_as(person)) for person in people)
        yield label, sorted(names, key=str.casefold)


def signs_of_time() -> Mapping[str, tuple[Sign, ...]]:
    """The signs of an earlier day, and of what changed since one."""
    return {"days": tuple(_signs_of_days()), "changes": tuple(legend_of_changes())}


def _signs_of_days() -> Iterator[Sign]:
    words = Words((ring_name("close"),), 0, -6, 11, weight=600, slant=True)
    person = Mark(circle(0, 6, 7), "light", "slate", 2.2)
    yield Sign((person, words), _("stood in another circle then: which one is written there"))
    yield Sign(quiet_sign(), _("nothing is written down about them for that time"))
