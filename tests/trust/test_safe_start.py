"""A fresh start is already safe: headers, errors, keys, and nothing that leaves the building."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from random import Random
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from graph.errors import BadValueError
from tests.families import Family, family
from tests.terminal import KEY
from tests.trust.conftest import Figure, Tally
from tests.trust.doors import ORIGIN, House, house_at
from tests.trust.nasty import names, scripts
from tests.trust.pages import Ids, addresses, crawled, endpoints
from web.app import create_app

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
}
FUZZED = 500
_TRACES = (
    b"Traceback",
    b'File "',
    b"site-packages",
    b"werkzeug",
    b"jinja2",
    b"sqlcipher",
    b"line ",
)
_METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "PROPFIND")
_ADDRESS = re.compile(rb"""(?:https?:)?//[A-Za-z0-9.-]+\.[a-z]{2,}""")
# Names of languages of marks, which nothing ever fetches.
# Files of other projects, which name their makers; the browser test sees that they fetch nothing.
_BY_OTHERS = ("/map/vis-network", "/bootstrap/", "/typeface/")
_NAMES_OF_MARKS = (b"//www.w3.org/",)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Family]]:
    """A small family and its worker."""
    told = family("Amy").mother("Beth").says("Beth", "loves", "Amy", "Mine.").friend("Eve")
    with house_at(tmp_path_factory.mktemp("safe"), told) as made:
        made.welcome_everybody(told.child_id)
        yield made, told


def _ids(told: Family) -> Ids:
    return Ids(told.child_id, (told.id("Beth"),), {"tie": (told.relationships[1].id,)})


@pytest.mark.parametrize("who", ["anonymous", "worker", "family"])
def test_every_answer_carries_the_headers(
    who: str, house: tuple[House, Family], tally: Tally
) -> None:
    place, told = house
    browser = place.signed_in(who)
    paths = [next(addresses(rule, _ids(told)), "/") for rule in endpoints(place.app, "GET")]
    for path in [*paths, "/nowhere", "/child/x/map"]:
        answer = browser.get(path, base_url=ORIGIN)

        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, path
        is_file = path.startswith(("/static/", "/bootstrap/", "/map/vis", "/typeface/"))
        assert is_file or answer.headers["Cache-Control"] == "no-store", path
        assert "Server" not in answer.headers or "ython" not in answer.headers["Server"]
        answer.close()
    tally("headers: {} addresses, each with the exact headers", len(paths) + 2)


def test_nothing_that_isthrown_at_it_shows_how_it_is_made(
    house: tuple[House, Family], figure: Figure
) -> None:
    place, told = house
    browsers = [place.signed_in(who) for who in ("anonymous", "worker", "family")]
    chance = Random(20)
    seen: dict[int, int] = {}
    for number in range(FUZZED):
        answer = thrown(browsers[number % 3], place, told, chance)
        seen[answer[0]] = seen.get(answer[0], 0) + 1

        assert answer[0] < 500, answer
        assert [mark for mark in _TRACES[:6] if mark in answer[1]] == []
    figure(f"fuzzed requests: {FUZZED}, statuses {sorted(seen)}, 0 above 499, 0 traces")


def thrown(browser: FlaskClient, place: House, told: Family, chance: Random) -> tuple[int, bytes]:
    text = chance.choice([*names(), *scripts()])
    rule = chance.choice([*place.app.url_map.iter_rules()])
    path = chance.choice([next(addresses(rule, _ids(told)), "/"), f"/child/{text}/map", f"/{text}"])
    values = {chance.choice(["text", "one", "kind", "version_person", "reason", text]): text}
    answer = browser.open(
        quote(path) if text in path else path,
        method=chance.choice(_METHODS),
        base_url=ORIGIN,
        query_string={chance.choice(["before", "order", "about", "shape"]): text},
        data=values,
        headers={
            "Accept-Language": _header(text),
            "Sec-Fetch-Site": chance.choice(["same-origin", "none"]),
        },
    )
    body = (
        b"" if path.startswith(("/static", "/bootstrap", "/map/vis", "/typeface")) else answer.data
    )
    answer.close()
    return answer.status_code, body


def _header(text: str) -> str:
    return (
        "".join(char for char in text if char.isprintable())
        .encode("latin-1", "ignore")
        .decode("latin-1")
    )


@pytest.mark.parametrize("key", ["", "0", "z" * 64, KEY[:-1], KEY + "0"])
def test_it_does_not_start_without_a_whole_key(key: str, tmp_path: Path) -> None:
    with pytest.raises(BadValueError, match="KITH_KEY"):
        create_app({"store": f"sqlite:///{tmp_path / 'kith.db'}", "key": key})


def test_it_is_never_in_debug(house: tuple[House, Family]) -> None:
    app = house[0].app

    assert not app.debug
    assert not app.testing
    assert not app.config["PROPAGATE_EXCEPTIONS"]


def test_nothing_that_is_served_names_another_place(
    house: tuple[House, Family], figure: Figure
) -> None:
    place, told = house
    browser = place.signed_in("worker")
    start = [path for rule in endpoints(place.app, "GET") for path in addresses(rule, _ids(told))]
    looked = 0
    for answer in crawled(place.app, browser, start):
        looked += 1
        if answer.asked.startswith(_BY_OTHERS):
            continue
        elsewhere = [
            found
            for found in _ADDRESS.findall(answer.body)
            if not any(name in found + b"/" for name in _NAMES_OF_MARKS)
        ]
        assert answer.status >= 400 or elsewhere == [], answer.asked
    figure(f"served: {looked} pages and files, 0 addresses of another place")


def test_nothing_of_ours_can_fetch() -> None:
    """Whatever runs in a page fetches from its own place: no whole address stands in our scripts and styles."""
    for path in (Path(str(files("web"))) / "static").rglob("*"):
        if path.suffix in (".js", ".css", ".svg"):
            found = _ADDRESS.findall(path.read_bytes())
            assert [one for one in found if b"//www.w3.org" not in one] == [], path.name


def test_the_terminal_works_where_there_is_no_network(tmp_path: Path, figure: Figure) -> None:
    alone = ["unshare", "--net", "--map-root-user"]
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"], check=False).returncode:
        pytest.skip("This machine cannot take the network away from a program (unshare).")
    store = {"KITH_STORE": f"sqlite:///{tmp_path / 'kith.db'}", "KITH_KEY": KEY}
    tiana = Path(__file__).parents[1] / "vignettes" / "02-black-caribbean-kinship"
    for words in (
        ["init"],
        ["import", str(tiana)],
        ["ask", "Tiana", "--on", "2026-11-16"],
        ["map", "Tiana", "--out", str(tmp_path / "map.html")],
        ["export", "Tiana", "--out", str(tmp_path / "book.xlsx")],
        ["journal", "verify"],
    ):
        program = "from web.cli import main; main()"
        ended = subprocess.run(
            [*alone, sys.executable, "-c", program, *words],
            env={**store, "PATH": "/usr/bin:/bin"},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=False,
        )
        assert (ended.returncode, ended.stderr) == (0, b""), words
    figure("no network: init, import, ask, map, export and verify do their work without one")
