"""A store that forgets, for every test of importing."""

from __future__ import annotations

import pytest

from graph.stores import open_store
from graph.stores.protocol import Store


@pytest.fixture
def store() -> Store:
    """A new, empty store in memory."""
    return open_store("memory:", None)
