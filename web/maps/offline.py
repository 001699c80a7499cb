"""One self-contained file of a map: it asks nobody for anything, and tells only what its audience may know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from graph.network import Network
from graph.pictures import Pictures
from web.maps.bundle import digest, script, style
from web.maps.colours import ON_SCREEN, PRINT
from web.maps.contents import contents
from web.maps.display import display
from web.maps.faces import SOFT, by_name
from web.maps.kept_days import kept_days
from web.maps.keys import CHOICES
from web.maps.lenses import layers_as_json, lenses_for
from web.maps.lines import lines
from web.maps.numbering import Numbers
from web.maps.pages import templates
from web.maps.scene import Scene, scene
from web.maps.sizes import SHAPES
from web.maps.svg import FACE
from web.maps.then import signs_of_time
from web.maps.vis import vis_network
from web.maps.years import years
from web.words import _, direction, language
from web.words.directions import isolated
from web.words.sayings import day

Views = Callable[[Scene], Mapping[str, Any]]
_AUDIENCES: Mapping[str, str] = {
    "child": "for %(child)s",
    "print_child": "for %(child)s",
    "family_meeting": "for the family meeting",
    "print_family": "for the family",
    "professionals": "for those who work with %(child)s, and nobody else",
    "manager": "for the manager, and nobody else",
}


def offline_map(
    network: Network,
    audience: str,
    pictures: Pictures | None = None,
    *,
    with_days: bool = True,
) -> str:
    """The map of a network that has already been filtered for an audience, as the text of one HTML file.

    Earlier days are in it for those who are shown them.
    """
    scenes = {name: scene(network, shape, pictures=pictures) for name, shape in SHAPES.items()}
    child = scenes["wide"].child_name
    drawn = contents_of(scenes, with_days=with_days)
    vis, module, sheet = vis_network(), script(), style()
    return (
        templates()
        .get_template("map/file.html")
        .render(
            language=language(),
            direction=direction(),
            child=child,
            audience=_(_AUDIENCES[audience]) % isolated({"child": child}),
            on=day(network.on) if network.on else "",
            policy=_policy(digest(vis), digest(module), digest(sheet)),
            vis=vis,
            module=module,
            sheet=sheet,
            contents=drawn,
            time_signs=signs_of_time() if "time" in drawn["wide"] else None,
            lines=lines(scenes["wide"]),
            lenses=lenses_for(network),
            network=network,
            colours=ON_SCREEN,
            letter_key_choices=CHOICES,
            picture=display(scenes["wide"]),
            print_colours=PRINT,
            font=FACE,
            soft=SOFT / 2,
            has_cut=True,
        )
    )


def contents_of(
    scenes: Mapping[str, Scene], *, with_days: bool = False, views: Views | None = None
) -> dict[str, Any]:
    """Both shapes, under ids that mean nothing outside one page or file, and every lens: nothing more is asked for.

    `views` are what the voices that may be heard see of the same map.
    """
    return {
        name: _contents(found, with_days=with_days, views=views) for name, found in scenes.items()
    }


def _contents(found: Scene, *, with_days: bool, views: Views | None) -> dict[str, Any]:
    plain = replace(found, pictures=by_name(found.pictures))
    whole = {**contents(found), "lenses": layers_as_json(plain)}
    numbers = Numbers(whole)
    days = kept_days(plain, years(found.network), numbers) if with_days else {}
    seen = {"views": numbers.views(views(plain))} if views else {}
    return numbers.contents(whole) | ({"time": days} if days else {}) | seen


def _policy(vis: str, module: str, sheet: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {vis} {module}",
            f"style-src {sheet}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
