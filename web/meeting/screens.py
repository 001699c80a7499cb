"""Screens of a meeting: what each of the nine steps shows, from the room’s view of the map and the meeting’s book."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from graph.errors import HeldBackError
from graph.meetings import Meeting
from graph.network import Network
from graph.pictures import Pictures
from graph.relationships import Relationship
from graph.vocabulary import PROMISES, TABLES
from queries.love import ASK_GENTLY, Answer, Answers, four_questions
from queries.love import Said as SaidOfLove
from queries.meeting import (
    NOTHING_NEW,
    STEPS,
    Place,
    Since,
    Step,
    place_before,
    review_days,
    since,
    step_named,
)
from queries.moment import Moment
from web.asking import House, account, heard, viewer
from web.forms.fields import RHYTHMS
from web.making.tools import Tools, tools_for
from web.making.voices import Voice, voices
from web.making.whose_view import views_of
from web.maps.colours import ON_SCREEN
from web.maps.keeping import kept_layout
from web.maps.lenses import LENSES, Lens
from web.maps.lenses.later import stays
from web.maps.offline import contents_of
from web.maps.scene import Scene, scene
from web.maps.sizes import SHAPES
from web.meeting.live import COLUMNS, SAYINGS
from web.meeting.maps import TwoMaps, two_maps
from web.meeting.own_in_room import OwnInRoom, own_in_room
from web.meeting.right import Newcomer, Rights, Thing, newcomer_of
from web.meeting.taking_back import OneStep, one_step
from web.meeting.ties import GROUPS, TAPS
from web.meeting.written import Steps, steps_of
from web.meetings import Book, chosen_words
from web.pictures import pictures_of
from web.reading import network_for
from web.said import SURE

_NOT_WRITTEN_IN = frozenset({"child", "family_time"})
# What the family may look through while it is alone: how near, how related, who loves, and who stays.
_IN_FAMILY_TIME = ("circles", "genogram", "love", "later")


@dataclass(frozen=True)
class Screen:
    """One screen of one meeting: the room’s view of the map, the book, and the step; the rest is worked out."""

    house: House
    network: Network
    book: Book
    step: Step
    part: int

    @property
    def meeting(self) -> Meeting:
        """The meeting."""
        return self.book.meeting

    @property
    def child(self) -> str:
        """What the child is called."""
        return self.network.known_as(self.network.child_id)

    @property
    def number(self) -> int:
        """Which of the nine steps it is."""
        return STEPS.index(self.step) + 1

    @property
    def is_first(self) -> bool:
        """Whether there is nothing to go back to."""
        return place_before(Place(step=self.step.name, part=self.part)) is None

    @property
    def is_last(self) -> bool:
        """Whether nothing comes after it."""
        return self.number == len(STEPS)

    @property
    def until(self) -> str:
        """About when the step is over, where everything goes as it was thought."""
        began = self.meeting.began_at
        if began is None:
            return ""
        ends: datetime = began + timedelta(minutes=self.step.ends)
        return f"{ends.astimezone(self.house.config.zone):%H:%M}"

    @property
    def here(self) -> tuple[str, ...]:
        """Whoever is there, and the child where they are."""
        child = (self.network.child_id,) if self.meeting.is_child_there else ()
        return tuple(dict.fromkeys((*child, *self.came)))

    @property
    def came(self) -> tuple[str, ...]:
        """Whoever is written down as being there, in the order of the map."""
        return tuple(person for person in self.network.in_order if person in self.book.here)

    @property
    def others(self) -> tuple[str, ...]:
        """Everybody on the map who is not there."""
        return tuple(person for person in self.network.in_order if person not in self.here)

    @property
    def can_come(self) -> tuple[str, ...]:
        """Everybody who could be written down as being there."""
        network = self.network
        return tuple(
            person
            for person in network.in_order
            if person != network.child_id
            and network.people[person].is_person
            and not network.people[person].has_died
        )

    @cached_property
    def own(self) -> OwnInRoom:
        """The child’s own layer, as far as the child chose it for this room."""
        return own_in_room(self.house.store, self.network, self.meeting.id)

    @property
    def making(self) -> Tools:
        """What can be done with the map besides looking: whose view it is, and nothing that changes it."""
        return tools_for(self.network, account())

    @cached_property
    def love(self) -> Answers:
        """The four questions."""
        return four_questions(self.network)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers to the question on the screen."""
        found = self.love
        return (
            found.who_loves + found.always_loved,
            found.child_loves,
            found.may_love,
            found.might_learn,
        )[self.part]

    def grounds(self, answer: Answer) -> tuple[str, ...]:
        """Why somebody may love the child; what only a worker has to think of is not said in the room."""
        return tuple(ground for ground in answer.grounds if ground != ASK_GENTLY)

    @cached_property
    def before(self) -> Network | None:
        """What this room showed when the meeting began."""
        began = self.meeting.began_at
        if began is None:
            return None
        child_id = self.network.own_id(self.network.child_id)
        return network_for(
            self.house.store, child_id, viewer(), self._on, known_on=began, heard=heard()
        )

    @cached_property
    def since(self) -> Since:
        """What has come onto the map since the meeting began."""
        return since(self.before, self.network) if self.before else NOTHING_NEW

    @cached_property
    def two_maps(self) -> TwoMaps:
        """The map as it was when the meeting began, and as it is now."""
        return two_maps(self.before or self.network, self._scene("wide"))

    @cached_property
    def written(self) -> Steps:
        """What this room has written in this meeting."""
        child_id = self.network.own_id(self.network.child_id)
        kept = self.meeting.model_copy(update={"child_id": child_id})
        return steps_of(self.house.store, kept)

    @cached_property
    def one_step(self) -> OneStep:
        """What can be taken back and put back; nothing while the child speaks, nor while the family is alone."""
        if self.step.name in _NOT_WRITTEN_IN or not self.meeting.is_on:
            return OneStep()
        return one_step(self.written, self.network)

    @cached_property
    def right(self) -> Rights:
        """What can be changed or taken away, beside where it stands."""
        return Rights(self.written, self.network)

    def newcomer(self, thing: Thing) -> Newcomer:
        """Somebody new, as their form shows them."""
        return newcomer_of(thing, self.network)

    def row_of(self, answer: Answer, said: SaidOfLove) -> Relationship | None:
        """The tie in which some words of love stand: from the child, or to them."""
        child, person = self.network.child_id, answer.person_id
        is_from_child = any(one is answer for one in self.love.child_loves)
        ends = (child, person) if is_from_child else (person, child)
        told = (*ends, said.source_id, said.words)
        kinds = ("loves", "misses") if is_from_child else ("loves",)
        rows = (row for row in self.network.ties.get(person, ()) if row.kind in kinds)
        return next((r for r in rows if (r.from_id, r.to_id, r.source_id, r.words) == told), None)

    @property
    def also_said(self) -> tuple[Relationship, ...]:
        """What was said here today and answers none of the four questions: it stands below them, to be put right."""
        found = self.love
        answers = (*found.who_loves, *found.always_loved, *found.child_loves)
        rows = (self.row_of(answer, said) for answer in answers for said in answer.said)
        answering = {row.id for row in rows if row is not None}
        said_today = (*self.since.loves, *self.since.sayings)
        return tuple(row for row in said_today if row.id not in answering)

    @property
    def staying(self) -> tuple[str, ...]:
        """Who is there when every paid role has ended."""
        now = Moment(self.network)
        return tuple(person for person in now.others if stays(now, person))

    @property
    def review(self) -> tuple[date, date]:
        """Between which days to meet again."""
        return review_days(self._on)

    @property
    def lenses(self) -> tuple[Lens, ...]:
        """The lenses of the map on this screen, that which it opens with first."""
        names = ("circles", "genogram") if self.step.name == "family" else _IN_FAMILY_TIME
        return tuple(lens for lens in LENSES if lens.name in names)

    @property
    def first_lens(self) -> str:
        """The lens with which the map opens."""
        return "genogram" if self.step.name == "family" else "circles"

    @property
    def colours(self) -> Mapping[str, str]:
        """The colours of the signs in the legend."""
        return ON_SCREEN

    @cached_property
    def pictures(self) -> Pictures:
        """The faces that the room may see."""
        return pictures_of(self.house.store, self.network)

    @cached_property
    def contents(self) -> dict[str, Any]:
        """The whole map, in both shapes and through every voice’s eyes, for a page that asks for nothing more."""
        heard = self._voices
        scenes = {name: self._scene(name) for name in SHAPES}
        return contents_of(scenes, views=lambda found: views_of(found, heard))

    @property
    def _voices(self) -> tuple[Voice, ...]:
        """Whose view there is; nobody’s while a protected fact can be read in what was said, and the map stays."""
        child_id, store = self.network.own_id(self.network.child_id), self.house.store
        try:
            return voices(store, self.network, chosen_words(store, child_id, self.meeting.id))
        except HeldBackError:
            return ()

    def _scene(self, name: str) -> Scene:
        shape = SHAPES[name]
        kept = kept_layout(self.house.store, self.network, viewer(), shape)
        return scene(self.network, shape, kept, self.pictures)

    @property
    def tables(self) -> Mapping[str, Any]:
        """What can be tapped."""
        return {
            "ties": TAPS,
            "further_ties": GROUPS,
            "sayings": SAYINGS,
            "columns": COLUMNS,
            "sure": SURE,
            "promises": PROMISES,
            "rhythms": RHYTHMS,
            "modes": TABLES["plan_mode"],
        }

    @property
    def _on(self) -> date:
        return self.house.today()


