"""Questions about homes: a code is never an address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from importers.questions.case import AskedCase, ask
from importers.report import Question

_STREETS = (
    "street|st|road|rd|avenue|ave|lane|ln|close|drive|dr|court|ct|crescent|gardens|grove|place|square|terrace"
    "|way|walk|hill|rise|mews|boulevard|blvd|highway|hwy|flat|apartment|apt|house"
)
_ADDRESS = re.compile(
    rf"\b\d+[a-z]?\b.*\b(?:{_STREETS})\b|\b(?:flat|apartment|apt|unit)\s*\d", re.IGNORECASE
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b|\b\d{5}(?:-\d{4})?\b", re.IGNORECASE)


def a_place_that_looks_like_an_address(case: AskedCase) -> Iterator[Question]:
    """A home code or an area from which somebody could be found."""
    for ref, row in case.people.items():
        for column in ("home_code", "area"):
            place = row[column] or ""
            if _ADDRESS.search(place) or _POSTCODE.search(place):
                yield ask(
                    row,
                    column,
                    "This looks like an address, for {name}. Write a code such as H1, and "
                    "only a broad area; keep the address where few can see it.",
                    name=case.name(ref),
                )
