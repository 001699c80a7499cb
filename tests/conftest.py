"""What is printed when all tests have ended: the figures that the proofs came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from _pytest.terminal import TerminalReporter

FIGURE, TALLY = "figure", "tally"


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
