"""The meeting in the room: nine steps, words written down live with their speaker, and a time that nobody writes in."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from graph.journal import Entry
from graph.meeting_words import Action, Mark, Note, Scale
from graph.meetings import Present
from graph.own_words import HouseItem
from tests.web.meetings import Day, amy
from tests.web.pages import Page, says
from tests.web.town import Town

STEPS = ("Welcome", "What Amy wants to say", "The family, drawn by the family", "Who loves Amy?")
FAMILY_TIME = 9


def lines(day: Day) -> Iterator[Entry]:
    return day.town.store.entries(day.child, newest_first=True)


def ties(day: Day, kind: str) -> list[tuple[str, str, str]]:
    network = day.town.store.network(day.child)
    rows = [row for row in network.relationships if row.kind == kind]
    return [(network.known_as(r.from_id), r.words, network.known_as(r.source_id)) for r in rows]


def test_the_meeting_goes_step_by_step_on_and_back(town: Town) -> None:
    day = Day(town, amy()).begun()
    seen = [day.screen.words]
    for _step in range(3):
        day.go()
        seen.append(day.screen.words)

    assert [title for title, words in zip(STEPS, seen, strict=True) if title in words] == [*STEPS]
    day.go("back")
    assert STEPS[2] in day.screen.words


def test_who_came_is_ticked_and_can_be_unticked(town: Town) -> None:
    day = Day(town, amy()).begun()
    ids = day.ids()
    day.say("present", people=[ids["Gran"], ids["Beth"]])
    day.say("present", people=[ids["Gran"]])

    (came,) = day.kept(Present)

    assert came["person_id"] == day.told.id("Gran")


def test_somebody_new_is_on_the_map_with_who_told_us(town: Town) -> None:
    day = Day(town, amy()).begun()
    ids = day.ids()

    day.say(
        "person",
        name="Uncle Jo",
        tie="brother",
        parents="unknown",
        of_whom=ids["Beth"],
        speaker=ids["Gran"],
    )

    assert "Uncle Jo" in day.ids()
    assert ties(day, "sibling") == [("Uncle Jo", "", "Gran")]


def test_a_name_that_the_room_may_not_know_is_added_like_any_other(town: Town) -> None:
    """A refusal would tell the room that somebody of this name stands on the map."""
    answers = []
    for name in ("Dot", "Kit"):
        day = Day(Town(), amy()).begun()
        answers.append(day.say("person", name=name, tie="friend"))
        assert name in day.ids()
        day.end()
        page = day.browser.get(day.page).text
        assert ("Looks like somebody the record knows already" in page) == (name == "Dot")

    assert answers == [303, 303]


def test_a_form_that_was_open_while_somebody_was_added_still_means_whom_it_showed(
    town: Town,
) -> None:
    day = Day(town, amy()).begun()
    before = day.ids()
    day.say("person", name="Aaron", tie="brother", parents="unknown", of_whom=before["Beth"])

    day.say("promise", one=before["Gran"], promise="meals")

    assert [row[0] for row in ties(day, "promise")] == ["Gran"]
    assert before.items() <= day.ids().items()


def test_words_of_love_promises_and_time_together_are_ties_like_any_other(town: Town) -> None:
    day = Day(town, amy()).begun()
    ids = day.ids()
    beth = ids["Beth"]

    day.say("love", one=beth, kind="loves", other=ids["Amy"], words="“Mine.”", speaker=ids["Gran"])
    day.say("promise", one=beth, promise="meals", words="“Every Sunday.”")
    day.say("time", one=beth, every="14", mode="in_person")

    assert ("Beth", "“Mine.”", "Gran") in ties(day, "loves")
    assert ties(day, "promise") == [("Beth", "“Every Sunday.”", "Beth")]
    assert [row[0] for row in ties(day, "family_time_plan")] == ["Beth"]


def test_each_voice_has_its_own_dot_and_the_childs_stands_first(town: Town) -> None:
    day = Day(town, amy()).begun()
    ids = day.ids()
    day.say("scale", question="How is school?", at_nought="awful", at_ten="great", goal="7")
    scale = str(day.kept(Scale)[0]["id"])
    for name, number in (("Beth", "8"), ("Amy", "2"), ("Beth", "6")):
        day.say("mark", scale_id=scale, voice=ids[name], number=number, words=f"{name} says so.")
        town.clock.forward(minutes=1)
    day.go(times=7)

    words = day.screen.words

    assert sorted(str(mark["number"]) for mark in day.kept(Mark)) == ["2", "6", "8"]
    assert "Amy says so." in words
    assert words.index("Amy · 2") < words.index("Beth · 6")
    assert "Beth · 8" not in words
    assert day.say("mark", scale_id=scale, voice=ids["Amy"], number="11") == 400


def test_what_is_said_has_its_speaker_and_both_accounts_are_kept(town: Town) -> None:
    day = Day(town, amy()).begun()
    gran = day.ids()["Gran"]
    day.say("note", column="worry", words="The evenings are long.", speaker=gran)
    day.say("note", column="correction", words="It was in spring.", speaker=gran)

    notes = {str(note["column"]): note for note in day.kept(Note)}

    assert notes["worry"]["speaker_id"] == notes["correction"]["speaker_id"] == day.told.id("Gran")
    assert day.say("note", column="worry", words="", speaker=gran) == 400


def test_the_plan_says_who_does_what_by_when_and_how_the_child_will_know(town: Town) -> None:
    day = Day(town, amy()).begun()
    gran = day.ids()["Gran"]
    day.go(times=10)

    day.say("action", who=[gran], what="Sunday dinner", by_date="2026-12-06", child_knows="a note")

    assert [one["what"] for one in day.kept(Action)] == ["Sunday dinner"]
    words = day.screen.words
    for said in ("Gran", "Sunday dinner", "by 6 December 2026", "Amy will know: a note"):
        assert said in words
    assert day.say("action", what="Nobody’s task") == 400


def test_before_and_after_stand_side_by_side_and_the_next_day_is_suggested(town: Town) -> None:
    day = Day(town, amy()).begun()
    day.say("person", name="Uncle Jo", tie="brother", parents="unknown", of_whom=day.ids()["Beth"])
    day.say("promise", one=day.ids()["Gran"], promise="lifts")
    day.go(times=11)

    page = day.browser.get(f"{day.home}/meeting").text
    before, now, lists = (part.split("</svg>")[0] for part in page.split("<h2>")[1:4])
    words = day.screen.words

    assert ("2 people around Amy" in before, "3 people around Amy" in now) == (True, True)
    assert ("Uncle Jo" in before, "new here" in before) == (False, False)
    assert ("Uncle Jo" in now, now.count("new here") > 0) == (True, True)
    assert "Uncle Jo" in lists
    places = [re.findall(r'<g transform="[^"]*"', part) for part in (before, now)]
    assert set(places[0]) < set(places[1])
    assert words.index("New today") < words.index("Lifts")
    assert "between 7 December 2026 and 14 December 2026" in words


def test_what_the_child_wants_changed_is_written_down_and_stands_in_the_minutes(
    town: Town,
) -> None:
    day = Day(town, amy()).begun()
    day.go(times=11)
    assert "What Amy wants changed" in day.screen.words

    day.say("note", column="change", words="“Not on Mondays.”", speaker=day.ids()["Amy"])

    (note,) = day.kept(Note)
    assert (note["column"], note["speaker_id"]) == ("change", day.child)
    assert "Not on Mondays." in day.screen.words
    day.end()
    minutes = day.browser.get(f"{day.home}/prints?print=minutes-family").text
    assert "Not on Mondays." in minutes


def test_family_time_sends_its_map_once_in_one_line_of_the_journal(town: Town) -> None:
    told = amy().professional("Sue")
    day = Day(town, told).begun()
    day.go(times=FAMILY_TIME - 1)
    before = sum(1 for _line in lines(day))

    page = Page(day.go())

    line = next(lines(day))
    people = {told.known(person) for person in line.people}
    assert sum(1 for _line in lines(day)) == before + 1
    assert (line.action, people) == ("family_time", {"Amy", "Beth", "Gran"})
    assert "Family time" in page.words
    assert "until about" not in page.words
    assert "Sue" not in page.words
    assert not [link for link in page.links if link.endswith(".json")]
    assert day.say("note", column="worry", words="Overheard.") == 400


def test_whatever_the_room_asks_for_in_family_time_is_the_one_page_and_leaves_no_line(
    town: Town,
) -> None:
    day = Day(town, amy()).begun()
    day.go(times=FAMILY_TIME)
    token = day.token()
    before = sum(1 for _line in lines(day))

    again = day.browser.get(f"{day.home}/meeting").text
    asked = [day.browser.get(f"{day.home}/{page}") for page in ("joining", "map", "who-loves")]
    asked.append(
        day.browser.post(f"{day.home}/joining", data={"csrf_token": token, "kind": "phone"})
    )

    assert "Family time" in again
    assert {(answer.status_code, answer.location) for answer in asked} == {
        (303, f"{day.home}/meeting")
    }
    assert sum(1 for _line in lines(day)) == before


def test_every_screen_journals_exactly_whom_it_names(town: Town) -> None:
    told = amy().professional("Sue").pet("Rex").adult("Old Tom", life_status="died")
    day = Day(town, told)
    day.prepare("chosen", gap=["G01"], **{"words G01": "Who else is family?"})
    day.begun()
    day.say("person", name="Uncle Jo", tie="brother", parents="unknown", of_whom=day.ids()["Beth"])
    network = town.store.network(day.child)
    names = {network.known_as(person): person for person in network.people} | {"Dot": "nobody"}
    wrong = []
    for _screen in range(12):
        page = Page(day.browser.get(f"{day.home}/meeting").text)
        line = next(lines(day))
        seen = {person for name, person in names.items() if says(page.words, name)}
        if seen != set(line.people):
            wrong.append((line.action, seen ^ set(line.people)))
        day.go()

    assert wrong == []


def test_the_session_waits_while_the_family_is_alone(town: Town) -> None:
    day = Day(town, amy()).begun()
    day.go(times=FAMILY_TIME)
    town.clock.forward(minutes=80)

    day.go()

    assert "The family’s plan" in day.screen.words

    town.clock.forward(minutes=31)
    assert day.browser.get(f"{day.home}/meeting").status_code == 303


def test_words_said_in_the_room_do_not_close_it_but_nothing_is_given_away(town: Town) -> None:
    """That the record holds this very address must not be told by a screen that stays away."""
    told = amy().detail("Beth", "address", "14 Larkspur Road, BD17 6QP", may_see=("x",))
    day = Day(town, told).begun()
    day.say(
        "love",
        one=day.ids()["Gran"],
        kind="loves",
        other=day.ids()["Amy"],
        words="Come to 14 Larkspur Road.",
    )
    day.say("note", column="working", words="We meet at 14 Larkspur Road.")

    assert day.browser.get(f"{day.home}/meeting").status_code == 200
    assert "14 Larkspur Road" in day.browser.get(f"{day.home}/who-loves").text
    assert (
        town.worker_of(day.child, "aunt", "family_member").get(f"{day.home}/who-loves").status_code
        == 409
    )


@pytest.mark.parametrize("path", ["meetings", "meetings/{id}", "history", "room", "what-next"])
def test_the_room_of_a_meeting_opens_no_page_behind_it(town: Town, path: str) -> None:
    day = Day(town, amy()).begun()

    assert day.browser.get(f"{day.home}/{path.format(id=day.meeting.id)}").status_code == 404


def test_a_room_without_a_meeting_and_a_worker_outside_the_room_have_no_meeting_page(
    town: Town,
) -> None:
    day = Day(town, amy())
    assert day.browser.get(f"{day.home}/meeting").status_code == 404

    day.browser.send(f"{day.home}/room")

    assert day.browser.get(f"{day.home}/meeting").status_code == 404


def test_once_it_has_ended_nothing_is_written_and_the_way_out_is_the_password(town: Town) -> None:
    day = Day(town, amy()).begun()
    answer = day.browser.post(f"{day.home}/meeting/end", data={"csrf_token": day.token()})

    assert answer.location == "/leave-room"
    assert day.say("rules", rules="Late.") == 400
    assert "The meeting has ended" in day.screen.words


def test_a_room_that_was_left_is_gone_back_to_unless_somebody_changed_what_it_sees(
    town: Town,
) -> None:
    day = Day(town, amy()).begun()
    day.say("person", name="Uncle Jo", tie="brother", parents="unknown", of_whom=day.ids()["Beth"])
    day.go(times=2)
    day.leave()

    assert day.open()
    assert "The family, drawn by the family" in day.screen.words

    day.leave()
    day.prepare("chosen", hope="Another hope.")
    assert not day.open()


def test_after_it_the_worker_reads_what_came_of_it_and_marks_what_was_kept(town: Town) -> None:
    day = Day(town, amy()).begun()
    day.say("action", who=[day.ids()["Gran"]], what="Sunday dinner")
    day.end()
    action = str(day.kept(Action)[0]["id"])

    day.prepare("kept", action_id=action, kept="kept")

    assert day.kept(Action)[0]["kept"] == "kept"
    assert "Minutes of the meeting" in day.browser.get(day.page).text
    assert day.prepare("note", column="worry", words="Too late.") == 400


def test_no_page_of_a_meeting_names_anybody_in_its_title(town: Town) -> None:
    day = Day(town, amy()).begun()
    for _step in range(12):
        text = day.go()
        title = (text or day.browser.get(f"{day.home}/meeting").text).split("</title>")[0]
        assert not [
            name for name in ("Amy", "Beth", "Gran") if says(title.split("<title>")[1], name)
        ]


def test_every_screen_of_the_childs_step_is_silent_about_what_was_not_chosen(town: Town) -> None:
    day = Day(town, amy())
    with town.store.writer(day.event) as writer:
        item = HouseItem(
            id="1" * 32,
            child_id=day.child,
            by="amy",
            shown_to="worker",
            house="worries",
            words="The dark.",
        )
        writer.put(item)
    day.prepare("child", item=[item.id])
    day.begun().go()

    assert "The dark." not in day.screen.words
    assert "Now we listen to Amy." in day.screen.words


def test_people_are_known_by_ids_that_mean_nothing_elsewhere(town: Town) -> None:
    day = Day(town, amy()).begun()
    text = day.browser.get(f"{day.home}/meeting").text

    assert not [
        name for name in ("Amy", "Beth", "Gran") if day.told.id(name) in text.replace(day.child, "")
    ]
    assert day.say("present", people=[day.told.id("Dot")]) == 404
