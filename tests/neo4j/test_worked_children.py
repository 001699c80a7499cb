"""The worked children, brought in by the command line, are told of alike from Neo4j and from the encrypted file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.neo4j.fixtures import emptied
from tests.neo4j.server import Server
from tests.terminal import Terminal
from tests.vignettes.conftest import FOLDERS, TODAY, rows

pytestmark = [pytest.mark.neo4j, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def both(
    neo4j_server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Terminal, Terminal]]:
    """Two terminals whose stores hold all six: one in a file, one in the database."""
    settings = {"KITH_STORE": emptied(neo4j_server), "KITH_NEO4J_PASSWORD": neo4j_server.password}
    terminals = (
        Terminal(tmp_path_factory.mktemp("file")),
        Terminal(tmp_path_factory.mktemp("database"), settings),
    )
    for terminal in terminals:
        terminal.done("init")
        terminal.done("import", *map(str, FOLDERS))
    yield terminals


@pytest.mark.parametrize("command", ["kin", "ask", "gaps"])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_kin_answers_and_gaps_are_the_same(
    both: tuple[Terminal, Terminal], folder: Path, command: str
) -> None:
    child = rows(folder, "case")[0]["focus_child_id"]

    one, other = (t.done(command, child, "--json", "--on", TODAY).json for t in both)

    assert one == other
    assert one


def test_the_same_workbooks_again_change_nothing(both: tuple[Terminal, Terminal]) -> None:
    told = both[1].done("import", *map(str, FOLDERS), "--json").json

    counted = [sheet for taken in told["taken"] for sheet in taken["sheets"]]
    assert counted
    assert not any(sheet["added"] or sheet["changed"] for sheet in counted)


def test_the_store_is_copied_out_to_a_file_and_is_the_same_there(
    both: tuple[Terminal, Terminal], tmp_path: Path
) -> None:
    here, there = both[1].settings["KITH_STORE"], f"sqlite:///{tmp_path / 'copy.db'}"

    both[1].done("copy", here, there)

    assert "hold the same" in both[1].done("compare", here, there).out
    assert "holds" in both[1].done("journal", "verify", KITH_STORE=there).out
