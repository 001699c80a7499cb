"""Cells that a spreadsheet would take for a formula: one apostrophe in front on the way out, and off on the way in.

A text that already begins with apostrophes and then a formula gets one more, so that every text comes back as it was.
"""

from __future__ import annotations

import re

_BLANK = r"[\s\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069\x00-\x1f]"
_SIGN = r"[=+\-@|%\t\r\n\x00＝＋－＠｜％﹦﹢﹣﹫]"  # noqa: RUF001 - the wide signs are the point
_FORMULA = rf"'*{_BLANK}*{_SIGN}"
_DANGEROUS = re.compile(_FORMULA)
_DEFUSED = re.compile("'" + _FORMULA)


def defused(text: str) -> str:
    """A text that every spreadsheet opens as text."""
    return f"'{text}" if text and _DANGEROUS.match(text) else text


def restored(text: str) -> str:
    """The text that was defused; any other text as it is."""
    return text[1:] if text[:1] == "'" and _DEFUSED.match(text) else text
