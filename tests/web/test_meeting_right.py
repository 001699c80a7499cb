"""Putting right in the room: the last step back and again, one thing changed or taken away, and nothing but its own."""

from __future__ import annotations

import re

import pytest

from graph.journal import Entry
from graph.meeting_words import Action, Mark, Note, Scale
from graph.meetings import Meeting
from graph.standings import Standing
from tests.families import Family, family
from tests.web.meetings import Day, amy
from tests.web.pages import Page
from tests.web.town import Town


def step(day: Day, way: str = "back") -> tuple[int, str]:
    """Press the one control of the room that is there, if it is; what it said."""
    text = day.browser.get(f"{day.home}/meeting").text
    form = re.search(
        rf'data-step="{way}">.*?name="step" value="(\w+)".*?<span>(.*?)</span>', text, re.S
    )
    if form is None:
        return 0, ""
    path = "take-back" if way == "back" else "put-back"
    data = {"csrf_token": day.token(), "step": form[1]}
    return day.browser.post(f"{day.home}/meeting/{path}", data=data).status_code, form[2]


def things(day: Day) -> list[str]:
    """What can be changed on the screen that the meeting has come to."""
    text = day.browser.get(f"{day.home}/meeting").text
    return re.findall(r'class="to-change" href="[^"]*/change/(\w+)"', text)


def as_read(day: Day, thing: str) -> str:
    page = Page(day.browser.get(f"{day.home}/meeting/change/{thing}").text)
    return page.fields["as_read"]


def change(day: Day, thing: str, /, **fields: str | list[str]) -> int:
    data = {"csrf_token": day.token(), "as_read": as_read(day, thing), **fields}
    return day.browser.post(f"{day.home}/meeting/change/{thing}", data=data).status_code


def take_away(day: Day, thing: str) -> int:
    data = {"csrf_token": day.token()}
    return day.browser.post(f"{day.home}/meeting/take-away/{thing}", data=data).status_code


def names(day: Day) -> set[str]:
    network = day.town.store.network(day.child)
    return {network.known_as(person) for person in network.people}


def last(day: Day) -> Entry:
    return next(
        line for line in day.town.store.entries(day.child, newest_first=True) if line.changes
    )


def test_what_was_written_is_taken_back_step_by_step_and_put_back_again(town: Town) -> None:
    day = Day(town, amy()).begun()
    gran = day.ids()["Gran"]
    day.say("rules", rules="One speaks.")
    day.say("note", column="worry", words="“The long evenings.”", speaker=gran)
    day.say("person", name="Uncle Jo", tie="friend")
    day.say("promise", one=gran, promise="meals", words="“Sundays.”")
    day.go(times=2)

    said = [step(day) for _step in range(5)]

    assert said == [
        (303, "Take back: Gran: Meals together"),
        (303, "Take back: Uncle Jo"),
        (303, "Take back: “The long evenings.”"),
        (303, "Take back: what we agreed for today"),
        (0, ""),
    ]
    assert (day.kept(Note), day.meeting.rules, "Uncle Jo" in names(day)) == ([], "", False)
    assert day.meeting.step == "family"

    again = [step(day, "again")[1] for _step in range(5)]

    assert again[:2] == ["Put back: what we agreed for today", "Put back: “The long evenings.”"]
    assert (day.meeting.rules, "Uncle Jo" in names(day)) == ("One speaks.", True)
    assert step(day) == (303, "Take back: Gran: Meals together")
    assert last(day).action == "took_back_in_meeting"


def test_a_change_is_taken_back_before_what_it_changed(town: Town) -> None:
    day = Day(town, amy()).begun()
    day.say("note", column="worry", words="Evenigs.")
    day.go(times=7)
    (thing,) = things(day)
    assert change(day, thing, column="working", words="Evenings.", speaker=day.ids()["Beth"]) == 303
    (note,) = day.kept(Note)
    assert (note["words"], note["column"]) == ("Evenings.", "working")
    assert note["speaker_id"] == day.told.id("Beth")

    said = [step(day)[1] for _step in range(2)]

    assert said == ["Take back: the change to “Evenings.”", "Take back: “Evenigs.”"]
    assert day.kept(Note) == []


