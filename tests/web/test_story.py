"""Time week by week, the story so far, after eighteen, homes side by side, and how people are joined."""

from __future__ import annotations

import re

import pytest

from graph.journal import Event
from graph.standings import Standing
from tests.families import Family, family
from tests.web.pages import Browser, Page
from tests.web.town import Town


@pytest.fixture
def amy() -> Family:
    """Amy lives with Fran; her aunt Dot, in another town, is being considered."""
    told = family("Amy", dob="2012-04-05", languages="English").mother("Beth").carer("Fran")
    told.adult("Dot", "female", culture_tags="Welsh").mother("Gran", of="Beth")
    told.tie("birth_parent", "Gran", "Dot").tie("prospective_carer", "Dot", "Amy")
    told.lives("H1", "Amy", "Fran", area="Leeds", start_date="2024-05-01")
    told.lives("H0", "Amy", area="York", start_date="2020", end_date="2024-04-30")
    told.lives("H2", "Dot", area="Bangor").professional("Hal").friend("Kit")
    told.promises("Dot", "holidays").says("Beth", "loves", "Amy", "“Mine.”").matters("Beth")
    told.together("Beth", "2026-11-03", child_view=4).together("Beth", "2026-10-20", "video")
    told.together("Beth", "2026-09-01", happened="cancelled_by_service")
    told.together("Gran", "2023-06-01").together("Dot", "2026-11-01")
    told.tie("family_time_plan", "Beth", "Amy", plan_every_days=14, plan_mode="in_person")
    return told.about(culture_tags="Welsh")


def words(browser: Browser, path: str) -> str:
    return Page(browser.get(path).text).words


@pytest.mark.parametrize(
    "page",
    ["time-together", "timeline", "homes", "later", "person/{Gran}/joined", "person/{Dot}/joined"],
)
def test_each_page_journals_exactly_whom_it_names(
    town: Town, sam: Browser, child: str, amy: Family, page: str
) -> None:
    path = page.format(**{name: amy.id(name) for name in amy.people})
    said = words(sam, f"/child/{child}/{path}").split()

    named = {amy.id(name) for name in amy.people if any(w.startswith(name) for w in said)}
    assert set(next(town.store.entries(child, newest_first=True)).people) == named


# Week by week.


def test_a_ribbon_shows_what_happened_what_was_called_off_and_the_childs_mark(
    sam: Browser, child: str
) -> None:
    html = sam.get(f"/child/{child}/time-together").text
    said = Page(html).words

    assert html.count('<li class="week together">') >= 2
    assert '<li class="week in_touch">' in html
    assert '<li class="week called_off">' in html
    assert "Week of 31 August 2026: we cancelled" in said
    assert "Amy’s own mark: 4 of 5" in said
    assert "1 September 2026: we cancelled" in said


def test_the_plan_stands_beside_the_practice(sam: Browser, child: str) -> None:
    said = words(sam, f"/child/{child}/time-together")

    assert "2 times · the plan: every two weeks, together (about 12 times)" in said


def test_no_time_yet_is_an_invitation(town: Town) -> None:
    child = family("Amy").mother("Beth").put_into(town.store)

    assert "No time together is written down yet." in words(
        town.worker_of(child), f"/child/{child}/time-together"
    )


# The story so far.


def test_homes_are_chapters_with_who_came_and_who_was_lost(sam: Browser, child: str) -> None:
    said = words(sam, f"/child/{child}/timeline")

    assert "2020 – 30 April 2024" in said
    assert "1 May 2024 – now" in said
    assert re.search(r"New in this time (Beth , Dot|Dot , Beth)", said)
    assert "Not seen any more Gran" in said


def test_what_has_no_date_says_as_recorded_now(sam: Browser, child: str) -> None:
    said = words(sam, f"/child/{child}/timeline")

    assert "As recorded now" in said.partition("1 May 2024")[2]
    assert "Kit" in said.partition("As recorded now")[2]


# After eighteen.


def test_after_eighteen_is_one_click_from_the_child(sam: Browser, child: str) -> None:
    for page in ("what-next", "time-together", "timeline"):
        assert f"/child/{child}/later" in Page(sam.get(f"/child/{child}/{page}").text).links


