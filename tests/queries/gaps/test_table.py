"""The table of rules, the functions that find them, and the thresholds: each has the others."""

from __future__ import annotations

import inspect
import string
from fractions import Fraction

import pytest

from graph.errors import BadValueError
from queries.gaps import DEFAULTS, RULES, Thresholds
from queries.gaps.gap import SEVERITIES
from queries.gaps.table import ROWS

ARGUMENTS = {
    *("child", "name", "n", "m", "days", "tag", "ours"),
    *("n_times", "m_times", "there_is", "relatives", "relative_s", "grownups"),
}
# G18 speaks of exactly one person by name, so its number is not one to change.
DEFAULTS_BY_RULE = [
    (rule, name, number)
    for rule, row in ROWS.items()
    for name, number in row.numbers.items()
    if rule != "G18"
]


def test_each_row_has_a_function_and_each_function_a_row() -> None:
    assert [rule.name for rule in RULES] == list(ROWS) == [f"G{n:02}" for n in range(1, 36)]
    assert len({rule.find for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_function_names_its_rule(rule: object) -> None:
    assert (inspect.getdoc(rule.find) or "").startswith(f"{rule.name}: ")


@pytest.mark.parametrize("row", ROWS.values(), ids=list(ROWS))
def test_each_row_can_be_told(row: object) -> None:
    texts = (row.sentence, row.sentence_when_never, row.next_question)
    named = {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}

    assert named <= ARGUMENTS
    assert row.title
    assert row.next_question
    assert row.show_in_meeting in ("yes", "softened", "no")
    assert any(severity in row.severity for severity in SEVERITIES)


@pytest.mark.parametrize(("rule", "name", "number"), DEFAULTS_BY_RULE)
def test_each_number_of_the_table_is_a_threshold(rule: str, name: str, number: Fraction) -> None:
    assert getattr(DEFAULTS, f"{rule.lower()}_{name}") == number


def test_thresholds_change_for_an_authority_and_then_for_one_child() -> None:
    authority = DEFAULTS.changed({"g08_days": 45, "g13_share": "1/2"})

    child = authority.changed({"g08_days": "60"})

    assert (authority.g08_days, child.g08_days) == (45, 60)
    assert (child.g13_share, child.g10_default_days) == (Fraction(1, 2), 42)


@pytest.mark.parametrize("changes", [{"g08_days": -1}, {"g08_days": "soon"}, {"days": 3}])
def test_a_threshold_that_cannot_be_used_is_named(changes: dict[str, object]) -> None:
    with pytest.raises(BadValueError, match=next(iter(changes))):
        DEFAULTS.changed(changes)


def test_every_threshold_belongs_to_a_rule_or_to_the_routes() -> None:
    owners = {name.partition("_")[0].upper() for name in Thresholds.model_fields}

    assert owners - {"ROUTE"} <= set(ROWS)
