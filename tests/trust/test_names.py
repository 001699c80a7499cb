"""Text is never code: nasty names and scripts through every field, page, table and line."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from unicodedata import category
from urllib.parse import quote

import pytest

import graph.stores
from graph.errors import JournalError
from graph.journal import Event
from graph.stores import create_store, key_from
from tests.families import Family, family
from tests.terminal import KEY
from tests.trust.conftest import Figure, Tally
from tests.trust.doors import ORIGIN, House, house_at, listening
from tests.trust.nasty import names, scripts

NAMES = tuple(dict.fromkeys((*names(), *scripts())))
# A NUL and a lone end of a line cannot be typed into a box; they are proved where they can come in, in files.
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u200e\u200f"
PAGES = ("people", "who-loves", "history", "timeline", "map", "what-next", "finding", "later")


def crowd(called: tuple[str, ...]) -> Family:
    """A child with a person for each text, which is also their words, notes, culture, home and detail."""
    told = family("Amy", ref="P0000").about(title=called[0], story=called[-1])
    for number, text in enumerate(called):
        key = f"person {number}"
        told.adult(key, ref=f"P{number + 1:04}")
        told.person(key, known_as=text or "x", full_name=text, notes=text, languages=(text,))
        told.tie("friend", key, "Amy", words=text, detail=text)
        told.says(key, "loves", "Amy", text)
        told.promises(key, "meals", text)
        told.together(key, "2026-11-01", notes=text)
        told.lives(text[:60], key, area=text)
        told.detail(key, "address", text, reason=text)
    return told


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Family]]:
    """A map on which everybody has a nasty name."""
    yield from _house(tmp_path_factory.mktemp("nasty"), NAMES)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Family]]:
    """The same map, on which everybody is called something harmless."""
    called = tuple(f"Name {number}" for number in range(len(NAMES)))
    yield from _house(tmp_path_factory.mktemp("plain"), called)


def _house(home: Path, called: tuple[str, ...]) -> Iterator[tuple[House, Family]]:
    told = crowd(called)
    with house_at(home, told) as house:
        house.welcome_everybody(told.child_id)
        yield house, told


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_every_text_comes_back_as_it_went_in(kind: str, tmp_path: Path, figure: Figure) -> None:
    url = "memory:" if kind == "memory" else f"sqlite:///{tmp_path / 'kith.db'}"
    store = create_store(url, None if kind == "memory" else key_from(KEY))
    told = crowd(NAMES)
    told.put_into(store)

    network = store.network(told.child_id)

    kept = {p: s.notes for p, s in network.standings.items()}
    assert kept == {s.person_id: s.notes for s in told.standings.values()}
    words = {row.words for row in network.relationships}
    assert words == {row.words for row in told.relationships}
    assert store.details(told.child_id)[0].text in NAMES
    assert store.verify() == ""
    store.close()
    figure(f"nasty texts: {len(NAMES)} through every field of both stores, all come back the same")


class Bones(HTMLParser):
    """A page without its words: each element with the names of its attributes, and what the addresses begin with."""

    def __init__(self, text: str) -> None:
        """Read it at once."""
        super().__init__()
        self.bones: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a browser would build, and where it would go."""
        where = [
            (value or "").partition(":")[0][:12]
            for name, value in attrs
            if name in ("href", "src", "action") and not (value or "").startswith("/")
        ]
        self.bones.append(f"{tag} {sorted({name for name, _ in attrs})} {where}")


@pytest.mark.parametrize("name", PAGES)
def test_a_name_adds_nothing_to_a_page_but_its_letters(
    name: str, nasty: tuple[House, Family], plain: tuple[House, Family], tally: Tally
) -> None:
    built = [
        Bones(_page(house, f"/child/{told.child_id}/{name}")).bones
        for house, told in (nasty, plain)
    ]

    assert set(built[0]) - set(built[1]) == set()
    tally(
        "nasty texts: {} elements of pages built, each also there for harmless names", len(built[0])
    )


