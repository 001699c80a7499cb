"""Gaps without drowning people: a card for each person, three about the whole map, strengths beside them (5.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.record import Value
from queries.gaps.gap import SEVERITIES, Gap
from queries.gaps.table import ROWS
from queries.strengths import Strength

MOST_ABOUT_THE_MAP = 3
_FIRST_ABOUT_A_PERSON = (
    *("G24", "G25", "G08", "G12", "G13", "G11", "G10", "G32"),
    *("G23", "G22", "G07", "G06", "G31", "G33", "G30", "G28"),
)
_FIRST_ABOUT_THE_MAP = (*("G26", "G19", "G17", "G14", "G21", "G01", "G02", "G16", "G20", "G05"),)


def _ranks(first: Sequence[str]) -> Mapping[str, int]:
    """The place of every rule: the named ones in their order, then the rest in that of the table."""
    rest = (rule for rule in ROWS if rule not in first)
    return {rule: place for place, rule in enumerate((*first, *rest))}


_PERSON_RANK = _ranks(_FIRST_ABOUT_A_PERSON)
_MAP_RANK = _ranks(_FIRST_ABOUT_THE_MAP)


class Card(Value):
    """One sentence at a time: the gap that comes first, and the others behind it."""

    gap: Gap
    more: tuple[Gap, ...] = ()


class Cards(Value):
    """What a page shows at once, and what waits: one card a person, three about the map, and as many strengths."""

    people: tuple[Card, ...] = ()
    whole_map: tuple[Card, ...] = ()
    waiting: tuple[Card, ...] = ()
    strengths: tuple[Strength, ...] = ()


def cards(gaps: Iterable[Gap], strengths: Iterable[Strength] = ()) -> Cards:
    """Gaps as cards with strengths beside them; what would outnumber the strengths waits.

    The whole map keeps its three places, because it is where a child with nobody shows.
    """
    found, beside = tuple(gaps), tuple(strengths)
    whole_map = _about_the_map(gap for gap in found if _is_about_the_map(gap))
    people = _about_people(gap for gap in found if not _is_about_the_map(gap))
    shown_of_map = whole_map[: min(MOST_ABOUT_THE_MAP, len(beside))]
    room = len(beside) - len(shown_of_map)
    return Cards(
        people=people[:room],
        whole_map=shown_of_map,
        waiting=(*people[room:], *whole_map[len(shown_of_map) :]),
        strengths=beside,
    )


def _is_about_the_map(gap: Gap) -> bool:
    return not gap.is_about_a_person or gap.rule in _FIRST_ABOUT_THE_MAP


def _about_people(gaps: Iterable[Gap]) -> tuple[Card, ...]:
    """The most urgent first, then by rule; the order of the gaps decides between equals."""
    by_person: dict[str, list[Gap]] = {}
    for gap in gaps:
        by_person.setdefault(gap.subject_id, []).append(gap)
    found = (_card(group, _PERSON_RANK) for group in by_person.values())
    return tuple(
        sorted(
            found,
            key=lambda card: (SEVERITIES.index(card.gap.severity), _PERSON_RANK[card.gap.rule]),
        )
    )


def _about_the_map(gaps: Iterable[Gap]) -> tuple[Card, ...]:
    """One card for each rule: three tags of culture are one question."""
    by_rule: dict[str, list[Gap]] = {}
    for gap in gaps:
        by_rule.setdefault(gap.rule, []).append(gap)
    found = (_card(group, _MAP_RANK) for group in by_rule.values())
    return tuple(sorted(found, key=lambda card: _MAP_RANK[card.gap.rule]))


def _card(group: Iterable[Gap], ranks: Mapping[str, int]) -> Card:
    first, *more = sorted(group, key=lambda gap: ranks[gap.rule])
    return Card(gap=first, more=tuple(more))
