"""Taps: how forms call people, things and steps.

The ids of a view are numbered anew when somebody is added; a form that was open meanwhile must still mean whom it
showed. The journal's numbers count what is written of the hidden; so no form calls a step by its number.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.journal import Entry
from graph.network import Network
from web.asking import browser, house

_LENGTH = 16


def called_here(what: str, text: str) -> str:
    """What the forms of this session call something: the same as long as it lasts, and nothing anywhere else."""
    return house().sessions.keyed(f"{what} {browser().token}", text)[:_LENGTH]


def step_called(entry: Entry) -> str:
    """What they call a step that can be taken back."""
    return called_here("step", f"{entry.chain} {entry.sequence}")


def change_called(entry: Entry, account_id: str) -> str:
    """What the pages of one account call a change to a map: the same in every browser of theirs, and nobody else’s."""
    text = f"{account_id} {entry.chain} {entry.sequence}"
    return house().sessions.keyed("change", text)[:_LENGTH]


def tap(person_id: str, network: Network) -> str:
    """What they call somebody."""
    return called_here("tap", network.own_id(person_id))


def tapped(network: Network) -> Mapping[str, str]:
    """Everybody who could be tapped, by what the forms call them; under the ids of the store."""
    return {tap(person, network): network.own_id(person) for person in network.people}
