"""Emoji as outlines: read from the typeface Noto Emoji out of an installed package, and drawn like any other mark.

So they look the same on the canvas, in a picture and in print, whatever typefaces a machine has.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

_PACKAGE, _FILE = "manimgx_fonts", "NotoEmoji[wght].ttf"
# Marks are drawn with a line round them, so the thinnest strokes come out as strong as theirs.
_WEIGHT = 300.0
_SIZE = 33.0

EMOJI: Mapping[str, str] = {
    "baby": "👶",
    "girl": "👧",
    "boy": "👦",
    "woman": "👩",
    "man": "👨",
    "old_woman": "👵",
    "old_man": "👴",
    "dog": "🐶",
    "rabbit": "🐰",
    "bear": "🐻",
    "fox": "🦊",
    "panda": "🐼",
    "horse": "🐴",
    "unicorn": "🦄",
    "frog": "🐸",
    "penguin": "🐧",
    "owl": "🦉",
    "turtle": "🐢",
    "dolphin": "🐬",
    "bee": "🐝",
    "rainbow": "🌈",
    "sunflower": "🌻",
    "snowman": "⛄",
    "fire": "🔥",
    "apple": "🍎",
    "strawberry": "🍓",
    "cake": "🎂",
    "bicycle": "🚲",
    "car": "🚗",
    "train": "🚂",
    "rocket": "🚀",
    "guitar": "🎸",
    "books": "📚",
    "paints": "🎨",
    "crown": "👑",
    "teddy": "🧸",
}


@cache
def outline(code: str) -> str:
    """One emoji as a path round its own middle, in the measure of the marks."""
    names, glyphs = _typeface()
    glyph = glyphs[names[ord(EMOJI[code])]]
    bounds = BoundsPen(glyphs)
    glyph.draw(bounds)
    left, bottom, right, top = bounds.bounds
    share = _SIZE / max(right - left, top - bottom)
    across, upwards = -share * (left + right) / 2, share * (bottom + top) / 2
    path = SVGPathPen(glyphs, ntos=_short)
    glyph.draw(TransformPen(path, (share, 0, 0, -share, across, upwards)))
    return str(path.getCommands())


@cache
def _typeface() -> tuple[Mapping[int, str], Mapping[str, Any]]:
    """What glyphs are called, by their characters, and the glyphs themselves."""
    with as_file(files(_PACKAGE) / _FILE) as path:
        font = TTFont(path, lazy=False)
    return font.getBestCmap(), font.getGlyphSet(location={"wght": _WEIGHT})


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
