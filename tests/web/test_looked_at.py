"""Whoever reads who looked is told at what in words, whatever page it was."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import web
from web.looking import LOOKS

_SHOWING = frozenset({"shown", "note_shown", "note"})
_MOST = 4


def actions() -> Iterator[str]:
    """What is written into the journal where people are shown."""
    for path in Path(web.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                said = [one.value for one in node.args[:_MOST] if isinstance(one, ast.Constant)]
                yield from (str(one) for one in said if name in _SHOWING)


def test_every_look_that_is_written_down_has_words() -> None:
    assert set(actions()) - LOOKS.keys() == set(), "Say in web/looking.py at what one looks there"
    assert len(set(actions())) > len(LOOKS) / 2
