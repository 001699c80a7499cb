"""The display list as SVG, for print and for small pictures."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from web.maps.colours import PAPER
from web.maps.picture import Drawn, Mark, Picture, Words
from web.maps.sizes import LINE_HEIGHT

FONT = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"


def svg(picture: Picture, label: str, colours: Mapping[str, str] = PAPER) -> str:
    """The whole picture, with a label for whoever cannot see it."""
    left, top, right, bottom = picture.box
    drawn = "".join(_draw(x, y, thing, colours) for x, y, thing in picture.in_order())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label={quoteattr(label)} '
        f'viewBox="{left} {top} {right - left:.1f} {bottom - top:.1f}" font-family="{FONT}" '
        f'stroke-linecap="round" stroke-linejoin="round">{drawn}</svg>'
    )


def _draw(x: float, y: float, thing: Drawn, colours: Mapping[str, str]) -> str:
    inside = _path(thing, colours) if isinstance(thing, Mark) else _text(thing, colours)
    return f'<g transform="translate({x} {y})">{inside}</g>' if (x, y) != (0, 0) else inside


def _path(mark: Mark, colours: Mapping[str, str]) -> str:
    fill = colours[mark.fill] if mark.fill else "none"
    parts = [f'd="{mark.d}"', f'fill="{fill}"']
    if mark.line:
        parts += [f'stroke="{colours[mark.line]}"', f'stroke-width="{mark.width}"']
    if mark.dash:
        parts.append(f'stroke-dasharray="{" ".join(str(length) for length in mark.dash)}"')
    if mark.alpha < 1:
        parts.append(f'opacity="{mark.alpha}"')
    return f"<path {' '.join(parts)}/>"


def _text(words: Words, colours: Mapping[str, str]) -> str:
    parts = [
        f'font-size="{words.size:.1f}"',
        f'font-weight="{words.weight}"',
        f'fill="{colours[words.colour]}"',
        f'text-anchor="{words.anchor}"',
    ]
    if words.slant:
        parts.append('font-style="italic"')
    if words.halo:
        halo = f'stroke="{colours["paper"]}" stroke-width="{words.size * 0.24:.1f}"'
        parts.append(f'{halo} paint-order="stroke"')
    lines = "".join(
        f'<tspan x="{words.x:.1f}" y="{words.y + nth * words.size * LINE_HEIGHT:.1f}">{escape(line)}</tspan>'
        for nth, line in enumerate(words.lines)
    )
    return f"<text {' '.join(parts)}>{lines}</text>"
