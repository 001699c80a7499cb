"""Years: the strip below a map, with the child’s homes as bands and the days on which something changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from typing import Any

from graph.dates import read_date
from graph.network import Network
from graph.relationships import Relationship
from queries.moment import Moment
from queries.timeline import Chapter, Event, Timeline, timeline
from web.maps.names import shown
from web.words import _, ngettext
from web.words.directions import apart, isolated
from web.words.sayings import MONTHS, day, listed

_NAMED = 2
_CARING = frozenset({"foster_carer", "kinship_carer", "special_guardian", "adoptive_parent"})


@dataclass(frozen=True, slots=True)
class Band:
    """One home of the child: from and to, what is written on it, and the same in a whole sentence.

    Not `is_home` where only those who looked after the child are known, and not the home itself.
    """

    first: str
    last: str
    label: str
    told: str
    is_home: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """One day on which something changed, as far as the day is known, and what it was."""

    on: str
    day: str
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Years:
    """The strip: its first day and today, the homes, and the days to stop at; nothing where nothing has a day."""

    first: date | None
    bands: tuple[Band, ...]
    stops: tuple[Stop, ...]
    people: frozenset[str]

    def as_json(self, network: Network, since: date) -> dict[str, Any]:
        """The same as plain values, with every word that the strip shows."""
        on = Moment(network).on
        return {
            "first": self.first.isoformat() if self.first else "",
            "last": on.isoformat(),
            "since": since.isoformat(),
            "bands": [asdict(band) for band in self.bands],
            "stops": [asdict(stop) for stop in self.stops],
            "words": dict(_words(network)),
        }


def years(network: Network) -> Years:
    """The strip of a map, from the first day that anything is known of the child until the day it is read at.

    A home without a day has no band: where no day is shown, no move can be read.
    """
    now = Moment(network)
    story = timeline(network, now)
    homes = [one for one in story.chapters if one.first_day]
    cared = list(_cared_for(network, now.on))
    begins = _begins(network, story, [*homes, *cared])
    events = [one for one in story.events if begins and one.day >= begins]
    named = _named(network, events).union(*(h.shared_with for h in (*homes, *cared)))
    return Years(
        first=begins,
        bands=tuple(_bands(network, now.on, homes, cared)),
        stops=tuple(_stops(network, events)),
        people=frozenset(named),
    )


def _named(network: Network, events: Iterable[Event]) -> set[str]:
    """Everyone whom the words of some days name."""
    found = set[str]()
    for event in events:
        if "{name}" in event.message:
            found.add(event.person_id)
        if "{child}" in event.message:
            found.add(network.child_id)
    return found


def _begins(network: Network, story: Timeline, homes: Iterable[Chapter]) -> date | None:
    """The child’s birth where it is shown, else the first day of a home or of a tie; a death may be older than both."""
    if born := network.child.dob.earliest:
        return born
    days = [one.first_day for one in homes if one.first_day]
    return min([*days, *(one.day for one in story.events if one.kind != "death")], default=None)


def _cared_for(network: Network, on: date) -> Iterator[Chapter]:
    """Where no home is recorded with those who looked after the child: from when until when they did."""
    child = network.child_id
    own = {stay.home_code for stay in network.stays if stay.person_id == child}
    at_home = {stay.person_id for stay in network.stays if stay.home_code in own}
    together: dict[tuple[str, str], list[Relationship]] = {}
    for row in network.relationships:
        begun = row.start_date.earliest
        is_theirs = row.kind in _CARING and row.to_id == child and row.from_id not in at_home
        if is_theirs and row.certainty != "disputed" and begun and begun <= on:
            together.setdefault((row.start_date.text, row.end_date.text), []).append(row)
    for (starts, ends), rows in sorted(together.items()):
        people = {row.from_id for row in rows}
        yield Chapter(
            home_code="",
            starts=starts,
            ends=ends,
            first_day=rows[0].start_date.earliest,
            last_day=rows[0].end_date.latest,
            is_dated=True,
            shared_with=tuple(person for person in network.in_order if person in people),
        )


def _bands(
    network: Network, on: date, homes: Sequence[Chapter], cared: Sequence[Chapter]
) -> Iterator[Band]:
    """Homes by number; what is only known of carers lasts until the next home at the most."""
    for number, home in enumerate(homes, start=1):
        names = _names(network, home)
        said = (
            _("Home %(number)s, from %(starts)s to %(ends)s, with %(names)s.")
            if names
            else _("Home %(number)s, from %(starts)s to %(ends)s.")
        )
        yield _band(on, home, _label(number, names), said, number, names)
    for care in cared:
        later = [one.first_day for one in homes if one.first_day and care.first_day]
        after = min((day for day in later if day > (care.first_day or on)), default=on)
        names, said = _names(network, care), _("Looked after by %(names)s from %(starts)s.")
        if care.last_day:
            said = _("Looked after by %(names)s from %(starts)s to %(ends)s.")
        yield _band(min(after, on), care, _label(0, names), said, 0, names)


def _band(
    until: date, home: Chapter, label: str, said: str, number: int, names: Sequence[str]
) -> Band:
    is_over = home.last_day is not None and home.last_day < until
    told = said % isolated(
        {
            "number": number,
            "starts": day(read_date(home.starts)),
            "ends": day(read_date(home.ends)) if is_over else _("now"),
            "names": listed(names),
        }
    )
    return Band(
        first=home.first_day.isoformat() if home.first_day else "",
        last=min(home.last_day or until, until).isoformat(),
        label=label,
        told=told,
        is_home=bool(number),
    )


def _names(network: Network, home: Chapter) -> list[str]:
    return [shown(network.known_as(person)) for person in home.shared_with]


def _label(number: int, names: Sequence[str]) -> str:
    """Those who lived there are what a home is remembered by; without them it has only its number."""
    if not names:
        return _("Home %(number)s") % {"number": number}
    if len(names) <= _NAMED:
        return _("with %(names)s") % isolated({"names": listed(names)})
    more = len(names) - _NAMED
    return ngettext(
        "with %(names)s and %(n)s more", "with %(names)s and %(n)s more", more
    ) % isolated(
        {
            "names": ", ".join(map(apart, names[:_NAMED])),
            "n": more,
        }
    )


def _stops(network: Network, events: Iterable[Event]) -> Iterator[Stop]:
    for when, group in groupby(events, key=lambda event: event.day):
        together = list(group)
        told = {
            _(event.message).format_map(
                isolated(
                    {
                        "child": network.known_as(network.child_id),
                        "name": network.known_as(event.person_id),
                    }
                )
            )
            for event in together
        }
        said = day(read_date(together[0].on))
        yield Stop(when.isoformat(), said, tuple(f"{one}." for one in sorted(told)))


def _words(network: Network) -> Mapping[str, Any]:
    """What the strip's own module says."""
    return {
        "months": [_(month) for month in MONTHS],
        "date": _("%(day)s %(month)s %(year)s"),
        "today": _("Today, %(day)s"),
        "since": _("Since %(day)s"),
        "play": _("Play the story"),
        "stop": _("Stop"),
        "next": _("Next in the story"),
        "nobody": _("Nothing has a date yet. What is the first thing anybody remembers?"),
        "nothing": _("Nothing has changed since then, as far as we know. What would you add?"),
        "failed": _("That day could not be fetched. The map shows today."),
        "over": _("The story has come to today."),
    }