def screen(house: House, network: Network, book: Book) -> Screen:
    """The screen that a meeting has come to."""
    step = step_named(book.meeting.step)
    part = min(book.meeting.part, step.parts - 1)
    return Screen(house, network, book, step, part)


def people_of(found: Screen) -> frozenset[str]:
    """Everybody whom a screen names: everyone, where anybody can be tapped or is drawn."""
    named = _NAMED.get(found.step.name)
    everyone = frozenset(found.network.people)
    stepped = found.one_step.people
    if named is None:
        return everyone | stepped
    return everyone & {found.network.child_id, *named(found)} | stepped


def _named_by_child(found: Screen) -> Iterable[str]:
    return found.own.people


def _named_at_welcome(found: Screen) -> Iterable[str]:
    return (*found.can_come, *found.book.here)


def _named_by_gaps(found: Screen) -> Iterable[str]:
    return found.network.people if found.book.gaps else ()


_NAMED: Mapping[str, Callable[[Screen], Iterable[str]]] = {
    "welcome": _named_at_welcome,
    "child": _named_by_child,
    "gaps": _named_by_gaps,
}


def without_workers(house: House, network: Network) -> Network:
    """The room’s view without those whose job it is: they have gone out, and their layer with them."""
    child_id = network.own_id(network.child_id)
    workers = frozenset(
        network.own_id(person)
        for person, standing in network.standings.items()
        if standing.network_kind == "professional"
    )
    asked = viewer().model_copy(update={"but": viewer().but | workers})
    return network_for(house.store, child_id, asked, house.today(), heard=heard())
