"""The display list of a genogram: rows of generations, lines, symbols, and everyone else below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from queries.kinfolk import kinfolk
from web.maps.band import BAND
from web.maps.genogram.earlier import as_then
from web.maps.genogram.layout import Laid, layout
from web.maps.genogram.others import Place, rows_of
from web.maps.genogram.symbols import quiet_symbol, symbol
from web.maps.genogram.ties import ties
from web.maps.picture import Drawn, Figure, Mark, Picture, Words
from web.maps.scene import Scene
from web.maps.sizes import LINE_HEIGHT, NAME, RING_NAME, UNDER
from web.words import _
from web.words.directions import isolated

_MARGIN = 26.0
_WORDS = 190.0
_SIGNS = 14
_APART = 34.0
_LINE = 26.0
_ABOVE, _BELOW = 21.0, 6.0
_GENERATIONS = {
    -4: "great-great-grandparents",
    -3: "great-grandparents",
    -2: "grandparents",
    -1: "parents",
    1: "the next generation",
}
_ASCENT = 0.86


def genogram(scene: Scene) -> Picture:
    """The picture of a scene, as a family tree; that of an earlier day in the places of today’s."""
    today = scene.of_places
    folk = kinfolk(today.network)
    laid = layout(today.network, folk)
    seats = laid.seating.seats.values()
    reach = min(s.x - s.half for s in seats), max(s.x + s.half for s in seats)
    foot = max(laid.heights[s.row] + s.foot for s in seats) + _APART
    friends, workers = _without_and_with_a_job(today, folk.others)
    below, foot = _rows(today, friends, foot, reach, are_workers=False)
    jobs, foot = _rows(today, workers, foot, reach, are_workers=True)
    right = max((reach[1], *(place.x + place.half for place in (*below, *jobs)))) + _MARGIN
    left = reach[0] - _WORDS
    friends_said = _("friends and others who know %(child)s") % isolated(
        {"child": scene.child_name}
    )
    wrong = list(_circles(scene, laid, (left + right) / 2))
    top = min(laid.channels.values()) - _APART - len(wrong) * _LINE
    return Picture(
        box=(round(left - 8), round(top), round(right + 8), round(foot)),
        ground=(
            *_generations(scene, laid, left, right),
            *wrong,
            *_beside(friends_said, left, [place.y for place in below]),
        ),
        band=tuple(_beside(_("people whose job it is"), left, [place.y for place in jobs])),
        ties=tuple(ties(laid if today is scene else as_then(laid, scene.network))),
        figures=(*_figures(scene, laid), *_others(scene, (*below, *jobs))),
    )


def _without_and_with_a_job(scene: Scene, others: Iterable[str]) -> tuple[list[str], list[str]]:
    """Those who are not family, in the order of the map: friends, and people whose job it is."""
    found: tuple[list[str], list[str]] = ([], [])
    for person in others:
        found[scene.placings[person].circle == BAND].append(person)
    return found


def _rows(
    scene: Scene,
    people: Sequence[str],
    top: float,
    reach: tuple[float, float],
    *,
    are_workers: bool,
) -> tuple[list[Place], float]:
    names = [(person, scene.network.known_as(person)) for person in people]
    return rows_of(names, top, reach, are_workers=are_workers)


def _generations(scene: Scene, laid: Laid, left: float, right: float) -> Iterator[Drawn]:
    """A soft band for every generation, with its word."""
    for row, seats in laid.seating.rows.items():
        y = laid.heights[row]
        top = y - max(seat.radius for seat in seats) - _ABOVE
        foot = y + max(seat.foot for seat in seats) + _BELOW
        bar = f"M{left:.0f} {top:.0f}H{right:.0f}V{foot:.0f}H{left:.0f}Z"
        yield Mark(bar, fill="warm", line="edge", width=1)
        yield from _beside(_generation(scene, row), left, [y])


def _generation(scene: Scene, row: int) -> str:
    if row == 0:
        return _("%(child)s’s generation") % isolated({"child": scene.child_name})
    return _(_GENERATIONS[row]) if row in _GENERATIONS else ""


def _beside(said: str, left: float, heights: Sequence[float]) -> Iterator[Words]:
    """Words at the left of a row; nothing where nobody is in it."""
    if said and heights:
        lines = tuple(wrap(said, _SIGNS))
        y = min(heights) + RING_NAME * (0.35 - (len(lines) - 1) * LINE_HEIGHT / 2)
        # Words with a weight stay readable from afar.
        yield Words(lines, left + 14, round(y, 1), RING_NAME, "quiet", 600, "start", halo=False)


def _circles(scene: Scene, laid: Laid, middle: float) -> Iterator[Words]:
    """What cannot be right, in a sentence above the first row."""
    here = [person for person in laid.generations.circular if person in scene.network.people]
    for nth, person in enumerate(here):
        said = _(
            "%(name)s is written down as their own ancestor. Look again at who is whose parent."
        )
        y = min(laid.channels.values()) - _APART - nth * _LINE
        words = said % isolated({"name": scene.network.known_as(person)})
        yield Words((words,), middle, y, NAME, weight=700)


def _figures(scene: Scene, laid: Laid) -> Iterator[Figure]:
    """The family in the order of the map, with the child on top."""
    root = scene.network.child_id
    people = [person for person in laid.seating.seats if person in scene.network.people]
    for person in sorted(people, key=lambda person: person == root):
        seat = laid.seating.seats[person]
        x, y = laid.place(person)
        gone = scene.network.people[person].has_died
        yield Figure(
            person_id=person,
            x=x,
            y=y,
            radius=seat.radius,
            drawn=tuple(symbol(scene, person, seat.radius)),
            name=Words(
                seat.lines,
                0,
                seat.radius + UNDER + NAME * _ASCENT,
                NAME,
                "quiet" if gone else "ink",
                700 if person == root else 600,
            ),
            circle="child" if person == root else scene.of_places.placings[person].circle,
            home=scene.network.home_code(person),
        )


def _others(scene: Scene, places: Iterable[Place]) -> Iterator[Figure]:
    for place in places:
        if place.person_id not in scene.network.people:
            continue
        down = place.radius + UNDER + place.size * _ASCENT
        yield Figure(
            person_id=place.person_id,
            x=place.x,
            y=place.y,
            radius=place.radius,
            drawn=tuple(quiet_symbol(scene, place.person_id, place.radius)),
            name=Words(place.lines, 0, down, place.size, "quiet", 600),
            circle=scene.of_places.placings[place.person_id].circle,
            home=scene.network.home_code(place.person_id),
        )
