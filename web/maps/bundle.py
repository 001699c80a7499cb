"""The bundle: what a page fetches as files of its own, as text that can stand inside one file."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

MODULES = (
    *("keys.js", "map-room.js", "map-draw.js", "map-glide.js", "map-keys.js", "map-lens.js"),
    "map-panel.js",
    *("map-years.js", "map-days.js", "map-then.js", "map-story.js", "map-time.js", "map.js"),
)
SHEETS = ("tokens.css", "map.css", "map-time.css", "map-file.css")
DARK = "dark.css"

_IMPORT = re.compile(r"^import .*?;\n", re.MULTILINE | re.DOTALL)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_FONT_FACE = re.compile(r"@font-face \{.*?\n\}\n", re.DOTALL)


@cache
def script() -> str:
    """The modules of the map one after another; they share no names, so nothing has to be imported."""
    texts = (_EXPORT.sub("", _IMPORT.sub("", _static(name))) for name in MODULES)
    return "\n".join(texts)


@cache
def style() -> str:
    """The sheets of the map one after another; a file of its own uses a typeface of the machine it is opened on."""
    texts = (_FONT_FACE.sub("", _static(name)) for name in SHEETS)
    return "\n".join((*texts, f"@media screen and (prefers-color-scheme: dark) {{\n{_dark()}}}"))


def digest(text: str) -> str:
    """The hash by which a Content-Security-Policy knows a script or a style."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _dark() -> str:
    """The colours of a dark room, without the rule that fetches a picture."""
    return _static(DARK).partition("\n.form-select")[0]


def _static(name: str) -> str:
    return (files("web") / "static" / name).read_text(encoding="utf-8")
