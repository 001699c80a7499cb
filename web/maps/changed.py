"""What changed, in words: one sentence for each thing that was added, ended or moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.network import Network
from graph.vocabulary import RELATIONSHIP_KINDS
from queries.changes import ADDED, ENDED, MOVED, Change
from web.maps.wording import ring_name
from web.words import _
from web.words.directions import isolated
from web.words.sayings import label

_SAID = "said"
_GROUPS: Mapping[str, str] = {
    ADDED: "Added",
    _SAID: "Said since then",
    ENDED: "Ended",
    MOVED: "Moved",
}


def told(change: Change, network: Network) -> str:
    """One change as a sentence, after the names of the map that it was found on."""
    kind = RELATIONSHIP_KINDS.get(change.row_kind)
    names = (network.known_as(change.person_id), network.known_as(change.other_id))
    one, other = reversed(names) if change.is_backwards else names
    said = _(change.message).format_map(
        isolated(
            {
                "name": names[0],
                "child": network.known_as(network.child_id),
                "one": one,
                "other": other,
                "tie": _(kind.label) if kind else "",
                "before": _code(change.about, change.before),
                "after": _code(change.about, change.after),
            }
        )
    )
    return f"{said}."


def in_groups(changes: Sequence[Change], network: Network) -> list[tuple[str, list[str]]]:
    """The sentences under *added*, *said*, *ended* and *moved*; a group of which there is nothing is not there."""
    found = []
    for group, words in _GROUPS.items():
        lines = list(dict.fromkeys(told(one, network) for one in changes if _group(one) == group))
        if lines:
            found.append((_(words), lines))
    return found


def _group(change: Change) -> str:
    """Words of love are said on a day: they are not added to a life as a home or a carer is."""
    return _SAID if (change.kind, change.about) == (ADDED, "words") else change.kind


def _code(about: str, code: str) -> str:
    """The words for a circle or a rung of the ladder."""
    if not code:
        return ""
    return ring_name(code) if about == "circle" else label(code, "finding_status")
