"""The colours of a file and of a page are the same, and can be read."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from web.maps.colours import HUES, PAPER


def declared(sheet: str) -> dict[str, str]:
    """The custom properties of a sheet before any other theme."""
    text = (files("web") / "static" / sheet).read_text(encoding="utf-8").partition("@media")[0]
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", text))


@pytest.mark.parametrize("name", PAPER)
def test_a_page_and_a_file_have_the_same_colour(name: str) -> None:
    tokens = declared("tokens.css")
    value = declared("map.css")[f"map-{name}"]

    found = re.fullmatch(r"var\(--([\w-]+)\)", value)

    assert (tokens[found.group(1)] if found else value) == PAPER[name]


@pytest.mark.parametrize("name", [*HUES, "ink", "quiet"])
def test_words_stand_out_from_every_ground(name: str) -> None:
    for ground in ("paper", "light", "warm"):
        assert contrast(PAPER[name], PAPER[ground]) >= 4.5


@pytest.mark.parametrize("name", [*HUES, "faint", "gone-line", "accent"])
def test_lines_and_signs_can_be_seen_on_paper(name: str) -> None:
    least = 2.9 if name == "accent" else 3.0

    assert contrast(PAPER[name], PAPER["paper"]) >= least


def test_the_childs_name_can_be_read() -> None:
    assert contrast(PAPER["on-accent"], PAPER["accent"]) >= 4.5


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_light(one), _light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _light(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
