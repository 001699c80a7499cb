"""Everything that somebody is given, page by page and file by file, with what is new each time taken out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from werkzeug.routing import Rule

from graph.journal import Event
from graph.record import Record
from graph.stores import create_store
from graph.stores.protocol import put_all
from tests.trust.answers import Answer
from tests.trust.commands import asked
from tests.trust.doors import Hands, House, house_of
from tests.trust.pages import ASKING, Ids, addresses, crawled, endpoints, read, send, with_questions

# Those who look at a child's map and may be shown no more than the room: their roles, and what the terminal calls them.
WATCHERS: Mapping[str, tuple[str, str]] = {
    "family": ("family_member", "--audience family"),
    "child": ("child", "--audience child"),
}
CHILD, NOBODY = b"f" * 32, b"0" * 32
_NEW_EACH_TIME = (
    (re.compile(rb'(csrf_token" value=")[^"]+'), rb"\1TOKEN"),
    (re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), b"MOMENT"),
    # The length follows the token’s, which is never the same; the bodies themselves are compared.
    (re.compile(rb"(Content-Length: )\d+"), rb"\1LENGTH"),
    (re.compile(rb"nonce-[A-Za-z0-9+/=]+"), b"NONCE"),
)
Given = Mapping[str, tuple[bytes, ...]]


@dataclass(frozen=True, slots=True)
class World:
    """One child's map as it is kept, and the id of somebody hidden on it, or of nobody at all."""

    child: str
    records: tuple[Record, ...]
    hidden: str

    def masked(self, data: bytes) -> bytes:
        """The same for every world, where nothing but the child's own id and the moment differ."""
        for pattern, instead in _NEW_EACH_TIME:
            data = pattern.sub(instead, data)
        return data.replace(self.child.encode(), CHILD).replace(self.hidden.encode(), NOBODY)


@dataclass(frozen=True, slots=True)
class Village:
    """One kith in memory in which many worlds are kept, each with its own watchers."""

    house: House
    home: Path

    def given(self, world: World, who: str) -> Given:
        """What a watcher of one world is given, by what they asked."""
        store, child = self.house.store, world.child
        if not store.maps_of(child):
            with store.writer(Event(actor="tests", action="import", chain=child)) as writer:
                put_all(writer, world.records)
        role, _ = WATCHERS[who]
        name = f"{who}-{child}"
        self.house.add_account(name, role, role)
        self.house.give(name, child, "own" if role == "child" else "involved")
        return self.given_again(world, who)

    def given_again(self, world: World, who: str) -> Given:
        """What a watcher who has been here before is given now."""
        _, audience = WATCHERS[who]
        name = f"{who}-{world.child}"
        answers = [*self._pages(world, name), *self._files(world, audience)]
        return {
            f"{a.surface} {world.masked(a.asked.encode()).decode()}": _parts(world, a)
            for a in answers
        }

    def _pages(self, world: World, name: str) -> Iterator[Answer]:
        app, browser = self.house.app, self.house.signed_in(name)
        ids = Ids(world.child, (world.hidden,), {"any": (world.hidden,)})
        rules = [rule for rule in endpoints(app, "GET") if _is_of_a_child(rule)]
        start = [next(addresses(rule, ids)) for rule in rules]
        opened = set[str]()
        for answer in crawled(app, browser, start, within="/child"):
            opened |= {answer.surface} if answer.status == 200 else set()
            yield answer
        # The child's pages ask the same questions as the family's.
        for path in with_questions(app, ids, opened) if name.startswith("family") else ():
            yield read(browser, path, "with a question mark")
        for rule in endpoints(app, "POST"):
            if rule.endpoint in ASKING:
                path = next(addresses(rule, ids))
                yield send(browser, path, f"{rule.endpoint} sent", {"text": "hid"})

    def _files(self, world: World, audience: str) -> Iterator[Answer]:
        """What the holder of the key makes for an audience."""
        store = self.house.store
        with patch("web.commands.desk.open_store", lambda *_, **__: store):
            for answer in asked(
                self.house.terminal, "", world.child, (world.hidden,), self.home, audience
            ):
                if not answer.asked.startswith("children"):
                    yield answer


@contextmanager
def village(home: Path) -> Iterator[Village]:
    """A village with nobody in it yet; `home` is a folder for files that leave."""
    hands = Hands()
    store = create_store("memory:", None, now=hands)
    yield Village(house_of(store, home, hands), home)
    store.close()


def _is_of_a_child(rule: Rule) -> bool:
    return "child_id" in rule.arguments or rule.endpoint.startswith("children.")


def _parts(world: World, answer: Answer) -> tuple[bytes, ...]:
    said = (world.masked(inner) for part in answer.parts for inner in _unpacked(part))
    return (str(answer.status).encode(), *said)


def _unpacked(part: bytes) -> Iterator[bytes]:
    """A file as it is, or the members of an archive, whose own clock is left out."""
    if not part.startswith(b"PK"):
        yield part
        return
    with zipfile.ZipFile(io.BytesIO(part)) as archive:
        for name in archive.namelist():
            yield name.encode()
            yield archive.read(name)
