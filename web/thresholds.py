"""The thresholds that hold for one child: the usual ones, then the authority's, then the child's own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from graph.errors import BadValueError
from graph.local_rules import LocalRule
from graph.stores.protocol import Store
from queries.gaps import DEFAULTS, Thresholds


def thresholds_for(store: Store, child_id: str, file: Path | None = None) -> Thresholds:
    """The thresholds of one child: a settings file first, then what was changed on the pages."""
    changed = authority_thresholds(store, file)
    own = _numbers(store.kept(LocalRule, child_id)) if child_id else {}
    return changed.changed(own) if own else changed


def authority_thresholds(store: Store, file: Path | None = None) -> Thresholds:
    """The thresholds of the whole authority."""
    numbers = {**(_in_file(file) if file else {}), **_numbers(store.kept(LocalRule))}
    return DEFAULTS.changed(numbers) if numbers else DEFAULTS


def _numbers(rules: tuple[LocalRule, ...]) -> Mapping[str, str]:
    return {rule.threshold: rule.number for rule in rules}


@cache
def _in_file(file: Path) -> Mapping[str, str]:
    try:
        found = tomllib.loads(file.read_text("utf-8")).get("thresholds", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadValueError(
            "The file of thresholds, {file}, cannot be read. It must be a TOML file with a table [thresholds].",
            file=file.name,
        ) from error
    return {str(name): str(number) for name, number in found.items()}
