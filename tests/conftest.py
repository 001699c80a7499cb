"""What all tests share: a watch over every answer, and the figures that are printed when all have ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import pytest
from _pytest.terminal import TerminalReporter

from tests.trust.watch import Watch

FIGURE, TALLY = "figure", "tally"
_WATCHED = "watch: {} answers of all tests to the family or to nobody read, 0 secrets in them"


@pytest.fixture(scope="session")
def watch() -> Iterator[Watch]:
    """Eyes on every answer that any application gives in this session."""
    from flask import request_finished

    eyes = Watch()
    with request_finished.connected_to(eyes.look):
        yield eyes


@pytest.fixture(autouse=True)
def nothing_is_told_to_the_family(watch: Watch, request: pytest.FixtureRequest) -> Iterator[None]:
    """No answer in any test holds a secret of the worked children, where its reader is family or nobody."""
    leaks, answers = len(watch.leaks), watch.answers
    yield
    if watch.answers > answers:
        told = (TALLY, f"{watch.answers - answers} {_WATCHED}")
        request.node.user_properties.append(told)
    assert watch.leaks[leaks:] == []


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Each proof’s figures on a line of their own, from whichever worker they came; tallies are added up."""
    properties = [
        one
        for found in terminalreporter.stats.values()
        for report in found
        for one in getattr(report, "user_properties", ())
    ]
    lines = [*_figures(properties), *_tallies(properties)]
    if lines:
        terminalreporter.section("what was proved")
        for line in sorted(lines):
            terminalreporter.write_line(line)


def _figures(properties: Iterable[tuple[str, object]]) -> set[str]:
    return {str(text) for name, text in properties if name == FIGURE}


def _tallies(properties: Iterable[tuple[str, object]]) -> list[str]:
    counted: Counter[str] = Counter()
    for name, told in properties:
        if name == TALLY:
            number, _, text = str(told).partition(" ")
            counted[text] += int(number)
    return [text.replace("{}", str(number)) for text, number in counted.items()]
