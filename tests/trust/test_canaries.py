"""The canary matrix: every class of secret, every viewer, every surface, plainly and in disguise."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import click
import pyotp
import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from graph.journal import Event
from graph.meetings import MeetingChoice
from graph.record import Record
from graph.roles import ROLES
from graph.sharings import Sharing
from graph.stores.protocol import put_all
from graph.vocabulary import TABLES
from queries.meeting import STEPS
from tests.families import Family, family
from tests.trust.answers import Answer
from tests.trust.canaries import (
    BY_TOKEN,
    OWN_PICTURES,
    PICTURES,
    TOKENS,
    canary_family,
    canary_records,
)
from tests.trust.commands import ARGUMENTS, ELSEWHERE, FILES, asked, leaves
from tests.trust.conftest import Figure
from tests.trust.doors import ACCOUNTS, ORIGIN, PASSWORD, House, email_of, house_at, listening
from tests.trust.doors import send as post
from tests.trust.ground import on_neo4j
from tests.trust.joined import KINDS, come_in
from tests.trust.matrix import CLASSES, NO_FIELD, READERS, VIEWERS, may_read
from tests.trust.meeting_canaries import CHOSEN, MEETING_ID
from tests.trust.pages import (
    ASKING,
    CHANGING,
    ENDING,
    NOT_OF_A_CHILD,
    PARTS,
    QUESTIONS,
    Ids,
    addresses,
    asked_in_code,
    crawled,
    endpoints,
    read,
    send,
    with_questions,
)
from tests.trust.tokens import found, in_clear

# Without an account, the one who holds the key makes a view for an audience.
_AUDIENCES = {"--audience family": "room", "--audience child": "child"}
# Ways in and redirections, which answer with no page of their own to whoever is in.
_NOT_OPENED = frozenset(
    {
        "signing_in.start",
        "signing_in.code",
        "signing_in.new_password",
        "signing_in.set_up",
        "account.second_factor",
        "reach.emergency",
        # From thirteen only; the child of canaries is younger.
        "beside.own_key",
        # Leads on to what the first screen is at.
        "second_screen.start",
    }
)
# These see every page and follow every link; the others, who may see no more than one of them, a part.
_LOOK_LONG = frozenset({"room", "family", "child", "named"})
_TO_CHANGE = re.compile(r'class="to-change" href="([^"]+)"')
_STEP = re.compile(r'name="step" value="(\w+)"')
_NAMES_OF_NO_FIELD = ("police", "crime", "health", "medical")


@dataclass
class Sightings:
    """Which tokens were read by whom on which surface, and where they should not have been."""

    seen: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    leaks: list[str] = field(default_factory=list)
    surfaces: Counter[str] = field(default_factory=Counter)
    opened: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)

    def take(self, who: str, answer: Answer, also: str = "") -> None:
        """Hold one answer against the table; `also` is a second viewer for whom it was made."""
        self.surfaces[answer.surface] += 1
        if answer.status in (0, 200):
            self.opened.add(answer.surface)
        if answer.status >= 500:
            self.broken.append(f"{who}: {answer.status} at {answer.surface}: {answer.asked}")
        for token in answer.holds(TOKENS):
            canary = BY_TOKEN[token]
            self.seen.setdefault((who, canary.kind), set()).add(canary.place)
            viewers = [who, also] if also else [who]
            if not all(may_read(viewer, canary.kind) for viewer in viewers):
                place = f"{canary.kind} ({canary.place})"
                self.leaks.append(f"{who} read {place} at {answer.surface}: {answer.asked}")


@dataclass
class Scene:
    """The house of canaries, whoever walks through it, and what they saw."""

    house: House
    told: Family
    home: Path
    spare: Sharing
    sightings: Sightings = field(default_factory=Sightings)
    walked: set[str] = field(default_factory=set)

    @property
    def ids(self) -> Ids:
        """Every id there is on the map, as the store keeps it."""
        told = self.told
        records: dict[str, tuple[str, ...]] = {
            "person": tuple(person.id for person in told.people.values()),
            "tie": tuple(row.id for row in told.relationships),
            "time": tuple(row.id for row in told.contacts),
            "home": tuple(row.id for row in told.stays),
            "detail": tuple(row.id for row in told.details),
            "decision": ("d" * 32,),
            "case": (told.case.id,),
            "sharing": (self.spare.id,),
            "own_picture": tuple(digits * 16 for digits in OWN_PICTURES),
            "picture": tuple(digits * 16 for digits in PICTURES),
            "house_item": tuple(digit * 32 for digit in "6789"),
            "meeting": (MEETING_ID,),
            "offer": ("d9" * 16,),
        }
        return Ids(told.child_id, records["person"], records)

    def walk(self, who: str) -> Sightings:
        """Let somebody look at everything, once."""
        if who not in self.walked:
            self.walked.add(who)
            with listening() as logged, redirect_stderr(io.StringIO()) as said:
                for answer, also in self._answers(who):
                    self.sightings.take(who, answer, also)
            for token in found(f"{logged} {said.getvalue()}".encode(), TOKENS):
                self.sightings.leaks.append(f"{BY_TOKEN[token]} was logged while {who} looked")
        return self.sightings

    def _answers(self, who: str) -> Iterator[tuple[Answer, str]]:
        yield from ((answer, "") for answer in _pages(self.house, who, self.ids))
        yield from self._commands(who)

    @property
    def _asked_about(self) -> tuple[str, ...]:
        """Somebody who is seen by all, and somebody who is hidden: by their ids, as commands take them."""
        people = {s.visibility: s.person_id for s in reversed(self.told.standings.values())}
        return people["everyone"], people["professionals_only"]

    def _commands(self, who: str) -> Iterator[tuple[Answer, str]]:
        if who == "anonymous" or who in KINDS:
            return
        as_whom = who if who in ACCOUNTS else ""
        outbox = self.home / "out"
        outbox.mkdir(exist_ok=True)
        for answer in asked(
            self.house.terminal, as_whom, self.ids.child, self._asked_about, outbox
        ):
            made_for = next((v for k, v in _AUDIENCES.items() if k in answer.asked), "")
            if as_whom or made_for == who:
                yield answer, made_for


def _pages(house: House, who: str, ids: Ids) -> Iterator[Answer]:
    """Every page somebody can reach, everything they could type, and every form they could send."""
    if who in KINDS:
        # Whoever walked before tried many passwords from the address that all of them share.
        house.hands.moment += timedelta(minutes=15)
    browser = come_in(house, ids.child, who, in_the_room)
    if who == "room":
        yield from _steps_of_the_meeting(browser, ids.child)
    start = [path for rule in endpoints(house.app, "GET") for path in _worth_asking(rule, who, ids)]
    opened = set[str]()
    for answer in crawled(house.app, browser, start, most=1000 if who in _LOOK_LONG else 6):
        opened |= {answer.surface} if answer.status == 200 else set()
        yield answer
    for path in with_questions(house.app, ids, opened if who in _LOOK_LONG else ()):
        yield read(browser, path, "with a question mark")
    for rule in endpoints(house.app, "POST"):
        for path in _forms_of(rule, who, ids):
            for values in _forms(rule.endpoint):
                yield send(browser, path, f"{rule.endpoint} sent", values)
    yield read(browser, f"/child/{ids.child}/nowhere", "error page")


def _forms_of(rule: Rule, who: str, ids: Ids) -> list[str]:
    """The addresses of a form: of those that only ask, every one for whoever looks long."""
    if rule.endpoint in ASKING and who in _LOOK_LONG:
        return [*addresses(rule, ids)]
    return _worth_asking(rule, who, ids)[:8]


def in_the_room(house: House, child: str) -> FlaskClient:
    """A browser in which a facilitator has opened the room of a child’s meeting, once a worker had looked at it."""
    browser, meeting = house.signed_in("facilitator"), f"/child/{child}/meetings/{MEETING_ID}"
    worker = house.store.account(email_of("worker"))
    assert worker is not None
    house.hands.moment += timedelta(seconds=60)
    _choose_again(house, child)
    page = browser.get(meeting, base_url=ORIGIN).text
    _before, _named, view = page.partition('name="view" value="')
    agreed = {
        "view": view.partition('"')[0],
        "reason": "We have both looked through it.",
        "second_email": worker.email,
        "second_password": PASSWORD,
        "second_code": pyotp.TOTP(worker.totp_secret).at(house.hands.moment),
    }
    if view:
        assert post(browser, f"{meeting}/sign-off", **agreed).status_code == 303
    answer = post(browser, f"{meeting}/open")
    assert answer.location.endswith("/meeting"), answer.location
    return browser


def _choose_again(house: House, child: str) -> None:
    """What the child chose for the room stands again, for whoever works with them has sent that form empty."""
    event = Event(actor="tests", action="chose", chain=child)
    with house.store.writer(event) as pen:
        for choice in house.store.kept(MeetingChoice, child):
            if choice.meeting_id == MEETING_ID:
                pen.put(choice.model_copy(update={"item_ids": CHOSEN}))


def _steps_of_the_meeting(browser: FlaskClient, child: str) -> Iterator[Answer]:
    """Every screen of the meeting, one after another."""
    for step in STEPS:
        for _part in range(step.parts):
            yield read(browser, f"/child/{child}/meeting", f"meeting: {step.name}")
            if step.name == "columns":
                yield from _put_right(browser, f"/child/{child}/meeting")
            yield send(browser, f"/child/{child}/meeting/go", "meeting: on", {"to": "next"})


def _put_right(browser: FlaskClient, at: str) -> Iterator[Answer]:
    """Something that is said, changed and taken back."""
    said = {"column": "needed", "words": "A lift on Sundays."}
    yield send(browser, f"{at}/say/note", "meeting: said", said)
    page = read(browser, at, "meeting: to change")
    yield page
    found = _TO_CHANGE.search(page.body.decode())
    assert found is not None
    yield read(browser, found[1], "meeting_right.open_thing")
    step = _STEP.search(page.body.decode())
    assert step is not None
    yield send(browser, f"{at}/take-back", "meeting: taken back", {"step": step[1]})


def _worth_asking(rule: Rule, who: str, ids: Ids) -> list[str]:
    """The addresses of a page for somebody: of records, those that most must not see, and one of each other kind."""
    if rule.endpoint in NOT_OF_A_CHILD and who != "anonymous":
        return []
    if "record_id" not in rule.arguments:
        return [*addresses(rule, ids)]
    few = {kind: (*found[-3:], found[0]) for kind, found in ids.records.items()}
    return [*addresses(rule, replace(ids, records=few))]


def _forms(endpoint: str) -> list[dict[str, str]]:
    if endpoint in ASKING:
        return [{"text": "zq"}, {"text": ""}, {"text": "a", "order": "people", "by": "side"}]
    if endpoint in CHANGING:
        return [{}, {"text": "zq", "version_person": "0"}]
    return []


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A house with the child of canaries and one other child."""
    home = tmp_path_factory.mktemp("canaries")
    told, other = canary_family("named-account"), family("Otherchild").mother("Othermother")
    with house_at(home, told, other) as house:
        with house.store.writer(Event(actor="tests", action="added", chain=told.child_id)) as pen:
            put_all(pen, canary_records(told))
        house.welcome_everybody(told.child_id)
        house.give("off_case", other.child_id, "allocated")
        # The walk ends what was named, so what it ends is named for somebody who looks at nothing.
        house.add_account("spare", "partner")
        yield Scene(house, told, home, house.share("spare", told.child_id, ("map",)))