def test_after_eighteen_tells_who_stays_and_whose_role_ends(sam: Browser, child: str) -> None:
    said = words(sam, f"/child/{child}/later")

    assert "Amy turns eighteen on 5 April 2030." in said
    assert "1 of the" in said and "are paid to be there." in said
    assert re.search(r"Still there 2 .* Beth .* Dot A home for holidays and festivals", said)
    assert re.search(r"Carers now 1 .* Fran", said)
    assert re.search(r"with no end recorded 1 .* Hal", said)


def test_after_eighteen_is_lit_on_the_map_by_ids_that_are_not_sent(
    sam: Browser, child: str, amy: Family
) -> None:
    links = Page(sam.get(f"/child/{child}/later").text).links

    (lit,) = [link for link in links if "#way=" in link]
    assert lit.startswith(f"/child/{child}/map#way=")
    assert set(lit.partition("=")[2].split(".")) == {amy.id("Beth"), amy.id("Dot"), amy.id("Fran")}


# Homes side by side.


def test_homes_stand_in_columns_and_each_cell_has_a_source(sam: Browser, child: str) -> None:
    html = sam.get(f"/child/{child}/homes").text
    said = Page(html).words

    assert "the home now" in said and "being considered" in said
    cells = re.findall(r'<td class="effect-[^"]+">.*?</td>', html, re.DOTALL)
    assert cells
    assert all("from: " in cell for cell in cells)


def test_homes_never_rank_or_score(sam: Browser, child: str) -> None:
    said = words(sam, f"/child/{child}/homes").casefold()
    allowed = said.replace("there is no score here and no advice", "")

    unkind = ("score", "rank", "recommend", "best", "worst", "better", "points", "%")
    assert [word for word in unkind if word in allowed] == []


def test_one_home_alone_asks_who_else_there_is(town: Town) -> None:
    child = family("Amy").carer("Fran").lives("H1", "Amy", "Fran").put_into(town.store)
    said = words(town.worker_of(child), f"/child/{child}/homes")

    assert "No other home is being considered." in said


def test_a_worker_who_may_not_know_why_is_shown_no_row_of_somebody_silent(town: Town) -> None:
    told = family("Amy").mother("Beth").matters("Beth").carer("Fran").lives("H1", "Amy", "Fran")
    child = told.stance("Beth", "not_safe").put_into(town.store)
    account = town.account("pat")
    town.grant(account, child, kind="involved")

    assert "Beth" not in words(town.signed_in(account), f"/child/{child}/homes")
    assert "safety comes first" in words(town.worker_of(child), f"/child/{child}/homes")


# How people are joined.


def test_a_connection_is_told_in_a_sentence_and_lit_on_the_map(
    sam: Browser, child: str, amy: Family
) -> None:
    page = sam.get(f"/child/{child}/person/{amy.id('Dot')}/joined")

    assert (
        "Amy’s mother is Beth, whose mother is Gran, whose daughter is Dot."
        in Page(page.text).words
    )
    (lit,) = [link for link in Page(page.text).links if "#way=" in link]
    assert lit.partition("=")[2].split(".") == [amy.id("Beth"), amy.id("Gran"), amy.id("Dot")]


def test_what_would_go_if_somebody_stepped_back(sam: Browser, child: str, amy: Family) -> None:
    said = words(sam, f"/child/{child}/person/{amy.id('Dot')}/joined")

    assert "Promises that would go A home for holidays and festivals" in said
    assert "Culture nobody else shares Welsh" in said


def test_nothing_that_would_go_is_said_kindly(sam: Browser, child: str, amy: Family) -> None:
    said = words(sam, f"/child/{child}/person/{amy.id('Kit')}/joined")

    assert "Nobody else would be out of reach" in said


def test_ways_that_do_not_depend_on_the_same_person_are_told_in_one_sentence(
    town: Town, amy: Family
) -> None:
    amy.adult("Gloria").adult("Coach").adult("Cousin Vi").tie("friend", "Gloria", "Cousin Vi")
    amy.tie("friend", "Coach", "Cousin Vi")
    amy.together("Gloria", "2026-11-01").together("Coach", "2026-11-02")
    sam = town.worker_of(amy.put_into(town.store))

    said = words(sam, f"/child/{amy.child_id}/person/{amy.id('Cousin Vi')}/joined")

    told = "Two ways that do not depend on the same person: through "
    assert (
        f"{told}Coach, and through Gloria." in said or f"{told}Gloria, and through Coach." in said
    )


def test_nobody_is_joined_to_themselves(sam: Browser, child: str) -> None:
    for person in (child, "0" * 32):
        assert sam.get(f"/child/{child}/person/{person}/joined").status_code == 404


