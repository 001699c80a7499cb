"""What has been said on a map, in the lists that prints share: love, the child’s own words, promises and plans."""

from __future__ import annotations

from dataclasses import dataclass

from graph.network import Network
from graph.relationships import Relationship
from queries.love import Answer, four_questions
from queries.moment import Moment
from web.forms.fields import rhythm
from web.maps.names import shown
from web.maps.times import last_time
from web.words.sayings import day, label, promise, quoted


@dataclass(frozen=True, slots=True)
class Line:
    """One thing somebody said, gave or planned: who, what, in which words, and what is told beside it."""

    person_id: str
    name: str
    text: str = ""
    words: str = ""
    beside: str = ""
    also: frozenset[str] = frozenset()

    @property
    def people(self) -> frozenset[str]:
        """Everybody whom the line names."""
        return self.also | {self.person_id}


def named(lines: tuple[Line, ...]) -> frozenset[str]:
    """Everybody whom some lines name."""
    return frozenset().union(*(line.people for line in lines))


def who_loves(network: Network) -> tuple[Line, ...]:
    """Everybody of whom it was said that they love the child, with the newest words there are."""
    return tuple(_loving(network, answer) for answer in four_questions(network).who_loves)


def childs_words(network: Network) -> tuple[Line, ...]:
    """What the child said of those they love or miss."""
    return tuple(
        Line(
            row.to_id,
            shown(network.known_as(row.to_id)),
            words=quoted(row.words),
            beside=day(row.source_date),
        )
        for person in network.in_order
        for row in Moment(network).from_child(person, "loves", "misses")
        if row.words and row.source_id == network.child_id
    )


def promises(network: Network) -> tuple[Line, ...]:
    """What people promised the child."""
    now = Moment(network)
    return tuple(
        Line(
            person,
            shown(network.known_as(person)),
            promise(row),
            quoted(row.words),
            day(row.source_date),
        )
        for person in network.in_order
        for row in now.promises(person)
    )


def plans(network: Network) -> tuple[Line, ...]:
    """Whom the child is to see, how often and how; beside it the last time."""
    now = Moment(network)
    return tuple(
        Line(person, shown(network.known_as(person)), _plan(row), "", last(network, person))
        for person in network.in_order
        for row in now.plans(person)
    )


def _loving(network: Network, answer: Answer) -> Line:
    said = [one for one in answer.said if one.words]
    name = shown(answer.known_as)
    if not said:
        return Line(answer.person_id, name)
    newest = said[0]
    teller = newest.source_id if newest.source_id in network.people else ""
    is_own = newest.source_id == answer.person_id
    return Line(
        answer.person_id,
        name,
        words=quoted(newest.words),
        beside="" if is_own else newest.who,
        also=frozenset({teller} - {""}),
    )


def _plan(row: Relationship) -> str:
    how = label(row.plan_mode, "plan_mode") if row.plan_mode else ""
    return ", ".join(part for part in (rhythm(row.plan_every_days), how) if part)


def last(network: Network, person_id: str) -> str:
    """The day on which somebody and the child were last in touch."""
    time = last_time(network, person_id)
    return day(time.date) if time else ""
