"""Before a meeting: who is asked and who must not meet, what the child chose, and the second person’s eyes."""

from __future__ import annotations

import re

from graph.meetings import Apart, ChosenGap, Invitation, MeetingChoice, SignOff
from graph.own_words import HouseItem
from graph.pictures import Picture
from tests.web.meetings import Day, amy
from tests.web.pages import says
from tests.web.town import Town


def test_people_are_asked_with_their_reply_and_their_needs(town: Town) -> None:
    day = Day(town, amy())
    gran = day.told.id("Gran")

    day.prepare("invite", person_id=gran, reply="asked", needs="a lift")
    day.prepare("invite", person_id=gran, reply="coming", needs="a Yoruba interpreter", arrival="")

    (asked,) = day.kept(Invitation)
    assert (asked["person_id"], asked["reply"]) == (gran, "coming")
    assert "a Yoruba interpreter" in day.browser.get(day.page).text


def test_the_room_shows_what_is_for_adults_only_where_it_was_said_that_the_child_is_not_there(
    town: Town,
) -> None:
    day = Day(town, amy().adult("Eve", visibility="adults_only"))
    assert day.prepare("day", day="2026-11-16") == 400
    assert day.meeting.is_child_there

    assert day.prepare("day", day="2026-11-16", is_child_there="no") == 303

    assert "Eve" in day.begun().ids()


def test_it_is_said_when_two_who_must_not_meet_are_both_asked(town: Town) -> None:
    day = Day(town, amy())
    gran, beth = day.told.id("Gran"), day.told.id("Beth")
    day.prepare("apart", one_id=gran, other_id=beth, arrangement="the side door")
    warned = "Gran and Beth must not meet, and both are asked."
    for person in (gran, beth):
        assert warned not in day.browser.get(day.page).text
        day.prepare("invite", person_id=person, reply="coming")

    assert warned in day.browser.get(day.page).text

    day.prepare("apart", one_id=beth, other_id=gran)
    assert day.kept(Apart) == []


def test_the_room_does_not_open_before_a_second_person_has_looked(town: Town) -> None:
    day = Day(town, amy())

    assert not day.open()
    assert day.sign(reason="ok") == 400
    assert day.sign(password="wrong") == 400
    assert day.kept(SignOff) == []

    assert day.sign() == 303
    assert day.open()


def test_what_changes_in_the_rooms_view_is_signed_off_again_and_what_it_never_sees_is_not(
    town: Town,
) -> None:
    day = Day(town, amy())
    day.sign()
    day.prepare("check", check=["coming", "apart"], notes="Lend Gran a chair.")
    day.prepare("invite", person_id=day.told.id("Gran"), reply="coming")
    assert "Signed off as it is now." in day.browser.get(day.page).text

    day.prepare("chosen", hope="“No shouting.”")

    page = day.browser.get(day.page).text
    assert "has changed since it was signed off" in page
    assert not day.open()


def test_a_face_that_the_room_would_see_is_part_of_what_was_signed_off(town: Town) -> None:
    day = Day(town, amy())
    day.sign()
    face = Picture(
        id="f" * 32,
        child_id=day.child,
        person_id=day.told.id("Gran"),
        kind="mark",
        content="star",
        visibility="everyone",
        agreed_by="Gran",
        agreed_on="2026-11-16",
    )
    with town.store.writer(day.event) as writer:
        writer.put(face)

    assert not day.open()

    day.begun().say("present", people=[day.ids()["Gran"]])
    assert 'viewBox="-20 -20 40 40"' in day.browser.get(f"{day.home}/meeting").text


def test_questions_are_chosen_in_words_for_the_room_and_never_more_than_three(town: Town) -> None:
    day = Day(town, amy())
    words = "words G01"

    assert day.prepare("chosen", gap=["G01"], **{words: ""}) == 400
    assert day.prepare("chosen", gap=["G24"]) == 404
    assert day.prepare("chosen", gap=["G01"], **{words: "Who knew Amy’s dad?"}) == 303

    (gap,) = day.kept(ChosenGap)
    assert (gap["rule"], gap["words"]) == ("G01", "Who knew Amy’s dad?")


def test_the_facilitator_is_told_what_the_whole_record_answers_already(town: Town) -> None:
    told = amy().father("Carl", visibility="professionals_only")
    day = Day(town, told)

    page = day.browser.get(day.page).text

    assert "only know one of Amy" in page
    assert "The whole record has an answer to this already" in page


def test_whom_the_child_leaves_out_is_not_there_in_the_room(town: Town) -> None:
    day = Day(town, amy())
    day.prepare("child", left_out=[day.told.id("Gran")])
    day.begun()

    assert set(day.ids()) == {"Amy", "Beth"}
    assert not says(day.browser.get(f"{day.home}/who-loves").text, "Gran")


def test_only_the_words_that_the_child_chose_are_read_out(town: Town) -> None:
    day = Day(town, amy())
    own = {"child_id": day.child, "by": "amy", "shown_to": "family", "house": "dreams"}
    items = (("1", "A dog."), ("2", "To see Gran."))
    with town.store.writer(day.event) as writer:
        for digit, words in items:
            writer.put(HouseItem(id=digit * 32, words=words, **own))
    day.prepare("child", item=["2" * 32])
    day.begun()
    day.go()

    assert "To see Gran." in day.screen.words
    assert "A dog." not in day.screen.words
    assert day.kept(MeetingChoice)[0]["item_ids"] == ["2" * 32]


def test_words_prepared_for_the_room_must_not_give_an_address_away(town: Town) -> None:
    told = amy().detail("Beth", "address", "14 Larkspur Road, BD17 6QP", may_see=("x",))
    day = Day(town, told)
    day.prepare("chosen", hope="To live at 14 Larkspur Road with Mum.")
    day.sign()

    assert not day.open()
    assert "seem to give away something protected" in day.browser.get(day.page).text


def test_a_chosen_question_about_one_part_of_a_culture_stays_chosen(town: Town) -> None:
    day = Day(town, amy().about(culture_tags="Irish; Somali"))
    words = {"words G21 Irish": "Who cooks with Amy?"}

    assert day.prepare("chosen", gap=["G21 Irish"], **words) == 303

    (gap,) = day.kept(ChosenGap)
    assert (gap["rule"], gap["tag"]) == ("G21", "Irish")
    ticked = re.findall(r'name="gap" value="([^"]+)" checked', day.browser.get(day.page).text)
    assert ticked == ["G21 Irish"]
