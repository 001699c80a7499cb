"""A picture has its own consent and its own visibility; initials stand where there is none to see."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO

import pytest
from PIL import Image
from resvg_py import svg_to_bytes

from graph.access import visible
from graph.journal import Event
from graph.pictures import Picture
from graph.viewers import Viewer
from tests.families import Family, family
from tests.photographs import BLUE, PLACE, photograph
from tests.web.pages import Browser, Page
from tests.web.test_loosening import REASON, second
from tests.web.town import Town
from web.maps.display import display
from web.maps.picture import Figure, Mark
from web.maps.scene import scene
from web.maps.shapes import cross, cross_ends
from web.maps.sizes import PERSON
from web.maps.svg import svg
from web.pictures import pictures_of
from web.security import SANDBOX

AGREED = {"agreed_by": "Nan herself", "agreed_on": "2026-11-01"}
FOR_ALL = {"visibility": "everyone", **AGREED}
_FACE = re.compile(r"data:image/jpeg;base64,([A-Za-z0-9+/=]+)")


@pytest.fixture
def child(town: Town, amy: Family) -> str:
    amy.person("Beth", address_confidential=True)
    return amy.put_into(town.store)


@pytest.fixture
def nan(child: str, amy: Family) -> str:
    return f"/child/{child}/person/{amy.id('Nan')}/picture"


def family_of(town: Town, child: str, role: str = "family_member") -> Browser:
    someone = town.account(role.replace("_", ""), role)
    town.grant(someone, child, kind="own" if role == "child" else "involved")
    return town.signed_in(someone)


def give(sam: Browser, path: str, content: bytes = b"", **fields: str) -> int:
    """Send the form with a file, or without."""
    file = {"picture": (BytesIO(content), f"{PLACE}.jpg")} if content else {}
    version = _version(sam.get(path).text)
    form = {**sam.form(path), "version": version, **fields, **file}
    return sam.post(path, data=form, content_type="multipart/form-data").status_code


def do(sam: Browser, path: str, act: str, **fields: str) -> int:
    version = _version(sam.get(path).text)
    form = {**sam.form(path), "version": version, "act": act, **fields}
    return sam.post(f"{path}/change", data=form).status_code


def _version(page: str) -> str:
    return re.findall(r'name="version" value="(\d+)"', page)[0]


def kept(town: Town, child: str) -> tuple[Picture, ...]:
    return town.store.kept(Picture, child)


def faces(browser: Browser, child: str) -> list[bytes]:
    """Every photograph on the map and on the list that a browser is given."""
    pages = [browser.get(f"/child/{child}/{page}").text for page in ("map.json", "people")]
    return [b64decode(found) for page in pages for found in _FACE.findall(page)]


def test_a_photograph_is_kept_without_where_it_was_taken(
    town: Town, child: str, sam: Browser, nan: str
) -> None:
    assert give(sam, nan, photograph(), **FOR_ALL) == 303

    (one,) = kept(town, child)
    assert (one.kind, one.visibility, one.agreed_by) == ("photo", "everyone", "Nan herself")
    assert one.photograph.startswith(b"\xff\xd8")
    assert PLACE not in repr(list(town.store.entries(child)))
    assert PLACE.encode() not in one.photograph


@pytest.mark.parametrize("role", ["family_member", "child"])
def test_the_family_sees_it_once_somebody_has_agreed(
    town: Town, child: str, sam: Browser, nan: str, role: str
) -> None:
    theirs = family_of(town, child, role)
    give(sam, nan, photograph(), visibility="everyone")
    before = faces(theirs, child)

    assert do(sam, nan, "agree", **AGREED) == 303

    assert before == []
    assert len(faces(theirs, child)) == 2
    assert len(faces(sam, child)) == 2


def test_one_that_only_workers_may_see_never_leaves(
    town: Town, child: str, sam: Browser, nan: str, amy: Family
) -> None:
    theirs = family_of(town, child)
    paths = [
        f"/child/{child}/{page}" for page in ("map.json", "lenses.json", "people", "who-loves")
    ]
    before = [theirs.get(path).data for path in paths]
    give(sam, nan, photograph(), **{**FOR_ALL, "visibility": "professionals_only"})

    after = [theirs.get(path).data for path in paths]

    assert len(faces(sam, child)) == 2
    assert [_without_token(one) for one in after] == [_without_token(one) for one in before]
    whole = town.store.network(child)
    assert pictures_of(town.store, visible(whole, Viewer(account="x", audience="child"))) == {}


def _without_token(page: bytes) -> bytes:
    return re.sub(rb'csrf_token" value="[^"]+"', b"", page)


def test_a_hidden_person_has_no_picture_for_the_family(
    town: Town, amy: Family, child: str, sam: Browser, nan: str
) -> None:
    give(sam, nan, photograph(), **FOR_ALL)
    theirs = family_of(town, child)
    seen = faces(theirs, child)
    record = town.store.network(child).standings[amy.id("Nan")]
    hidden = record.model_copy(update={"visibility": "professionals_only"})
    with town.store.writer(_event(child)) as writer:
        writer.put(hidden)

    assert len(seen) == 2
    assert faces(theirs, child) == []


def _event(child: str) -> Event:
    return Event(actor="tests", action="changed", chain=child)


def test_where_an_address_is_confidential_a_picture_is_for_workers_until_two_have_looked(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    path = f"/child/{child}/person/{amy.id('Beth')}/picture"
    theirs = family_of(town, child)
    assert "can give a place away" in Page(sam.get(path).text).words
    give(sam, path, photograph(), **FOR_ALL)
    (first,) = kept(town, child)
    wider = f"{path}/who-may-see"
    form = {**sam.form(wider), "version": "1", "looked_at": "yes", "reason": REASON}

    alone = sam.post(wider, data=form).status_code
    before = faces(theirs, child)
    both = sam.post(wider, data=form | second(town, child)).status_code

    assert (first.visibility, alone, both) == ("professionals_only", 400, 303)
    assert before == []
    assert len(faces(theirs, child)) == 2
    assert next(town.store.entries(child, newest_first=True)).people
    assert [e.action for e in town.store.entries(child) if "agreed by Mia" in e.reason] == [
        "loosened"
    ]


def test_an_address_that_becomes_confidential_hides_the_picture_at_once(
    town: Town, amy: Family, child: str, sam: Browser, nan: str
) -> None:
    theirs = family_of(town, child)
    give(sam, nan, photograph(), **FOR_ALL)
    seen = faces(theirs, child)
    person = town.store.network(child).people[amy.id("Nan")]
    with town.store.writer(_event(child)) as writer:
        writer.put(person.model_copy(update={"address_confidential": True}))

    assert len(seen) == 2
    assert faces(theirs, child) == []
    assert "Show it to more people" in sam.get(nan).text


def test_consent_that_is_taken_back_leaves_nothing_behind(
    town: Town, child: str, sam: Browser, nan: str
) -> None:
    theirs = family_of(town, child)
    give(sam, nan, photograph(), **FOR_ALL)
    (one,) = kept(town, child)
    address = f"/child/{child}/picture/{one.id}"
    assert theirs.get(address).status_code == 200

    assert do(sam, nan, "withdraw") == 303

    assert [(one.content, one.agreed_by) for one in kept(town, child)] == [("", "")]
    assert faces(theirs, child) + faces(sam, child) == []
    assert {who.get(address).status_code for who in (sam, theirs)} == {404}
    told = [change for entry in town.store.entries(child) for change in entry.changes]
    assert [change for change in told if change.record_kind == "picture"] == []
    assert town.store.verify() == ""
    assert "Put the last one back" not in sam.get(nan).text


def test_what_is_taken_away_can_be_put_back(town: Town, child: str, sam: Browser, nan: str) -> None:
    give(sam, nan, mark="boat", **FOR_ALL)
    (one,) = kept(town, child)

    assert do(sam, nan, "take_away") == 303
    gone = kept(town, child)
    back = sam.post(f"{nan}/change", data=sam.form(nan) | {"act": "put_back"})

    (again,) = kept(town, child)
    assert (gone, back.status_code) == ((), 303)
    assert (again.content, again.visibility) == (one.content, one.visibility)
    assert "a picture of Nan" in sam.get(f"/child/{child}/history").text


def test_another_picture_takes_the_place_of_the_first(
    town: Town, child: str, sam: Browser, nan: str
) -> None:
    give(sam, nan, mark="boat")
    give(sam, nan, photograph(colour=BLUE), kind="drawing")

    (one,) = kept(town, child)
    assert (one.kind, one.version, one.has_consent) == ("drawing", 2, False)
    stale = sam.post(nan, data=sam.form(nan) | {"version": "1", "mark": "sun"})
    assert stale.status_code == 409


@pytest.mark.parametrize(
    ("content", "fields", "said"),
    [
        (b"", {}, "Choose one: a picture, or a mark."),
        (photograph(side=60), {"mark": "sun"}, "Choose one: a picture, or a mark."),
        (b"", {"mark": "dragon"}, "Choose one of the marks."),
        (b"GIF89a", {}, "This is no picture that can be read here."),
        (b"", {"mark": "sun", "agreed_by": "Nan", "agreed_on": "2027-01-01"}, "still to come"),
    ],
)
def test_what_cannot_be_kept_is_said_on_the_form(
    town: Town,
    child: str,
    sam: Browser,
    nan: str,
    content: bytes,
    fields: dict[str, str],
    said: str,
) -> None:
    file = {"picture": (BytesIO(content), "one.jpg")} if content else {}
    form = {**sam.form(nan), "version": "0", **fields, **file}
    answer = sam.post(nan, data=form, content_type="multipart/form-data")

    assert answer.status_code == 400
    assert said in Page(answer.text).words
    assert kept(town, child) == ()


def test_the_picture_itself_is_a_file_and_journalled(
    town: Town, amy: Family, child: str, sam: Browser, nan: str
) -> None:
    give(sam, nan, photograph())
    (one,) = kept(town, child)

    answer = sam.get(f"/child/{child}/picture/{one.id}")

    assert answer.data == one.photograph
    assert answer.headers["Content-Security-Policy"] == SANDBOX
    assert answer.headers["Content-Disposition"] == "attachment; filename=picture.jpg"
    assert (answer.headers["X-Content-Type-Options"], answer.mimetype) == ("nosniff", "image/jpeg")
    last = next(town.store.entries(child, newest_first=True))
    assert (last.action, set(last.people)) == ("saw_picture", {amy.id("Nan")})


def test_a_forbidden_picture_and_a_missing_one_answer_alike(
    town: Town, child: str, sam: Browser, nan: str
) -> None:
    give(sam, nan, photograph())
    (one,) = kept(town, child)
    theirs, stranger = family_of(town, child), town.worker_of(_other(town), "kim")

    answers = {
        _without_token(browser.get(path).data)
        for browser in (theirs,)
        for path in (f"/child/{child}/picture/{one.id}", f"/child/{child}/picture/{'9' * 32}")
    }
    swapped = [
        stranger.get(f"/child/{where}/picture/{one.id}").status_code
        for where in (child, _other(town))
    ]

    assert len(answers) == 1
    assert swapped == [404, 404]


def _other(town: Town) -> str:
    told = family("Zed").mother("Yan")
    if all(line.child_id != told.child_id for line in town.store.children()):
        told.put_into(town.store)
    return told.child_id


def test_large_files_are_taken_only_from_whoever_may_give_them(
    town: Town, child: str, sam: Browser, nan: str
) -> None:
    theirs = family_of(town, child)
    large = photograph(side=300) + b"\0" * 2_000_000

    taken, refused = (
        browser.post(
            nan, data=_body(browser, large), content_type="multipart/form-data; boundary=x"
        )
        for browser in (sam, theirs)
    )

    assert (taken.status_code, refused.status_code) == (303, 404)


def _body(browser: Browser, picture: bytes) -> bytes:
    """The form as a browser sends it; the test client would put so large a one into a file."""
    fields = {"csrf_token": browser.token(), "version": "0"}
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    file = '--x\r\nContent-Disposition: form-data; name="picture"; filename="a.jpg"\r\n\r\n'
    return "".join([*parts, file]).encode() + picture + b"\r\n--x--\r\n"


def test_the_map_the_fold_and_the_wall_draw_the_same_face(
    town: Town, amy: Family, child: str, sam: Browser, nan: str
) -> None:
    give(sam, nan, photograph(colour=BLUE), **FOR_ALL)
    network = town.store.network(child)
    drawn = display(scene(network, pictures=pictures_of(town.store, network)))
    figure = next(f for f in drawn.figures if f.person_id == amy.id("Nan"))
    left, top, right, _bottom = drawn.box

    picture = svg(drawn, "the map")
    with Image.open(BytesIO(bytes(svg_to_bytes(svg_string=picture, width=1600)))) as image:
        scale = image.width / (right - left)
        middle, corner = (
            image.convert("RGB").getpixel((int((x - left) * scale), int((y - top) * scale)))
            for x, y in (
                (figure.x, figure.y),
                (figure.x - figure.radius * 0.95, figure.y + figure.radius * 0.95),
            )
        )
    fold = sam.get(f"/child/{child}/prints?print=fold-child").text
    drawings = [b64decode(one) for one in re.findall(r"svg\+xml;base64,([A-Za-z0-9+/=]+)", fold)]

    assert all(abs(a - b) < 12 for a, b in zip(middle, BLUE, strict=True))
    assert not all(abs(a - b) < 40 for a, b in zip(corner, BLUE, strict=True))
    assert any(_FACE.search(one.decode()) for one in drawings)


def test_an_earlier_day_names_the_photographs_that_the_page_has_already(
    town: Town, child: str, sam: Browser, nan: str
) -> None:
    give(sam, nan, photograph())
    (one,) = kept(town, child)

    then = sam.get(f"/child/{child}/map/day.json?on=2026-11-10").text

    assert f'"#{one.id}"' in then
    assert one.content[:40] not in then


def test_nobodys_face_is_crossed_out(town: Town, amy: Family) -> None:
    amy.person("Nan", life_status="died").picture("Nan")
    network = amy.network()

    crossed, seen = (
        {one.d for one in _figure(amy, pictures).drawn if isinstance(one, Mark)}
        for pictures in ({}, {amy.id("Nan"): amy.pictures[0]})
    )

    assert network.people[amy.id("Nan")].has_died
    assert cross(0, 0, PERSON) in crossed
    assert cross(0, 0, PERSON) not in seen
    assert cross_ends(0, 0, PERSON, PERSON + 5) in seen


def _figure(amy: Family, pictures: dict[str, Picture]) -> Figure:
    drawn = display(scene(amy.network(), pictures=pictures))
    return next(f for f in drawn.figures if f.person_id == amy.id("Nan"))
