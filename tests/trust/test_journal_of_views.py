"""The journal holds exactly the people an answer showed; without it there is no answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import JournalError
from graph.journal import Event
from graph.pictures import Picture
from graph.stores.protocol import put_all
from tests.families import Family
from tests.trust.answers import Answer
from tests.trust.canaries import canary_family, canary_records
from tests.trust.commands import asked
from tests.trust.conftest import Figure, Tally
from tests.trust.doors import ORIGIN, House, house_at
from tests.trust.matrix import OUTSIDE
from tests.trust.pages import (
    NOT_OF_A_CHILD,
    Ids,
    addresses,
    crawled,
    endpoints,
    read,
    send,
    with_questions,
)

# What says nothing of a child or their people: whether anybody waits at the door of a meeting.
_OF_NOBODY = frozenset({"joining.waiting"})
LOOKERS = ("worker", "manager", "adoption", "family", "child")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Family, Path]]:
    """The child of canaries, whose people have names that are nowhere else."""
    home = tmp_path_factory.mktemp("views")
    told = canary_family()
    with house_at(home, told) as house:
        with house.store.writer(Event(actor="tests", action="added", chain=told.child_id)) as pen:
            put_all(pen, canary_records(told))
        house.welcome_everybody(told.child_id)
        (home / "out").mkdir()
        yield house, told, home / "out"


def named_in(answer: Answer, told: Family) -> frozenset[str]:
    """The ids of everybody whom an answer names, by any of their names or by their id."""
    names = {text: p.id for n, p in told.people.items() for text in (n, p.full_name) if text}
    by_name = {names[name] for name in answer.holds(names)}
    body = b"\n".join(answer.parts[1:] if answer.asked.startswith("/") else answer.parts)
    path = answer.asked.encode()
    rest = body.replace(path, b"").replace(told.child_id.encode(), b"")
    by_id = {p.id for p in told.people.values() if p.id.encode() in rest}
    return frozenset(by_name | by_id | _faces_in(answer, told))


def _faces_in(answer: Answer, told: Family) -> set[str]:
    """Whose photograph an answer is."""
    pictures = [one for one in canary_records(told) if isinstance(one, Picture)]
    is_photograph = any(part.startswith(b"\xff\xd8\xff") for part in answer.parts)
    asked = answer.asked.partition("?")[0]
    return {one.person_id for one in pictures if is_photograph and asked.endswith(one.id)}


def journalled(house: House, told: Family, since: int) -> frozenset[str]:
    """The ids of everybody in the lines that were written on the child’s chain since a number."""
    lines = [one for one in house.store.entries(told.child_id) if one.number > since]
    return frozenset(person for line in lines for person in line.people)


def last_number(house: House, told: Family) -> int:
    """The number of the last line on the child’s chain."""
    return max(one.number for one in house.store.entries(told.child_id, newest_first=True))


@pytest.mark.parametrize("who", LOOKERS)
def test_every_page_journals_exactly_whom_it_shows(
    who: str, place: tuple[House, Family, Path], tally: Tally
) -> None:
    house, told, _ = place
    wrong, pages, since = [], 0, last_number(house, told)
    for answer in _pages(house, told, who):
        shown, noted = named_in(answer, told), journalled(house, told, since)
        pages += 1
        if answer.status == 200 and shown != noted and "children" not in answer.surface:
            wrong.append(_told(answer, told, shown, noted))
        since = last_number(house, told)

    assert wrong == []
    tally(
        "journal of views: {} pages and commands, people shown are exactly those journalled", pages
    )


def _pages(house: House, told: Family, who: str) -> Iterator[Answer]:
    browser = house.signed_in(who)
    ids = Ids(told.child_id, tuple(told.people[n].id for n in list(told.people)[:2]), {"tie": ()})
    rules = [r for r in endpoints(house.app, "GET") if "child_id" in r.arguments]
    start = [path for rule in rules for path in addresses(rule, ids)]
    opened = set[str]()
    for answer in crawled(house.app, browser, start, most=12, within="/child/"):
        opened |= {answer.surface} if answer.status == 200 else set()
        yield answer
    for path in with_questions(house.app, ids, opened - NOT_OF_A_CHILD):
        yield read(browser, path, "with a question mark") if "/children" not in path else _none()
    for text in ("", "zqc", "zql", "nobody of that name"):
        yield send(browser, f"/child/{told.child_id}/people", "search", {"text": text})


def _none() -> Answer:
    return Answer("children", "/children", 0, (b"", b""))


def _told(answer: Answer, told: Family, shown: frozenset[str], noted: frozenset[str]) -> str:
    names = {person.id: name for name, person in told.people.items()}
    missing = sorted(names.get(person, person) for person in shown - noted)
    spare = sorted(names.get(person, person) for person in noted - shown)
    return f"{answer.surface} {answer.asked}: not journalled {missing}, not shown {spare}"


@pytest.mark.parametrize("who", ["", *LOOKERS])
def test_every_command_journals_exactly_whom_it_shows(
    who: str, place: tuple[House, Family, Path], tally: Tally
) -> None:
    house, told, outbox = place
    wrong, runs, since = [], 0, last_number(house, told)
    for answer in asked(house.terminal, who, told.child_id, _somebody(told), outbox):
        shown, noted = named_in(answer, told), journalled(house, told, since)
        runs += 1
        is_of_child = told.child_id in answer.asked.split()
        if answer.status == 0 and is_of_child and shown | {told.child_id} != noted:
            wrong.append(_told(answer, told, shown, noted))
        since = last_number(house, told)

    assert wrong == []
    tally(
        "journal of views: {} pages and commands, people shown are exactly those journalled", runs
    )


def _somebody(told: Family) -> tuple[str, ...]:
    """One person besides the child, for the commands that are about one."""
    return (told.id(list(told.people)[2]),)


def test_without_the_journal_there_is_no_answer(
    place: tuple[House, Family, Path], monkeypatch: pytest.MonkeyPatch, figure: Figure
) -> None:
    house, told, _ = place
    browser = house.signed_in("worker")
    ids = Ids(
        told.child_id,
        (told.people[next(iter(told.people))].id,),
        {"tie": (told.relationships[0].id,)},
    )
    pages = [
        rule
        for rule in endpoints(house.app, "GET")
        if "child_id" in rule.arguments and rule.endpoint not in _OF_NOBODY
    ]
    paths = ["/children", *(next(addresses(rule, ids)) for rule in pages)]
    before = [read(browser, path, "before") for path in paths]

    monkeypatch.setattr(type(house.store), "note", _broken)
    after = [read(browser, path, "after") for path in paths]

    names = [text for n, p in told.people.items() for text in (n, p.full_name) if text]
    opened = [a for b, a in zip(before, after, strict=True) if b.status == 200]
    assert {answer.status for answer in opened} == {503}
    assert [answer.asked for answer in after if answer.holds(names)] == []
    figure(f"journal broken: {len(opened)} pages of a child, all 503 and not one name")


def _broken(*_: object, **__: object) -> None:
    raise JournalError("The journal cannot be written.")


@pytest.mark.parametrize("who", sorted(OUTSIDE - {"anonymous"}))
def test_every_refusal_is_journalled_with_who_what_and_whose(
    who: str, place: tuple[House, Family, Path], tally: Tally
) -> None:
    house, told, _ = place
    browser = house.signed_in(who)
    refused = 0
    for page in ("map", "map.json", "people", "who-loves", "history"):
        before = len([e for e in house.store.entries("") if e.action == "refused"])
        answer = browser.get(f"/child/{told.child_id}/{page}", base_url=ORIGIN)
        lines = [e for e in house.store.entries("") if e.action == "refused"][before:]
        refused += 1

        assert answer.status_code == 404
        assert [(e.actor, e.people) for e in lines] == [(f"{who}-account", (told.child_id,))]
        assert lines[0].reason
    tally("refusals: {} pages refused, each with its line", refused)
