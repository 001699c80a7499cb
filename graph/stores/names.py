"""Names as they are searched for, in any script."""

from __future__ import annotations

import unicodedata


def name_to_search(text: str) -> str:
    """A name without accents or capitals."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()
