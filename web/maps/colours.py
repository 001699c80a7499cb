"""The colours of a map by what they are for, as map.css has them too; a test holds the two together."""

from __future__ import annotations

from collections.abc import Mapping

HUES = ("plum", "blue", "teal", "moss", "indigo", "umber", "ochre", "slate")

PAPER: Mapping[str, str] = {
    "paper": "#fbf6ee",
    "light": "#fffdf8",
    "warm": "#faf3e6",
    "edge": "#e3d6bf",
    "ink": "#221d18",
    "quiet": "#6b6256",
    "faint": "#8f8371",
    "gone": "#e4dfd6",
    "gone-line": "#8b857b",
    "home": "#f3e3c4",
    "accent": "#a8670f",
    "on-accent": "#ffffff",
    "plum": "#74457e",
    "blue": "#3b5f9a",
    "teal": "#1f736e",
    "moss": "#55702f",
    "indigo": "#5a539c",
    "umber": "#7a5b3a",
    "ochre": "#8a5e14",
    "slate": "#52606e",
}

PRINT: Mapping[str, str] = {
    **PAPER,
    "paper": "#ffffff",
    "light": "#ffffff",
    "warm": "#f6f3ee",
    "edge": "#b9b0a2",
    "ink": "#000000",
    "quiet": "#4a443c",
    "faint": "#6f675b",
}
