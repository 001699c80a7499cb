"""The genogram as a lens: the one that has places of its own, to which people glide from the circles."""

from __future__ import annotations

from dataclasses import replace

from queries.moment import Moment
from web.maps.genogram.display import genogram
from web.maps.genogram.symbols import home_mark
from web.maps.genogram.words import in_words
from web.maps.lenses.layer import Layer
from web.maps.scene import Scene


def lineage(scene: Scene, _now: Moment) -> Layer:
    """The family by generations; lines of birth, care and couples instead of those to the child."""
    picture = genogram(scene)
    at_home = {f.person_id: f.radius for f in picture.figures if scene.shares_home(f.person_id)}
    return Layer(
        ties=picture.ties,
        marks={
            person: (home_mark(radius),)
            for person, radius in at_home.items()
            if person != scene.network.child_id
        },
        says=in_words(scene),
        picture=replace(picture, ties=()),
    )
