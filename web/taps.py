"""Taps: how the forms of a room call people.

The ids of a view are numbered anew when somebody is added; a form that was open meanwhile must still mean whom it
showed.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.network import Network
from web.asking import browser, house

_LENGTH = 16


def tap(person_id: str, network: Network) -> str:
    """What a form of this session calls somebody: the same as long as the session lasts, and nothing anywhere else."""
    use = f"tap {browser().token}"
    return house().sessions.keyed(use, network.own_id(person_id))[:_LENGTH]


def tapped(network: Network) -> Mapping[str, str]:
    """Everybody who could be tapped, by what the forms call them; under the ids of the store."""
    return {tap(person, network): network.own_id(person) for person in network.people}
