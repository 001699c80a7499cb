"""What every lens looks like once it is drawn: all of it stands out in each theme, and is told apart without colour."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from io import BytesIO
from itertools import combinations

import pytest
from PIL import Image, ImageChops, ImageFilter
from resvg_py import svg_to_bytes

from tests.families import Family
from tests.web.maps.test_colours import contrast
from tests.web.maps.test_lenses import amy as amy
from web.maps.colours import PAPER, PRINT
from web.maps.display import display
from web.maps.legend import Sign
from web.maps.lenses import LENSES, Lens, through
from web.maps.picture import Drawn, Figure, Mark, Picture, Words
from web.maps.scene import scene
from web.maps.svg import svg

_SHEETS = ("tokens.css", "map.css")
_DARK_SHEET = "dark.css"
_SCALE, _NEAR_BY, _ENOUGH, _NOWHERE = 2, 70.0, 12, (1, 2, 3)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_WIDE, _HIGH, _SIGN_SCALE = 48.0, 32.0, 3
# Of the 13,824 points of a sign, how many two signs must not share.
_ALIKE = 60
# What is no line and no sign, but the ground on which they lie.
_GROUNDS = frozenset({"paper", "light", "warm", "edge", "gone", "home", ""})
# How the three kinds of colour-blindness see (Machado, Oliveira and Fernandes 2009, at their strongest), and a copier.
_SIGHTS: Mapping[str, tuple[float, ...]] = {
    "red-blind": (0.152, 1.053, -0.205, 0.115, 0.786, 0.099, -0.004, -0.048, 1.052),
    "green-blind": (0.367, 0.861, -0.228, 0.280, 0.673, 0.047, -0.012, 0.043, 0.969),
    "blue-blind": (1.256, -0.077, -0.179, -0.078, 0.931, 0.148, 0.005, 0.691, 0.304),
    "grey": (0.299, 0.587, 0.114) * 3,
}


def _declared(*sheets: str) -> dict[str, str]:
    """The custom properties of some sheets on a screen."""
    found: dict[str, str] = {}
    for sheet in sheets:
        text = (files("web") / "static" / sheet).read_text(encoding="utf-8")
        found |= dict(re.findall(r"--([\w-]+):\s*([^;]+);", text.partition("@media")[0]))
    return found


def _dark() -> Mapping[str, str]:
    """The colours of a map in a dark room."""
    given = _declared(*_SHEETS, _DARK_SHEET)
    of_var = {name: re.sub(r"var\(--([\w-]+)\)", r"\1", given[f"map-{name}"]) for name in PAPER}
    return {
        name: value if value.startswith("#") else given[value] for name, value in of_var.items()
    }


THEMES: Mapping[str, Mapping[str, str]] = {"paper": PAPER, "dark": _dark(), "print": PRINT}


@cache
def _fonts() -> str:
    with as_file(files("font_source_sans_pro") / "files") as faces:
        return str(faces)


def rendered(picture: Picture, colours: Mapping[str, str], scale: float = _SCALE) -> Image.Image:
    """A picture in the colours of a theme, as pixels."""
    left, _top, right, _bottom = picture.box
    drawn = svg_to_bytes(
        svg_string=svg(picture, "", colours),
        width=round((right - left) * scale),
        background=colours["paper"],
        font_dirs=[_fonts()],
    )
    return Image.open(BytesIO(bytes(drawn))).convert("RGB")


def looked_at(amy: Family, lens: Lens) -> Picture:
    found = scene(amy.network())
    return through(display(found), found, lens)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("lens", LENSES, ids=lambda lens: lens.name)
def test_every_word_and_sign_of_a_lens_stands_out_where_it_is_drawn(
    amy: Family, lens: Lens, theme: str
) -> None:
    picture, colours = looked_at(amy, lens), THEMES[theme]
    image = rendered(picture, colours)
    left, top, _right, _bottom = picture.box

    weak = []
    for x, y, thing in picture.in_order():
        box = _box(thing, x - left, y - top)
        name = _colour_of(thing)
        if box is None or name in _GROUNDS:
            continue
        # Round a sign there may be a little of many grounds; round a letter there is its own.
        share = 0.2 if isinstance(thing, Words) else 0.06
        beside = colours_beside(image.crop(box), colours[name], share)
        stand_out = [contrast(colours[name], ground) for ground in beside]
        if isinstance(thing, Words) and stand_out and min(stand_out) < 4.5:
            weak.append((name, thing.lines, beside))
        elif isinstance(thing, Mark) and stand_out and max(stand_out) < 3.0:
            weak.append((name, thing.d[:30], beside))

    assert weak == []


def _colour_of(thing: Drawn) -> str:
    if isinstance(thing, Words):
        return thing.colour
    return (thing.line or thing.fill) if isinstance(thing, Mark) else ""


def _box(thing: Drawn, x: float, y: float) -> tuple[int, int, int, int] | None:
    """The part of the image in which something lies; none for lines right across, whose strokes the legend has."""
    if isinstance(thing, Words):
        half = max(len(line) for line in thing.lines) * thing.size * 0.6
        start = {"start": 0.0, "end": -2 * half}.get(thing.anchor, -half)
        low = thing.y + (len(thing.lines) - 1) * thing.size * 1.16 + thing.size * 0.3
        sides = (thing.x + start, thing.y - thing.size, thing.x + start + 2 * half, low)
    elif isinstance(thing, Mark):
        reach = max(abs(float(one)) for one in _NUMBER.findall(thing.d)) + 6
        sides = (-reach, -reach, reach, reach)
        if reach > _NEAR_BY:
            return None
    else:
        return None
    left, top, right, low = sides
    found = (left + x, top + y, right + x, low + y)
    a, b, c, d = (max(0, round(side * _SCALE)) for side in found)
    return (a, b, c, d) if c > a and d > b else None


def colours_beside(part: Image.Image, colour: str, share: float) -> list[str]:
    """The colours that lie right beside a colour; none where too little of it is drawn to be measured."""
    ink = _near(part, colour)
    if ink.histogram()[255] < _ENOUGH:
        return []
    near, nearer = (ink.filter(ImageFilter.MaxFilter(size)) for size in (7, 5))
    ring = ImageChops.subtract(near, nearer)
    seen = Image.composite(part, Image.new("RGB", part.size, _NOWHERE), ring)
    found = [(n, c) for n, c in seen.getcolors(part.width * part.height) or () if c != _NOWHERE]
    least = max(8, ring.histogram()[255] * share)
    return [_hex(c) for n, c in found if n >= least]


def _near(part: Image.Image, colour: str) -> Image.Image:
    """Where a colour is, as white on black."""
    plain = Image.new("RGB", part.size, colour)
    bands = ImageChops.difference(part, plain).split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return most.point(lambda value: 255 if value <= 6 else 0)


def _hex(colour: object) -> str:
    assert isinstance(colour, tuple)
    return "#{:02x}{:02x}{:02x}".format(*colour)


@pytest.mark.parametrize("lens", LENSES, ids=lambda lens: lens.name)
def test_every_sign_of_a_legend_can_be_seen_in_each_theme(amy: Family, lens: Lens) -> None:
    signs = _signs(amy, lens)

    faint = [
        (theme, sign.words)
        for theme, colours in THEMES.items()
        for sign, image in zip(signs, _drawn(signs, colours), strict=True)
        if _strongest(image, colours["paper"]) < 3.0
    ]

    assert faint == []


@pytest.mark.parametrize("lens", LENSES, ids=lambda lens: lens.name)
def test_every_sign_of_a_legend_is_told_apart_however_one_sees(amy: Family, lens: Lens) -> None:
    signs = _signs(amy, lens)

    alike = [
        (theme, sight, signs[one].words, signs[other].words)
        for theme, colours in THEMES.items()
        for images in [_drawn(signs, colours)]
        for sight in _SIGHTS
        for seen in [[_as_seen(image, sight) for image in images]]
        for one, other in combinations(range(len(signs)), 2)
        if _different(seen[one], seen[other]) < _ALIKE
    ]

    assert alike == []


def _signs(amy: Family, lens: Lens) -> tuple[Sign, ...]:
    """The signs of a lens; what is drawn only while somebody is tapped is said in words on the line itself."""
    return tuple(s for s in lens.legend(amy.network()) if not s.words.startswith("tapped"))


def _drawn(signs: tuple[Sign, ...], colours: Mapping[str, str]) -> list[Image.Image]:
    """Each sign by itself; all are drawn at once, one below the other."""
    figures = tuple(
        Figure(str(nth), 0.0, nth * _HIGH, 0.0, sign.drawn, None, "")
        for nth, sign in enumerate(signs)
    )
    box = (-_WIDE / 2, -_HIGH / 2, _WIDE / 2, (len(signs) - 0.5) * _HIGH)
    image = rendered(Picture(box, (), (), (), figures), colours, _SIGN_SCALE)
    wide, high = round(_WIDE * _SIGN_SCALE), round(_HIGH * _SIGN_SCALE)
    return [image.crop((0, nth * high, wide, (nth + 1) * high)) for nth in range(len(signs))]


def _strongest(image: Image.Image, ground: str) -> float:
    """How far the strongest colour of a sign stands out from its ground."""
    found = image.getcolors(image.width * image.height) or ()
    return max(contrast(_hex(colour), ground) for count, colour in found if count >= 20)


def _as_seen(image: Image.Image, sight: str) -> Image.Image:
    a, b, c, d, e, f, g, h, i = _SIGHTS[sight]
    return image.convert("RGB", (a, b, c, 0, d, e, f, 0, g, h, i, 0)).convert("L")


def _different(one: Image.Image, other: Image.Image) -> int:
    """At how many points two signs are lighter or darker than each other."""
    return sum(ImageChops.difference(one, other).histogram()[40:])
