"""Prints from the command line: read back as whoever is given them would read them."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from tests.terminal import Terminal
from tests.web.commands.conftest import child_id
from web.maps.lenses import LENSES
from web.prints.sheets import SHEETS

ON = ("--on", "2026-11-16")
MADE = {
    "wall": "family",
    "plan": "family",
    "fold": "child",
    "together": "professionals",
    "minutes": "family",
}
PAGES = {"wall": 3, "plan": 2, "fold": 2, "together": 1, "minutes": 1}
SIZES = {
    "wall": (1191, 842),
    "plan": (595, 842),
    "fold": (842, 595),
    "together": (595, 842),
    "minutes": (595, 842),
}


@pytest.fixture(scope="session")
def printed(
    reading_room: Terminal, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, PdfReader]:
    """Every sheet of Tiana’s as a PDF."""
    home = tmp_path_factory.mktemp("prints")
    for sheet, audience in MADE.items():
        out = str(home / f"{sheet}.pdf")
        reading_room.done(
            "print", "Tiana", "--sheet", sheet, "--audience", audience, "--out", out, *ON
        )
    return {sheet: PdfReader(home / f"{sheet}.pdf") for sheet in MADE}


def texts(reader: PdfReader) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def tags(reader: PdfReader) -> Iterator[tuple[str, str]]:
    """The kind of each part of a tagged PDF, with what is said instead of a picture."""
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        part = waiting.pop(0).get_object()
        if isinstance(part, DictionaryObject):
            yield str(part.get("/S", "")), str(part.get("/Alt", ""))
            inside = part.get("/K", [])
            inside = inside.get_object() if hasattr(inside, "get_object") else inside
            waiting += inside if isinstance(inside, list) else [inside]
        if not isinstance(part, DictionaryObject | int):
            continue


def test_every_sheet_is_tried_here() -> None:
    assert set(SHEETS) == set(MADE)


@pytest.mark.parametrize("sheet", MADE)
def test_a_pdf_is_tagged_and_says_its_language_and_no_name(
    sheet: str, printed: dict[str, PdfReader]
) -> None:
    root, about = printed[sheet].trailer["/Root"], printed[sheet].metadata or {}
    kinds = {kind for kind, _alt in tags(printed[sheet])}

    assert root["/MarkInfo"]["/Marked"] is True or bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "en"
    assert {"/H1", "/P"} <= kinds
    assert not re.search("Tiana|Granny", " ".join(map(str, about.values())))
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()


@pytest.mark.parametrize("sheet", MADE)
def test_a_sheet_has_the_size_and_the_pages_it_is_meant_to_have(
    sheet: str, printed: dict[str, PdfReader]
) -> None:
    pages = printed[sheet].pages

    assert len(pages) == PAGES[sheet]
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {
        SIZES[sheet]
    }


@pytest.mark.parametrize("sheet", ["wall", "plan", "together", "minutes"])
def test_every_page_says_for_whom_on_what_day_and_which_page_it_is(
    sheet: str, printed: dict[str, PdfReader]
) -> None:
    found = texts(printed[sheet])
    for number, text in enumerate(found, start=1):
        assert "Correct on this day: 16 November 2026" in text
        assert "Do not copy" in text
        assert f"Page {number} of {len(found)}" in text
        assert ("For the family" in text) == (sheet != "together")


def test_the_fold_has_four_small_pages(printed: dict[str, PdfReader]) -> None:
    outside, inside = texts(printed["fold"])

    assert [f"Page {number} of 4" in outside for number in (1, 2, 3, 4)] == [
        True,
        False,
        False,
        True,
    ]
    assert [f"Page {number} of 4" in inside for number in (1, 2, 3, 4)] == [
        False,
        True,
        True,
        False,
    ]
    assert "For Tiana · Do not copy" in outside
    assert "Correct on this day: 16 November 2026" in outside


def test_the_fold_tells_of_love_promises_and_time_together_in_the_childs_words(
    printed: dict[str, PdfReader],
) -> None:
    said = " ".join(texts(printed["fold"]))

    for words in ("“She does my hair and she sings.”", "Granny A home for life", "Whom I can ring"):
        assert words in said
    assert "Daddy every week, by video" in said


def test_whoever_cannot_see_the_map_is_told_what_it_is(printed: dict[str, PdfReader]) -> None:
    told = {alt for kind, alt in tags(printed["wall"]) if kind == "/Figure"}

    assert any(alt.startswith("Map of Tiana’s people") for alt in told)


def test_the_plan_has_who_loves_what_was_promised_and_room_to_write(
    printed: dict[str, PdfReader],
) -> None:
    first, second = texts(printed["plan"])

    assert "Granny “She is my heartstring.”" in first
    for words in ("Who What By when How Tiana will know", "Sharing faith", "To complain, ring"):
        assert words in second


@pytest.mark.parametrize("audience", ["family", "child", "meeting"])
def test_nobody_hidden_is_on_any_print_for_the_family(
    audience: str, reading_room: Terminal, tmp_path: Path
) -> None:
    hidden = ("Yusuf Karim", "Confidential", "not safe")
    for sheet in (one for one in SHEETS.values() if audience in one.audiences):
        out = tmp_path / f"{sheet.name}.html"
        arguments = ("--sheet", sheet.name, "--audience", audience, "--out", str(out), *ON)
        reading_room.done("print", "Hafsa", *arguments)

        assert not [word for word in hidden if word in out.read_text(encoding="utf-8")]


def test_a_picture_has_the_map_in_colour_and_nothing_written_behind_it(
    reading_room: Terminal, tmp_path: Path
) -> None:
    out = tmp_path / "map.png"
    reading_room.done("print", "Tiana", "--out", str(out), *ON)

    picture = Image.open(out)
    picture.load()
    colours = picture.convert("RGB").resize((300, 274)).getcolors(300 * 274) or []

    assert picture.width == 2400
    assert picture.info.keys() <= {"dpi", "srgb", "gamma"}
    assert (255, 255, 255) in {colour for _count, colour in colours}
    assert any(r > 170 and 100 < g < 160 and b < 80 for _n, (r, g, b) in colours), "the child"
    assert len(colours) > 500


def test_a_drawing_is_svg_that_asks_nobody_for_anything(
    reading_room: Terminal, tmp_path: Path
) -> None:
    out = tmp_path / "map.svg"
    reading_room.done("print", "Tiana", "--audience", "child", "--out", str(out), *ON)
    text = out.read_text(encoding="utf-8")

    assert "For Tiana · Correct on this day: 16 November 2026 · Do not copy" in text
    assert "Page 1 of 1" in text
    assert "not found, or not known yet" in text
    assert not re.findall(r"<(?:title|desc|metadata|script|image|a)\b|href=|url\(", text)


def test_a_print_is_journalled_with_everybody_on_it(reading_room: Terminal, tmp_path: Path) -> None:
    reading_room.done("print", "Tiana", "--out", str(tmp_path / "wall.html"), *ON)

    last = reading_room.entries(child_id(reading_room, "Tiana"))[-1]
    assert (last.action, last.reason, len(last.people)) == ("printed", "wall-family html", 32)


@pytest.mark.parametrize("lens", [lens.name for lens in LENSES])
def test_every_lens_can_be_printed_and_says_itself_in_words(
    lens: str, reading_room: Terminal, tmp_path: Path
) -> None:
    out = tmp_path / "wall.html"
    asked = ("--audience", "professionals", "--lens", lens, "--out", str(out), *ON)
    reading_room.done("print", "Tiana", *asked)
    text = out.read_text(encoding="utf-8")

    label = next(one.label for one in LENSES if one.name == lens)
    assert (f"{label}: " in text) == (lens not in ("circles", "safety"))
    assert "safe with support" not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--sheet", "fold", "--audience", "family", "--out", "f.pdf"),
            "not made for that audience",
        ),
        (("--sheet", "fold", "--out", "f.png"), "written as one of: .pdf, .html"),
        (("--out", "f.docx"), "written as one of: .pdf, .png, .svg, .html"),
    ],
)
def test_what_cannot_be_printed_is_said_in_one_sentence(
    arguments: tuple[str, ...], said: str, reading_room: Terminal, tmp_path: Path
) -> None:
    placed = [str(tmp_path / one) if one.startswith("f.") else one for one in arguments]
    ended = reading_room.run("print", "Tiana", *placed, *ON)

    assert ended.status == 1
    assert said in ended.err
    assert ended.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_without_pango_the_sentence_offers_the_html_file(
    reading_room: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    ended = reading_room.run("print", "Tiana", "--out", str(tmp_path / "wall.pdf"), *ON)

    assert ended.status == 1
    assert ended.err.startswith(
        "A PDF cannot be made on this machine: WeasyPrint or Pango is missing."
    )
    assert "The HTML file says the same" in ended.err
    reading_room.done("print", "Tiana", "--out", str(tmp_path / "wall.html"), *ON)


def test_the_same_map_makes_the_same_pdf(
    printed: dict[str, PdfReader], reading_room: Terminal, tmp_path: Path
) -> None:
    out = tmp_path / "fold.pdf"
    reading_room.done("print", "Tiana", "--sheet", "fold", "--out", str(out), *ON)

    stream = printed["fold"].stream
    assert isinstance(stream, io.BytesIO | io.BufferedReader)
    stream.seek(0)
    assert out.read_bytes() == stream.read()
