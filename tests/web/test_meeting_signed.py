"""What a second person looked at is what the room shows: no way leads round their eyes."""

from __future__ import annotations

import pytest

from graph.meetings import SignOff
from graph.own_words import HouseItem
from graph.placements import OwnPlacement, Placement
from tests.families import Family
from tests.web.meetings import REASON, Day, amy
from tests.web.pages import Browser, Page
from tests.web.town import PASSWORD, Town


def eve() -> Family:
    return amy().adult("Eve", visibility="adults_only")


def beside(day: Day) -> Browser:
    """Another browser of the same worker, outside the room."""
    sam = day.town.store.account("sam@example.org")
    assert sam is not None
    return day.town.signed_in(sam)


def sent(day: Day, browser: Browser, part: str, /, **fields: str) -> int:
    token = browser.form(day.page)["csrf_token"]
    return browser.post(f"{day.page}/{part}", data={"csrf_token": token, **fields}).status_code


@pytest.mark.parametrize(
    ("part", "fields"),
    [("note", {"column": "worry", "words": "Unseen."}), ("scale", {"question": "Unseen?"})],
)
def test_what_is_prepared_after_the_beginning_is_looked_at_too(
    part: str, fields: dict[str, str], town: Town
) -> None:
    day = Day(town, amy()).begun()
    day.leave()

    day.prepare(part, **fields)

    assert not day.open()
    day.sign()
    assert day.open()


@pytest.mark.parametrize(
    ("part", "fields"),
    [
        ("day", {"day": "2026-11-16", "is_child_there": "no"}),
        ("child", {}),
        ("note", {"column": "worry", "words": "Unseen."}),
    ],
)
def test_while_the_room_is_open_nobody_changes_what_it_reads(
    part: str, fields: dict[str, str], town: Town
) -> None:
    day = Day(town, eve()).begun()

    assert sent(day, beside(day), part, **fields) == 400

    assert day.meeting.is_child_there
    assert not day.kept(type(day.meeting))[0]["ended_at"]


def test_leaving_signs_only_what_the_room_wrote_itself(town: Town) -> None:
    day = Day(town, eve()).begun()
    day.say("person", name="Uncle Jo", tie="brother", parents="unknown", of_whom=day.ids()["Beth"])
    with town.store.writer(day.event) as writer:
        writer.put(day.meeting.model_copy(update={"is_child_there": False}))
    day.say("note", column="working", words="Sundays.")
    day.leave()

    assert [
        one["reason"] for one in day.kept(SignOff) if "agreed by" not in str(one["reason"])
    ] == []
    assert not day.open()


def test_what_voices_and_the_child_said_is_looked_at_and_only_what_was_chosen_is_read(
    town: Town,
) -> None:
    day = Day(town, amy())
    kept = {"child_id": day.child, "person_id": day.told.id("Beth"), "circle": "close"}
    own = {"child_id": day.child, "by": "amy", "shown_to": "family"}
    records = (
        OwnPlacement(id="e2" * 16, words="Not mine to say.", by="amy", shown_to="family", **kept),
        HouseItem(id="e3" * 16, house="worries", words="The dark.", **own),
        HouseItem(id="e4" * 16, house="dreams", words="A dog.", **own),
    )
    with town.store.writer(day.event) as writer:
        for one in records:
            writer.put(one)
    day.prepare("child", item=["e4" * 16])
    assert "Not mine to say." in day.browser.get(day.page).text
    day.sign()
    with town.store.writer(day.event) as writer:
        writer.put(Placement(id="e1" * 16, voice_id=day.told.id("Gran"), words="Unseen.", **kept))

    assert not day.open()

    day.begun()
    text = "".join(
        day.browser.get(f"{day.home}/{page}").text
        for page in ("own-words", "whose-view", "voices.json")
    )
    assert ("A dog." in text, "The dark." in text, "Not mine" in text) == (True, False, False)
    assert "Unseen." in text


