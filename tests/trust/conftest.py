"""What the trust tests share: the place where their figures are written down."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import FIGURE, TALLY
from tests.web.conftest import browser_type_launch_args as browser_type_launch_args

Figure = Callable[[str], None]
Tally = Callable[[str, int], None]


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """Write down what a proof came to, for the summary at the end."""
    return lambda text: record_property(FIGURE, text)


@pytest.fixture
def tally(record_property: Callable[[str, object], None]) -> Tally:
    """Write down a part of what a proof came to; parts of one sentence are added up where its {} stands."""
    return lambda text, number: record_property(TALLY, f"{number} {text}")
