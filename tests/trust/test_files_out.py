"""What leaves as a file holds nothing unseen, and stops where words would tell an address."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

from graph.dates import as_partial
from graph.journal import Event
from graph.meetings import Meeting, MeetingChoice
from graph.stores.protocol import put_all
from tests.families import Family, family
from tests.trust.canaries import BY_TOKEN, TOKENS, canary_family, canary_records
from tests.trust.conftest import Tally
from tests.trust.doors import NOON, ORIGIN, House, house_at, send
from tests.trust.matrix import READERS, may_read
from tests.trust.meeting_canaries import MEETING_ID
from tests.trust.tokens import found

SECRET = "14 Larkspur Terrace"
MADE_FOR = {"family": "room", "child": "child", "professionals": "worker"}
# Every sheet once, and the wall sheet as every kind of file whose words can be read back.
PRINTS = (
    ("wall", "family", "pdf"),
    ("wall", "child", "svg"),
    ("wall", "professionals", "html"),
    ("plan", "family", "pdf"),
    ("plan", "professionals", "html"),
    ("fold", "child", "pdf"),
    ("together", "professionals", "pdf"),
    ("minutes", "family", "docx"),
    ("minutes", "family", "pdf"),
    ("minutes", "professionals", "docx"),
)


def test_a_sheet_for_the_family_has_on_an_earlier_day_whom_the_map_has(tmp_path: Path) -> None:
    told = family("Amy", dob="2016-04-05").mother("Beth", address_confidential=True)
    told.adult("Ron", "male").partners("Beth", "Ron", start_date="2010", status="ended")
    told.mother("Nan", of="Beth").adult("Fran").adult("Gus").brother("Baby", dob="2025-02-01")
    told.tie("foster_carer", "Fran", "Amy", start_date="2020-01-01", end_date="2024-04-30")
    told.tie("foster_carer", "Gus", "Amy", start_date="2024-05-01")
    told.lives("H1", "Amy", "Fran", "Beth", start_date="2020-01-01", end_date="2024-04-30")
    told.lives("H2", "Amy", "Gus", start_date="2024-05-01")
    told.adult("Hidden", visibility="professionals_only").tie("friend", "Hidden", "Amy")
    told.lives("H1", "Hidden", start_date="2020-01-01").together("Fran", "2020-02-02")
    with house_at(tmp_path, told) as place:
        place.add_account("family", "family_member")
        place.give("family", told.child_id, "involved")
        browser = place.signed_in("family")
        for day in ("2018-01-01", "2021-06-01", "2024-06-01"):
            path = f"/child/{told.child_id}/map/day.json?on={day}"
            page = browser.get(path, base_url=ORIGIN).get_json()
            out = tmp_path / f"{day}.html"
            asked = ("--sheet", "wall", "--audience", "family", "--on", day, "--out", str(out))
            place.terminal.done("print", told.child_id, *asked)

            assert _on_wall(out) == _on_page(page), day
            assert ("Fran", "former foster carer") in _on_wall(out)


def test_no_sheet_of_any_day_nor_a_map_nor_a_workbook_has_anybody_whom_the_child_left_out_of_the_next_room(
    tmp_path: Path,
) -> None:
    told = family("Amy").mother("Beth").mother("Nan", of="Beth")
    week = [datetime.now(UTC).date() + timedelta(days=days) for days in (0, 3, 7)]
    meeting = Meeting(id=MEETING_ID, child_id=told.child_id, day=as_partial(week[1]))
    choice = MeetingChoice(
        id="c" * 32,
        child_id=told.child_id,
        meeting_id=meeting.id,
        left_out_ids=(told.id("Nan"),),
    )
    with house_at(tmp_path, told) as place:
        with place.store.writer(Event(actor="tests", action="added", chain=told.child_id)) as pen:
            put_all(pen, (meeting, choice))
        for day in week:
            sheet = tmp_path / f"{day}.html"
            asked = ("--sheet", "wall", "--audience", "family", "--on", day.isoformat())
            place.terminal.done("print", told.child_id, *asked, "--out", str(sheet))

            assert [name for name, _kin in _on_wall(sheet)] == ["Beth"], day
        for audience in ("family", "child"):
            file = tmp_path / f"{audience}.html"
            place.terminal.done("map", told.child_id, "--audience", audience, "--out", str(file))

            text = file.read_text(encoding="utf-8")
            assert ("Beth" in text, "Nan" in text) == (True, audience == "child")

            book = tmp_path / audience
            place.terminal.done("export", told.child_id, "--audience", audience, "--out", str(book))
            text = "".join(sheet.read_text(encoding="utf-8") for sheet in book.glob("*.csv"))
            assert ("Beth" in text, "Nan" in text) == (True, audience == "child")


def _on_page(page: dict[str, Any]) -> set[tuple[str, str]]:
    told, figures = page["people"], page["picture"]["figures"]
    others = [told[one["id"]] for one in figures if one["circle"] != "child"]
    return {(one["name"], one["kin"]) for one in others}


def _on_wall(sheet: Path) -> set[tuple[str, str]]:
    row = r'<th scope="row">(.*?)</th>\s*<td>(.*?)</td>'
    found = re.findall(row, sheet.read_text(encoding="utf-8"), re.DOTALL)
    return {(html.unescape(name), html.unescape(kin)) for name, kin in found}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Family]]:
    """The child of canaries."""
    told = canary_family()
    with house_at(tmp_path_factory.mktemp("out"), told) as made:
        with made.store.writer(Event(actor="tests", action="added", chain=told.child_id)) as pen:
            put_all(pen, canary_records(told))
        made.welcome_everybody(told.child_id)
        yield made, told


def _made(house: House, told: Family, command: str, audience: str, out: Path) -> Path:
    on = ("--on", "2026-11-16")
    house.terminal.done(
        command, told.child_id, "--audience", audience, *on, "--force", "--out", str(out)
    )
    return out


@pytest.mark.parametrize("audience", MADE_FOR)
def test_a_spreadsheet_hides_nothing_in_itself(
    audience: str, house: tuple[House, Family], tmp_path: Path, tally: Tally
) -> None:
    path = _made(*house, "export", audience, tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(path)

    assert [sheet.title for sheet in book if sheet.sheet_state != "visible"] == []
    for sheet in book:
        assert not [d for d in sheet.row_dimensions.values() if d.hidden], sheet.title
        assert not [d for d in sheet.column_dimensions.values() if d.hidden], sheet.title
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.comment or cell.hyperlink], sheet.title
        assert not [cell for cell in cells if cell.data_type == "f"], sheet.title
    assert not list(book.defined_names)
    assert (book.properties.creator, book.properties.lastModifiedBy) == ("kith", None)
    tally("files: {} spreadsheets and maps parsed back, nothing hidden in them", 1)


@pytest.mark.parametrize("audience", MADE_FOR)
def test_a_spreadsheet_has_only_the_parts_it_needs(
    audience: str, house: tuple[House, Family], tmp_path: Path
) -> None:
    with zipfile.ZipFile(_made(*house, "export", audience, tmp_path / "book.xlsx")) as archive:
        parts = {re.sub(r"\d+", "N", name) for name in archive.namelist()}

    unheard = ("externalLink", "comments", "drawing", "pivot", "vba", "custom", "media", "embed")
    assert [part for part in parts if any(word in part for word in unheard)] == []


@pytest.mark.parametrize("command", ["export", "map"])
@pytest.mark.parametrize("audience", MADE_FOR)
def test_a_file_holds_what_its_audience_may_read(
    command: str, audience: str, house: tuple[House, Family], tmp_path: Path, tally: Tally
) -> None:
    name = {"export": "book.xlsx", "map": "map.html"}[command]
    path = _made(*house, command, audience, tmp_path / name)
    seen = {BY_TOKEN[token].kind for token in found(path.read_bytes(), TOKENS)}

    assert {kind for kind in seen if not may_read(MADE_FOR[audience], kind)} == set()
    assert {"open", "family"} <= seen
    assert path.stat().st_mode & 0o077 == 0
    tally("files: {} spreadsheets and maps parsed back, nothing hidden in them", 1)


@pytest.mark.parametrize(("sheet", "audience", "kind"), PRINTS)
def test_a_print_holds_what_its_audience_may_read_and_no_name_outside_its_pages(
    sheet: str,
    audience: str,
    kind: str,
    house: tuple[House, Family],
    tmp_path: Path,
    tally: Tally,
) -> None:
    place, told = house
    out = tmp_path / f"sheet.{kind}"
    asked = ("--sheet", sheet, "--audience", audience, "--on", "2026-11-16", "--out", str(out))
    place.terminal.done("print", told.child_id, *asked)
    seen = {BY_TOKEN[token].kind for token in found(out.read_bytes(), TOKENS)}

    assert {one for one in seen if not may_read(MADE_FOR[audience], one)} == set()
    assert "open" in seen
    assert out.stat().st_mode & 0o077 == 0
    if kind == "pdf":
        reader = PdfReader(out)
        about = " ".join(map(str, (reader.metadata or {}).values()))
        assert not found(about.encode(), TOKENS)
        assert not list(reader.attachments)
        assert not [page for page in reader.pages if "/Annots" in page]
    if kind == "docx":
        with zipfile.ZipFile(out) as archive:
            pages = ("word/document", "word/footer")
            names = [name for name in archive.namelist() if not name.startswith(pages)]
            outside = [archive.read(name) for name in names]
        assert not found(b"\n".join(outside), TOKENS)
    tally("files: {} prints read back, with nothing in them that their audience may not see", 1)


def test_a_print_for_professionals_tells_nothing_protected(
    house: tuple[House, Family], tmp_path: Path
) -> None:
    place, told = house
    told_on_paper = set()
    for sheet in ("wall", "plan", "together"):
        out = tmp_path / f"{sheet}.html"
        asked = ("--sheet", sheet, "--audience", "professionals", "--out", str(out))
        place.terminal.done("print", told.child_id, *asked)
        told_on_paper |= {BY_TOKEN[token].kind for token in found(out.read_bytes(), TOKENS)}

    protected = {kind for kind in READERS if "worker" not in READERS[kind]} | {"confidence"}
    assert told_on_paper & protected == set()


def test_a_map_as_a_file_fetches_nothing(house: tuple[House, Family], tmp_path: Path) -> None:
    text = _made(*house, "map", "family", tmp_path / "map.html").read_text(encoding="utf-8")
    head = html.unescape(text[: text.index("<body")])

    assert "default-src 'none'" in head
    assert not re.findall(r'(?:src|href|action)="(?!#|data:)[^"]+"', text)


@pytest.fixture
def told_by_mistake(tmp_path: Path) -> Iterator[tuple[House, Family]]:
    """A map on which a protected address stands in words that the room would see."""
    told = family("Amy").mother("Beth", address_confidential=True)
    told.says("Beth", "loves", "Amy", f"We are so happy at {SECRET.lower()} now.")
    told.detail("Beth", "address", SECRET, may_see=("worker-account",))
    with house_at(tmp_path, told) as made:
        made.welcome_everybody(told.child_id)
        yield made, told


@pytest.mark.parametrize("audience", ["family", "child"])
@pytest.mark.parametrize(
    ("command", "name"),
    [("export", "b.xlsx"), ("map", "m.html"), ("print", "w.pdf"), ("print", "w.png")],
)
def test_no_file_is_made_while_its_words_tell_an_address(
    command: str, name: str, audience: str, told_by_mistake: tuple[House, Family], tmp_path: Path
) -> None:
    house, told = told_by_mistake
    out = tmp_path / name
    ended = house.terminal.run(command, told.child_id, "--audience", audience, "--out", str(out))

    assert ended.status == 1
    assert not out.exists()
    assert "larkspur" not in (ended.out + ended.err).casefold()


def test_the_room_stays_closed_while_its_words_tell_an_address(
    told_by_mistake: tuple[House, Family],
) -> None:
    house, told = told_by_mistake
    browser = house.signed_in("facilitator")
    answer = send(browser, f"/child/{told.child_id}/room")

    assert answer.status_code == 303
    assert not answer.location.endswith("/map")


@pytest.mark.parametrize("who", ["family", "child", "partner"])
def test_nobody_of_the_family_reads_an_address_in_words_that_nobody_has_looked_at(
    who: str, told_by_mistake: tuple[House, Family]
) -> None:
    house, told = told_by_mistake
    browser = house.signed_in(who)
    pages = ("who-loves", "people", f"person/{told.id('Beth')}", "person/p2", "map.json")
    for page in pages:
        answer = browser.get(f"/child/{told.child_id}/{page}", base_url="https://kith.example")

        assert "larkspur" not in answer.text.casefold(), page


def test_the_room_shows_those_for_adults_only_when_the_child_is_told_to_be_absent(
    house: tuple[House, Family],
) -> None:
    place, told = house
    hidden = [n for n, s in told.standings.items() if s.visibility == "adults_only"]
    _end_meeting(place, told)
    seen = []
    for values in ({}, {"child_absent": "yes"}):
        browser = place.signed_in("facilitator")
        send(browser, f"/child/{told.child_id}/room", **values)
        answer = browser.get(f"/child/{told.child_id}/map.json", base_url="https://kith.example")
        seen.append(bool(found(answer.data, hidden)))

    assert seen == [False, True]


def _end_meeting(place: House, told: Family) -> None:
    """While a meeting is on, no room shows more than was looked at for it."""
    meeting = place.store.record(Meeting.record_kind, MEETING_ID)
    assert isinstance(meeting, Meeting)
    with place.store.writer(Event(actor="tests", action="ended", chain=told.child_id)) as pen:
        pen.put(meeting.model_copy(update={"ended_at": NOON}))
