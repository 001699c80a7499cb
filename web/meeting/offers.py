"""Offers: a name or a promise from somebody’s own telephone, which is nowhere before the facilitator takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from graph.access import visible_records
from graph.dates import as_partial
from graph.errors import BadValueError, UnknownError
from graph.journal import Event
from graph.meeting_words import Offer
from graph.network import Network
from graph.stores.protocol import Store
from web.asking import NOT_HERE, House
from web.joining import SOMEBODY, is_family_time, plain
from web.tickets import Ticket
from web.words import _

NAME, PROMISE = "name", "promise"
FORM_FOR: Mapping[str, str] = {NAME: "person", PROMISE: "promise"}
MOST_WAITING = 40
_LONGEST = {"name": 100, "tie": 300, "words": 1000}


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed on a telephone."""

    kind: str
    name: str = ""
    tie: str = ""
    words: str = ""

    @property
    def is_enough(self) -> bool:
        """Whether there is somebody, or something, in it at all."""
        return bool(self.words if self.kind == PROMISE else self.name)


def typed_on_phone(form: Mapping[str, str]) -> Typed:
    """What a telephone sent, in plain signs and no longer than it may be.

    BadValueError where it is neither a name nor a promise.
    """
    kind = form.get("kind", "")
    if kind not in FORM_FOR:
        raise BadValueError(_("Offer a name or a promise."))
    sent = {name: plain(form.get(name, ""), most) for name, most in _LONGEST.items()}
    return Typed(kind, **sent)


def hand_over(house: House, ticket: Ticket, typed: Typed) -> None:
    """Keep an offer for the facilitator to look at. BadValueError where none can be taken just now."""
    if is_family_time(house, ticket.child_id):
        raise BadValueError(_("Nothing can be handed over just now."))
    waiting = [o for o in house.store.kept(Offer, ticket.child_id) if o.state == "waiting"]
    if len(waiting) >= MOST_WAITING:
        raise BadValueError(_("A lot has been handed over. Wait until it has been looked at."))
    offer = Offer(
        id=uuid4().hex,
        child_id=ticket.child_id,
        meeting_id=ticket.of,
        kind=typed.kind,
        by_name=ticket.called,
        name=typed.name if typed.kind == NAME else "",
        tie=typed.tie if typed.kind == NAME else "",
        words=typed.words if typed.kind == PROMISE else "",
        at=house.clock(),
    )
    with house.store.writer(_event(SOMEBODY, "offered", ticket.child_id)) as writer:
        writer.put(offer)


def waiting_offers(store: Store, network: Network) -> tuple[Offer, ...]:
    """What waits to be looked at, the oldest first; for somebody who may read the record."""
    child = network.own_id(network.child_id)
    seen = visible_records(store.kept(Offer, child), network)
    return tuple(sorted((o for o in seen if o.state == "waiting"), key=lambda o: (o.at, o.id)))


def count_waiting(house: House, child_id: str) -> int:
    """How many offers wait; what they say is not looked at."""
    return sum(offer.state == "waiting" for offer in house.store.kept(Offer, child_id))


def offer_on(store: Store, network: Network, offer_id: str) -> Offer | None:
    """One offer on a map that its viewer may read; None for one that was left, or is not there."""
    child = network.own_id(network.child_id)
    seen = visible_records(store.kept(Offer, child), network)
    return next((o for o in seen if o.id == offer_id and o.state != "left"), None)


def put_aside(house: House, network: Network, offer_id: str, by: str) -> None:
    """Leave an offer where it is: it is on no map, and waits no more."""
    offer = next((o for o in waiting_offers(house.store, network) if o.id == offer_id), None)
    if offer is None:
        raise UnknownError(NOT_HERE)
    _settle(house, network, offer, by, {"state": "left"}, "put_offer_aside")


def note_taken(house: House, network: Network, offer_id: str, made_id: str, by: str) -> None:
    """What an offer became, once the ordinary form was saved; an offer that was taken before stays as it is."""
    offer = offer_on(house.store, network, offer_id)
    if offer is not None and offer.state == "waiting":
        _settle(house, network, offer, by, {"state": "taken", "made_id": made_id}, "took_offer")


def boxes_for(offer: Offer, form: str, house: House) -> Mapping[str, str]:
    """What an offer puts into the boxes of a form: whom or what, who said it, and when."""
    who = offer.by_name or _("somebody in the room")
    on = as_partial(offer.at.astimezone(house.config.zone).date()).text
    said = _("From a phone in the room, by %(name)s") % {"name": who}
    if form == "person":
        return {"known_as": offer.name, "notes": f"{said}: {offer.tie}" if offer.tie else said}
    words = offer.words if offer.kind == PROMISE else f"{offer.tie} ({said})".strip()
    return {"words": words, "source_date": on, "source_type": "person_words"}


def _settle(
    house: House, network: Network, offer: Offer, by: str, what: Mapping[str, str], action: str
) -> None:
    child = network.own_id(network.child_id)
    with house.store.writer(_event(by, action, child)) as writer:
        writer.put(offer.model_copy(update={**what, "child_id": child}))


def _event(actor: str, action: str, child_id: str) -> Event:
    """The journal’s line; the words of an offer are in no reason."""
    return Event(actor=actor, action=action, chain=child_id)