def test_every_kind_of_thing_is_put_right_or_taken_away_where_it_stands(town: Town) -> None:
    day = Day(town, amy()).begun()
    ids = day.ids()
    day.say("scale", question="How is scool?")
    scale = str(day.kept(Scale)[0]["id"])
    day.say("mark", scale_id=scale, voice=ids["Beth"], number="8", words="Friends.")
    day.go(times=7)
    line, dot = things(day)
    assert change(day, line, question="How is school?", goal="7") == 303
    assert change(day, dot, scale_id=scale, voice=ids["Beth"], number="6") == 303
    assert [one["number"] for one in day.kept(Mark)] == [6]
    assert take_away(day, line) == 303
    assert (day.kept(Scale), day.kept(Mark)) == ([], [])
    day.go(times=3)
    day.say("action", who=[ids["Gran"]], what="Diner")
    day.say("promise", one=ids["Gran"], promise="meals")
    day.say("time", one=ids["Beth"], every="14", mode="in_person")
    action, promise, time = things(day)

    assert change(day, action, who=[ids["Gran"], ids["Beth"]], what="Dinner") == 303
    assert change(day, promise, one=ids["Beth"], promise="lifts", words="“Mondays.”") == 303
    assert take_away(day, time) == 303

    assert [(one["what"], len(list(one["who_ids"]))) for one in day.kept(Action)] == [("Dinner", 2)]  # type: ignore[call-overload]
    network = town.store.network(day.child)
    plans = [row for row in network.relationships if row.family == "plan"]
    assert [(row.detail, network.known_as(row.from_id), row.words) for row in plans] == [
        ("lifts", "Beth", "“Mondays.”")
    ]
    assert step(day) == (303, "Take back: taking away Beth has family time planned with Amy")
    assert len(things(day)) == 3


def test_what_was_said_besides_love_is_put_right_where_it_stands_too(town: Town) -> None:
    day = Day(town, amy()).begun()
    ids = day.ids()
    told = {"one": ids["Gran"], "other": ids["Amy"]}
    for kind in KINDS:
        day.say("love", kind=kind, **told)
    day.go(times=3)
    words = day.screen.words
    trusts, wants, misses, loves = (thing_of(day, kind) for kind in KINDS)

    assert "Also said today" in words
    assert "Gran trusts Amy" in words
    assert len({trusts, wants, misses, loves}) == 4
    assert change(day, trusts, kind="loves", words="“My star.”", **told) == 303
    assert take_away(day, wants) == 303
    assert take_away(day, misses) == 303
    network = town.store.network(day.child)
    said = [(row.kind, row.words) for row in network.relationships if row.family == "statement"]
    assert sorted(said) == [("loves", ""), ("loves", "“My heart.”"), ("loves", "“My star.”")]
    assert "Also said today" not in day.screen.words
    day.say("love", kind="trusts", **told)
    day.go(times=9)
    assert "Also said today Gran trusts Amy" in " ".join(day.screen.words.split())


KINDS = ("trusts", "wants_to_see", "misses", "loves")


def thing_of(day: Day, kind: str) -> str:
    """By what the page of something said of a kind is called."""
    found = [
        thing for thing in things(day) if re.search(rf'value="{kind}" checked', form_of(day, thing))
    ]
    return found[0]


def test_a_voice_has_one_dot_on_a_line_and_none_is_made_into_a_second(town: Town) -> None:
    day = Day(town, amy()).begun()
    ids = day.ids()
    for question in ("How is school?", "How is home?"):
        day.say("scale", question=question)
    school, home = (str(one["id"]) for one in day.kept(Scale))
    for scale, name, number in (
        (school, "Beth", "5"),
        (school, "Beth", "8"),
        (school, "Gran", "3"),
        (home, "Gran", "4"),
    ):
        day.town.clock.forward(seconds=1)
        day.say("mark", scale_id=scale, voice=ids[name], number=number)
    day.go(times=7)
    beth, gran, _other = [one for one in things(day) if "Whose?" in form_of(day, one)]
    data = {"csrf_token": day.token(), "as_read": as_read(day, beth), "scale_id": school}
    where = f"{day.home}/meeting/change/{beth}"

    second = day.browser.post(where, data={**data, "voice": ids["Gran"], "number": "9"})
    moved = change(day, beth, scale_id=school, voice=ids["Beth"], number="7")
    given = change(day, gran, scale_id=school, voice=ids["Amy"], number="3")

    assert (second.status_code, moved, given) == (400, 303, 303)
    assert "Gran has a dot on this line already." in Page(second.text).words
    dots = [(day.told.known(str(one["person_id"])), one["number"]) for one in day.kept(Mark)]
    assert sorted(dots) == [("Amy", 3), ("Beth", 5), ("Beth", 7), ("Gran", 4)]


