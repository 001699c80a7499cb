"""What the tests of the rules say again and again: a day so long ago, and one rule's gaps."""

from __future__ import annotations

from datetime import date, timedelta

from graph.network import Network
from queries.gaps import DEFAULTS, Gap, Thresholds, gaps
from tests.families import TODAY, Family


def ago(days: int, today: date = TODAY) -> str:
    """The day so many days before today, as a workbook writes it."""
    return (today - timedelta(days=days)).isoformat()


def born(years: int, days: int = 0, today: date = TODAY) -> str:
    """A birthday that makes somebody so many years old today, and so many days more."""
    return (today.replace(year=today.year - years) - timedelta(days=days)).isoformat()


def told(rule: str, of: Family | Network, thresholds: Thresholds = DEFAULTS) -> list[Gap]:
    """The gaps that one rule finds."""
    network = of.network() if isinstance(of, Family) else of
    return [gap for gap in gaps(network, thresholds) if gap.rule == rule]


def subjects(rule: str, of: Family | Network, thresholds: Thresholds = DEFAULTS) -> list[str]:
    """Whom one rule finds, by name or tag."""
    return [gap.subject for gap in told(rule, of, thresholds)]


def severities(rule: str, of: Family | Network) -> list[str]:
    """How soon each gap of one rule matters."""
    return [gap.severity for gap in told(rule, of)]
