"""Whatever a command says, and what its help says of it, another language can say."""

from __future__ import annotations

import re
from pathlib import Path

from graph.journal import Event
from graph.stores.protocol import put_all
from tests.terminal import Terminal
from tests.trust.canaries import WRITER, canary_family, canary_records
from tests.trust.commands import asked, leaves
from tests.web.said import is_english, kept_in, plain_lines
from web.cli import kith
from web.words.pseudo import ACCENTED

# How a command is typed: its name, its options and their choices, and places to fill.
_TYPED = re.compile(r"--?[a-z][\w-]*|\b[A-Z][A-Z_]*\b|\[[\w|]+\]|\S*[/=<]\S*")


def said_in_english(terminal: Terminal, *words: str, kept: frozenset[str]) -> list[str]:
    ended = terminal.run(*words)
    lines = plain_lines(_TYPED.sub("", f"{ended.out}\n{ended.err}"))
    return [line for line in lines if is_english(line, kept)]


def test_every_help_is_said_in_the_language_of_the_authority(tmp_path: Path) -> None:
    spoken = Terminal(tmp_path, {"KITH_LANGUAGE": ACCENTED})
    names = {name.split()[1]: name.split()[1:] for name, _ in leaves()}
    kept = frozenset(
        {"kith", *kith.commands, *(word for one in leaves() for word in one[0].split())}
    )
    kept |= {"practitioner", "allocated", "circles"}
    helps = [[], *([name] for name in names), *(name.split()[1:] for name, _ in leaves())]

    found = {
        " ".join(words): said_in_english(spoken, *words, "--help", kept=kept) for words in helps
    }

    assert {words: lines for words, lines in found.items() if lines} == {}


def test_every_answer_at_a_terminal_is_said_in_the_language(tmp_path: Path) -> None:
    plain, told = Terminal(tmp_path), canary_family()
    plain.done("init")
    with plain.opened() as store:
        child = told.put_into(store)
        with store.writer(Event(actor=WRITER, action="added", chain=child)) as pen:
            put_all(pen, canary_records(told))
        network = store.network(child)
    rows = [*network.people.values(), *network.standings.values(), *network.relationships]
    kept = kept_in([*rows, *network.contacts, *network.stays, network.case, *told.details])
    kept |= {"She", "does"}  # words of love in two lines of a narrow table
    (tmp_path / "out").mkdir()
    spoken = Terminal(tmp_path, {"KITH_LANGUAGE": ACCENTED})

    found = {
        line: answer.asked
        for answer in asked(spoken, "", child, list(network.people)[1:3], tmp_path / "out")
        if "--json" not in answer.asked
        for part in answer.parts[:2]
        for line in plain_lines(_TYPED.sub("", part.decode()))
        if is_english(line, kept)
    }

    assert found == {}
