"""What cannot be read, opened or started is said in the language of the authority, the names of files as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal import Terminal
from tests.web.commands.conftest import TIANA
from tests.web.said import is_english, plain_lines
from web.words.pseudo import ACCENTED


def english(said: str, *kept: str) -> list[str]:
    return [line for line in plain_lines(said) if is_english(line, frozenset(kept))]


@pytest.fixture
def spoken(empty: Terminal) -> Terminal:
    return Terminal(empty.home, {"KITH_LANGUAGE": ACCENTED})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gone.xlsx", None),
        ("paper.xlsx", b"%PDF-1.7"),
        ("torn.xlsx", b"PK\x03\x04 and no more"),
        ("huge.xlsx", b"PK\x03\x04" + b"0" * 20_000_000),
    ],
)
def test_a_file_that_cannot_be_read_is_told_of_in_the_language(
    name: str, content: bytes | None, spoken: Terminal
) -> None:
    path = spoken.home / name
    if content is not None:
        path.write_bytes(content)

    ended = spoken.run("import", str(path))

    assert ended.status == 1
    assert name in ended.err
    assert english(ended.err, name, "MB") == []


def test_a_folder_without_a_case_is_told_of_in_the_language(
    spoken: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "nothing").mkdir()

    ended = spoken.run("import", str(tmp_path / "nothing"))

    sheets = ("case.csv", "people.csv", "relationships.csv", "xlsx")
    assert english(ended.err, "nothing", *sheets) == []


def test_what_is_wrong_with_a_row_is_said_in_the_language(spoken: Terminal, tmp_path: Path) -> None:
    for path in TIANA.iterdir():
        text = path.read_text("utf-8").replace("Granny", "Gra\u200bnny").replace("female", "femme")
        (tmp_path / path.name).write_text(text, "utf-8")

    ended = spoken.run("import", str(tmp_path), "--json")

    sentences = [line["sentence"] for line in ended.json["refused"]]
    assert sentences
    assert english("\n".join(sentences), "femme", "female", "male", "nonbinary", "unknown") == []


def test_what_keeps_kith_from_starting_is_said_in_the_language(tmp_path: Path) -> None:
    settings = {"KITH_LANGUAGE": ACCENTED, "KITH_TIMEZONE": "Nowhere"}

    ended = Terminal(tmp_path, settings).run("serve")

    assert ended.status == 1
    assert english(ended.err.replace("KITH_TIMEZONE", ""), "Europe", "London") == []


def test_a_store_that_is_not_there_is_told_of_in_the_language(tmp_path: Path) -> None:
    ended = Terminal(tmp_path, {"KITH_LANGUAGE": ACCENTED}).run("children")

    assert ended.status == 1
    assert english(ended.err.replace(str(tmp_path), ""), "kith", "init", "db") == []
