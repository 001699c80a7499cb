"""What is printed when all tests have ended, the figures that the proofs came to; and the server that some need."""

from __future__ import annotations

from _pytest.terminal import TerminalReporter

FIGURE = "figure"
pytest_plugins = ["tests.neo4j.fixtures"]


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Each proof’s figures on a line of their own, from whichever worker they came."""
    reports = [one for found in terminalreporter.stats.values() for one in found]
    figures = [
        str(text)
        for report in reports
        for name, text in getattr(report, "user_properties", ())
        if name == FIGURE
    ]
    if figures:
        terminalreporter.section("what was proved")
        for text in dict.fromkeys(figures):
            terminalreporter.write_line(text)
