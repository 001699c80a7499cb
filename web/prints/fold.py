"""The child’s fold: one sheet of A4, folded once into four small pages, in words of the child’s own side."""

from __future__ import annotations

from dataclasses import dataclass, replace

from queries.moment import Moment
from web.maps.display import display
from web.maps.names import shown
from web.maps.picture import Words
from web.prints import said
from web.prints.drawings import face
from web.prints.told import Leaves, Told, leaves

_FACES = 16
_LINES = 6
_WORDS = 3
_TO_RING = 3
_NEAR = ("heart", "close", "in_touch")
_OFFERS = ("call_any_time", "someone_to_talk_to", "emergency_place", "home_for_life")
_WORKERS = ("social_worker", "personal_adviser", "advocate", "independent_reviewing_officer")


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody as the map draws them, with their name."""

    person_id: str
    name: str
    drawn: str


def fold(told: Told) -> Leaves:
    """My people, what they promised, when I see them, what I said, whom I can ring, and room for my questions."""
    network = told.network
    faces = _faces(told)
    mine = said.childs_words(network)[:_WORDS]
    promised = said.promises(network)[:_LINES]
    seeing = said.plans(network)[:_LINES]
    ringing = _to_ring(told)
    people = {network.child_id, *(one.person_id for one in faces), *ringing}
    return leaves(
        "fold.html",
        told,
        frozenset(people) | said.named((*mine, *promised, *seeing)),
        me=_me(told),
        me_named=_has_picture(told),
        faces=faces,
        size="big" if len(faces) <= _WORDS * 3 else "small",
        mine=mine,
        promises=promised,
        plans=seeing,
        ringing=[shown(network.known_as(person)) for person in ringing],
    )


def _faces(told: Told) -> list[Face]:
    placings = told.scene.placings
    near = sorted(
        (p for p in told.network.in_order if placings[p].circle in _NEAR),
        key=lambda person: _NEAR.index(placings[person].circle),
    )
    drawn = {figure.person_id: figure for figure in display(told.scene).figures}
    return [
        Face(person, shown(told.network.known_as(person)), face(drawn[person]))
        for person in near[:_FACES]
    ]


def _me(told: Told) -> str:
    """The child as the map draws them; a picture of them bears no name, which then stands below it."""
    figures = display(told.scene).figures
    mine = next(one for one in figures if one.person_id == told.network.child_id)
    if not _has_picture(told):
        return face(mine)
    return face(replace(mine, drawn=tuple(one for one in mine.drawn if not isinstance(one, Words))))


def _has_picture(told: Told) -> bool:
    return told.network.child_id in told.scene.pictures


def _to_ring(told: Told) -> list[str]:
    """Grown-ups at home or who have offered it, and those whose work it is to listen.

    Nobody towards whom nobody may be prompted, and nobody who is only loved: a plan may say how they are seen.
    """
    network = told.network
    now = Moment(network)
    free = [p for p in network.in_order if p != network.child_id and not network.no_prompt.get(p)]
    offered = [p for p in free if _is_there(told, now, p) and now.is_adult(p)]
    working = [
        p
        for p in free
        if network.standings[p].professional_role in _WORKERS and now.is_working_professional(p)
    ]
    return [*offered[:_TO_RING], *working[:_TO_RING]]


def _is_there(told: Told, now: Moment, person_id: str) -> bool:
    has_offered = any(row.detail in _OFFERS for row in now.promises(person_id))
    is_alive = not told.network.people[person_id].has_died
    return is_alive and (has_offered or told.scene.shares_home(person_id))
