"""The table of gap rules: the English, the next question, the usual thresholds, and what the room may see."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from fractions import Fraction
from importlib.resources import files

from graph.record import Value

_NUMBER = re.compile(r"(\w+)\s*(?:=|<=|>=)\s*(\d+/\d+|\d+\.\d+|\d+)")


class Row(Value):
    """One rule as the table has it; `sentence_when_never` is told where the day it counts from does not exist."""

    rule: str
    group: str
    title: str
    definition: str
    defaults: str
    severity: str
    sentence: str
    sentence_when_never: str
    next_question: str
    show_in_meeting: str
    source: str

    @property
    def numbers(self) -> Mapping[str, Fraction]:
        """The usual thresholds by name, exactly as written."""
        return {name: Fraction(number) for name, number in _NUMBER.findall(self.defaults)}


def _rows() -> Mapping[str, Row]:
    text = files("queries.gaps").joinpath("rules.csv").read_text(encoding="utf-8")
    return {row["rule"]: Row(**row) for row in csv.DictReader(io.StringIO(text))}


ROWS: Mapping[str, Row] = _rows()
