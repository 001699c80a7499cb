"""Another language is a file: kin words and the rules’ sentences too, and the pages run the other way where it does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import web
from queries.gaps.table import ROWS
from tests.web.pages import Browser
from tests.web.town import Town
from web import words
from web.words import best_language, called, gettext, is_reviewed, speaking
from web.words.catalogue import Catalogue, read_catalogue
from web.words.kin import kin_word
from web.words.pseudo import MIRRORED, Accented
from web.words.sayings import told

FOLDER = Path(web.__file__).parent / "words"
GRANNY = "maternal grandmother"
_MARKUP = re.compile(r"<[^>]*>|&\w+;")
_PLACES = re.compile(r"%\([a-z_]+\)[sd]|\{[a-z_]+\}")


def test_what_is_marked_keeps_its_places() -> None:
    for row in ROWS.values():
        for text in (row.sentence, row.next_question):
            said = Accented().gettext(text)
            assert sorted(_PLACES.findall(said)) == sorted(_PLACES.findall(text))


def test_kin_words_and_sentences_of_the_rules_are_said_in_the_language() -> None:
    with speaking("cy"):
        assert kin_word(GRANNY) == "mam-gu neu nain ar ochr y fam"
        assert kin_word("your mum's sister's daughter") == "merch chwaer mam i ti"
        assert kin_word("half-brother (same mother)") == "hanner brawd (yr un fam)"
        sentence = told(ROWS["G08"].sentence, {"child": "Cai", "name": "Eira", "days": 40})
    assert sentence == "Nid yw Cai wedi bod gyda Eira ers 40 diwrnod."


def test_a_kin_word_of_which_a_part_is_missing_is_said_in_english_as_a_whole() -> None:
    with speaking("cy"):
        assert kin_word("maternal first cousin once removed") == (
            "maternal first cousin once removed"
        )


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.po")), ids=lambda path: path.stem)
def test_a_translation_has_the_places_of_its_message(path: Path) -> None:
    catalogue = read_catalogue(path)
    for message, forms in catalogue.messages.items():
        if len(forms) == 1:
            assert places(forms[0]) == places(message), message
        for said in forms:
            assert set(_MARKUP.findall(said)) <= set(_MARKUP.findall(message)), message


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.po")), ids=lambda path: path.stem)
def test_every_number_is_said_with_the_places_that_english_has_for_it(path: Path) -> None:
    catalogue = read_catalogue(path)
    with path.open("rb") as file:
        numbered = [each.id for each in read_po(file, locale=path.stem) if each.pluralizable]

    for one, many in numbered:
        for number in range(12):
            said = catalogue.ngettext(one, many, number)
            assert places(said) == places(one if number == 1 else many), (many, number)


def places(text: str) -> set[str]:
    return set(_PLACES.findall(text))


def test_numbers_follow_the_rule_of_the_language() -> None:
    with speaking("cy"):
        said = [words.ngettext("%(n)s year ago", "%(n)s years ago", n) for n in (1, 4)]

    assert said == ["%(n)s flwyddyn yn ôl", "%(n)s o flynyddoedd yn ôl"]


def test_a_guess_and_an_empty_line_are_said_in_english() -> None:
    text = 'msgid "a"\nmsgstr ""\n\n#, fuzzy\nmsgid "b"\nmsgstr "x"\n\nmsgid "c"\nmsgstr "d"\n'

    assert Catalogue(text).messages == {"c": ("d",)}


def test_nobody_is_given_a_language_unasked_that_no_speaker_has_read() -> None:
    assert best_language(["cy-GB", "en"]) == "en"
    assert not is_reviewed("cy")
    assert (called("cy"), called("en")) == ("Cymraeg", "English")


@pytest.fixture
def may(town: Town) -> Browser:
    return town.signed_in(town.account("may"))


def test_whoever_chooses_welsh_reads_it_with_a_note_that_it_was_not_reviewed(may: Browser) -> None:
    may.post("/account/language", data={"csrf_token": may.token(), "language": "cy"})
    page = may.get("/children").text

    assert '<html lang="cy" dir="ltr"' in page
    assert "Fy mhlant" in page
    assert "Heb ei adolygu" in page
    assert "Not reviewed by a speaker." in page


def test_a_language_that_there_is_not_is_refused(may: Browser) -> None:
    for asked in ("xx", MIRRORED, "../cy"):
        answer = may.post("/account/language", data={"csrf_token": may.token(), "language": asked})
        assert answer.status_code == 400


def test_english_has_no_note(may: Browser) -> None:
    assert "Not reviewed" not in may.get("/children").text


def test_the_choice_is_kept_with_the_account(town: Town, may: Browser) -> None:
    may.post("/account/language", data={"csrf_token": may.token(), "language": "cy"})
    kept = town.store.account("may@example.org")

    assert kept is not None
    assert kept.language == "cy"
    assert next(town.store.entries("", newest_first=True)).action == "chose_language"


def test_a_language_from_right_to_left_says_so() -> None:
    with speaking(MIRRORED):
        assert words.direction() == "rtl"
        assert gettext("Sign in") == "\u202eSign in\u202c"


def test_what_there_is_to_translate_is_found() -> None:
    said = "(m.id if isinstance(m.id, str) else m.id[0] for m in words.extracted())"
    code = f"import words; print(*{said}, sep='|')"
    asked = [sys.executable, "-W", "ignore", "-c", code]
    place = FOLDER.parents[1] / ".ci"
    found = subprocess.run(asked, capture_output=True, text=True, cwd=place, check=True)
    messages = set(found.stdout.strip().split("|"))

    assert {"Sign in", "mother", "loves", "In the heart", "March", "great-%(word)s"} <= messages
    assert {row.sentence for row in ROWS.values()} <= messages
    assert set(read_catalogue(FOLDER / "cy.po").messages) <= messages
