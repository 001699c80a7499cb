"""A watch over every other test: no answer to the family, the child, the room or nobody holds a secret.

The secrets are those of the worked children, read from their own spreadsheets, column by column. It asks neither
the stores nor the filter.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from flask import Flask, Response, has_request_context

VIGNETTES = Path(__file__).parents[1] / "vignettes"
# Who may be shown nothing of the record: the family's roles, those without a child, and whoever has not signed in.
FAMILY_ROLES = frozenset(
    {
        "family_member",
        "partner",
        "child",
        "room",
        "screen",
        "phone",
        "waiting",
        "administrator",
        "auditor",
        "",
    }
)
SHORTEST = 12
_SECRET_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "case": ("title", "legal_status_text", "meeting_purpose", "story"),
    "people": ("full_name", "notes"),
    "contacts": ("notes",),
}
_SAID = frozenset(
    {
        "loves",
        "misses",
        "important",
        "wants_to_see",
        "trusts",
        "promise",
        "family_time_plan",
        "memory_keeper",
    }
)
_LETTERS = re.compile(r"\w")


@cache
def secrets() -> frozenset[str]:
    """Every long text of the worked children that the family may never read, and that is in nothing they may."""
    open_texts = "\n".join(_open_texts()).casefold()
    return frozenset(
        text
        for text in map(str.casefold, _secret_texts())
        if len(text) >= SHORTEST and text not in open_texts
    )


def _sheets(name: str) -> Iterator[dict[str, str]]:
    for path in sorted(VIGNETTES.glob(f"*/{name}.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def _secret_texts() -> Iterator[str]:
    for sheet, columns in _SECRET_COLUMNS.items():
        for row in _sheets(sheet):
            yield from (row[column] for column in columns if row[column] != row.get("known_as"))
    for row in _sheets("people"):
        if row["visibility"] != "everyone":
            yield row["known_as"]
    for row in _sheets("relationships"):
        if not _is_open(row):
            yield row["quote_or_note"]


def _open_texts() -> Iterator[str]:
    yield from (row["known_as"] for row in _sheets("people") if row["visibility"] == "everyone")
    yield from (row["quote_or_note"] for row in _sheets("relationships") if _is_open(row))


def _is_open(row: Mapping[str, str]) -> bool:
    """Whether the words of a tie may be read by whoever stands on the map; a child's own no is theirs as well."""
    is_private = row["kind"] in ("afraid_of", "does_not_want_to_see")
    return is_private or (row["kind"] in _SAID and row["visibility"] == "everyone")


class Watch:
    """Reads every answer that any application gives while it is on."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self.leaks: list[str] = []
        self.answers = 0

    def look(self, app: Flask, response: Response, **_: object) -> None:
        """Search one answer, where whoever asked may not read the record."""
        if app.name != "web" or not has_request_context() or response.direct_passthrough:
            return
        role = _role()
        if role not in FAMILY_ROLES:
            return
        self.answers += 1
        text = response.get_data().decode("utf-8", "replace").casefold()
        self.leaks += [f"{role or 'nobody'} read “{s[:30]}…”" for s in secrets() if s in text]


def _role() -> str:
    from web.asking import browser

    account = getattr(browser(), "account", None)
    return account.role if account else ""
