"""Answers that are the record’s: neither a family nor a child is shown them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph.errors import NotAllowedError, RefusedError
from graph.network import Network
from graph.sensitivity import RECORD
from graph.viewers import Viewer
from web.commands.desk import Desk
from web.commands.shapes import Shape
from web.words import _


def record_view(
    here: Desk, child: str, audience: str | None, on: date | None
) -> tuple[Network, Viewer]:
    """A child’s map for somebody who may see the record; a refusal is journalled."""
    network, viewer = here.view(child, audience, on)
    if not network.shows(RECORD):
        here.note_refusal((network.own_id(network.child_id),))
        raise NotAllowedError(
            _("This answer is part of the record, and not for a family or a child to be shown.")
        )
    return network, viewer


def person_asked(network: Network, text: str) -> str:
    """Somebody on the map other than the child."""
    found = network.find(text)
    if found == network.child_id:
        raise RefusedError(_("Name somebody else on this map: it is the child’s own."))
    return found


def people_shape(network: Network, people: Iterable[str]) -> list[Shape]:
    """Some people by their id and what the child calls them."""
    return [{"person": network.ref(one), "known_as": network.known_as(one)} for one in people]
