"""What a sheet is made from, and what every page of it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from markupsafe import Markup

from graph.network import Network
from graph.pictures import Pictures
from graph.sensitivity import RECORD
from queries.meeting import NOTHING_NEW, Since
from queries.moment import Moment
from web.maps.display import display
from web.maps.legend import Sign, legend
from web.maps.lenses import LENSES, Lens, through
from web.maps.names import shown
from web.maps.pages import templates
from web.maps.picture import Picture
from web.maps.places import Layout
from web.maps.scene import Scene, scene
from web.maps.sizes import WIDE
from web.meetings import Book
from web.prints.made_for import Audience
from web.words import _
from web.words.directions import isolated
from web.words.sayings import day


@dataclass(frozen=True)
class Told:
    """One child’s map on a day, as far as an audience may see it, in the places where that audience last saw it.

    `others` are the maps of the child’s brothers and sisters, as far as whoever prints may see them;
    `meeting` is the last meeting there was, `since` what has come onto the map since it began; `pictures` are those of
    each map, by its child’s id.
    """

    network: Network
    audience: Audience
    on: date
    places: Layout | None = None
    lens: Lens = LENSES[0]
    others: tuple[Network, ...] = ()
    meeting: Book | None = None
    since: Since = NOTHING_NEW
    pictures: Mapping[str, Pictures] = field(default_factory=dict)

    @cached_property
    def scene(self) -> Scene:
        """The map, ready to be drawn."""
        return scene(self.network, WIDE, self.places, self.pictures.get(self.network.child_id))

    @cached_property
    def picture(self) -> Picture:
        """The map as the lens shows it: the display list that the screen draws too."""
        return through(display(self.scene), self.scene, self.lens)

    @property
    def signs(self) -> tuple[Sign, ...]:
        """What the signs of the picture say; paper cannot be tapped."""
        if self.lens.layer is not None:
            return self.lens.legend(self.network)
        return legend(self.child, is_record=self.network.shows(RECORD), is_paper=True)

    @property
    def seen(self) -> Mapping[str, str]:
        """What the lens shows of each person, in words; nothing for circles, which the list tells of anyway."""
        if self.lens.layer is None:
            return dict.fromkeys(self.network.people, "")
        says = self.lens.layer(self.scene, Moment(self.network)).says
        return dict.fromkeys(self.network.people, "") | dict(says)

    @property
    def label(self) -> str:
        """What the picture is, for whoever cannot see it."""
        return _("Map of %(name)s’s people. The list of people says the same in words.") % isolated(
            {"name": self.child}
        )

    @property
    def child(self) -> str:
        """What the child is called."""
        return shown(self.network.known_as(self.network.child_id))

    @property
    def made_for(self) -> str:
        """“For the family”."""
        return self.audience.said(self.child)

    @property
    def correct_on(self) -> str:
        """“Correct on this day: 16 November 2026”."""
        return _("Correct on this day: %(day)s") % {"day": day(self.on)}


@dataclass(frozen=True, slots=True)
class Leaves:
    """The pages of a sheet as HTML, and everybody whom they name; of other children’s maps by the child’s id."""

    html: Markup
    people: frozenset[str]
    elsewhere: Mapping[str, frozenset[str]] = field(default_factory=dict)


def leaves(
    template: str,
    told: Told,
    people: frozenset[str],
    elsewhere: Mapping[str, frozenset[str]] | None = None,
    **values: Any,
) -> Leaves:
    """The pages that a template makes of some values."""
    page = templates().get_template(f"prints/{template}")
    html = Markup(page.render(told=told, **values))  # noqa: S704 - autoescape is on  # nosec B704
    return Leaves(html, people, elsewhere or {})
