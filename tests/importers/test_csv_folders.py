"""A folder of CSV files in: however it was saved, and whatever else lies about."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graph.errors import RefusedError
from graph.stores.protocol import Store
from importers import load, read_workbook
from tests.importers.books import TODAY, book, only_map


def edited(folder: Path, name: str, edit: object) -> Path:
    path = folder / name
    path.write_bytes(edit(path.read_bytes()))  # type: ignore[operator]
    return folder


@pytest.mark.parametrize(
    "edit",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n") + b"\r\n\r\n",
        lambda data: data.rstrip(b"\n"),
    ],
    ids=["with a mark at the start", "from Windows", "both", "without a last line end"],
)
def test_however_it_was_saved_it_is_the_same_workbook(tmp_path: Path, edit: object) -> None:
    folder = book().person("P3", known_as="Zoë Łukasz 李").folder(tmp_path / "book")
    before = read_workbook(folder)

    assert read_workbook(edited(folder, "people.csv", edit)) == before


def test_a_folder_of_case_folders_is_read_whole(tmp_path: Path) -> None:
    book("C1").folder(tmp_path / "one")
    book("C2").folder(tmp_path / "two")
    (tmp_path / "empty").mkdir()

    workbook = read_workbook(tmp_path)

    assert [part.name for part in workbook.parts] == ["one", "two"]
    assert workbook.parts[0].sheets["people"].label == "one/people"


def test_a_folder_without_times_together_is_read(tmp_path: Path, store: Store) -> None:
    folder = book().folder(tmp_path / "book")
    (folder / "contacts.csv").unlink()

    assert not load(store, read_workbook(folder), "os:tester", TODAY).is_refused


def test_an_empty_file_of_times_together_is_read(tmp_path: Path, store: Store) -> None:
    folder = edited(book().folder(tmp_path / "book"), "contacts.csv", lambda data: b"")

    assert not load(store, read_workbook(folder), "os:tester", TODAY).is_refused


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path, store: Store) -> None:
    made = book().person("P3", notes="one\ntwo\nthree").person("P4", dob="x")

    report = load(store, read_workbook(made.folder(tmp_path / "book")), "os:tester", TODAY)

    assert [line.row for line in report.refused] == [5]


def test_an_empty_folder_is_one_plain_sentence(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"There is no case\.csv in"):
        read_workbook(tmp_path)


def test_a_file_in_another_alphabet_is_refused_with_what_to_do(tmp_path: Path) -> None:
    folder = book().person("P3", known_as="Zoë").folder(tmp_path / "book")

    with pytest.raises(RefusedError, match="CSV UTF-8"):
        read_workbook(edited(folder, "people.csv", lambda data: data.decode().encode("latin-1")))


def test_an_open_quotation_mark_is_refused_with_its_row(tmp_path: Path) -> None:
    folder = book().folder(tmp_path / "book")

    with pytest.raises(RefusedError, match="after row 3: a quotation mark is left open"):
        read_workbook(edited(folder, "people.csv", lambda data: data + b'C1,P9,"Nan'))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04....", "a zip or spreadsheet"),
        (b"\xff\xfec\x00a\x00", "UTF-16"),
        (b"%PDF-1.4", "a PDF"),
        (b"  <html>", "a web page"),
        (b"a" * 1_500_000, "a line of a million letters"),
        (b"a" * 200_000, "a cell is far too long"),
        (b"x," * 499_000 + b"\n", None),
        (b"\n" * 20_000_001, "larger than 20 MB"),
    ],
)
def test_a_file_that_is_no_csv_is_refused_by_its_content(
    tmp_path: Path, store: Store, content: bytes, said: str | None
) -> None:
    folder = edited(book().folder(tmp_path / "book"), "people.csv", lambda data: content)

    if said is None:
        report = load(store, read_workbook(folder), "os:tester", TODAY)
        assert "columns" in report.refused[0].sentence
    else:
        with pytest.raises(RefusedError, match=said):
            read_workbook(folder)


def test_a_million_blank_rows_are_nothing(tmp_path: Path, store: Store) -> None:
    folder = edited(
        book().folder(tmp_path / "book"), "contacts.csv", lambda data: b"\n" * 1_000_000
    )

    assert not load(store, read_workbook(folder), "os:tester", TODAY).is_refused


@pytest.mark.parametrize("name", ["people.csv", "../secret.csv", "/etc/hostname"])
def test_links_are_not_followed(tmp_path: Path, name: str) -> None:
    folder = book().folder(tmp_path / "book")
    (tmp_path / "secret.csv").write_text("case_id\nsecret\n", encoding="utf-8")
    (folder / "contacts.csv").unlink()
    (folder / "contacts.csv").symlink_to(name)

    with pytest.raises(RefusedError, match="is a link to another place") as refusal:
        read_workbook(folder)

    assert "secret" not in str(refusal.value)


def test_a_linked_folder_is_not_followed(tmp_path: Path) -> None:
    folder = book().folder(tmp_path / "elsewhere" / "book")
    (tmp_path / "link").symlink_to(folder)

    with pytest.raises(RefusedError, match="is a link to another place"):
        read_workbook(tmp_path / "link")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    folder = book().folder(tmp_path / "book")
    (folder / "contacts.csv").unlink()
    os.mkfifo(folder / "contacts.csv")

    with pytest.raises(RefusedError, match="is not an ordinary file"):
        read_workbook(folder)


@pytest.mark.parametrize(
    "name",
    [
        "O'Brien; DROP TABLE person",
        "Null",
        "\u202eyma",
        "Za\u200bra",
        "Robert'); MATCH (n) DETACH DELETE n; //",
        "<img src=x onerror=alert(1)>",
        "x" * 200,
        "👩‍👩‍👧 Mam",
        "نور الهدى",
        "{name} %s {0.__class__}",
        "\x00null",
        "a\x1bb\x7f",
    ],
)
def test_any_name_survives_and_is_shown_safely_in_a_question(
    tmp_path: Path, store: Store, name: str
) -> None:
    made = book().change("people", 3, known_as=name, full_name=name, life_status="died")

    report = load(store, read_workbook(made.folder(tmp_path / "book")), "os:tester", TODAY)

    network = only_map(store)
    assert name in [network.known_as(person) for person in network.people]
    for question in report.questions:
        assert question.sentence.isprintable() or "\u200d" in question.sentence
