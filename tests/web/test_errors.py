"""Errors become pages in plain words, and say nothing else."""

from __future__ import annotations

import logging

import pytest

from graph import errors as kinds
from graph.errors import KithError
from tests.families import Family
from tests.web.pages import Page
from tests.web.town import Town
from web.errors import PAGES, page_for
from web.permissions import public


def every_error() -> list[type[KithError]]:
    return [
        kind
        for kind in vars(kinds).values()
        if isinstance(kind, type) and issubclass(kind, KithError) and kind is not KithError
    ]


@pytest.mark.parametrize("kind", every_error())
def test_every_error_of_ours_has_a_page(kind: type[KithError]) -> None:
    page = page_for(kind())

    assert page is not page_for(Exception())
    assert page in PAGES.values()


@pytest.mark.parametrize(
    ("path", "status"), [("/nowhere", 404), ("/child/a b/people", 404), ("/sign-out", 404)]
)
def test_an_address_that_leads_nowhere_is_said_plainly(town: Town, path: str, status: int) -> None:
    answer = town.browser().get(path)

    assert answer.status_code == status
    assert "nothing at this address" in Page(answer.text).words


def test_what_nobody_foresaw_is_logged_without_what_it_held(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    @public
    def explode() -> str:
        raise ValueError("Amy Secretname lives here")

    town.app.add_url_rule("/explode", "explode", explode)
    browser = town.browser("Secretname", "Traceback", "ValueError")

    with caplog.at_level(logging.DEBUG):
        answer = browser.get("/explode")

    assert answer.status_code == 500
    assert "Nothing was changed" in Page(answer.text).words
    assert "ValueError" in caplog.text
    assert "Secretname" not in caplog.text


def test_no_name_and_no_word_typed_is_logged(
    town: Town, amy: Family, caplog: pytest.LogCaptureFixture
) -> None:
    child = amy.put_into(town.store)
    with caplog.at_level(logging.DEBUG):
        browser = town.worker_of(child)
        browser.send(f"/child/{child}/people", text="Rex")
        browser.send("/children", text="Amy")
        browser.get(f"/child/{'0' * 32}/people")

    assert not any(word in caplog.text for word in (*amy.people, "heron"))


def test_a_form_too_large_is_refused(town: Town, amy: Family) -> None:
    child = amy.put_into(town.store)
    browser = town.worker_of(child)

    answer = browser.post(
        f"/child/{child}/add/person",
        data={"csrf_token": browser.token(), "notes": "x" * 1_200_000},
    )

    assert answer.status_code == 413


def test_methods_that_nobody_uses_are_not_here(town: Town) -> None:
    for method in ("TRACE", "PUT", "DELETE", "PATCH"):
        assert town.browser().open("/sign-in", method=method).status_code in (400, 404)
