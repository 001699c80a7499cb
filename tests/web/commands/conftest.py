"""Terminals to run commands at: an empty one, a new store, and one that holds Tiana's map."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal import Terminal

VIGNETTES = Path(__file__).parents[2] / "vignettes"
TIANA = VIGNETTES / "02-black-caribbean-kinship"
HAFSA = VIGNETTES / "03-south-asian-muslim-confidential"


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A terminal with settings, and no store yet."""
    return Terminal(tmp_path)


@pytest.fixture
def empty(terminal: Terminal) -> Terminal:
    """A terminal with a new store."""
    terminal.done("init")
    return terminal


@pytest.fixture
def at_work(empty: Terminal) -> Terminal:
    """A terminal whose store holds Tiana and Hafsa, and may be changed."""
    empty.done("import", str(TIANA), str(HAFSA))
    return empty


@pytest.fixture(scope="session")
def reading_room(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """The same two children, for tests that only read."""
    terminal = Terminal(tmp_path_factory.mktemp("reading"))
    terminal.done("init")
    terminal.done("import", str(TIANA), str(HAFSA))
    return terminal


def child_id(terminal: Terminal, known_as: str) -> str:
    """Our own id of a child."""
    with terminal.opened() as store:
        return next(line.child_id for line in store.children() if line.known_as == known_as)