def test_a_name_adds_nothing_to_the_page_of_its_person(
    nasty: tuple[House, Family], plain: tuple[House, Family], tally: Tally
) -> None:
    allowed: set[str] = set()
    ids = [p.id for n, p in nasty[1].people.items() if n != "Amy"]
    for person in ids[:3]:
        for page in _of_person(plain, person):
            allowed |= set(Bones(page).bones)
    texts = ids[::12]
    for person in texts:
        for page in _of_person(nasty, person):
            assert set(Bones(page).bones) - allowed == set()
    tally("nasty texts: {} elements of pages built, each also there for harmless names", len(texts))


def _of_person(place: tuple[House, Family], person: str) -> list[str]:
    house, told = place
    base = f"/child/{told.child_id}"
    return [_page(house, f"{base}/{p}/{person}") for p in ("person", "change/person")]


def _page(house: House, path: str) -> str:
    if not hasattr(house, "browser"):
        house.browser = house.signed_in("named")  # type: ignore[attr-defined]
    answer = house.browser.get(path, base_url=ORIGIN)  # type: ignore[attr-defined]
    assert answer.status_code == 200, path
    return str(answer.text)


def test_a_terminal_obeys_no_name(nasty: tuple[House, Family], tally: Tally) -> None:
    house, told = nasty
    for command in ("ask", "kin", "gaps"):
        shown = house.terminal.done(command, told.child_id, "--on", "2026-11-16")
        table = house.terminal.done(command, told.child_id, "--on", "2026-11-16", "--json")

        assert [char for char in shown.out if _is_obeyed(char)] == []
        assert json.loads(table.out)
        assert not shown.err
    tally("nasty texts: {} commands print them all, nothing a terminal would obey", 3)


def _is_obeyed(char: str) -> bool:
    """Whether a terminal does something at a character: controls, ends of lines, and what turns the letters round.

    Joiners belong to names, and isolates are what kith puts round a name so that it turns nothing else.
    """
    return char != "\n" and (category(char) in ("Cc", "Zl", "Zp") or char in _TURNING)


def test_every_line_of_the_journal_stays_one_line(tmp_path: Path, figure: Figure) -> None:
    store = create_store(f"sqlite:///{tmp_path / 'kith.db'}", key_from(KEY))
    for text in NAMES:
        store.note(Event(actor=text, action="tests", reason=text, people=(text,)))

    lines = [entry for entry in store.entries("") if entry.action == "tests"]

    assert [(e.actor, e.reason, e.people) for e in lines] == [(t, t, (t,)) for t in NAMES]
    assert store.verify() == ""
    store.close()
    figure(f"nasty texts: {len(NAMES)} in the journal, {len(lines)} whole lines")


def test_nothing_that_is_asked_breaks_a_line_of_the_log(
    nasty: tuple[House, Family], figure: Figure, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, told = nasty
    browser = house.signed_in("worker")
    monkeypatch.setattr(type(house.store), "note", _broken)
    with listening() as logged:
        for text in NAMES:
            for path in (f"/child/{quote(text)}/map", "/children"):
                browser.get(f"{path}?before={quote(text)}", base_url=ORIGIN)

    assert len(logged) >= len(NAMES)
    assert [line for line in logged if not line.strip().isprintable()] == []
    assert not [line for line in logged if told.child_id in line or "Ann" in line]
    figure(f"log: {len(NAMES) * 2} nasty addresses, {len(logged)} lines, each one line and no name")


def _broken(*_: object, **__: object) -> None:
    raise JournalError("The journal cannot be written.")


_ASK = {"execute", "executemany", "executescript", "rows", "row", "run", "_batch"}
# A pragma takes no parameters: the key is hexadecimal digits, the cache a number, a file a name that was made here.
_MADE_UP_HERE = {
    "connections.py",
    "sqlite_files.py",
    "backups.py",
    "restoring.py",
    "copies.py",
    "migrations.py",
}


def test_no_statement_is_put_together_from_text(figure: Figure) -> None:
    folder = Path(graph.stores.__file__).parent
    asked = 0
    for path in sorted(folder.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _asks(node):
                asked += 1
                is_made = isinstance(node.args[0], (ast.JoinedStr, ast.BinOp, ast.Call))
                assert not is_made or path.name in _MADE_UP_HERE, f"{path.name}:{node.lineno}"
    assert asked > 50
    figure(f"statements: {asked} calls to a database, none put together from what is kept")


def _asks(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr in _ASK and bool(call.args)