def test_the_page_of_a_change_journals_exactly_whom_it_names(town: Town) -> None:
    day = Day(town, amy()).begun()
    day.say("scale", question="How is school?")
    day.say("note", column="worry", words="The evenings.")
    day.go(times=7)
    network = town.store.network(day.child)
    seen = []
    for thing in things(day):
        words = Page(form_of(day, thing)).words
        line = next(iter(town.store.entries(day.child, newest_first=True)))
        named = {one for one in network.people if re.search(rf"\b{network.known_as(one)}\b", words)}
        seen.append((line.action, named == set(line.people), len(line.people)))

    assert seen == [("meeting_change", True, 3), ("meeting_change", True, 0)]


def form_of(day: Day, thing: str) -> str:
    return day.browser.get(f"{day.home}/meeting/change/{thing}").text


def test_somebody_new_is_called_and_joined_otherwise_and_taken_off_the_map(town: Town) -> None:
    day = Day(town, amy()).begun()
    ids = day.ids()
    day.say("person", name="Uncle Joe", tie="friend", speaker=ids["Gran"])
    day.go(times=2)
    (jo,) = things(day)
    assert "Uncle Joe is friend of Amy" in day.browser.get(f"{day.home}/meeting/change/{jo}").text

    assert (
        change(day, jo, name="Uncle Jo", tie="brother", of_whom=ids["Beth"], parents="unknown")
        == 303
    )

    network = town.store.network(day.child)
    person = network.find("Uncle Jo")
    ties = [row for row in network.relationships if person in (row.from_id, row.to_id)]
    assert [(row.kind, network.known_as(row.to_id)) for row in ties] == [("sibling", "Beth")]
    assert network.people[person].gender == "male"
    day.say("promise", one=day.ids()["Uncle Jo"], promise="meals")
    assert take_away(day, jo) == 400
    assert "Uncle Jo" in names(day)
    step(day)
    assert take_away(day, jo) == 303
    assert "Uncle Jo" not in names(day)
    assert step(day)[1] == "Take back: taking away Uncle Jo"
    assert "Uncle Jo" in names(day)


def with_chair() -> Family:
    """Amy’s family with an empty chair: Beth’s father, of whom nobody knows."""
    told = amy().placeholder("Grandad?", gender="male")
    return told.tie("birth_parent", "Grandad?", "Beth")


def onto(day: Day, thing: str, name: str, **answers: str) -> tuple[int, str]:
    """Change how somebody belongs, to be the father of Beth, and answer what is asked; what was asked."""
    data = {
        "csrf_token": day.token(),
        "as_read": as_read(day, thing),
        "name": name,
        "tie": "father",
        "of_whom": day.ids()["Beth"],
        **answers,
    }
    answer = day.browser.post(f"{day.home}/meeting/change/{thing}", data=data)
    return answer.status_code, " ".join(Page(answer.text).words.split())


def kin_of(day: Day, name: str) -> list[tuple[str, str]]:
    network = day.town.store.network(day.child)
    person = network.find(name)
    rows = (row for row in network.ties[person] if row.family not in ("statement", "plan"))
    return sorted((row.kind, network.known_as(row.to_id)) for row in rows)


