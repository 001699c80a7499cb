"""The desk a command works at: the open store, who is asking, and as whom they may look."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from getpass import getuser
from unicodedata import normalize

import click

from graph.access import classes_for
from graph.accounts import Account
from graph.errors import KithError, NotAllowedError, RefusedError, UnknownError
from graph.journal import Event
from graph.network import Network
from graph.roles import may
from graph.stores import key_from, open_store
from graph.stores.protocol import ChildLine, Store
from graph.viewers import Viewer
from web.commands.verb import AUDIENCES, Verb
from web.config import Config, read_config
from web.meetings import ROOM_AUDIENCE, as_in_the_room
from web.reading import map_on, network_on, note_shown, viewer_at
from web.words import _

_IDS: tuple[Callable[[ChildLine], str], ...] = (
    lambda line: line.child_id,
    lambda line: line.ref,
    lambda line: line.case_ref,
)
_NAMES: tuple[Callable[[ChildLine], str], ...] = (
    lambda line: _spoken(line.known_as),
    lambda line: _spoken(line.full_name),
)


@dataclass(frozen=True, slots=True)
class Desk:
    """An open store and whoever sits before it: the holder of the key, or an account named with `--as`."""

    store: Store
    config: Config
    actor: str
    now: datetime
    account: Account | None = None

    @property
    def today(self) -> date:
        """The authority's day."""
        return self.now.astimezone(self.config.zone).date()

    def children(self) -> tuple[ChildLine, ...]:
        """The children whose maps may be opened here."""
        lines = self.store.children()
        if self.account is None:
            return lines
        granted = {grant.child_id for grant in self.store.grants(account_id=self.account.id)}
        return tuple(
            line for line in lines if line.child_id in granted and self._as_account(line.child_id)
        )

    def child(self, text: str) -> str:
        """The id of the child that an id, a case or a unique name stands for; a refusal is journalled."""
        found = _named(self.children(), text)
        if len(found) == 1:
            return found[0].child_id
        if found:
            raise RefusedError(
                _("More than one child here is “%(text)s”. Give the id instead.")
                % {"text": text[:60]}
            )
        self.note_refusal(line.child_id for line in _named(self.store.children(), text))
        raise UnknownError(
            _("There is no child “%(text)s” here. `kith children` lists those there are.")
            % {"text": text[:60]}
        )

    def viewer(self, child_id: str, audience: str | None) -> Viewer:
        """As whom this child's map is looked at; an account may be shown less than its own, never more."""
        if self.account is None:
            asked = AUDIENCES[audience or "professionals"]
            return Viewer(account=self.actor, audience=asked, is_allocated=True)
        own = self._as_account(child_id)
        if own is None:
            raise UnknownError(_("There is no such child here."))
        asked_for = AUDIENCES[audience] if audience else own.audience
        viewer = own.model_copy(update={"account": self.actor, "audience": asked_for})
        if not classes_for(viewer) <= classes_for(own):
            self.note_refusal((child_id,))
            raise NotAllowedError(_("This account may not make a view for that audience."))
        return viewer

    def view(
        self, child: str, audience: str | None = None, on: date | None = None
    ) -> tuple[Network, Viewer]:
        """A child's map on a day as this desk may see it, and for whom. Not to be shown before `note`."""
        child_id = self.child(child)
        viewer = self.viewer(child_id, audience)
        return network_on(self.store, child_id, viewer, on or self.today, self.today), viewer

    def map(
        self, child: str, audience: str | None = None, on: date | None = None
    ) -> tuple[Network, Viewer]:
        """The same for a map that is given away: on an earlier day with those who were there by then."""
        child_id = self.child(child)
        viewer = self._given_to(child_id, audience)
        return map_on(self.store, child_id, viewer, on or self.today, self.today), viewer

    def workbook(
        self, child: str, audience: str | None = None, on: date | None = None
    ) -> tuple[Network, Viewer]:
        """The same as `view` for a workbook that is given away."""
        child_id = self.child(child)
        viewer = self._given_to(child_id, audience)
        return network_on(self.store, child_id, viewer, on or self.today, self.today), viewer

    def _given_to(self, child_id: str, audience: str | None) -> Viewer:
        """For whom a file is made: the family is given nobody whom the child left out of the room by anybody else."""
        viewer = self.viewer(child_id, audience)
        if viewer.audience == ROOM_AUDIENCE != self.viewer(child_id, None).audience:
            return as_in_the_room(self.store, child_id, viewer, self.today)
        return viewer

    def note(self, network: Network, viewer: Viewer, action: str, people: Iterable[str]) -> None:
        """Journal what is about to be shown."""
        note_shown(self.store, network, viewer, action, people)

    def note_refusal(self, children: Iterable[str], reason: str = "") -> None:
        """Journal what was asked and not given, with the children it was about."""
        people = tuple(sorted(children))
        self.store.note(Event(actor=self.actor, action="refused", reason=reason, people=people))

    def _as_account(self, child_id: str) -> Viewer | None:
        if self.account is None:
            return None
        found = viewer_at(self.store, self.account, child_id, self.now)
        return found if found is not None and found.opens(_forms_of_the_running_command()) else None


@contextmanager
def desk(as_email: str = "") -> Iterator[Desk]:
    """The desk of the running command, whose permission an account must have."""
    config = read_config()
    with closing(opened(config)) as store:
        yield _seated(store, config, as_email)


def opened(config: Config) -> Store:
    """The store of the settings, opened with their key."""
    return open_store(config.store, key_of(config))


def key_of(config: Config) -> bytes | None:
    """The key of the settings; none for a store that is only in memory."""
    return key_from(config.key_digits) if config.key_digits else None


def os_actor() -> str:
    """Who is at the keyboard, for the journal: what the system says, not what the environment does."""
    return f"os:{_user_name()}@{socket.gethostname()}"


def _user_name() -> str:
    if os.name != "posix":
        return getuser()
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def _seated(store: Store, config: Config, as_email: str) -> Desk:
    actor, now = os_actor(), datetime.now(UTC)
    if not as_email:
        return Desk(store, config, actor, now)
    account = store.account(as_email)
    permission = _permission_of_the_running_command()
    if account is None or account.is_disabled or not may(account.role, permission):
        store.note(Event(actor=actor, action="refused", reason=f"--as {as_email[:100]}"))
        raise _not_allowed(account)
    return Desk(store, config, f"{actor} as {account.id}", now, account)


def _not_allowed(account: Account | None) -> KithError:
    if account is None or account.is_disabled:
        return UnknownError(_("There is no such account. `kith user list` names those there are."))
    return NotAllowedError(_("This account’s role may not do this."))


def _permission_of_the_running_command() -> str:
    command = click.get_current_context().command
    return command.permission if isinstance(command, Verb) else ""


def _forms_of_the_running_command() -> frozenset[str]:
    command = click.get_current_context().command
    return command.forms if isinstance(command, Verb) else frozenset()


def _named(lines: Iterable[ChildLine], text: str) -> list[ChildLine]:
    """The children that a text names, by the first way of naming that fits any."""
    lines = list(lines)
    asked = [(way, text) for way in _IDS] + [(way, _spoken(text)) for way in _NAMES]
    for way, name in asked:
        found = [line for line in lines if name and way(line) == name]
        if found:
            return found
    return []


def _spoken(name: str) -> str:
    """A name as it sounds: in any case, and however its accents were typed."""
    return normalize("NFC", name).casefold()