@pytest.mark.parametrize("who", VIEWERS)
def test_nobody_reads_what_the_table_does_not_give_them(who: str, scene: Scene) -> None:
    leaks = [
        leak for leak in scene.walk(who).leaks if leak.startswith(f"{who} ") or "logged" in leak
    ]

    assert leaks == []


@pytest.mark.parametrize("who", VIEWERS)
def test_everybody_reads_what_the_table_gives_them(who: str, scene: Scene) -> None:
    seen = scene.walk(who).seen

    owed = {kind for kind in READERS if may_read(who, kind)}
    assert owed - {kind for viewer, kind in seen if viewer == who} == set()


def test_every_page_and_command_was_opened_by_somebody(scene: Scene, figure: Figure) -> None:
    for who in VIEWERS:
        scene.walk(who)

    rules = [rule for rule in scene.house.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    commands = {name for name, _ in leaves()}
    surfaces = scene.sightings.surfaces
    assert {rule.endpoint for rule in rules} - _NOT_OPENED <= scene.sightings.opened
    assert commands - ELSEWHERE.keys() <= scene.sightings.opened
    figure(_figures(surfaces, len(rules), len(commands), scene))


def _figures(surfaces: Counter[str], pages: int, commands: int, scene: Scene) -> str:
    cells = len(CLASSES) * len(VIEWERS) * len(surfaces)
    return (
        f"canary matrix: {len(CLASSES)} classes x {len(VIEWERS)} viewers x {len(surfaces)} surfaces "
        f"({pages} addresses, {commands} commands) = {cells} cells, {surfaces.total()} answers, "
        f"{len(scene.sightings.leaks)} hits, {len(scene.sightings.seen)} cells of class and viewer seen"
    )


def test_no_page_breaks_for_anybody(scene: Scene) -> None:
    for who in VIEWERS:
        scene.walk(who)

    assert scene.sightings.broken == []


def test_every_form_is_known_to_the_walk(scene: Scene) -> None:
    forms = {rule.endpoint for rule in endpoints(scene.house.app, "POST")}

    assert forms - ASKING - CHANGING - ENDING == set(), "Say in tests/trust/pages.py what they do"


def test_every_address_is_known_to_the_walk(scene: Scene) -> None:
    parts = {part for rule in scene.house.app.url_map.iter_rules() for part in rule.arguments}

    assert parts - PARTS == set(), "Say in tests/trust/pages.py what to fill these parts with"
    assert asked_in_code() - QUESTIONS.keys() == set(), "and what to ask after the question mark"


def test_every_command_is_known_to_the_walk() -> None:
    asked_for = {name: command for name, command in leaves() if name not in ELSEWHERE}
    needed = {p.name for c in asked_for.values() for p in c.params if isinstance(p, click.Argument)}
    filed = {name for name, c in asked_for.items() for p in c.params if "--out" in p.opts}

    assert needed - ARGUMENTS == set(), "Say in tests/trust/commands.py what to give them"
    assert filed - FILES.keys() == set(), "and what the files may be called"


def test_every_role_looks() -> None:
    assert {role for role, _ in ACCOUNTS.values()} | {"room", *KINDS} == set(ROLES)


def test_whoever_has_one_person_named_for_them_reads_of_nobody_else(scene: Scene) -> None:
    seen = scene.walk("helper").seen
    read_by_helper = {
        place for (who, _), found in seen.items() if who == "helper" for place in found
    }

    of_one = {"child known_as", "own love words", "promise words", "plan words"}
    assert {"aunt known_as", "own love words"} <= read_by_helper
    assert {p for p in read_by_helper if not p.startswith("aunt ")} <= of_one


@pytest.mark.skipif(on_neo4j(), reason="The server's own files are read in tests/neo4j.")
def test_the_files_of_the_store_hold_no_word_in_clear(scene: Scene, figure: Figure) -> None:
    scene.walk("worker")
    files = [path for path in scene.home.rglob("*") if path.is_file()]

    readable = {path.name for path in files if in_clear(path.read_bytes(), TOKENS)}
    named = found("\n".join(map(str, files)).encode(), TOKENS)

    assert len(files) >= 2
    assert readable | named == set()
    figure(f"files of the store: {len(files)} read for {len(TOKENS)} tokens, 0 in clear")


@pytest.mark.parametrize("kind", NO_FIELD)
def test_what_has_no_field_has_none(kind: str) -> None:
    fields = {name for model in Record.__subclasses__() for name in model.model_fields}

    assert kind in CLASSES
    assert [name for name in fields if any(word in name for word in _NAMES_OF_NO_FIELD)] == []
    assert [code for code in TABLES["detail_kind"] if code in _NAMES_OF_NO_FIELD] == []