def test_somebody_new_is_put_onto_an_empty_chair_and_off_it_by_a_change(town: Town) -> None:
    day = Day(town, with_chair()).begun()
    chair = day.told.id("Grandad?")
    before = town.store.network(day.child)
    day.say("person", name="Lee", tie="friend")
    day.go(times=2)
    (lee,) = things(day)

    asked, words = onto(day, lee, "Lee")
    seated, _words = onto(day, lee, "Lee", chair=day.ids()["Grandad?"])

    assert (asked, "chair" in words, seated) == (200, True, 303)
    network = town.store.network(day.child)
    assert (network.known_as(chair), network.people[chair].is_person) == ("Lee", True)
    assert len(network.people) == len(before.people)
    assert kin_of(day, "Lee") == [("birth_parent", "Beth")]
    (lee,) = things(day)
    assert change(day, lee, name="Lee", tie="friend") == 303
    network = town.store.network(day.child)
    assert (network.known_as(chair), network.people[chair].is_placeholder) == ("Grandad?", True)
    assert kin_of(day, "Lee") == [("friend", "Amy")]
    assert kin_of(day, "Grandad?") == [("birth_parent", "Beth")]
    (lee,) = things(day)
    assert take_away(day, lee) == 303
    assert names(day) == {"Amy", "Beth", "Gran", "Dot", "Grandad?"}
    said = [step(day)[0] for _step in range(5)]
    assert said == [303, 303, 303, 303, 0]
    after = town.store.network(day.child)
    assert after.people.keys() == before.people.keys()
    assert after.known_as(chair) == "Grandad?"


def test_whoever_took_an_empty_chair_is_new_today_and_called_otherwise_on_it(town: Town) -> None:
    day = Day(town, with_chair()).begun()
    chair = day.ids()["Grandad?"]
    day.say("person", name="Lea", tie="father", of_whom=day.ids()["Beth"], chair=chair)
    day.go(times=2)
    (lee,) = things(day)

    again, _words = onto(day, lee, "Lee", chair=chair)

    assert (again, "Lee" in names(day), "Lea" in names(day)) == (303, True, False)
    assert kin_of(day, "Lee") == [("birth_parent", "Beth")]
    (lee,) = things(day)
    assert take_away(day, lee) == 303
    assert names(day) == {"Amy", "Beth", "Gran", "Dot", "Grandad?"}


def test_nobody_leaves_a_chair_while_something_else_is_said_of_them(town: Town) -> None:
    day = Day(town, with_chair()).begun()
    chair = day.ids()["Grandad?"]
    day.say("person", name="Lee", tie="father", of_whom=day.ids()["Beth"], chair=chair)
    day.go(times=2)
    day.say("promise", one=day.ids()["Lee"], promise="meals")
    (lee,) = things(day)

    assert change(day, lee, name="Lee", tie="friend") == 400
    assert kin_of(day, "Lee") == [("birth_parent", "Beth")]
    step(day)
    assert change(day, lee, name="Lee", tie="friend") == 303


def test_what_was_changed_outside_the_room_is_not_overwritten(town: Town) -> None:
    day = Day(town, amy()).begun()
    day.say("person", name="Uncle Jo", tie="friend")
    day.go(times=2)
    (jo,) = things(day)
    read = as_read(day, jo)
    standing = next(
        one
        for one in town.store.network(day.child).standings.values()
        if one.known_as == "Uncle Jo"
    )
    with town.store.writer(day.event) as writer:
        writer.put(standing.model_copy(update={"notes": "Known to the team."}))

    assert step(day) == (400, "Take back: Uncle Jo")
    assert take_away(day, jo) == 400
    assert change(day, jo, name="Uncle Joseph") == 303
    data = {"csrf_token": day.token(), "as_read": read, "name": "Nobody"}
    assert day.browser.post(f"{day.home}/meeting/change/{jo}", data=data).status_code == 400

    kept = town.store.record("standing", standing.id)
    assert isinstance(kept, Standing)
    assert (kept.known_as, kept.notes) == ("Uncle Joseph", "Known to the team.")


def test_whoever_is_hidden_meanwhile_is_named_by_no_step(town: Town) -> None:
    day = Day(town, amy()).begun()
    day.say("person", name="Uncle Jo", tie="friend")
    day.go(times=2)
    (jo,) = things(day)
    assert change(day, jo, name="Uncle Joseph") == 303
    assert step(day) == (303, "Take back: the change to Uncle Joseph")
    network = town.store.network(day.child)
    known = {network.known_as(one): network.standings[one] for one in network.people}
    with town.store.writer(day.event) as writer:
        writer.put(known["Uncle Jo"].model_copy(update={"visibility": "professionals_only"}))

    page = day.browser.get(f"{day.home}/meeting").text

    assert ("data-step" in page, "Uncle Jo" in page) == (True, False)


