"""Every word a person sees goes through the language file."""

from __future__ import annotations

import re
from gettext import NullTranslations
from pathlib import Path

import pytest

import web
from tests.families import family
from tests.web.town import Town
from web import words
from web.words import best_language, gettext, ngettext, speaking

TEMPLATES = Path(web.__file__).parent / "templates"


def test_english_is_its_own_catalogue() -> None:
    assert gettext("Sign in") == "Sign in"
    assert gettext("") == ""
    assert ngettext("one", "many", 2) == "many"


def test_a_browser_gets_the_first_of_its_languages_that_there_is() -> None:
    assert best_language(["cy-GB", "en-GB", "fr"]) == "en"
    assert best_language(["xx"], otherwise="en") == "en"
    assert best_language([]) == "en"


class Shouted(NullTranslations):
    """A made-up language in which everything is marked."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


@pytest.fixture
def shouting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_catalogue", lambda chosen: Shouted())


def test_a_language_is_spoken_only_inside_its_block(shouting: None) -> None:
    with speaking("xx"):
        assert gettext("Sign in") == "⟦Sign in⟧"
        assert words.language() == "xx"

    assert words.language() == "en"


def test_every_word_of_the_front_door_is_translated(town: Town, shouting: None) -> None:
    html = town.browser().get("/sign-in").text

    text = re.sub(r"<[^>]*>", "\n", html)
    plain = re.sub(r"⟦[^⟧]*⟧", "", text)
    assert plain.split() == ["·", "kith", "kith"]


def test_no_template_says_a_word_outside_the_language_file() -> None:
    """Text between tags, without what Jinja says, is only signs and the name of the house."""
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for pattern in (
            r"block body_class %\}.*?\{%",
            r"\{#.*?#\}",
            r"\{%.*?%\}",
            r"\{\{.*?\}\}",
            r"<[^>]*>",
            r"&[a-z]+;",
        ):
            text = re.sub(pattern, " ", text, flags=re.DOTALL)
        said = [word for word in re.findall(r"[A-Za-z]{2,}", text) if word != "kith"]
        assert said == [], path


def test_what_was_typed_is_text_even_where_it_is_looked_up_as_a_message(town: Town) -> None:
    told = family("Amy").mother("Beth").adult("Zed").tie("prospective_carer", "Zed", "Amy")
    child = told.lives("H2", "Zed").about(culture_tags="<i>salt</i>").put_into(town.store)

    page = town.worker_of(child).get(f"/child/{child}/homes").text

    assert "&lt;i&gt;salt&lt;/i&gt;" in page
    assert "<i>salt" not in page
