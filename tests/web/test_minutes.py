"""Minutes of a meeting: a Word file for a named audience, with headings, and nothing outside its pages."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from tests.web.meetings import Day, amy
from tests.web.town import Town


def held(town: Town) -> Day:
    """A meeting in which somebody was added, something said, and something agreed."""
    day = Day(town, amy().mother("Ina", of="Gran")).begun()
    ids = day.ids()
    day.say("present", people=[ids["Gran"], ids["Beth"]])
    day.say(
        "person",
        name="Uncle Jo",
        tie="brother",
        parents="unknown",
        of_whom=ids["Beth"],
        speaker=ids["Gran"],
    )
    day.say("note", column="worry", words="The evenings are long.", speaker=ids["Gran"])
    day.say("scale", question="How are the evenings?")
    day.say("action", who=[ids["Gran"]], what="Sunday dinner", by_date="2026-12-06")
    day.say("finish", review_date="2026-12-07", who_tells_child="Gran, tonight")
    day.end()
    return day


def taken_away(day: Day, audience: str = "family") -> bytes:
    """The minutes as a Word file."""
    token = day.browser.form(f"{day.home}/prints")["csrf_token"]
    asked = {"csrf_token": token, "print": f"minutes-{audience}", "kind": "docx"}
    answer = day.browser.post(f"{day.home}/prints", data=asked)
    assert answer.status_code == 200, answer.text
    return answer.data


@pytest.fixture
def day(town: Town) -> Day:
    return held(town)


def test_minutes_have_headings_their_audience_their_day_and_their_pages(day: Day) -> None:
    document = docx.Document(io.BytesIO(taken_away(day)))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    foot = document.sections[0].footer.paragraphs[0]

    assert headings[:2] == ["Amy’s meeting", "Who was there"]
    assert {"New on the map", "What worries us", "The family’s plan"} <= set(headings)
    assert "For the family" in foot.text
    assert "Correct on this day: 16 November 2026" in foot.text
    fields = foot._p.xpath(".//w:fldSimple/@w:instr")
    assert fields == ["PAGE", "NUMPAGES"]


def test_minutes_say_who_said_what_and_who_will_do_what(day: Day) -> None:
    document = docx.Document(io.BytesIO(taken_away(day)))
    said = [paragraph.text for paragraph in document.paragraphs]

    assert "Gran – The evenings are long." in said
    assert "Gran – Sunday dinner; by 6 December 2026" in said
    assert "Uncle Jo" in said
    assert "Who tells Amy: Gran, tonight" in said


def test_the_properties_of_the_file_name_nobody(day: Day) -> None:
    written = taken_away(day)
    about = docx.Document(io.BytesIO(written)).core_properties
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        outside = b"".join(archive.read(n) for n in archive.namelist() if "document.xml" not in n)

    assert (about.author, about.last_modified_by, about.title) == ("kith", "kith", "Minutes")
    assert not [name for name in (b"Amy", b"Gran", b"Beth") if name in outside]


def test_minutes_are_journalled_with_whom_they_name(day: Day) -> None:
    taken_away(day)

    line = next(day.town.store.entries(day.child, newest_first=True))

    network = day.town.store.network(day.child)
    assert (line.action, line.reason) == ("printed", "minutes-family docx")
    assert {network.known_as(p) for p in line.people} == {"Amy", "Beth", "Gran", "Uncle Jo"}


def test_the_familys_plan_has_what_was_agreed_and_the_day_of_the_next_meeting(day: Day) -> None:
    page = day.browser.get(f"{day.home}/prints?print=plan-family").text

    assert "Sunday dinner" in page
    assert "7 December 2026" in page


def test_whom_the_child_left_out_of_the_room_is_not_in_the_familys_minutes(town: Town) -> None:
    day = Day(town, amy())
    day.prepare("child", left_out=[day.told.id("Beth")])
    day.begun()
    day.say("present", people=[day.ids()["Gran"]])
    day.end()

    text = "".join(p.text for p in docx.Document(io.BytesIO(taken_away(day))).paragraphs)

    assert "Gran" in text
    assert "Beth" not in text


def test_without_a_meeting_there_are_no_minutes(town: Town) -> None:
    day = Day(town, amy())
    page = day.browser.get(f"{day.home}/prints?print=minutes-family").text
    token = day.browser.form(f"{day.home}/prints")["csrf_token"]
    asked = {"csrf_token": token, "print": "minutes-family", "kind": "docx"}

    assert "Nobody has met yet" in page
    assert day.browser.post(f"{day.home}/prints", data=asked).status_code == 303