def test_each_persons_page_leads_to_how_they_are_joined_and_how_to_reach_them(
    sam: Browser, child: str, amy: Family
) -> None:
    links = Page(sam.get(f"/child/{child}/person/{amy.id('Gran')}").text).links

    assert f"/child/{child}/person/{amy.id('Gran')}/joined" in links
    assert f"/child/{child}/finding/{amy.id('Gran')}" in links


def test_nobody_is_asked_to_reach_a_worker_a_pet_or_somebody_who_has_died(town: Town) -> None:
    told = family("Amy").professional("Hal").pet("Rex").mother("Beth", life_status="died")
    child = told.put_into(town.store)
    browser = town.worker_of(child)

    for name in ("Hal", "Rex", "Beth"):
        links = Page(browser.get(f"/child/{child}/person/{told.id(name)}").text).links
        assert f"/child/{child}/finding/{told.id(name)}" not in links


def test_a_family_is_shown_no_such_link(town: Town, amy: Family, child: str) -> None:
    account = town.account("beth", "family_member")
    town.grant(account, child, kind="involved")
    beth = town.signed_in(account)

    people = Page(beth.get(f"/child/{child}/people").text).links
    persons = [link for link in people if "/person/" in link]

    assert persons
    assert not [
        link
        for path in persons
        for link in Page(beth.get(path).text).links
        if link.endswith("/joined")
    ]


# The same grown-up on two maps.


@pytest.fixture
def dan(town: Town, amy: Family, child: str) -> str:
    """Another child’s map, on which Amy’s mother stands too, as Mum."""
    other = family("Dan").adult("Eve").put_into(town.store)
    place = Standing(id="m" * 32, child_id=other, person_id=amy.id("Beth"), known_as="Mum")
    with town.store.writer(Event(actor="tests", action="added", chain=other)) as writer:
        writer.put(place)
    return other


def test_somebody_on_two_maps_is_told_to_a_worker_of_both(
    town: Town, amy: Family, child: str, dan: str
) -> None:
    both = town.account("ann")
    town.grant(both, child)
    town.grant(both, dan)
    ann = town.signed_in(both)

    page = Page(ann.get(f"/child/{child}/person/{amy.id('Beth')}").text)

    assert "Also on Dan’s map as Mum" in page.words
    assert f"/child/{dan}/person/{amy.id('Beth')}" in page.links
    entry = next(town.store.entries(dan, newest_first=True))
    assert (entry.action, set(entry.people)) == ("saw_elsewhere", {dan, amy.id("Beth")})


def test_somebody_on_two_maps_is_on_one_for_whoever_may_see_one(
    town: Town, amy: Family, sam: Browser, child: str, dan: str
) -> None:
    sam.secrets = frozenset({"Dan", dan})

    said = words(sam, f"/child/{child}/person/{amy.id('Beth')}")

    assert "Also on" not in said
    assert not [e for e in town.store.entries(dan) if e.action == "saw_elsewhere"]


def test_a_family_is_never_told_of_another_childs_map(
    town: Town, amy: Family, child: str, dan: str
) -> None:
    account = town.account("beth", "family_member")
    town.grant(account, child, kind="involved")
    town.grant(account, dan, kind="involved")
    beth = town.signed_in(account)

    people = Page(beth.get(f"/child/{child}/people").text).links
    said = " ".join(words(beth, path) for path in people if "/person/" in path)

    assert "Also on" not in said


def test_a_worker_on_many_maps_is_at_work_and_not_told(
    town: Town, amy: Family, child: str, dan: str
) -> None:
    place = Standing(
        id="w" * 32,
        child_id=dan,
        person_id=amy.id("Hal"),
        known_as="Hal",
        network_kind="professional",
    )
    with town.store.writer(Event(actor="tests", action="added", chain=dan)) as writer:
        writer.put(place)
    ann = town.account("ann")
    town.grant(ann, child)
    town.grant(ann, dan)

    said = words(town.signed_in(ann), f"/child/{child}/person/{amy.id('Hal')}")

    assert "Also on" not in said


def test_a_person_hidden_on_the_other_map_is_not_told(
    town: Town, amy: Family, child: str, dan: str
) -> None:
    ann = town.account("ann")
    town.grant(ann, child)
    town.grant(ann, dan, kind="barred")
    town.grant(ann, dan)

    said = words(town.signed_in(ann), f"/child/{child}/person/{amy.id('Beth')}")

    assert "Also on" not in said
