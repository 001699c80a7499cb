"""Sheets: what can be printed, for whom, and as which kinds of file. One row for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from web.prints.fold import fold
from web.prints.minutes import minutes
from web.prints.paper import as_html, as_pdf
from web.prints.plan import plan
from web.prints.poster import as_png, as_svg
from web.prints.together import together
from web.prints.told import Leaves, Told
from web.prints.wall import wall
from web.prints.word import as_docx
from web.words import _


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its word in addresses and file names, what it is called, what it holds, for whom and as what.

    `is_of_several`: it tells of brothers’ and sisters’ maps too. `has_lenses`: it can be looked at through a lens.
    `is_of_meeting`: it leaves out whomever the child left out of the room. `reads_meeting`: it has words of the last
    meeting in it, and is held back while somebody has to look at them.
    """

    name: str
    title: str
    about: str
    leaves: Callable[[Told], Leaves]
    audiences: tuple[str, ...]
    kinds: tuple[str, ...] = ("pdf", "html")
    is_of_several: bool = False
    has_lenses: bool = False
    is_of_meeting: bool = False
    reads_meeting: bool = False


SHEETS: Mapping[str, Sheet] = {
    sheet.name: sheet
    for sheet in (
        Sheet(
            "wall",
            "Wall sheet",
            "The whole map on A3, with its legend, and everybody on it in words.",
            wall,
            ("family", "meeting", "child", "professionals"),
            ("pdf", "png", "svg", "html"),
            has_lenses=True,
        ),
        Sheet(
            "plan",
            "Family plan",
            "Two pages of A4: the map, who loves, who will do what, promises, and time together.",
            plan,
            ("family", "meeting", "professionals"),
            reads_meeting=True,
        ),
        Sheet(
            "fold",
            "The child’s fold",
            "One sheet of A4, printed on both sides and folded once: for the child to keep.",
            fold,
            ("child",),
        ),
        Sheet(
            "together",
            "Brothers and sisters",
            "Each child’s own view of the others, side by side, of those whose maps you may see.",
            together,
            ("professionals",),
            is_of_several=True,
        ),
        Sheet(
            "minutes",
            "Minutes of the meeting",
            "What was said and agreed in the last meeting, and when you meet again. Family time has no minutes.",
            minutes,
            ("family", "meeting", "professionals"),
            ("docx", "pdf", "html"),
            is_of_meeting=True,
            reads_meeting=True,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Print:
    """One file, and everybody whom it names; of other children’s maps by the child’s id."""

    content: bytes
    people: frozenset[str]
    elsewhere: Mapping[str, frozenset[str]]


def made(sheet: Sheet, told: Told, kind: str) -> Print:
    """A sheet as one kind of file."""
    if kind in _OF_THE_MAP:
        return Print(_OF_THE_MAP[kind](told), frozenset(told.network.people), {})
    leaves = sheet.leaves(told)
    content = as_docx(told) if kind == "docx" else _OF_LEAVES[kind](leaves, _(sheet.title))
    return Print(content, leaves.people, leaves.elsewhere)


_OF_THE_MAP: Mapping[str, Callable[[Told], bytes]] = {
    "svg": lambda told: as_svg(told).encode(),
    "png": as_png,
}
_OF_LEAVES: Mapping[str, Callable[[Leaves, str], bytes]] = {"pdf": as_pdf, "html": as_html}
