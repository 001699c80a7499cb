"""Every page there is, found by walking the map of addresses and every link; what nobody taught us about fails.

A page that comes tomorrow is walked tomorrow: its address is filled with what is known here, and a link to it is
followed. An address, a form or a question mark that cannot be filled stops the tests until it is told how.
"""

from __future__ import annotations

import ast
import html
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter, RequestRedirect, Rule
from werkzeug.test import TestResponse

from tests.trust.answers import Answer
from tests.trust.doors import ORIGIN, csrf_of
from web.forms.kinds import FORMS
from web.meeting.before import PARTS as BEFORE
from web.meeting.live import RECORDERS
from web.meeting.own_page import OWN_PARTS

WEB = Path(__file__).parents[2] / "web"
_LINK = re.compile(r'(?:href|src|action|data-[a-z-]+)="(/[^"#]*)')
_NOBODY = "0" * 32
_TYPED = re.compile(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"')
_SELECT = re.compile(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
_CHOSEN = re.compile(r'value="([^"]*)" selected')
_LONG = re.compile(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', re.DOTALL)

# What may follow the question mark, by its name: what to try.
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "before": ("2", "999999999"),
    "order": ("people", "name", "time", "map"),
    "by": ("side", "circle"),
    "shape": ("tall", "wide"),
    "lens": ("love", "help", "time", "homes", "later", "knowing", "safety"),
    "on": ("2025-06-01", "1000-01-01"),
    "since": ("2025-06-01", "nonsense"),
    "about": (_NOBODY,),
    "child_absent": ("yes",),
    "iss": ("https://elsewhere.example",),
    "state": ("nobodys",),
    "code": ("nobodys",),
    "kept": ("yes",),
    "show": ("urgent", "voice", "forgotten"),
    "print": ("plan-family", "fold-child"),
    "over": ("yes",),
    "handed": ("yes",),
    "offer": ("d9" * 16,),
}
# The parts of an address, besides those that are looked up where they are used.
PARTS = frozenset(
    {
        "child_id",
        "person_id",
        "what",
        "record_id",
        "decision_id",
        "detail_id",
        "grant_id",
        "map_id",
        "sharing_id",
        "change",
        "filename",
        "house_code",
        "item_id",
        "offer_id",
        "weight",
        "meeting_id",
        "part",
        "picture_id",
        "own_picture_id",
        "thing",
    }
)
# For whatever nobody taught us yet; the walk goes on, and a test asks to be taught.
_ANYTHING = ("1", "person", _NOBODY)
# Forms that only ask: sent with the words that are looked for.
ASKING = frozenset({"children.search", "people.search", "details.open_one"})
# Forms that change something: sent empty and with nonsense, so that their refusals are read too.
CHANGING = frozenset(
    {
        "signing_in.sign_in",
        "account.password",
        "account.confirm",
        "account.second_factor",
        "changing.add_it",
        "changing.change_it",
        "beginning.begin_it",
        "placing.place",
        "placing.own_place",
        "gathering.gather",
        "making.take_line",
        "making.draw_tie",
        "making.take_back_own",
        "loosening.loosen",
        "history.take_back",
        "next_steps.decide",
        "next_steps.open_again",
        "finding.add_try",
        "finding.tell",
        "finding.move",
        "rules.set_rule",
        "rules.set_childs_rule",
        "prints.take_away",
        "room.clear",
        "details.add",
        "reach.give_leave",
        "sharing.name_forms",
        "sharing.end_sharing",
        "reach.end_leave",
        "reach.emergency",
        "lifting.lift",
        "own_words.answer",
        "own_words.clear",
        "own_pictures.give",
        "own_pictures.change",
        "second_look.looked",
        "own_meeting.choose",
        "own_meeting.take_back",
        "pictures.keep",
        "pictures.change",
        "wider.show_wider",
        "voice.own_person",
        "voice.into_house",
        "voice.own_item",
        "beside.own_key",
        "meeting_before.plan",
        "meeting_before.prepare",
        "meeting_before.sign",
        "meeting_words.clear",
        "meeting_words.strike",
        "meeting.say",
        "meeting_right.change_thing",
        "meeting_right.take_away",
        "meeting_right.take_back",
        "meeting_right.put_back",
        "entry.door",
        "entry.offer",
        "joining.make_code",
        "joining.let_in",
        "second_screen.publish",
    }
)
# Forms that would end or change how somebody is signed in; their answers name no child.
ENDING = frozenset(
    {
        "signing_in.sign_out",
        "signing_in.code",
        "signing_in.new_password",
        "signing_in.set_up",
        "account.sign_out_everywhere",
        "account.recovery_codes",
        "unsent.forget",
        "account.language",
        "light.choose",
        "light.choose_keys",
        "room.open_room",
        "room.leave",
        "beside.begin",
        "beside.end",
        "meeting_before.open_meeting",
        "meeting.go",
        "meeting.end",
        "joining.end",
        "joining.leave_aside",
        "entry.leave",
    }
)
# The same for everybody, whoever they are.
NOT_OF_A_CHILD = frozenset({"static", "bootstrap.static", "map.vis_network", "typeface.typeface"})


@dataclass(frozen=True, slots=True)
class Ids:
    """What an address can be filled with: the child’s, other people’s and records’ ids, as they are kept."""

    child: str
    people: tuple[str, ...]
    records: Mapping[str, tuple[str, ...]]


def endpoints(app: Flask, method: str) -> Iterator[Rule]:
    """Every address that answers to a method."""
    return (rule for rule in app.url_map.iter_rules() if method in (rule.methods or ()))


def addresses(rule: Rule, ids: Ids) -> Iterator[str]:
    """A rule’s addresses, filled with everything known here."""
    yield from _filled(rule, {}, sorted(rule.arguments), ids)


def _filled(rule: Rule, given: dict[str, str], names: list[str], ids: Ids) -> Iterator[str]:
    if not names:
        yield _address(rule, given)
        return
    name, *rest = names
    for value in _values(name, rule, ids):
        yield from _filled(rule, {**given, name: value}, rest, ids)


def _address(rule: Rule, given: Mapping[str, str]) -> str:
    built = rule.build(given, append_unknown=False)
    assert built is not None, f"{rule} cannot be filled with {given}"
    return built[1]


def _values(name: str, rule: Rule, ids: Ids) -> Sequence[str]:
    known: Mapping[str, Callable[[], Sequence[str]]] = {
        "child_id": lambda: (ids.child,),
        "person_id": lambda: ids.people,
        "what": lambda: tuple(RECORDERS if rule.endpoint == "meeting.say" else FORMS),
        "part": lambda: tuple(OWN_PARTS if rule.endpoint == "own_meeting.choose" else BEFORE),
        "meeting_id": lambda: ids.records.get("meeting", (_NOBODY,)),
        "record_id": lambda: [one for kind in sorted(ids.records) for one in ids.records[kind]],
        "map_id": lambda: (ids.child,),
        "decision_id": lambda: ids.records.get("decision", (_NOBODY,)),
        "detail_id": lambda: ids.records.get("detail", (_NOBODY,)),
        "sharing_id": lambda: ids.records.get("sharing", (_NOBODY,)),
        "house_code": lambda: ("worries", "nonsense"),
        "item_id": lambda: ids.records.get("house_item", (_NOBODY,)),
        "offer_id": lambda: ids.records.get("offer", (_NOBODY,)),
        "own_picture_id": lambda: ids.records.get("own_picture", (_NOBODY,)),
        "picture_id": lambda: ids.records.get("picture", (_NOBODY,)),
        "thing": lambda: ids.records.get("thing", (_NOBODY[:16],)),
        "grant_id": lambda: ids.records.get("grant", (_NOBODY,)),
        "change": lambda: ("f" * 16,),
        "weight": lambda: ("regular", "bold", "nonsense"),
        "filename": lambda: _files_of(rule),
    }
    return known.get(name, lambda: _ANYTHING)()


def _files_of(rule: Rule) -> list[str]:
    if not rule.rule.startswith("/static/"):
        return ["css/bootstrap.min.css"]
    home = WEB / "static"
    return sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())


def read(browser: FlaskClient, path: str, surface: str) -> Answer:
    """Fetch one page."""
    return _kept(browser.get(path, base_url=ORIGIN), surface, path)


def send(browser: FlaskClient, path: str, surface: str, values: Mapping[str, str]) -> Answer:
    """Send one form."""
    form = {"csrf_token": csrf_of(browser), **values}
    return _kept(browser.post(path, data=form, base_url=ORIGIN), surface, path)


def boxes(text: str) -> dict[str, str]:
    """What stands in the boxes of a page’s own forms, so that it can be sent back as it is; its head has others."""
    text = text.partition("<main")[2] or text
    typed = dict(_TYPED.findall(text))
    chosen = {name: next(iter(_CHOSEN.findall(body)), "") for name, body in _SELECT.findall(text)}
    long = dict(_LONG.findall(text))
    return {name: html.unescape(value) for name, value in {**typed, **chosen, **long}.items()}


def _kept(answer: TestResponse, surface: str, path: str) -> Answer:
    head = f"{answer.status}\n{answer.headers}".encode()
    kept = Answer(surface, path, answer.status_code, (head, answer.data))
    answer.close()
    return kept


def crawled(
    app: Flask, browser: FlaskClient, start: Iterable[str], most: int = 1000, within: str = "/"
) -> Iterator[Answer]:
    """Every page that can be reached from some others by its links, each once, and at most so many of a kind."""
    adapter = app.url_map.bind("kith.example")
    waiting = list(dict.fromkeys(start))
    seen, counted = set(waiting), Counter[str]()
    while waiting:
        path = waiting.pop(0)
        endpoint = _endpoint(adapter, path)
        counted[endpoint] += 1
        if not endpoint or counted[endpoint] > most:
            continue
        answer = read(browser, path, endpoint)
        yield answer
        for link in links(answer):
            if link not in seen and link.startswith(within):
                seen.add(link)
                waiting.append(link)


def links(answer: Answer) -> list[str]:
    """Where a page leads, within kith and besides its own styles and scripts."""
    found = [html.unescape(link) for link in _LINK.findall(answer.body.decode("utf-8", "replace"))]
    return [link for link in found if not link.startswith(("/static/", "/bootstrap/"))]


def _endpoint(adapter: MapAdapter, path: str) -> str:
    try:
        return str(adapter.match(urlsplit(path).path, method="GET")[0])
    except (HTTPException, RequestRedirect):
        return ""


def with_questions(app: Flask, ids: Ids, opened: Container[str]) -> Iterator[str]:
    """One address of each page that was opened, with every question mark that its file reads."""
    for rule in endpoints(app, "GET"):
        if rule.endpoint not in opened or rule.endpoint in NOT_OF_A_CHILD:
            continue
        path = next(addresses(rule, ids), "")
        file = rule.endpoint.partition(".")[0]
        for name in sorted(asked_in_code(file)):
            asked = [f"{path}?{name}={value}" for value in QUESTIONS.get(name, _ANYTHING)]
            yield from asked if path else ()


@cache
def asked_in_code(file: str = "") -> frozenset[str]:
    """The names that the pages of one file, or of any, read from their addresses; shared files belong to all."""
    found: set[str] = set()
    for path in (WEB / "views").rglob("*.py"):
        if file in ("", path.stem) or "Blueprint(" not in path.read_text(encoding="utf-8"):
            found |= _questions_in(ast.parse(path.read_text(encoding="utf-8")))
    return frozenset(found)


def _questions_in(code: ast.Module) -> set[str]:
    asked = [node for node in ast.walk(code) if isinstance(node, ast.Call) and _is_question(node)]
    return {ast.unparse(node.args[0]).strip("'") for node in asked if node.args}


def _is_question(call: ast.Call) -> bool:
    """Whether a call is `request.args.get` or one of its brothers."""
    return (
        isinstance(call.func, ast.Attribute)
        and call.func.attr in ("get", "getlist")
        and isinstance(call.func.value, ast.Attribute)
        and call.func.value.attr in ("args", "values")
    )
