"""The door of the command line: every command declares its leave, and only plain sentences come out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from graph.roles import ROLES
from tests.terminal import KEY, Terminal
from web.cli import kith
from web.commands.verb import ANYBODY, KEY_HOLDER, Verb

NASTY = [
    "",
    " ",
    "-",
    "--",
    "..",
    "/etc/passwd",
    "\x1b[31mred",
    "\u202egnp",
    "'; DROP TABLE person; --",
    "%s%n{0}{child}",
    "a" * 100_000,
    "\ud800",
    "\udcff",
    "祖母",
    "--json=yes",
    "\n\n",
]
OPEN_TO_ALL = {"kith demo"}


def commands(group: click.Group = kith, path: str = "kith") -> Iterator[tuple[str, click.Command]]:
    """Every command of the tree with its full name."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def test_every_command_declares_the_permission_it_needs() -> None:
    known = {permission for role in ROLES.values() for permission in role.may}

    for name, command in commands():
        assert isinstance(command, Verb), name
        assert command.permission in known | {ANYBODY, KEY_HOLDER}, name


def test_only_the_demo_is_open_to_anybody() -> None:
    assert {
        name for name, command in commands() if getattr(command, "permission", "") == ANYBODY
    } == OPEN_TO_ALL


def test_what_needs_the_key_cannot_be_done_as_an_account() -> None:
    for name, command in commands():
        takes_an_account = any("--as" in option.opts for option in command.params)
        assert takes_an_account == (
            getattr(command, "permission", "") not in (ANYBODY, KEY_HOLDER)
        ), name


def test_every_command_explains_itself_in_one_line() -> None:
    for name, command in commands():
        shown = command.get_short_help_str(limit=200)
        assert shown.endswith("."), name


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A terminal with settings, and no store."""
    return Terminal(tmp_path)


@pytest.mark.parametrize("arguments", [("ask",), ("ask", "x", "--on", "5/3/2019"), ("unheard",)])
def test_wrong_usage_is_two(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    assert terminal.run(*arguments).status == 2


@pytest.mark.parametrize("day", ["2026-02-30", "20261116", "2026-W01-1", "today", "२०२६-०१-०१", ""])
def test_only_a_whole_day_is_a_day(terminal: Terminal, day: str) -> None:
    assert terminal.run("ask", "x", "--on", day).status == 2


def test_help_is_no_error(terminal: Terminal) -> None:
    assert "children" in terminal.done("--help").out


def test_missing_settings_are_named_all_at_once(terminal: Terminal) -> None:
    ended = terminal.run("children", KITH_STORE="", KITH_KEY="")

    assert ended.status == 1
    assert "KITH_KEY" in ended.err


@pytest.mark.parametrize(
    "url",
    ["", "kith.db", "sqlite://kith.db", "sqlite:///", "postgres://x", "sqlite:////nowhere/at/all"],
)
def test_an_odd_store_is_refused_in_plain_words(terminal: Terminal, url: str) -> None:
    for command in ("init", "children"):
        ended = terminal.run(command, KITH_STORE=url)
        assert (ended.status, ended.out) == (1, "")
        assert "Traceback" not in ended.err


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("command", ["ask", "kin", "gaps", "import", "map", "grant"])
def test_no_input_brings_a_traceback_or_commands_the_terminal(
    command: str, text: str, nasty_room: Terminal
) -> None:
    ended = nasty_room.run(command, text)

    assert ended.status in (1, 2)
    assert ended.out == ""
    assert all(char.isprintable() or char == "\n" for char in ended.err)
    assert "Traceback" not in ended.err


@pytest.fixture(scope="module")
def nasty_room(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A new store to be teased."""
    terminal = Terminal(tmp_path_factory.mktemp("nasty"))
    terminal.done("init")
    return terminal


def test_a_real_process_says_one_sentence_and_leaves_with_one(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "from web.cli import main; main()", "ask", "\udcff\x1b[2J"],
        env={"KITH_STORE": f"sqlite:///{tmp_path / 'no.db'}", "KITH_KEY": KEY, "LC_ALL": "C"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=False,
    )

    assert (ended.returncode, ended.stdout) == (1, b"")
    assert ended.stderr.count(b"\n") == 1
    assert b"\x1b" not in ended.stderr


def test_asking_who_loves_a_child_never_loads_what_only_drawing_needs() -> None:
    heavy = "pyvis IPython flask openpyxl networkx neo4j"
    code = (
        f"import sys, web.cli; print(*[name for name in '{heavy}'.split() if name in sys.modules])"
    )

    loaded = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split()

    assert loaded == []