def test_who_is_spoken_of_elsewhere_stays_on_the_map(town: Town) -> None:
    day = Day(town, amy()).begun()
    day.say("person", name="Uncle Jo", tie="friend")
    with town.store.writer(day.event) as writer:
        note = Note(
            id="9" * 32,
            child_id=day.child,
            meeting_id="another",
            column="worry",
            words="Quiet.",
            speaker_id=town.store.network(day.child).find("Uncle Jo"),
            at=town.clock(),
        )
        writer.put(note)

    assert step(day)[0] == 400
    assert "Uncle Jo" in names(day)


class Again(Day):
    """A second meeting of the same child, after a first one has ended."""

    def __init__(self, first: Day) -> None:
        """Plan it in the same browser."""
        self.__dict__.update(first.__dict__)
        self.before = first.meeting.id
        self.browser.send(f"{self.home}/meetings", day="2026-11-16")

    @property
    def meeting(self) -> Meeting:
        """The second."""
        return next(
            one for one in self.town.store.kept(Meeting, self.child) if one.id != self.before
        )


def test_nothing_is_put_right_that_this_room_did_not_write(town: Town) -> None:
    """What was prepared, what stood on the map before, and what another meeting wrote cannot be changed here."""
    day = Day(town, amy())
    day.prepare("note", column="worry", words="Prepared.")
    day.begun().say("note", column="worry", words="Of the first meeting.")
    day.say("person", name="Uncle Jo", tie="friend")
    day.go(times=7)
    (old,) = things(day)
    day.end()

    again = Again(day).begun()
    again.go(times=7)

    assert (things(again), step(again)) == ([], (0, ""))
    for record in (*day.kept(Note), *town.store.network(day.child).model_dump()["relationships"]):
        cookie = again.browser.get_cookie("__Host-kith", domain="kith.example")
        kind = "note" if "words" in record and "column" in record else "relationship"
        use, house = f"thing {cookie.value if cookie else ''}", town.app.extensions["kith"]
        called = house.sessions.keyed(use, f"{kind} {record['id']}")[:16]
        assert again.browser.get(f"{day.home}/meeting/change/{called}").status_code == 404
        assert take_away(again, called) == 404
    assert take_away(again, old) == 404
    assert sorted(str(one["words"]) for one in day.kept(Note)) == [
        "Of the first meeting.",
        "Prepared.",
    ]


def test_the_room_of_one_child_puts_nothing_right_on_the_map_of_another(town: Town) -> None:
    other = family("Zoe").mother("Ann").put_into(town.store)
    day = Day(town, amy()).begun()
    day.say("note", column="worry", words="Evenings.")
    day.go(times=7)
    (thing,) = things(day)
    data = {"csrf_token": day.token()}

    for path in (f"change/{thing}", f"take-away/{thing}", "take-back", "put-back"):
        answer = day.browser.post(f"/child/{other}/meeting/{path}", data=data)
        assert answer.status_code == 404
    assert day.browser.get(f"/child/{other}/meeting/change/{thing}").status_code == 404
    assert len(day.kept(Note)) == 1


@pytest.mark.parametrize("path", ["take-back", "put-back", "change/{thing}", "take-away/{thing}"])
def test_in_family_time_nothing_is_taken_back_and_no_line_says_so(town: Town, path: str) -> None:
    day = Day(town, amy()).begun()
    day.say("note", column="worry", words="Evenings.")
    day.go(times=7)
    (thing,) = things(day)
    day.go(times=2)
    token, before = day.token(), sum(1 for _line in town.store.entries(day.child))
    assert "data-step" not in day.browser.get(f"{day.home}/meeting").text

    where = f"{day.home}/meeting/{path.format(thing=thing)}"
    answer = day.browser.post(where, data={"csrf_token": token, "step": "1" * 16})

    assert (answer.status_code, answer.location) == (303, f"{day.home}/meeting")
    assert sum(1 for _line in town.store.entries(day.child)) == before
    assert len(day.kept(Note)) == 1


def test_a_room_that_took_something_back_can_be_left_and_gone_on_with(town: Town) -> None:
    day = Day(town, amy()).begun()
    day.say("person", name="Uncle Jo", tie="friend")
    day.say("person", name="Auntie Bo", tie="friend")
    step(day)
    step(day)
    step(day, "again")
    day.leave()

    assert day.open()
    assert step(day)[1] == "Take back: Uncle Jo"
