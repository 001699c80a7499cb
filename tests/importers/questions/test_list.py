"""The list of questions holds every question there is."""

from __future__ import annotations

import inspect

from importers.questions import QUESTIONS, births, homes, knowing, names, people, ties, times


def test_every_question_that_is_written_is_asked() -> None:
    written = {
        found
        for module in (births, homes, knowing, names, people, ties, times)
        for name, found in inspect.getmembers(module, inspect.isfunction)
        if found.__module__ == module.__name__ and not name.startswith("_")
    }

    assert written == set(QUESTIONS)
    assert len(QUESTIONS) == len(set(QUESTIONS))
