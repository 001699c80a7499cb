"""The days that a file carries: those on which something changed, each through every lens.

From one day to the next nearly all is drawn alike, so each thing is written down once and then named by its number.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from web.maps.lenses import lenses_for
from web.maps.numbering import Numbers
from web.maps.scene import Scene
from web.maps.then import drawn_then, on_day, told_then
from web.maps.years import Years

MOST_DAYS = 24


class _Things:
    """Plain values, each once, in the order in which they were first met."""

    def __init__(self) -> None:
        self.all: list[Any] = []
        self._numbers: dict[str, int] = {}

    def number(self, thing: Any) -> int:
        """The number of a value."""
        written = json.dumps(thing, sort_keys=True)
        if written not in self._numbers:
            self._numbers[written] = len(self.all)
            self.all.append(thing)
        return self._numbers[written]

    def numbers(self, things: Iterable[Any]) -> list[int]:
        """The numbers of several."""
        return [self.number(thing) for thing in things]

    def by_person(self, things: Mapping[str, Any]) -> dict[str, int]:
        """The numbers of what is told of each person."""
        return {person: self.number(thing) for person, thing in things.items()}


def kept_days(today: Scene, years: Years, numbers: Numbers) -> dict[str, Any]:
    """The strip, the latest days of it, and all that is drawn and said on them; nothing where nothing has a day."""
    network = today.network
    if network.on is None or years.first is None:
        return {}
    things = _Things()
    stops = [date.fromisoformat(stop.on) for stop in years.stops]
    days = [day for day in dict.fromkeys((years.first, *stops)) if day < network.on]
    return {
        "years": years.as_json(network, network.on),
        "days": {
            day.isoformat(): _day(on_day(today, day), things, numbers) for day in days[-MOST_DAYS:]
        },
        "things": things.all,
    }


def _day(then: Scene, things: _Things, numbers: Numbers) -> dict[str, Any]:
    told = told_then(then)
    return {
        "people": things.by_person(numbers.keyed(told["people"])),
        "told": things.number(told["told"]),
        "lenses": {
            one["lens"]: _lens(one, things, numbers)
            for one in drawn_then(then, lenses_for(then.network))
        },
    }


def _lens(drawn: Mapping[str, Any], things: _Things, numbers: Numbers) -> dict[str, Any]:
    picture = numbers.picture(drawn["picture"])
    parts = {part: things.numbers(picture[part]) for part in ("ground", "band", "ties", "figures")}
    return parts | {
        "says": things.by_person(numbers.keyed(drawn["says"])),
        "questions": things.number(drawn["questions"]),
    }
