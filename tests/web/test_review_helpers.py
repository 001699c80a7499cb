"""Helpers: many children are asked on all processors, and the answers are those of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.stores import create_store
from graph.viewers import Viewer
from tests.families import TODAY, family
from web import review_helpers
from web.config import Config
from web.review_helpers import helpers
from web.reviews import Ask, ask, reviewed

KEY = "4f1d0c9be2a7653890ab46e1c2d85f7e11a09c3b6d2e4f8570918273645afedc"
WORKER = Viewer(account="w", is_allocated=True)


def test_helpers_answer_as_one_would_and_what_they_found_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = Config(store=f"sqlite:///{tmp_path / 'kith.db'}", key=KEY)
    store = create_store(config.store, config.key_bytes)
    children = [family(name).mother("Beth").put_into(store) for name in ("Amy", "Dan")]
    alone = [ask(store, config, TODAY, Ask(child, WORKER)) for child in children]
    monkeypatch.setattr(review_helpers, "WORTH_HELP", 1)

    with helpers(store, config, TODAY) as asker:
        together = list(asker([Ask(child, WORKER) for child in children]))
        listed = list(reviewed(store, config, TODAY, [(c, WORKER) for c in children], asker))

    assert together == alone
    assert [one.summary.known_as for one in listed] == ["Amy", "Dan"]
    assert len(store.kept_reviews(children, "professionals allocated")) == 2
    store.close()


def test_a_few_are_asked_without_help(tmp_path: Path) -> None:
    config = Config(store=f"sqlite:///{tmp_path / 'kith.db'}", key=KEY)
    store = create_store(config.store, config.key_bytes)
    child = family("Amy").put_into(store)
    # A helper could not open this store: its key is another.
    elsewhere = Config(store=config.store, key=KEY[::-1])

    with helpers(store, elsewhere, TODAY) as asker:
        (answer,) = asker([Ask(child, WORKER)])

    assert '"known_as":"Amy"' in answer.short
    store.close()
