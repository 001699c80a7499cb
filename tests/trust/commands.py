"""Every command there is, found by walking the tree of commands; one that cannot be filled in stops the tests."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from tests.families import TODAY
from tests.terminal import Terminal
from tests.trust.answers import Answer
from tests.trust.doors import email_of
from web.cli import kith
from web.commands.verb import AUDIENCES

# Commands that show nothing of a child, or that are proved in a place of their own, and why.
ELSEWHERE: Mapping[str, str] = {
    "kith demo": "made-up children in a store of its own",
    "kith serve": "the pages, which are walked as pages",
    "kith init": "there is nothing in the store yet",
    "kith import": "what it says is of the file that it was given",
    "kith user add": "names accounts",
    "kith grant": "names accounts; for whoever holds the key",
    "kith revoke": "names accounts; for whoever holds the key",
    "kith backup": "an encrypted file, read with the files of the store",
    "kith restore": "needs a backup; for whoever holds the key",
    "kith copy": "moves a whole store; for whoever holds its key",
    "kith compare": "names no record; for whoever holds both keys",
    "kith erase": "names no record; for whoever holds the key",
    "kith rekey": "changes the key; for whoever holds it",
}
ARGUMENTS = frozenset({"child", "person"})
ANY_FILE = ("file.html", "file.xlsx", "file.pdf")
# What a file that leaves may be called, for each command that writes one.
FILES: Mapping[str, tuple[str, ...]] = {
    "kith map": ("map.html",),
    "kith export": ("book.xlsx", "book"),
    "kith print": ("sheet.html",),
}


def leaves(group: click.Group = kith, path: str = "kith") -> Iterator[tuple[str, click.Command]]:
    """Every command of the tree, with its full name."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from leaves(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def asked(
    terminal: Terminal,
    who: str,
    child: str,
    people: Sequence[str],
    folder: Path,
    audience: str = "",
) -> Iterator[Answer]:
    """Every command in every shape, as somebody; the holder of the key where nobody is named.

    With an audience, only what is made for that one.
    """
    for name, command in leaves():
        if name not in ELSEWHERE:
            for words in _shapes(name, command, who, child, people):
                if audience in " ".join(words):
                    yield _run(terminal, name, words, folder)


def _shapes(
    name: str, command: click.Command, who: str, child: str, people: Sequence[str]
) -> Iterator[list[str]]:
    options = {flag for one in command.params for flag in one.opts}
    if who and "--as" not in options:
        return
    arguments = [
        _argument(one.name or "", child, people) for one in command.params if _is_needed(one)
    ]
    shapes = itertools.product(*arguments, *_choices(name, options, who))
    for shape in shapes:
        yield [*name.split()[1:], *(word for words in shape for word in words)]


def _is_needed(one: click.Parameter) -> bool:
    return isinstance(one, click.Argument) and one.required


def _argument(name: str, child: str, people: Sequence[str]) -> list[list[str]]:
    known = {"child": [[child]], "person": [[person] for person in people]}
    return known.get(name, [["1"], [child]])


def _choices(name: str, options: set[str], who: str) -> Iterator[list[list[str]]]:
    if "--as" in options:
        yield [["--as", email_of(who)] if who else []]
    if "--audience" in options:
        yield [[], *(["--audience", audience] for audience in AUDIENCES)]
    if "--json" in options:
        yield [[], ["--json"]]
    if "--on" in options:
        yield [["--on", TODAY.isoformat()]]
    if "--since" in options:
        yield [[], ["--since", "2026-01-01"]]
    if "--out" in options:
        yield [["--force", "--out", file] for file in FILES.get(name, ANY_FILE)]


def _run(terminal: Terminal, name: str, words: list[str], folder: Path) -> Answer:
    placed = [str(folder / word) if word in FILES.get(name, ANY_FILE) else word for word in words]
    ended = terminal.run(*placed)
    written = sorted(path for path in folder.rglob("*") if path.is_file())
    files = [(path.relative_to(folder).as_posix().encode(), path.read_bytes()) for path in written]
    for path in written:
        path.unlink()
    said = (ended.out.encode("utf-8", "surrogatepass"), ended.err.encode("utf-8", "surrogatepass"))
    return Answer(
        name, " ".join(words), ended.status, (*said, *(part for f in files for part in f))
    )
