"""A town that speaks a language made by rule, walked through by everybody, and what was said in English there."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from unittest.mock import patch

from pydantic import BaseModel
from werkzeug.test import TestResponse

from graph.details import Detail
from graph.journal import Event
from graph.map_records import MAP_RECORDS
from graph.stores.protocol import put_all
from tests.families import Family, family
from tests.trust.canaries import WRITER, canary_family, canary_records
from tests.trust.pages import (
    ASKING,
    CHANGING,
    NOT_OF_A_CHILD,
    Ids,
    addresses,
    endpoints,
)
from tests.web.everybody import WHO, ids_of, in_room, leave, signed_in
from tests.web.pages import Browser
from tests.web.said import heard, is_english, kept_in, plain_lines, spoken_in
from tests.web.serving import Served
from tests.web.town import Town
from web import words
from web.words.catalogue import Catalogue
from web.words.pseudo import ACCENTED, MADE, Accented

TIANA = "02-black-caribbean-kinship"
ADDRESSES_TRIED = 20
# Those who see every question mark and every refusal.
LOOK_LONG = ("sam", "tess")
NONSENSE = "zqzq"
_LEADS_ON = (302, 303, 308)


class Listener(Browser):
    """A browser that only listens: what a page is built of is looked at elsewhere."""

    def _check(self, answer: TestResponse) -> None:
        pass


@dataclass
class Aloud:
    """A town that speaks the language made by rule: who looks, what is kept, and what was said in English."""

    town: Town
    clients: Mapping[str, Browser]
    ids: tuple[Ids, ...]
    told: Family
    kept: frozenset[str] = frozenset()
    read: set[str] = field(default_factory=set)
    heard: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    english: dict[str, set[str]] = field(default_factory=dict)

    def look_through(self, who: str) -> None:
        """Every page that somebody may open, of every child."""
        for rule in endpoints(self.town.app, "GET"):
            if rule.endpoint not in NOT_OF_A_CHILD:
                for ids in self.ids:
                    for path in islice(addresses(rule, ids), ADDRESSES_TRIED):
                        self.hear(f"{who} at {rule.endpoint}", self.clients[who].get(path))
                        self.read.add(rule.endpoint)

    def forms(self, endpoint: str) -> list[dict[str, str]]:
        """What to send to a form so that it refuses: nothing, and nonsense."""
        if endpoint in ASKING | CHANGING:
            return [{}, {"text": NONSENSE, "version_person": "0"}]
        return []

    def hear(self, where: str, answer: TestResponse) -> None:
        """Take down what an answer says in English."""
        if answer.status_code not in _LEADS_ON:
            self.listen(where, said_in(answer))

    def listen(self, where: str, text: str) -> None:
        """Take down what is said in English, a line at a time, each once."""
        new = [line for line in plain_lines(text) if line not in self.heard]
        self.heard.update(new)
        for line in new:
            if is_english(line, self.kept):
                self.english.setdefault(line, set()).add(where)

    def found(self) -> dict[str, str]:
        """What was said in English since this was last asked, each with one place where it was."""
        english, self.english = self.english, {}
        return {line: min(places) for line, places in english.items()}


def said_in(answer: TestResponse) -> str:
    """What an answer says, whatever kind of file it is."""
    if answer.mimetype == "application/json":
        return "\n".join(spoken_in(answer.text))
    return heard(answer.text) if answer.mimetype in ("text/html", "image/svg+xml") else ""


def speaking_town() -> Aloud:
    """The child of canaries, Tiana and a teenager, and everybody who may look at them."""
    town, told = Town(demo=True), canary_family()
    town.app.test_client_class = Listener
    tiana = Served(town, "").bring_in(TIANA)
    child = told.put_into(town.store)
    with town.store.writer(Event(actor=WRITER, action="added", chain=child)) as pen:
        put_all(pen, canary_records(told))
    teenager = family("Tess", dob="2011-05-04").mother("Yas").put_into(town.store)
    clients = {who: signed_in(town, who, *leave(who, child, tiana, teenager)) for who in WHO}
    clients["room"] = in_room(town, child)
    speak_by_rule(town)
    ids = (*ids_of(town, told, tiana), Ids(teenager, ("p2",), {}))
    return Aloud(town, clients, ids, told, kept_in(records(town)))


def speak_by_rule(town: Town) -> None:
    """Let an authority have set the language made by rule."""
    town.app.extensions["kith"].config.__dict__["language"] = ACCENTED


def records(town: Town) -> Iterator[BaseModel]:
    """Everything that is kept of every child, and who may sign in."""
    yield from town.store.accounts()
    for child in (line.child_id for line in town.store.children()):
        network = town.store.network(child)
        yield from (*network.people.values(), *network.standings.values(), network.case)
        yield from (*network.relationships, *network.contacts, *network.stays)
        for kind in (*MAP_RECORDS, Detail):
            yield from town.store.kept(kind, child)


@contextmanager
def writing_down(asked: set[str]) -> Iterator[None]:
    """Write down every message for which the language made by rule is asked."""

    class WritingDown(Accented):
        def gettext(self, message: str) -> str:
            asked.add(message)
            return super().gettext(message)

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            asked.add(msgid1)
            return super().gettext(msgid1 if n == 1 else msgid2)

    with patch.dict(MADE, {ACCENTED: WritingDown}):
        words._catalogue.cache_clear()
        yield
    words._catalogue.cache_clear()


@contextmanager
def the_only_language(known: Catalogue) -> Iterator[None]:
    """Speak a catalogue that no file holds."""
    before = words._spoken.set(known)
    try:
        yield
    finally:
        words._spoken.reset(before)


def collected() -> set[str]:
    """Every message that `make words` collects, as it would be run."""
    code = (
        "import json, words; said = [m.id for m in words.extracted()]; "
        "print(json.dumps([m if isinstance(m, str) else m[0] for m in said]))"
    )
    asked = [sys.executable, "-W", "ignore", "-c", code]
    place = Path(words.__file__).parents[2] / ".ci"
    found = subprocess.run(asked, capture_output=True, text=True, cwd=place, check=True)
    return set(json.loads(found.stdout))


def as_file(messages: set[str]) -> str:
    """A catalogue in which each message is something else than in English."""
    entries = (f"msgid {json.dumps(m)}\nmsgstr {json.dumps(m + '~')}\n" for m in messages if m)
    return "\n".join(entries)
