"""What the trust tests share: the place where their figures are written down."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import FIGURE

Figure = Callable[[str], None]


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """Write down what a proof came to, for the summary at the end."""
    return lambda text: record_property(FIGURE, text)