def test_a_page_that_is_no_longer_true_is_not_signed_off(town: Town) -> None:
    day = Day(town, amy())
    form = Page(day.browser.get(day.page).text).fields
    view = day.browser.get(day.page).text.split('name="view" value="')[1].split('"')[0]
    dot = town.store.network(day.child).standings[day.told.id("Dot")]
    with town.store.writer(day.event) as writer:
        writer.put(dot.model_copy(update={"visibility": "everyone"}))
    agreed = {
        "csrf_token": form["csrf_token"],
        "view": view,
        "reason": REASON,
        "second_email": day.second.email,
        "second_password": PASSWORD,
        "second_code": town.code(),
    }

    answer = day.browser.post(f"{day.page}/sign-off", data=agreed)

    assert answer.status_code == 409
    assert "has changed while you looked" in answer.text
    assert day.kept(SignOff) == []


def test_a_room_by_itself_is_on_that_day_no_way_round_the_second_person(town: Town) -> None:
    day = Day(town, eve())
    day.prepare("child", left_out=[day.told.id("Gran")])

    answer = day.browser.send(f"{day.home}/room")
    assert str(answer.location).endswith(day.meeting.id)

    day.sign()
    assert str(day.browser.send(f"{day.home}/room", child_absent="yes").location).endswith(
        day.meeting.id
    )
    assert str(day.browser.send(f"{day.home}/room").location).endswith("/map")
    assert set(day.ids()) == {"Amy", "Beth"}


def test_whom_the_child_left_out_is_told_only_to_whoever_may_read_what_is_the_childs(
    town: Town,
) -> None:
    day = Day(town, amy())
    day.prepare("child", left_out=[day.told.id("Gran")])
    told = {}
    for name, role, kind in (("mia", "manager", "team"), ("ivo", "facilitator", "involved")):
        account = town.account(name, role)
        town.grant(account, day.child, kind)
        browser = town.signed_in(account)
        told[name] = [
            Page(browser.get(page).text).words.partition(start)[2][:60]
            for page, start in (
                (day.page, "Not in the room:"),
                (f"{day.home}/room", "Not in the room"),
            )
        ]

    assert [name for name, pages in told.items() if any("Gran" in words for words in pages)] == []
    assert all("Dot" in words for pages in told.values() for words in pages)
    assert (
        "Gran" in Page(day.browser.get(day.page).text).words.partition("Not in the room:")[2][:60]
    )


def gran_on(browser: Browser, day: Day) -> dict[str, bool]:
    """On which sheets somebody stands whom the child left out."""
    sheets = ("wall-meeting", "plan-meeting", "wall-family", "plan-family", "wall-child")
    page = f"{day.home}/prints?print="
    return {
        sheet: "Gran" in answer.text.partition('class="print print-desk"')[2]
        for sheet in sheets
        if (answer := browser.get(page + sheet)).status_code == 200
    }


def test_whom_the_child_left_out_is_on_no_sheet_that_the_meeting_gives_out(town: Town) -> None:
    day = Day(town, amy())
    day.prepare("child", left_out=[day.told.id("Gran")])
    uncle = town.account("uncle", "family_member")
    town.grant(uncle, day.child, "involved")

    given = gran_on(day.browser, day)
    assert [sheet for sheet, is_there in given.items() if is_there] == ["wall-child"]
    assert len(given) == 5
    # Whoever of the family prints what they see themselves is not told by it whom the child left out.
    assert set(gran_on(town.signed_in(uncle), day).values()) == {True}
    page = day.browser.get(f"{day.home}/prints?print=wall-family").text
    assert "as Amy wished for the meeting: Gran." in Page(page).words


def test_a_wish_for_a_meeting_that_came_to_nothing_is_over_with_its_day(town: Town) -> None:
    day = Day(town, amy())
    day.prepare("child", left_out=[day.told.id("Gran")])

    town.clock.forward(days=3)
    worker = beside(day)

    assert gran_on(worker, day)["wall-family"]
