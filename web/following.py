"""Following: what the first screen of a room is at, and the version of what its audience sees.

Neither is a record, and neither is journalled: what the first screen is at lies beside its session and goes with it;
the version is a keyed digest of what the audience sees today, and of nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from itertools import chain
from typing import Any

from graph.accounts import Session
from graph.network import Network
from graph.record import MapRecord
from graph.stores.protocol import Store
from graph.viewers import Viewer
from queries.kinship import kinship
from web.asking import House
from web.making.voices import heard_in, placings
from web.maps.keeping import kept_layout
from web.maps.sizes import SHAPES
from web.meetings import Book
from web.own_words import OwnLayer, whole_layer
from web.pictures import pictures_of
from web.tickets import as_data

_MOST_IN_FOCUS = 60
_LONGEST = 300
# How often something was saved is seen by nobody.
_UNSEEN = {"version"}


@dataclass(frozen=True, slots=True)
class Shown:
    """Where the first screen is: its page, its way of looking, who is lit or read about, and whether it is blank.

    `day` is where the slider of its years stands, empty where there is none.
    `of` is the version of the view under whose ids it names people.
    """

    path: str = ""
    lens: str = ""
    focus: tuple[str, ...] = ()
    chosen: str = ""
    day: str = ""
    is_blank: bool = False
    of: str = ""

    def under(self, seen: str) -> Shown:
        """The same, with the version of the view under whose ids people are named."""
        return replace(self, of=seen)

    def at(self, path: str) -> Shown:
        """The same, at another page."""
        return replace(self, path=path)


def read_shown(said: Any) -> Shown:
    """What a first screen says of itself; whatever is not as it should be is left out."""
    told: Mapping[str, Any] = said if isinstance(said, dict) else {}
    focus = told.get("focus")
    named = [str(one)[:64] for one in focus] if isinstance(focus, list) else []
    path = str(told.get("path", ""))[:_LONGEST]
    return Shown(
        path=path if path.isascii() and path.isprintable() else "",
        lens=str(told.get("lens", ""))[:40],
        focus=tuple(named[:_MOST_IN_FOCUS]),
        chosen=str(told.get("chosen", ""))[:64],
        day=str(told.get("day", ""))[:12],
        is_blank=told.get("blank") is True,
    )


def keep_shown(house: House, first: Session, child_id: str, shown: Shown) -> None:
    """Keep what the first screen is at, beside its session: another request of that session may end at any time."""
    data = as_data(child_id, "shown", "", shows=asdict(shown))
    row = first.model_copy(
        update={"token_hash": _beside(house, first), "data": data, "seen_at": house.clock()}
    )
    house.store.save_session(row)


def shown_by_first(house: House, first: Session | None) -> Shown:
    """What the first screen was last at; a bare map before it has said."""
    row = house.store.session(_beside(house, first)) if first else None
    kept = json.loads(row.data)["shows"] if row else {}
    return replace(Shown(), **kept | {"focus": tuple(kept["focus"])}) if kept else Shown()


def version(
    house: House,
    network: Network,
    viewer: Viewer,
    book: Book | None,
    chosen: Container[str] | None = None,
) -> str:
    """A keyed digest of what an audience sees of a map and reads in its room; equal as long as that is the same.

    `chosen` are the ids of what the child chose for the room: of the rest of their own layer the version says nothing.
    """
    places = [repr(kept_layout(house.store, network, viewer, shape)) for shape in SHAPES.values()]
    drawn = [_map_as_seen(network), *places, *_put_on_it(house.store, network, chosen)]
    read = _read_in_the_room(whole_layer(house.store, network, chosen), book)
    return house.sessions.keyed("version of a view", "\n".join([*drawn, *read]))


def _map_as_seen(network: Network) -> str:
    """Everything on a map but earlier homes: of whoever is confidential the family is told of no move, nor by this.

    Of when somebody was born and died no more than the kin word says that rests on it.
    """
    homes = sorted((person, stay.home_code) for person, stay in network.homes.items())
    seen = network.changed(own_ids={}, no_prompt={}, lifetimes={}, stays=())
    kin = [one.model_dump_json() for one in kinship(network).values()]
    return f"{seen.model_dump_json(exclude={'shown'})} {homes} {kin}"


def _put_on_it(store: Store, network: Network, chosen: Container[str] | None) -> list[str]:
    """The faces, and where voices put people, as far as this audience sees them."""
    faces = [
        f"{person} {picture.kind} {sha256(picture.content.encode()).hexdigest()}"
        for person, picture in sorted(pictures_of(store, network).items())
    ]
    placed = [
        f"{voice.voice_id} {person} {one.circle} {one.words}"
        for voice in heard_in(placings(store, network, chosen), network)
        for person, one in voice.placed.items()
    ]
    return [*faces, *placed]


def _read_in_the_room(own: OwnLayer, book: Book | None) -> list[str]:
    """The child’s own words and the book of the meeting, as far as this audience reads them."""
    words: list[MapRecord] = [*own.views.values(), *chain(*own.houses.values())]
    words += own.pictures.values()
    if book is not None:
        words += [book.meeting, *book.gaps, *book.present, *book.notes]
        words += [*book.scales, *book.marks, *book.actions]
    return [one.record_kind + one.model_dump_json(exclude=_UNSEEN) for one in words]


def _beside(house: House, first: Session) -> str:
    return house.sessions.keyed("what the first screen is at", first.token_hash)
