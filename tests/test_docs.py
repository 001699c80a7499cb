"""What people are told is what there is: every command, setting, column and code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from graph.vocabulary import TABLES
from importers.columns import COLUMNS
from web.cli import kith
from web.config import Config

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
WORKBOOK = (ROOT / "docs" / "workbook.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(group: click.Group, path: str) -> Iterator[str]:
    for name, command in group.commands.items():
        full = f"{path} {name}"
        yield from commands(command, full) if isinstance(command, click.Group) else [full]


@pytest.mark.parametrize("command", list(commands(kith, "kith")))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"`{command}" in README or f"{command} " in README


@pytest.mark.parametrize("name", list(Config.model_fields))
def test_every_setting_is_in_the_readme(name: str) -> None:
    assert f"`KITH_{name.upper()}`" in README


def test_the_readme_names_no_command_that_is_not_there() -> None:
    first_words = {name.split()[1] for name in commands(kith, "kith")}

    named = set(re.findall(r"`kith ([a-z]+)", README)) | set(
        re.findall(r"^    kith ([a-z]+)", README, re.MULTILINE)
    )

    assert named <= first_words


@pytest.mark.parametrize("sheet", list(COLUMNS))
def test_every_column_of_the_workbook_is_explained(sheet: str) -> None:
    section = WORKBOOK.split(f"\n## {sheet}")[1].split("\n## ")[0]

    assert {column.name for column in COLUMNS[sheet]} <= set(re.findall(r"`(\w+)`", section))


@pytest.mark.parametrize(
    "table",
    sorted({c.table for columns in COLUMNS.values() for c in columns if c.table} | {"promise"}),
)
def test_every_code_of_the_workbook_is_listed(table: str) -> None:
    listed = set(re.findall(r"`([\w/]+)`", WORKBOOK))

    assert {code for code in TABLES[table] if code} <= listed


@pytest.mark.parametrize("document", PAGES, ids=lambda document: document.name)
def test_every_file_that_a_page_points_to_is_there(document: Path) -> None:
    pointed = re.findall(r"\]\((?!https?:|#)([^)#]+)\)", document.read_text(encoding="utf-8"))

    assert [name for name in pointed if not (document.parent / name).exists()] == []
