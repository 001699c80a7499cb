"""The colours of a map by what they are for, as map.css has them for a page; a test holds the two together."""

from __future__ import annotations

from collections.abc import Mapping

HUES = ("plum", "blue", "teal", "green", "rose", "earth", "ochre", "slate")

PAPER: Mapping[str, str] = {
    "paper": "#fbf7f0",
    "light": "#fffdf9",
    "warm": "#fbf5ea",
    "edge": "#e6dac6",
    "ink": "#221d17",
    "quiet": "#62584b",
    "faint": "#8a7e6c",
    "gone": "#e6e1d8",
    "gone-line": "#857f76",
    "home": "#f5e4c3",
    "accent": "#c2842a",
    "deep": "#855507",
    "on-accent": "#221d17",
    "plum": "#7a4a82",
    "blue": "#41658f",
    "teal": "#2b7a74",
    "green": "#5a7a38",
    "rose": "#91566d",
    "earth": "#7a5a3e",
    "ochre": "#8f6512",
    "slate": "#56616f",
}

# On a screen the sheet of the page says them, for paper and for a dark room.
ON_SCREEN: Mapping[str, str] = {name: f"var(--map-{name})" for name in PAPER}

PRINT: Mapping[str, str] = {
    **PAPER,
    "paper": "#ffffff",
    "light": "#ffffff",
    "warm": "#f7f4ef",
    "edge": "#b9b0a2",
    "ink": "#000000",
    "quiet": "#4a443c",
    "faint": "#6f675b",
}
