"""The six worked children in one store, on the day they were written for."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.terminal import Terminal

HERE = Path(__file__).parent
FOLDERS = tuple(sorted(folder for folder in HERE.iterdir() if (folder / "case.csv").is_file()))
TODAY = "2026-11-16"


@pytest.fixture(scope="session")
def worked_children(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A terminal whose store holds all six."""
    terminal = Terminal(tmp_path_factory.mktemp("worked"))
    terminal.done("init")
    terminal.done("import", *map(str, FOLDERS))
    return terminal


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of one file of a worked child."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
