"""What is asked for: which sheet, for whom, on which day; and the one road from there to a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from graph.access import classes_for
from graph.errors import NotAllowedError, UnknownError
from graph.network import Network
from graph.sensitivity import CHILD_PRIVATE, RECORD
from graph.stores.protocol import Store
from graph.viewers import Viewer
from queries.kinship import kinship
from queries.meeting import NOTHING_NEW, Since, since
from web.maps.keeping import kept_layout
from web.maps.lenses import CIRCLES, lens_named
from web.maps.sizes import WIDE
from web.meetings import Book, as_in_the_room, book_of, meetings_of
from web.pictures import pictures_of
from web.prints.made_for import AUDIENCES, Audience, printing_viewer
from web.prints.sheets import SHEETS, Print, Sheet, made
from web.prints.told import Leaves, Told
from web.reading import map_on, network_for, note_shown
from web.words import _

PRINTED, LOOKED_AT = "printed", "saw_print"
# The audiences whose sheets a meeting gives out; the child’s own sheet has everybody who is theirs.
GIVEN_OUT = frozenset({"family", "meeting"})

OwnViewer = Callable[[str], Viewer | None]


@dataclass(frozen=True, slots=True)
class Choice:
    """One sheet for one audience, with the map looked at through a lens."""

    sheet: Sheet
    audience: Audience
    lens: str = CIRCLES

    @property
    def name(self) -> str:
        """Its word in a form: “wall-family”."""
        return f"{self.sheet.name}-{self.audience.name}"

    @property
    def full_name(self) -> str:
        """The same with the lens where it is another than circles: “wall-family-love”."""
        return self.name if self.lens == CIRCLES else f"{self.name}-{self.lens}"


def choices(own: Viewer) -> Iterator[Choice]:
    """Everything that somebody may print: never for an audience that may see more than they do."""
    for sheet in SHEETS.values():
        for name in sheet.audiences:
            if printing_viewer(own, AUDIENCES[name]) is not None:
                yield Choice(sheet, AUDIENCES[name])


def file_name(choice: Choice, on: date, kind: str) -> str:
    """What the file is called: never after a person."""
    return f"kith-{choice.full_name}-{on.isoformat()}.{kind}"


@dataclass(frozen=True, slots=True)
class Asked:
    """One print that was asked for, with its map fetched and filtered. Nothing is shown before it is noted."""

    store: Store
    viewer: Viewer
    choice: Choice
    told: Told

    @property
    def without(self) -> frozenset[str]:
        """Whom it leaves out because the child left them out of the room, by the ids of the store."""
        return self.viewer.but

    def as_file(self, kind: str) -> bytes:
        """The print as one kind of file, journalled."""
        if kind not in self.choice.sheet.kinds:
            raise UnknownError(_("There is no such kind of file for this sheet."))
        found = made(self.choice.sheet, self.told, kind)
        self._note(PRINTED, found, kind)
        return found.content

    def to_look_at(self) -> Leaves:
        """The print as it will be, journalled."""
        found = self.choice.sheet.leaves(self.told)
        self._note(LOOKED_AT, found, "")
        return found

    def _note(self, action: str, found: Print | Leaves, kind: str) -> None:
        reason = " ".join(part for part in (self.choice.full_name, kind) if part)
        maps = {self.told.network.child_id: found.people, **found.elsewhere}
        for network in (self.told.network, *self.told.others):
            if people := maps.get(network.child_id):
                note_shown(self.store, network, self.viewer, action, people, reason)


def asked(
    store: Store, child_id: str, own_viewer: OwnViewer, choice: Choice, on: date, today: date
) -> Asked:
    """The print that somebody asks for; NotAllowedError where its audience may see more than they do."""
    own = own_viewer(child_id)
    viewer = printing_viewer(own, choice.audience) if own else None
    if viewer is None:
        raise NotAllowedError(_("You may not make a print for that audience."))
    if own and _is_given_out(choice, own):
        viewer = as_in_the_room(store, child_id, viewer, today)
    network = map_on(store, child_id, viewer, on, today)
    meeting = _last_meeting(store, network) if choice.sheet.reads_meeting else None
    others = tuple(_others(store, network, own_viewer, choice, today))
    told = Told(
        network=network,
        audience=choice.audience,
        on=on,
        places=kept_layout(store, network, viewer, WIDE),
        lens=lens_named(network, choice.lens),
        others=others,
        meeting=meeting,
        since=_since(store, network, viewer, meeting, today),
        pictures={one.child_id: pictures_of(store, one) for one in (network, *others)},
    )
    return Asked(store, viewer, choice, told)


def _is_given_out(choice: Choice, own: Viewer) -> bool:
    """Whether a sheet is one that the family is given out of its meetings, so that the child’s wish holds for it.

    Whoever of the family prints what they see themselves gets what they see: a sheet that shows less would tell them
    whom the child left out of the room.
    """
    hands_it_out = bool(classes_for(own) & {RECORD, CHILD_PRIVATE})
    return choice.sheet.is_of_meeting or (
        hands_it_out and choice.audience.name in GIVEN_OUT and not choice.sheet.is_of_several
    )


def _last_meeting(store: Store, network: Network) -> Book | None:
    """The last meeting that has begun."""
    held = (one for one in meetings_of(store, network) if one.began_at is not None)
    last = next(held, None)
    return book_of(store, network, last.id) if last else None


def _since(store: Store, network: Network, viewer: Viewer, book: Book | None, today: date) -> Since:
    """What has come onto the map since a meeting began."""
    if book is None or book.meeting.began_at is None or network.on is None:
        return NOTHING_NEW
    child_id = network.own_id(network.child_id)
    before = network_for(store, child_id, viewer, today, known_on=book.meeting.began_at)
    return since(before.at(network.on), network)


def _others(
    store: Store, network: Network, own_viewer: OwnViewer, choice: Choice, today: date
) -> Iterator[Network]:
    """The maps of brothers and sisters who have one, where whoever prints may see it; of the rest there is nothing."""
    if not choice.sheet.is_of_several:
        return
    children = {line.child_id for line in store.children()}
    for person, kin in kinship(network).items():
        own_id = network.own_id(person)
        if not kin.is_sibling or own_id not in children:
            continue
        own = own_viewer(own_id)
        viewer = printing_viewer(own, choice.audience) if own else None
        if viewer is not None:
            yield map_on(store, own_id, viewer, network.on or today, today)
