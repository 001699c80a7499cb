"""Two languages made by rule, that nobody speaks: they show what no catalogue reaches, and what breaks backwards.

`en-XA` puts accents and brackets on every message and makes it longer; `ar-XB` runs from right to left.
"""

from __future__ import annotations

import re
from gettext import NullTranslations

ACCENTED, MIRRORED = "en-XA", "ar-XB"
_PLACES = re.compile(r"(%\([a-z_]+\)[sd]|%[sd%]|\{[a-z_]*\})")
_ACCENTS = str.maketrans(
    "ACDEGHIJKLNORSTUWYZacdeghijklnorstuwyz", "ÂÇÐÉĜĤÎĴĶĻÑÖŘŠŢÛŴÝŽåçðéĝĥîĵķļñöřšţûŵýž"
)
_MUCH_LONGER = 3


class Accented(NullTranslations):
    """⟦Ëvéřýţĥîñĝ ĥåš åççéñţš, åñð îš ļöñĝéř~~⟧."""

    def gettext(self, message: str) -> str:
        """A message with accents and brackets, about a third longer."""
        said = "".join(
            part if _PLACES.fullmatch(part) else part.translate(_ACCENTS)
            for part in _PLACES.split(message)
        )
        return f"⟦{said}{'~' * (len(message) // _MUCH_LONGER)}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """A message for a number of things, the same way."""
        return self.gettext(msgid1 if n == 1 else msgid2)


class Mirrored(NullTranslations):
    """Every message runs from right to left, whatever its letters are."""

    def gettext(self, message: str) -> str:
        """A message between the marks that turn its letters round."""
        return f"\u202e{message}\u202c"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """A message for a number of things, the same way."""
        return self.gettext(msgid1 if n == 1 else msgid2)


MADE = {ACCENTED: Accented, MIRRORED: Mirrored}
