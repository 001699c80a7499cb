"""Lenses: ways to look at one map. A lens changes line, mark and emphasis, never place:
only circles and the family tree are two places that a person can have.

Each is asked of a network that has already been filtered; one that reads what this viewer is not shown is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.network import Network
from graph.sensitivity import PROTECTED, RECORD, Sensitivity
from queries.moment import Moment
from web.maps.genogram.legend import legend_of_genogram
from web.maps.legend import Sign, legend
from web.maps.lenses.chairs import chairs, legend_of_gaps
from web.maps.lenses.dwelling import dwelling, legend_of_homes
from web.maps.lenses.helping import helping, legend_of_help
from web.maps.lenses.knowing import knowing, legend_of_knowing
from web.maps.lenses.later import later, legend_of_later
from web.maps.lenses.layer import Layer, under
from web.maps.lenses.lineage import lineage
from web.maps.lenses.loving import legend_of_love, loving
from web.maps.lenses.safety import legend_of_safety, safety
from web.maps.lenses.together import legend_of_times, together
from web.maps.names import shown
from web.maps.picture import Picture
from web.maps.scene import Scene

CIRCLES = "circles"


@dataclass(frozen=True, slots=True)
class Lens:
    """One lens: its name in addresses, what it is called, what it shows, how it is drawn and what its signs say.

    `reads` are the classes of field without which there is no such lens. Where `layer` is None, the picture itself is
    what it shows; `asks` says that it shows the open questions.
    """

    name: str
    label: str
    hint: str
    signs: Callable[..., Iterable[Sign]]
    layer: Callable[[Scene, Moment], Layer] | None
    reads: frozenset[Sensitivity] = frozenset()
    asks: bool = False

    def legend(self, network: Network) -> tuple[Sign, ...]:
        """Its signs, with the child’s own name."""
        child = network.known_as(network.child_id)
        return tuple(self.signs(child, is_record=network.shows(RECORD)))


LENSES = (
    Lens(CIRCLES, "Circles", "How close everyone stands, and who says so.", legend, None),
    Lens(
        "genogram",
        "Family tree",
        "How everyone is related, by generations, with every parent a child has had.",
        legend_of_genogram,
        lineage,
    ),
    Lens(
        "love",
        "Who loves",
        "Love that somebody has put into words, both ways.",
        legend_of_love,
        loving,
    ),
    Lens(
        "help",
        "Who helps",
        "Which way help goes, and how good each tie is.",
        legend_of_help,
        helping,
    ),
    Lens(
        "time",
        "Time together",
        "How long since they were in touch, and what is planned.",
        legend_of_times,
        together,
    ),
    Lens(
        "homes",
        "Homes",
        "Who lives with whom, and who shared a home before.",
        legend_of_homes,
        dwelling,
    ),
    Lens(
        "later",
        "After eighteen",
        "Who is there when every paid role has ended.",
        legend_of_later,
        later,
    ),
    Lens(
        "gaps",
        "Empty chairs",
        "Who is missing, and whom to ask.",
        legend_of_gaps,
        chairs,
        asks=True,
    ),
    Lens(
        "knowing",
        "How sure we are",
        "What is certain, likely, disputed or not known.",
        legend_of_knowing,
        knowing,
        frozenset({RECORD}),
    ),
    Lens(
        "safety",
        "Safety",
        "Where safety has been asked about, and with what answer.",
        legend_of_safety,
        safety,
        frozenset({RECORD, PROTECTED}),
    ),
)


def lenses_for(network: Network) -> tuple[Lens, ...]:
    """The lenses there are for the viewer of a network, circles first; only circles where it is read on no day."""
    if network.on is None:
        return LENSES[:1]
    return tuple(lens for lens in LENSES if lens.reads <= network.shown)


def lens_named(network: Network, name: str) -> Lens:
    """A lens by its name; circles where there is none of that name for this viewer."""
    return next((lens for lens in lenses_for(network) if lens.name == name), LENSES[0])


def layers(scene: Scene) -> Mapping[str, Layer]:
    """Every layer there is for the viewer of a scene, by the name of its lens."""
    found = {lens.name: lens.layer for lens in lenses_for(scene.network) if lens.layer}
    now = Moment(scene.network) if found else None
    return {name: make(scene, now) for name, make in found.items() if now}


def layers_as_json(scene: Scene) -> dict[str, Any]:
    """The same as plain values, with the name of everyone whom they speak of."""
    network = scene.network
    return {
        "names": {person: shown(network.known_as(person)) for person in network.in_order},
        "layers": {name: layer.as_json() for name, layer in layers(scene).items()},
    }


def through(picture: Picture, scene: Scene, lens: Lens) -> Picture:
    """A picture of a scene as one lens shows it."""
    return under(picture, lens.layer(scene, Moment(scene.network))) if lens.layer else picture


__all__ = [
    "CIRCLES",
    "LENSES",
    "Layer",
    "Lens",
    "layers",
    "layers_as_json",
    "lens_named",
    "lenses_for",
    "through",
    "under",
]
