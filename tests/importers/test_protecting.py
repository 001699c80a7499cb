"""An import never loosens who may see a thing, a confidential address, or a stance on safety."""

from __future__ import annotations

import pytest

from graph.stores.protocol import Store
from tests.importers.books import book, by_name, only_map, sentences, taken

_LEVELS = ("everyone", "adults_only", "professionals_only")


@pytest.mark.parametrize("sheet", ["people", "relationships"])
@pytest.mark.parametrize("now", _LEVELS)
@pytest.mark.parametrize("file", _LEVELS)
def test_visibility_only_ever_tightens(store: Store, sheet: str, now: str, file: str) -> None:
    row = 3 if sheet == "people" else 2
    taken(store, book().change(sheet, row, visibility=now))

    report = taken(store, book().change(sheet, row, visibility=file))

    network = only_map(store)
    kept = (
        network.standings[by_name(network, "Mum")]
        if sheet == "people"
        else network.relationships[0]
    )
    assert kept.visibility == max(now, file, key=_LEVELS.index)
    assert len(report.questions) == (_LEVELS.index(file) < _LEVELS.index(now))


def test_a_confidential_address_stays_confidential_and_the_question_says_so(store: Store) -> None:
    taken(store, book().change("people", 3, address_confidential="yes"))

    report = taken(store, book().change("people", 3, address_confidential="no"))

    network = only_map(store)
    assert network.people[by_name(network, "Mum")].address_confidential
    assert sentences(report) == [
        "The file says “no”, which protects less than “yes”. “yes” stays; change it by hand if that is meant."
    ]


@pytest.mark.parametrize(
    ("now", "file", "stays"),
    [
        ("not_safe", "safe", "not_safe"),
        ("not_safe", "safe_with_support", "not_safe"),
        ("not_safe", "unknown", "not_safe"),
        ("not_safe", "n/a", "not_safe"),
        ("safe_with_support", "safe", "safe_with_support"),
        ("safe", "not_safe", "not_safe"),
        ("safe_with_support", "not_safe", "not_safe"),
        ("unknown", "safe", "safe"),
        ("unknown", "not_safe", "not_safe"),
    ],
)
def test_a_stance_never_loosens(store: Store, now: str, file: str, stays: str) -> None:
    taken(store, book().change("people", 3, safety_stance=now))

    report = taken(store, book().change("people", 3, safety_stance=file))

    network = only_map(store)
    assert network.standings[by_name(network, "Mum")].safety_stance() == stays
    assert bool(report.questions) == (stays == now)


def test_somebody_of_whom_nothing_is_said_is_taken_to_be_confidential(store: Store) -> None:
    report = taken(store, book().change("people", 3, address_confidential=""))

    network = only_map(store)
    assert network.people[by_name(network, "Mum")].address_confidential
    assert "It is taken to be, until somebody says that it is not." in sentences(report)[0]
