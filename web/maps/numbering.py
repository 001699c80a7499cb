"""Numbering: ids and home codes that mean nothing outside one file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def numbered(contents: Mapping[str, Any]) -> dict[str, Any]:
    """The same contents with people as p1, p2, … and homes as h1, h2, …, in the order in which they are drawn."""
    picture, lenses = contents["picture"], contents["lenses"]
    ids = {figure["id"]: f"p{nth}" for nth, figure in enumerate(picture["figures"], start=1)}
    codes = dict.fromkeys(figure["home"] for figure in picture["figures"] if figure["home"])
    homes = {"": ""} | {code: f"h{nth}" for nth, code in enumerate(codes, start=1)}
    return {
        **contents,
        "child": ids[contents["child"]],
        "people": {ids[person]: said for person, said in contents["people"].items()},
        "picture": _picture(picture, ids, homes),
        "lenses": {
            "names": {ids[person]: name for person, name in lenses["names"].items()},
            "layers": {name: _layer(layer, ids, homes) for name, layer in lenses["layers"].items()},
        },
        "vis": {
            **contents["vis"],
            "nodes": [{**node, "id": ids[node["id"]]} for node in contents["vis"]["nodes"]],
        },
    }


def _picture(
    picture: Mapping[str, Any], ids: Mapping[str, str], homes: Mapping[str, str]
) -> dict[str, Any]:
    return {
        **picture,
        "figures": [
            {**figure, "id": ids[figure["id"]], "home": homes[figure["home"]]}
            for figure in picture["figures"]
        ],
        "ties": [_tie(tie, ids) for tie in picture["ties"]],
    }


def _layer(
    layer: Mapping[str, Any], ids: Mapping[str, str], homes: Mapping[str, str]
) -> dict[str, Any]:
    own = {"picture": _picture(layer["picture"], ids, homes)} if "picture" in layer else {}
    return {
        **layer,
        **own,
        "ties": [_tie(tie, ids) for tie in layer["ties"]],
        "marks": {ids[person]: things for person, things in layer["marks"].items()},
        "quiet": [ids[person] for person in layer["quiet"]],
        "says": {ids[person]: words for person, words in layer["says"].items()},
    }


def _tie(tie: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    return {
        **tie,
        "ends": [ids[end] for end in tie["ends"]],
        "says": {ids[person]: words for person, words in tie["says"].items()},
    }
