"""Numbering: ids and home codes that mean nothing outside one file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Numbers:
    """People as p1, p2, … and homes as h1, h2, …, in the order in which a map first draws them."""

    def __init__(self, contents: Mapping[str, Any]) -> None:
        """Begin with everyone on the map of today."""
        figures = contents["picture"]["figures"]
        self._ids = {figure["id"]: f"p{nth}" for nth, figure in enumerate(figures, start=1)}
        self._homes = {"": ""}

    def contents(self, contents: Mapping[str, Any]) -> dict[str, Any]:
        """All that a page is given, with every lens."""
        lenses, vis = contents["lenses"], contents["vis"]
        return {
            **contents,
            "child": self._ids[contents["child"]],
            "people": self.keyed(contents["people"]),
            "picture": self.picture(contents["picture"]),
            "lenses": {
                "names": self.keyed(lenses["names"]),
                "layers": {name: self._layer(layer) for name, layer in lenses["layers"].items()},
            },
            "vis": {
                **vis,
                "nodes": [{**node, "id": self._ids[node["id"]]} for node in vis["nodes"]],
            },
        }

    def views(self, views: Mapping[str, Any]) -> dict[str, Any]:
        """What each voice sees on the same map."""
        return {
            **views,
            "names": self.keyed(views["names"]),
            "voices": [
                {
                    **one,
                    "id": self._ids[one["id"]],
                    "versions": self.keyed(one["versions"]),
                    "placed": self.keyed(one["placed"]),
                    "layer": self._layer(one["layer"]),
                }
                for one in views["voices"]
            ],
        }

    def keyed(self, found: Mapping[str, Any]) -> dict[str, Any]:
        """What is told of each person, under their numbers."""
        return {self._ids[person]: thing for person, thing in found.items()}

    def picture(self, picture: Mapping[str, Any]) -> dict[str, Any]:
        """A picture whose people and homes are numbered."""
        return {
            **picture,
            "figures": [
                {**one, "id": self._ids[one["id"]], "home": self._home(one["home"])}
                for one in picture["figures"]
            ],
            "ties": [self._tie(tie) for tie in picture["ties"]],
        }

    def _home(self, code: str) -> str:
        return self._homes.setdefault(code, f"h{len(self._homes)}")

    def _layer(self, layer: Mapping[str, Any]) -> dict[str, Any]:
        own = {"picture": self.picture(layer["picture"])} if "picture" in layer else {}
        return {
            **layer,
            **own,
            "ties": [self._tie(tie) for tie in layer["ties"]],
            "marks": self.keyed(layer["marks"]),
            "quiet": [self._ids[person] for person in layer["quiet"]],
            "says": self.keyed(layer["says"]),
        }

    def _tie(self, tie: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **tie,
            "ends": [self._ids[end] for end in tie["ends"]],
            "says": self.keyed(tie["says"]),
        }
