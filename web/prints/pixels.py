"""Drawings as pixels: a picture to hang up, and what a PDF would take apart.

WeasyPrint sets the words of a drawing letter by letter: a name in Arabic, Hebrew or Bengali comes out reversed, or as
letters that do not join. A drawing with such a name stands in the PDF as a picture of itself.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import b64decode, b64encode
from importlib.resources import as_file, files

from graph.errors import RefusedError
from web.words import _

_DRAWN = re.compile(r"data:image/svg\+xml;base64,([\w+/=]+)")
_BOX = re.compile(r'viewBox="\S+ \S+ (\S+) ')
# Pixels for each unit of a drawing, as many as an A3 sheet shows sharp.
_DENSITY, _MOST = 4, 3600


def pixels(drawing: str, across: int, background: str | None = None) -> bytes:
    """An SVG drawing as a PNG picture."""
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise RefusedError(
            _("Pictures cannot be made on this machine: resvg is not installed. SVG can.")
        ) from error
    with as_file(files("font_source_sans_pro") / "files") as faces:
        return bytes(
            svg_to_bytes(
                svg_string=drawing, width=across, background=background, font_dirs=[str(faces)]
            )
        )


def with_whole_names(page: str) -> str:
    """A page for WeasyPrint, in which every name of its drawings can be read."""
    return _DRAWN.sub(lambda found: _whole(found[0], found[1]), page)


def _whole(address: str, content: str) -> str:
    drawing = b64decode(content).decode()
    box = _BOX.search(drawing)
    if box is None or not any(map(_is_taken_apart, drawing)):
        return address
    across = min(_MOST, round(float(box[1]) * _DENSITY))
    return f"data:image/png;base64,{b64encode(pixels(drawing, across)).decode()}"


def _is_taken_apart(sign: str) -> bool:
    """Whether a sign stands where its neighbours tell it to: it runs from right to left, or sits on another."""
    return unicodedata.bidirectional(sign) in ("R", "AL") or unicodedata.category(sign)[0] == "M"
