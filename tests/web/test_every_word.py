"""Whatever kith says to anybody, another language can say: walked through in a language made by rule.

The walk finds its pages, forms and prints by itself: what comes tomorrow is listened to tomorrow.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from pypdf import PdfReader
from werkzeug.test import TestResponse

from queries.meeting import STEPS
from tests.families import family
from tests.trust.meeting_canaries import MEETING_ID
from tests.trust.pages import addresses, endpoints, with_questions
from tests.web.aloud import (
    NONSENSE,
    Aloud,
    as_file,
    collected,
    records,
    speak_by_rule,
    speaking_town,
    the_only_language,
    writing_down,
)
from tests.web.everybody import WHO
from tests.web.said import heard, kept_in
from tests.web.test_joining import open_room
from tests.web.town import PASSWORD, Town
from web.meeting.live import RECORDERS
from web.words.catalogue import Catalogue
from web.words.kin import kin_word

LOOK_LONG = ("sam", "tess")
WAYS_IN: tuple[dict[str, object], ...] = (
    {},
    {"totp_secret": "", "must_change_password": True},
    {"totp_secret": ""},
)
_PRINT = re.compile(r'name="print" value="([\w-]+)"')


@pytest.fixture(scope="module")
def aloud() -> Iterator[Aloud]:
    """The town, and every message for which the language made by rule was asked meanwhile."""
    asked: set[str] = set()
    with writing_down(asked):
        town = speaking_town()
        town.asked = asked
        yield town


@pytest.mark.parametrize("who", [*WHO, "room"])
def test_every_page_says_what_a_language_file_can_reach(who: str, aloud: Aloud) -> None:
    aloud.look_through(who)

    assert aloud.found() == {}


@pytest.mark.parametrize("who", LOOK_LONG)
def test_every_question_in_an_address_is_answered_in_the_language(who: str, aloud: Aloud) -> None:
    for ids in aloud.ids:
        for path in with_questions(aloud.town.app, ids, aloud.read):
            aloud.hear(f"{who} at {path}", aloud.clients[who].get(path))

    assert aloud.found() == {}


def test_every_refusal_is_said_in_the_language(aloud: Aloud) -> None:
    for who in LOOK_LONG:
        client = aloud.clients[who]
        token = client.token()
        for rule in endpoints(aloud.town.app, "POST"):
            for path in [*addresses(rule, aloud.ids[1])][:3]:
                for sent in aloud.forms(rule.endpoint):
                    answer = client.post(path, data={"csrf_token": token, **sent})
                    aloud.hear(f"{who} sends {rule.endpoint}", answer)
                    if answer.status_code == 303:
                        aloud.hear(f"{who} sent {rule.endpoint}", client.get(answer.location))
    aloud.hear("sam nowhere", aloud.clients["sam"].get("/nowhere"))

    assert aloud.found() == {}


def test_every_screen_of_a_meeting_says_it(aloud: Aloud) -> None:
    room, child = aloud.clients["room"], f"/child/{aloud.told.child_id}"
    for step in STEPS:
        for part in range(step.parts):
            aloud.hear(f"{step.name} {part}", room.get(f"{child}/meeting"))
            sent = {"csrf_token": room.form("/leave-room")["csrf_token"], "text": NONSENSE}
            for what in RECORDERS:
                answer = room.post(f"{child}/meeting/say/{what}", data=sent)
                aloud.hear(f"{step.name}: {what}", answer)
            on = room.post(f"{child}/meeting/go", data={**sent, "to": "next"})
            aloud.hear(f"after {step.name}", on)
    aloud.hear("over", room.post(f"{child}/meeting/end", data=sent))
    for path in (f"{child}/meeting", "/leave-room"):
        aloud.hear("after the end", room.get(path))
    room.send("/leave-room", password=PASSWORD)
    aloud.hear("the page after it", room.get(f"{child}/meetings/{MEETING_ID}"))

    assert aloud.found() == {}


def test_the_way_in_says_it(aloud: Aloud) -> None:
    town = Town()
    speak_by_rule(town)
    for nth, fields in enumerate(WAYS_IN):
        account, browser = town.account(f"new{nth}", **fields), town.browser()
        aloud.hear("sign in", browser.get("/sign-in"))
        aloud.hear("no password", browser.send("/sign-in", email=account.email, password="no"))
        way = browser.send("/sign-in", email=account.email, password=PASSWORD).location
        aloud.hear(way, browser.get(way))
        aloud.hear(f"{way} refused", browser.send(way, code="1", new="short", again="other"))

    assert aloud.found() == {}


def test_telephones_and_second_screens_say_it(aloud: Aloud) -> None:
    town = Town()
    speak_by_rule(town)
    room = open_room(town, family("Amy").mother("Beth"))
    aloud.kept |= kept_in(records(town))
    phone, screen = room.joining(room.code()), room.joining(room.code("screen"))
    for browser in (town.browser(), phone, screen):
        for path in ("/join", "/join?over=yes", "/joined"):
            aloud.hear(path, browser.get(path))
    aloud.hear("no code", town.browser().send("/join", code="abcd", called="Auntie Jo"))
    aloud.hear("who waits", room.wall.get(room.at))
    room.let_in()
    for path in ("/joined", "/joined?handed=yes"):
        aloud.hear("let in", phone.get(path))
    token = phone.form("/joined")["csrf_token"]
    aloud.hear("no offer", phone.post("/joined/offer", data={"csrf_token": token}))
    screen.secrets = frozenset()
    start = screen.get("/joined").location
    aloud.hear("followed", screen.get(screen.get(start).location))

    assert aloud.found() == {}


@pytest.mark.parametrize("who", ["sam", "gran", "kid"])
def test_every_print_says_it(who: str, aloud: Aloud) -> None:
    client, path = aloud.clients[who], f"/child/{aloud.told.child_id}/prints"
    for chosen in dict.fromkeys(_PRINT.findall(client.get(path).text)):
        aloud.hear(f"{chosen} for {who}", client.get(f"{path}?print={chosen}"))
        for kind in ("html", "docx"):
            sent = {"csrf_token": client.token(), "print": chosen, "kind": kind}
            aloud.listen(f"{chosen} {kind}", written(client.post(path, data=sent)))

    assert aloud.found() == {}


def test_a_pdf_says_it(aloud: Aloud) -> None:
    client, path = aloud.clients["sam"], f"/child/{aloud.told.child_id}/prints"
    sent = {"csrf_token": client.token(), "print": "plan-family", "kind": "pdf"}
    reader = PdfReader(io.BytesIO(client.post(path, data=sent).data))
    aloud.listen("plan-family pdf", " ".join(page.extract_text() for page in reader.pages))
    aloud.listen("its title", str(reader.metadata.title if reader.metadata else ""))

    assert aloud.found() == {}


def test_whatever_is_said_stands_in_what_there_is_to_translate(aloud: Aloud) -> None:
    """A message that is put together while kith runs can be in no file, whatever language it is."""
    known = Catalogue(as_file(collected()))

    said = {one for one in aloud.asked - aloud.kept if one.strip("?") and "⟦" not in one}
    with the_only_language(known):
        found = {one for one in said if kin_word(one) == one}

    assert len(said) > 1000
    assert found == set()


def written(answer: TestResponse) -> str:
    """What a file says: a page that is kept, or a document with what it tells of itself."""
    if answer.mimetype == "application/octet-stream":
        return heard(answer.text)
    if not answer.data.startswith(b"PK"):
        return ""
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        parts = ("word/document.xml", "word/footer1.xml")
        texts = [archive.read(name).decode() for name in parts if name in archive.namelist()]
    return "\n".join(text for part in texts for text in _paragraphs(part))


def _paragraphs(xml: str) -> Iterator[str]:
    for paragraph in xml.split("</w:p>"):
        yield "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", paragraph))
