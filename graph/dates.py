"""Partial dates: what is known of a day, a month or a year, and no more.

The text stays as it was given. `earliest` and `latest` bound it: "2026-05" lies between the first and the last
of May. Two dates are never compared without saying which reading is meant: within a month either may come first.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer

from graph.errors import BadValueError

_SHAPE = re.compile(r"(about )?(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_BIRTHDAY = re.compile(r"--\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known: its text, and the first and last day it can be."""

    text: str
    earliest: date | None
    latest: date | None

    @property
    def is_known(self) -> bool:
        """Whether at least the year is known."""
        return self.earliest is not None

    def __str__(self) -> str:
        """The text as it was given."""
        return self.text


UNKNOWN = PartialDate("", None, None)


@lru_cache(maxsize=65536)
def read_date(text: str) -> PartialDate:
    """The date that a text stands for: `2026`, `2026-05`, `2026-05-02`, `about 2009` or nothing.

    `--05-02` is a birthday without its year. Raises BadValueError for anything else.
    """
    text = text.strip()
    if not text:
        return UNKNOWN
    if _BIRTHDAY.fullmatch(text):
        return PartialDate(text, None, None)
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        raise BadValueError(_unreadable(text))
    year, month, day = (int(part) if part else 0 for part in shape.groups()[1:])
    try:
        return PartialDate(
            text,
            date(year, month or 1, day or 1),
            date(year, month or 12, day or monthrange(year, month or 12)[1]),
        )
    except ValueError as error:
        raise BadValueError(_unreadable(text)) from error


def _unreadable(text: str) -> str:
    return (
        f"“{text[:40]}” is not a date kith can read. "
        "Write 2026-05-02, 2026-05, 2026, about 2009, or leave it empty."
    )


def as_partial(value: object) -> PartialDate:
    """A partial date from whatever a field was given: a partial date, a day, a text or nothing."""
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, date):
        return read_date(value.isoformat())
    return read_date("" if value is None else str(value))


def without_year(when: PartialDate) -> PartialDate:
    """A birthday to celebrate, month and day only; nothing where the day is not known."""
    if when.earliest is None or when.earliest != when.latest:
        return UNKNOWN
    return PartialDate(f"--{when.earliest:%m-%d}", None, None)


def age_on(born: PartialDate, on: date) -> int | None:
    """Whole years of age on a day, by the youngest reading of the birth; None where it is not known."""
    if born.latest is None:
        return None
    before_birthday = (on.month, on.day) < (born.latest.month, born.latest.day)
    return on.year - born.latest.year - before_birthday


def day_of_age(born: PartialDate, years: int) -> date | None:
    """The first day on which `age_on` gives so many years; a leap day's birthday is then the first of March."""
    if born.latest is None or born.latest.year + years > date.max.year:
        return None
    year = born.latest.year + years
    try:
        return born.latest.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def days_after(day: date, days: int) -> date:
    """The day so many days later, as far as the calendar goes."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def days_before(day: date, days: int) -> date:
    """The day so many days earlier, as far as the calendar goes."""
    return days_after(day, -days)


def days_between(earlier: date, later: date) -> int:
    """Days from one day to another; negative if they are the other way round."""
    return (later - earlier).days


When = Annotated[
    PartialDate,
    BeforeValidator(as_partial),
    PlainSerializer(lambda when: when.text, return_type=str),
]
