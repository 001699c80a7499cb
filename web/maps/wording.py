"""What a map calls its rings and its sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.network import Network
from queries.sides import BROTHERS_AND_SISTERS, CARERS, FRIENDS, OTHERS, OWN, UNKNOWN_PARENT, Side
from web.maps.labels import Wording
from web.words import _
from web.words.directions import isolated

_RINGS: Mapping[str, str] = {
    "heart": "in the heart",
    "close": "close",
    "in_touch": "in touch",
    "out_there": "out there",
    "to_be_found": "to be found",
}
_SIDES: Mapping[str, str] = {
    UNKNOWN_PARENT: "the other side of the family",
    BROTHERS_AND_SISTERS: "brothers and sisters",
    OWN: "%(child)s’s own family",
    FRIENDS: "friends and community",
    OTHERS: "more of %(child)s’s people",
}
_INVITATIONS: Mapping[str, str] = {
    "parent": "Who else is there?",
    UNKNOWN_PARENT: "Who could tell us more?",
    FRIENDS: "Who likes being with %(child)s?",
}
_TWO = 2


def wording(network: Network, sides: Iterable[Side]) -> Wording:
    """The words on rings and sides."""
    return Wording(
        rings={circle: ring_name(circle) for circle in _RINGS},
        sides={side.key: side_label(network, side) for side in sides},
    )


def ring_name(circle: str) -> str:
    """The word on one ring."""
    return _(_RINGS[circle])


def side_label(network: Network, side: Side) -> str:
    """What a side is called, after the child's own words for the people it belongs to."""
    child = network.known_as(network.child_id)
    names = [network.known_as(person) for person in side.about]
    if side.kind == "parent":
        return _("%(name)s’s family") % isolated({"name": names[0]})
    if side.kind != CARERS:
        return _(_SIDES[side.kind]) % isolated({"child": child})
    if len(names) == 1:
        return _("%(name)s’s home") % isolated({"name": names[0]})
    if len(names) == _TWO:
        return _("%(one)s and %(other)s’s home") % isolated({"one": names[0], "other": names[1]})
    return _("homes %(child)s has known") % isolated({"child": child})


def invitation(network: Network, side: Side) -> str:
    """A kind question for a side that nobody is on, or only the parent it is named after."""
    if set(side.people) - set(side.about):
        return ""
    return _(_INVITATIONS.get(side.kind, "")) % isolated(
        {"child": network.known_as(network.child_id)}
    )
