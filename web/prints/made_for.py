"""For whom a print is made: the audience that is named on every page of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.access import classes_for
from graph.viewers import Viewer
from web.words import _
from web.words.directions import isolated


@dataclass(frozen=True, slots=True)
class Audience:
    """One audience of prints: its word in file names, whose rights it has, and how it is named on the page."""

    name: str
    audience: str
    words: str

    def said(self, child: str) -> str:
        """“For the family”."""
        return _(self.words) % isolated({"child": child})


AUDIENCES: Mapping[str, Audience] = {
    one.name: one
    for one in (
        Audience("family", "print_family", "For the family"),
        Audience("meeting", "family_meeting", "For the family meeting"),
        Audience("child", "print_child", "For %(child)s"),
        Audience(
            "professionals", "professionals", "For those who work with %(child)s, and nobody else"
        ),
    )
}


def printing_viewer(own: Viewer, audience: Audience) -> Viewer | None:
    """As whom a print for an audience is made by a viewer; None where it would show what they may not see.

    Paper is passed on: it never carries the protected class, nor what is for adults in a meeting without the child.
    """
    asked = own.model_copy(
        update={
            "audience": audience.audience,
            "is_allocated": False,
            "child_absent": False,
            "named_for": frozenset(),
        }
    )
    return asked if classes_for(asked) <= classes_for(own) else None
