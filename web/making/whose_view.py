"""Whose view: every voice’s view of the same map, each by itself, with the rings that belong to it, as plain values."""

from __future__ import annotations

from typing import Any

from graph.network import Network
from graph.sensitivity import CHILD_PRIVATE, RECORD
from web.making.voices import Voice
from web.maps.names import shown
from web.maps.scene import Scene
from web.maps.voices import voice_layer
from web.words import _
from web.words.directions import isolated


def views_of(found: Scene, heard: tuple[Voice, ...]) -> dict[str, Any]:
    """All that is chosen from on a map; nobody but the child is named where no voice is heard."""
    network = found.network
    return {
        "child": shown(network.known_as(network.child_id)),
        "rings": _rings(found),
        "voices": [_view(voice, found) for voice in heard],
        "names": {person: shown(network.known_as(person)) for person in named_in(network, heard)},
    }


def named_in(network: Network, heard: tuple[Voice, ...]) -> frozenset[str]:
    """Whom the views name: everybody, also those whom a voice says nothing of."""
    return frozenset(network.people) if heard else frozenset({network.child_id})


def _view(voice: Voice, found: Scene) -> dict[str, Any]:
    network = found.network
    placed = {person: one.circle for person, one in voice.placed.items()}
    layer, again = voice_layer(found, placed, voice.says(network))
    name = shown(network.known_as(voice.voice_id))
    return {
        "id": voice.voice_id,
        "name": name,
        "told": _("Where %(name)s puts people. Whoever is drawn quietly, %(name)s has not placed.")
        % isolated({"name": name}),
        "versions": _versions(voice, network),
        "placed": placed,
        "rings": _rings(again),
        "layer": layer.as_json(),
    }


def _versions(voice: Voice, network: Network) -> dict[str, int]:
    """What a change is made from. To whoever changes nothing it would tell how often something was said or hidden."""
    if not network.shows(RECORD) and not (voice.is_child and network.shows(CHILD_PRIVATE)):
        return {}
    return {person: one.version for person, one in voice.placed.items()}


def _rings(found: Scene) -> list[dict[str, object]]:
    return [
        {"circle": ring.circle, "across": ring.across, "upwards": ring.upwards}
        for ring in found.layout.rings
    ]
