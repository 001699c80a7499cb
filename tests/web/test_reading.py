"""The pages that read a child’s map."""

from __future__ import annotations

from tests.families import Family
from tests.web.pages import Page
from tests.web.town import Town


def test_my_children_are_those_i_work_with(town: Town, amy: Family) -> None:
    child = amy.put_into(town.store)
    browser = town.worker_of(child)

    page = Page(browser.get("/children").text)

    assert "Amy" in page.words
    assert f"/child/{child}/map" in page.links


def test_a_child_is_found_by_part_of_a_name_and_the_name_is_in_no_address(
    town: Town, amy: Family
) -> None:
    browser = town.worker_of(amy.put_into(town.store))

    found = browser.send("/children", text="am", order="name")
    missed = browser.send("/children", text="zed", order="name")

    assert "Amy" in Page(found.text).words
    assert "Amy" not in Page(missed.text).words


def test_whoever_works_with_nobody_is_told_how_to_begin(town: Town) -> None:
    browser = town.signed_in(town.account("sam"))

    assert "Ask your manager" in browser.get("/children").text


def test_the_list_holds_everyone_on_the_map_with_their_kin_word(town: Town, amy: Family) -> None:
    child = amy.put_into(town.store)
    browser = town.worker_of(child)

    words = Page(browser.get(f"/child/{child}/people").text).words

    for name in ("Beth", "Carl", "Nan", "Cai", "Fay", "Hal", "Rex"):
        assert name in words
    assert "maternal grandmother" in words
    assert "“She sings.”" in words
    assert "7 November 2026" in words


def test_the_list_can_be_put_together_by_side(town: Town, amy: Family) -> None:
    child = amy.put_into(town.store)
    browser = town.worker_of(child)

    words = Page(browser.get(f"/child/{child}/people?by=side").text).words

    assert "Beth’s family" in words
    assert "Carl’s family" in words
    assert "Friends and community" in words


def test_the_list_can_be_put_in_order_of_the_last_time_together(town: Town, amy: Family) -> None:
    child = amy.together("Carl", "2026-11-10").put_into(town.store)
    browser = town.worker_of(child)

    words = Page(browser.get(f"/child/{child}/people?order=time").text).words

    assert words.index("Carl") < words.index("Beth")


def test_somebody_on_the_map_is_found_by_what_they_are(town: Town, amy: Family) -> None:
    child = amy.put_into(town.store)
    browser = town.worker_of(child)

    words = Page(browser.send(f"/child/{child}/people", text="grandmother").text).words

    assert "Nan" in words
    assert "Carl" not in words


def test_who_loves_shows_the_words_with_who_said_them_and_when(town: Town, amy: Family) -> None:
    child = amy.put_into(town.store)
    browser = town.worker_of(child)

    words = Page(browser.get(f"/child/{child}/who-loves").text).words

    assert "“My heartstring.” Nan, 30 September 2026" in words
    assert "Who might learn to love Amy?" in words


def test_cautions_stand_beside_names_for_those_who_may_see_them_only(
    town: Town, amy: Family
) -> None:
    child = amy.stance("Nan", "safe_with_support").put_into(town.store)
    allocated = town.worker_of(child)
    visitor = town.account("vera")
    town.grant(visitor, child, kind="involved")
    involved = town.signed_in(visitor, "safe with support")

    seen = allocated.get(f"/child/{child}/who-loves").text
    involved.get(f"/child/{child}/who-loves")
    involved.get(f"/child/{child}/people")

    assert "safe with support" in seen


def test_a_person_says_how_they_are_related_who_says_what_and_when_they_last_met(
    town: Town, amy: Family
) -> None:
    child = amy.put_into(town.store)
    browser = town.worker_of(child)

    nan = Page(browser.get(f"/child/{child}/person/{amy.id('Nan')}").text).words
    beth = Page(browser.get(f"/child/{child}/person/{amy.id('Beth')}").text).words

    assert "your mum's mum" in nan
    assert "A home for life" in nan
    assert "Last in touch: 7 November 2026" in beth


def test_an_empty_map_invites(town: Town) -> None:
    from tests.families import family

    child = family("Zoe").put_into(town.store)
    browser = town.worker_of(child)

    for page in ("people", "who-loves", "history", "map"):
        assert browser.get(f"/child/{child}/{page}").status_code == 200
    assert "wedding tomorrow" in browser.get(f"/child/{child}/people").text


def test_a_family_member_sees_the_page_without_the_record(town: Town, amy: Family) -> None:
    amy.person("Ivo", visibility="professionals_only", full_name="Ivo Hidden")
    amy.person("Beth", full_name="Beth Secretname", notes="a private note")
    child = amy.says("Amy", "afraid_of", "Carl", "“He shouts.”").put_into(town.store)
    mother = town.account("beth", "family_member")
    town.grant(mother, child, kind="involved")
    browser = town.signed_in(mother, "Ivo", "Secretname", "private note", "He shouts", "Eastham")

    for page in ("people", "who-loves", "map", "person/p2"):
        assert browser.get(f"/child/{child}/{page}").status_code == 200
    assert browser.get(f"/child/{child}/history").status_code == 404


def test_no_page_has_a_name_in_its_title_or_its_address(town: Town, amy: Family) -> None:
    child = amy.put_into(town.store)
    browser = town.worker_of(child)

    for page in ("people", "who-loves", "history", "map", f"person/{amy.id('Nan')}"):
        html = browser.get(f"/child/{child}/{page}").text
        title = html.partition("<title>")[2].partition("</title>")[0]
        assert not any(name in title for name in amy.people)
        assert not any(name in link for name in amy.people for link in Page(html).links)
