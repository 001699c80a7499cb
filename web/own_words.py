"""A child’s own layer as one viewer may see it: faces, the three houses, and what was answered."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from graph.access import visible_records
from graph.errors import HeldBackError
from graph.network import Network
from graph.own_pictures import OwnPicture
from graph.own_words import HouseItem, OwnView, OwnWords, Reply
from graph.sensitivity import CHILD_PRIVATE, RECORD
from graph.stores.protocol import Store
from graph.vocabulary import TABLES
from web.own_pictures import own_pictures_of
from web.reading import HELD_BACK, undecided_in

W = TypeVar("W", bound=OwnWords)


@dataclass(frozen=True, slots=True)
class OwnLayer:
    """What a child said that this viewer may see; `held_back` are the ids of words that nobody has decided about."""

    views: Mapping[str, OwnView]
    houses: Mapping[str, tuple[HouseItem, ...]]
    pictures: Mapping[str, OwnPicture]
    replies: Mapping[str, tuple[Reply, ...]]
    held_back: frozenset[str]

    @property
    def said(self) -> tuple[OwnWords, ...]:
        """Everything in it that the child said in words."""
        return (*self.views.values(), *(item for house in self.houses.values() for item in house))

    @property
    def people(self) -> frozenset[str]:
        """Everybody of whom it speaks in words."""
        items = (item for house in self.houses.values() for item in house)
        return frozenset(self.views).union(*(item.people_ids for item in items))

    def item(self, item_id: str) -> OwnWords | None:
        """One thing in it."""
        every = (*self.said, *self.pictures.values())
        return next((one for one in every if one.id == item_id), None)


def own_layer(store: Store, network: Network, chosen: Container[str] | None = None) -> OwnLayer:
    """The layer as far as the viewer of a network may see it, in the order in which it was said.

    `chosen`, in the room of a meeting, are the ids of what the child chose for it: there the rest stays away.
    HeldBackError for the family while a protected fact can be read in any of it and nobody has decided that it may: a
    layer with some words missing would say which of several guesses was right.
    """
    layer = whole_layer(store, network, chosen)
    is_family = not network.shows(RECORD) and not network.shows(CHILD_PRIVATE)
    if is_family and layer.held_back:
        raise HeldBackError(HELD_BACK)
    return layer


def whole_layer(store: Store, network: Network, chosen: Container[str] | None = None) -> OwnLayer:
    """The same, whatever can be read in it: to be asked what it holds, and whether it is what somebody looked at."""
    child_id = network.own_id(network.child_id)
    views = visible_records(store.kept(OwnView, child_id), network)
    items = visible_records(store.kept(HouseItem, child_id), network)
    if chosen is not None:
        views, items = _of(views, chosen), _of(items, chosen)
    found = undecided_in(store, child_id, (*views, *items))
    said = sorted(items, key=lambda item: (item.number, item.id))
    return OwnLayer(
        views={view.person_id: view for view in views},
        houses={
            house: tuple(item for item in said if item.house == house)
            for house in TABLES["own_house"]
        },
        pictures=own_pictures_of(store, network, chosen),
        replies=_by_item(visible_records(store.kept(Reply, child_id), network)),
        held_back=frozenset(leak.record_id for leak in found),
    )


def _of(words: Iterable[W], chosen: Container[str]) -> tuple[W, ...]:
    return tuple(one for one in words if one.id in chosen)


def _by_item(replies: Iterable[Reply]) -> Mapping[str, tuple[Reply, ...]]:
    found: dict[str, tuple[Reply, ...]] = {}
    for reply in sorted(replies, key=lambda reply: (reply.number, reply.id)):
        found[reply.item_id] = (*found.get(reply.item_id, ()), reply)
    return found
