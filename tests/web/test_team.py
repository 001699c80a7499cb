"""The team’s list: whom to talk about today, in which order, to take along; and the rules behind it."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from graph.journal import Event
from graph.local_rules import LocalRule
from graph.standings import Standing
from queries.gaps import RULES, Thresholds
from tests.families import Family, family
from tests.web.pages import Browser, Page
from tests.web.sending import form_of
from tests.web.town import Town


def callum() -> Family:
    """Seventeen: two things for this week, and old words."""
    told = family("Callum", dob="2009-04-03").mother("Beth")
    return told.says("Callum", "loves", "Beth", on="2026-05-01").about(next_review="2026-12-01")


def amy() -> Family:
    """Eight, with fresh words, a review soon and nothing for this week."""
    told = family("Amy", dob="2018-01-01").mother("Ann").together("Ann", "2026-11-10")
    return told.says("Amy", "loves", "Ann", on="2026-11-01").about(next_review="2026-11-20")


@pytest.fixture
def children(town: Town) -> dict[str, str]:
    return {"Callum": callum().put_into(town.store), "Amy": amy().put_into(town.store)}


@pytest.fixture
def may(town: Town, children: dict[str, str]) -> Browser:
    """A manager of both children."""
    account = town.account("may", "manager")
    for child in children.values():
        town.grant(account, child, kind="team")
    return town.signed_in(account)


def listed(browser: Browser, **asked: str) -> list[str]:
    """The names on the list, in their order."""
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    text = Page(browser.get(f"/team?{query}").text).words
    names = ("Callum", "Amy", "Dan")
    found = [(text.find(f"{name} ", text.find("Next review")), name) for name in names]
    return [name for place, name in sorted(found) if place >= 0]


def rows(browser: Browser, path: str = "/team.csv?show=all") -> list[dict[str, str]]:
    text = browser.get(path).data.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def look(town: Town, child: str) -> None:
    town.store.note(Event(actor="w", action="saw_map", chain=child))


def test_the_list_holds_what_is_urgent_and_nobody_has_decided(may: Browser) -> None:
    said = Page(may.get("/team").text).words

    assert "Nobody has yet told Callum 'I am here for life'." in said
    assert "If Callum needed someone at three in the morning" in said


def test_a_child_about_whom_there_is_nothing_to_say_is_not_on_it(
    town: Town, may: Browser, children: dict[str, str]
) -> None:
    assert listed(may) == ["Amy", "Callum"]

    look(town, children["Amy"])

    assert listed(may) == ["Callum"]
    assert "1 of 2 children" in Page(may.get("/team").text).words


@pytest.mark.parametrize(
    ("show", "names"),
    [
        ("urgent", ["Callum"]),
        ("voice", ["Callum"]),
        ("forgotten", ["Amy", "Callum"]),
        ("all", ["Amy", "Callum"]),
        ("nonsense", ["Amy", "Callum"]),
    ],
)
def test_the_list_is_filtered(may: Browser, show: str, names: list[str]) -> None:
    assert listed(may, show=show) == names


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("name", ["Amy", "Callum"]),
        ("review", ["Amy", "Callum"]),
        ("voice", ["Callum", "Amy"]),
        ("looked", ["Amy", "Callum"]),
        ("nonsense", ["Amy", "Callum"]),
    ],
)
def test_the_list_stands_in_an_order(
    town: Town, may: Browser, children: dict[str, str], order: str, names: list[str]
) -> None:
    look(town, children["Callum"])

    assert listed(may, show="all", order=order) == names


def test_a_decision_takes_a_sentence_off_the_list(
    town: Town, may: Browser, children: dict[str, str]
) -> None:
    child = children["Callum"]
    page = f"/child/{child}/what-next"
    for rule in ("G17", "G19"):
        values = form_of(may.get(page).text, "/decide", rule=rule)
        may.post(f"/child/{child}/decide", data=values | {"kind": "answered", "words": "Known."})

    assert listed(may, show="urgent") == []


def test_the_list_journals_the_children_and_whom_this_week_is_about(town: Town) -> None:
    told = family("Amelia", dob="2012").mother("Beth").brother("Temi", life_stage="child")
    child = told.put_into(town.store)
    account = town.account("may", "manager")
    town.grant(account, child, kind="team")
    may = town.signed_in(account)

    said = Page(may.get("/team").text).words

    entry = next(town.store.entries("", newest_first=True))
    assert "Amelia and Temi are family" in said
    assert (entry.action, set(entry.people)) == ("saw_team", {child, told.id("Temi")})


def test_the_list_is_no_look_at_a_map(town: Town, may: Browser, children: dict[str, str]) -> None:
    may.get("/team")

    assert listed(may, show="forgotten") == ["Amy", "Callum"]


def test_only_ones_own_children_are_on_it(town: Town, may: Browser) -> None:
    family("Dan").put_into(town.store)
    may.secrets = frozenset({"Dan"})

    assert "Dan" not in listed(may, show="all")


@pytest.mark.parametrize("role", ["family_member", "child", "partner", "administrator"])
def test_the_list_is_for_those_who_work_with_records(town: Town, role: str) -> None:
    child = amy().put_into(town.store)
    account = town.account("pat", role)
    town.grant(account, child, kind="involved")
    browser = town.browser()
    browser.send("/sign-in", email=account.email, password="heron teapot gravel")
    browser.send("/sign-in/code", code=town.code())

    assert browser.get("/team").status_code == 404
    assert browser.get("/team.csv").status_code == 404
    assert "/team" not in Page(browser.get("/account").text).links


def test_a_list_without_any_child_invites(town: Town) -> None:
    may = town.signed_in(town.account("may", "manager"))

    assert "No child’s map is open to you yet." in Page(may.get("/team").text).words


# To take along.


def test_the_list_is_taken_along_as_it_is_shown(may: Browser) -> None:
    page = may.get("/team?show=urgent&order=voice").text
    (link,) = [link for link in Page(page).links if link.startswith("/team.csv")]

    found = rows(may, link.replace("&amp;", "&"))

    assert [row["child"] for row in found] == ["Callum"]
    assert "three in the morning" in found[0]["this week"]


def test_no_cell_of_the_file_can_attack_whoever_opens_it(town: Town) -> None:
    told = family("=cmd|' /C calc'!A1", dob="2009").mother("Beth")
    child = told.put_into(town.store)
    account = town.account("may", "manager")
    town.grant(account, child, kind="team")

    (row,) = rows(town.signed_in(account))

    assert row["child"].startswith("'=")
    assert not [cell for cell in row.values() if cell[:1] in ("=", "+", "-", "@")]


def test_the_file_is_journalled_and_named_without_a_name(
    town: Town, may: Browser, children: dict[str, str]
) -> None:
    answer = may.get("/team.csv?show=all")

    entry = next(town.store.entries("", newest_first=True))
    assert (entry.action, set(entry.people)) == ("saw_team", set(children.values()))
    assert (
        answer.headers["Content-Disposition"] == 'attachment; filename="children-to-talk-about.csv"'
    )


# The same grown-up on several maps.


def test_who_stands_on_several_maps_is_told_to_whoever_may_see_them(
    town: Town, may: Browser, children: dict[str, str]
) -> None:
    assert "stands on more than one" not in may.get("/team").text
    beth = callum().id("Beth")
    place = Standing(id="m" * 32, child_id=children["Amy"], person_id=beth, known_as="Auntie Beth")
    with town.store.writer(Event(actor="t", action="added", chain=children["Amy"])) as writer:
        writer.put(place)
        person = town.store.record("person", beth)
        assert person is not None
        writer.put(person.model_copy(update={"life_stage": "adult"}))

    page = Page(may.get("/team").text)

    assert "1 grown-up stands on more than one of these maps" in page.words
    assert "Auntie Beth for Amy · Beth for Callum" in page.words
    alone = town.worker_of(children["Amy"], "sam")
    assert "stands on more than one" not in alone.get("/team").text


# The rules.


def test_a_threshold_for_all_changes_the_answer(
    town: Town, may: Browser, children: dict[str, str]
) -> None:
    assert listed(may, show="voice") == ["Callum"]

    values = form_of(may.get("/rules").text, "/rules", threshold="g26_days")
    answer = may.post("/rules", data=values | {"number": "400", "reason": "We ask once a year."})

    assert answer.status_code == 303
    assert listed(may, show="voice") == []
    assert "changed" in Page(may.get("/rules").text).words
    (kept,) = town.store.kept(LocalRule)
    assert (kept.threshold, kept.number, kept.reason) == ("g26_days", "400", "We ask once a year.")


def test_a_threshold_is_changed_again_in_its_place(town: Town, may: Browser) -> None:
    for number in ("400", "300"):
        values = form_of(may.get("/rules").text, "/rules", threshold="g26_days")
        may.post("/rules", data=values | {"number": number, "reason": "Because."})

    assert [(one.number, one.version) for one in town.store.kept(LocalRule)] == [("300", 2)]


@pytest.mark.parametrize("number", ["1/2", "0.5"])
def test_a_share_may_be_written_either_way(may: Browser, number: str) -> None:
    values = form_of(may.get("/rules").text, "/rules", threshold="g13_share")

    may.post("/rules", data=values | {"number": number, "reason": "Half is enough."})

    assert form_of(may.get("/rules").text, "/rules", threshold="g13_share")["number"] == "1/2"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"number": "many", "reason": "Because."}, "cannot be used"),
        ({"number": "-3", "reason": "Because."}, "cannot be used"),
        ({"number": "", "reason": "Because."}, "cannot be used"),
        ({"number": "60", "reason": " "}, "Say why this number is changed"),
    ],
)
def test_a_number_that_cannot_be_used_comes_back_as_typed(
    town: Town, may: Browser, typed: dict[str, str], reason: str
) -> None:
    values = form_of(may.get("/rules").text, "/rules", threshold="g26_days")

    answer = may.post("/rules", data=values | typed)

    assert answer.status_code == 400
    assert reason in Page(answer.text).words
    back = form_of(answer.text, "/rules", threshold="g26_days")
    assert (back["number"], back["reason"]) == (typed["number"], typed["reason"].strip())
    assert town.store.kept(LocalRule) == ()


def test_a_threshold_that_is_none_is_refused_in_a_sentence(may: Browser) -> None:
    answer = may.post("/rules", data={"csrf_token": may.token(), "threshold": "g99_days"})

    assert answer.status_code == 400
    assert "There is no such threshold." in Page(answer.text).words


def test_a_threshold_of_one_child_is_for_that_child_alone(
    may: Browser, children: dict[str, str]
) -> None:
    page = f"/child/{children['Callum']}/rules"
    values = form_of(may.get(page).text, page, threshold="g26_days")

    may.post(page, data=values | {"number": "400", "reason": "He writes once a year."})

    assert listed(may, show="voice") == []
    assert form_of(may.get("/rules").text, "/rules", threshold="g26_days")["number"] == "90"
    other = f"/child/{children['Amy']}/rules"
    assert form_of(may.get(other).text, other, threshold="g26_days")["number"] == "90"


def test_a_practitioner_reads_the_rules_of_all_and_changes_those_of_their_child(
    town: Town, children: dict[str, str]
) -> None:
    sam = town.worker_of(children["Callum"], "sam")

    assert "threshold" not in form_of(sam.get("/rules").text, "/rules")
    assert sam.post("/rules", data={"csrf_token": sam.token()}).status_code == 404
    assert "threshold" in form_of(sam.get(f"/child/{children['Callum']}/rules").text, "/rules")


def test_every_rule_and_every_threshold_is_on_the_page(may: Browser) -> None:
    html = may.get("/rules").text

    assert [rule.name for rule in RULES if f"<strong>{rule.name}</strong>" not in html] == []
    assert [name for name in Thresholds.model_fields if f'id="n-{name}"' not in html] == []
