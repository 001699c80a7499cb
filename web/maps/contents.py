"""Contents: all that a map page is given, as plain values: picture, people, words, and the same for vis-network."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from web.maps.details import details, words_of_the_page
from web.maps.display import display
from web.maps.scene import Scene
from web.maps.vis import vis_data


def contents(scene: Scene, page_of: Callable[[str], str] | None = None) -> dict[str, Any]:
    """One map, for one viewer, in one shape."""
    picture = display(scene)
    return {
        "child": scene.network.child_id,
        "picture": picture.as_json(),
        "people": details(scene, page_of),
        "words": dict(words_of_the_page(scene.child_name)),
        "vis": vis_data(picture),
    }
