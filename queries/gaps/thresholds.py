"""The numbers that an authority may change for all its children, or for one child."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from pydantic import ConfigDict, Field, ValidationError

from graph.errors import BadValueError
from graph.record import Value
from queries.gaps.table import ROWS

# A hundred years in days: nothing that is counted here can be more.
_A_LIFETIME = 36_500


def _usual(rule: str, name: str, at_least: int = 0) -> Any:
    """A field that starts at the number in the rule's row."""
    number = ROWS[rule].numbers[name]
    return Field(default=number, ge=at_least, le=_A_LIFETIME, validate_default=True)


def _said(number: int | str, at_least: int = 0) -> Any:
    """A field whose usual number is in the words of the definition and not in the column of defaults."""
    return Field(default=Fraction(number), ge=at_least, le=_A_LIFETIME, validate_default=True)


class Thresholds(Value):
    """Every threshold under its rule's name; shares are exact fractions, so that 60% of five is three."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    g01_min_parents: int = _usual("G01", "min_parents")
    g03_small: int = _usual("G03", "small")
    g03_ratio: Fraction = _usual("G03", "ratio")
    g04_need: int = _usual("G04", "need")
    g05_target: int = _usual("G05", "target")
    g05_high_under: int = _said(10)
    g05_medium_under: int = _said(25)
    g06_days: int = _usual("G06", "days")
    g06_near_degree: int = _said(2)
    g07_days: int = _usual("G07", "days")
    g08_days: int = _usual("G08", "days")
    g08_medium_days: int = _said(90)
    g08_plan_factor: Fraction = _said("3/2")
    g10_default_days: int = _usual("G10", "default_days")
    g10_plan_factor: Fraction = _said("3/2")
    g10_high_factor: Fraction = _said(2)
    g11_window: int = _usual("G11", "window", 1)
    g11_min: int = _usual("G11", "min")
    g11_ratio: Fraction = _usual("G11", "ratio")
    g12_window: int = _said(90, 1)
    g12_min: int = _usual("G12", "min")
    g12_share: Fraction = _usual("G12", "share")
    g12_ours_share: Fraction = _said("1/2")
    g13_window: int = _said(90, 1)
    g13_min_expected: int = _said(2)
    g13_share: Fraction = _usual("G13", "share")
    g14_window: int = _said(90)
    g14_min: int = _usual("G14", "min")
    g14_share: Fraction = _usual("G14", "share")
    g15_min: int = _usual("G15", "min", 1)
    g15_high: int = _said(6)
    g16_min: int = _usual("G16", "min", 1)
    g17_min: int = _usual("G17", "min")
    g17_urgent_age: int = _said(16)
    g17_high_age: int = _said(13)
    g18_age: int = _said(16)
    g19_age: int = _usual("G19", "age")
    g19_urgent_age: int = _said(16)
    g20_age: int = _usual("G20", "age")
    g21_days: int = _usual("G21", "days")
    g22_days: int = _usual("G22", "days")
    g23_min_days: int = _usual("G23", "min_days")
    g23_quiet_days: int = _said(180)
    g24_days: int = _usual("G24", "days")
    g25_days: int = _usual("G25", "days")
    g26_days: int = _usual("G26", "days")
    g26_words_age: int = _said(3)
    g27_degree: int = _usual("G27", "degree")
    g27_age: int = _said(4)
    g30_days: int = _usual("G30", "days")
    g31_days: int = _usual("G31", "days")
    g32_days: int = _usual("G32", "days")
    g34_min: int = _usual("G34", "min")
    g34_window: int = _said(90)
    g35_n: int = _usual("G35", "n", 1)
    g35_days: int = _usual("G35", "days")
    route_days: int = _said(180)

    def changed(self, changes: Mapping[str, object]) -> Thresholds:
        """These thresholds with some of them changed: an authority's first, then one child's.

        Raises BadValueError that names every one that cannot be used.
        """
        try:
            return Thresholds.model_validate({**self.model_dump(), **changes})
        except ValidationError as error:
            names = ", ".join(sorted(str(one["loc"][0]) for one in error.errors()))
            raise BadValueError(
                "These thresholds cannot be used: {names}. Use the names in the list of thresholds, "
                "and whole numbers of days, people or years that are not below zero.",
                names=names,
            ) from error


DEFAULTS = Thresholds()
