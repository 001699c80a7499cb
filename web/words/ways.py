"""Ways in words: by how many ways somebody is joined to the child today that do not depend on one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.network import Network
from web.words import _
from web.words.directions import isolated
from web.words.sayings import listed

_SEVERAL: Mapping[int, str] = {
    2: "Two ways that do not depend on the same person: %(ways)s.",
    3: "Three ways that do not depend on the same person: %(ways)s.",
    4: "Four ways that do not depend on the same person: %(ways)s.",
}
_MANY = "%(n)s ways that do not depend on the same person: %(ways)s."


def ways_apart(routes: Sequence[Sequence[str]], network: Network) -> str:
    """One sentence for all routes from the child to somebody that share nobody in between."""
    if not routes:
        return _("Nobody who is in touch joins them today.")
    ways = [_way(route, network) for route in routes]
    if len(ways) == 1:
        return _("One way, and no other holds if it falls away: %(way)s.") % {"way": ways[0]}
    told = _("%(ways)s, and %(last)s") % {"ways": ", ".join(ways[:-1]), "last": ways[-1]}
    return _(_SEVERAL.get(len(ways), _MANY)) % isolated({"n": len(ways), "ways": told})


def _way(route: Sequence[str], network: Network) -> str:
    names = [network.known_as(person) for person in route[1:-1]]
    if not names:
        return _("directly, for they are in touch or share a home")
    return _("through %(names)s") % isolated({"names": listed(names)})
