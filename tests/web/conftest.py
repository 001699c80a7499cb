"""What every test of the pages stands on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest

from tests.families import Family, family
from tests.web.pages import Browser
from tests.web.serving import Served, served
from tests.web.town import Town


@pytest.fixture
def town() -> Town:
    """A town with nobody in it yet."""
    return Town()


@pytest.fixture
def amy() -> Family:
    """Amy, with enough people around her to see every kind of line."""
    return (
        family("Amy", dob="2016-05-04")
        .mother("Beth")
        .father("Carl")
        .mother("Nan", of="Beth")
        .brother("Cai", life_stage="child")
        .friend("Fay")
        .professional("Hal")
        .pet("Rex")
        .says("Nan", "loves", "Amy", "“My heartstring.”", on="2026-09-30")
        .says("Amy", "loves", "Nan", "“She sings.”", on="2026-10-08")
        .promises("Nan", "home_for_life")
        .together("Beth", "2026-11-07")
        .lives("H1", "Amy", "Nan", area="Eastham")
    )


@pytest.fixture
def child(town: Town, amy: Family) -> str:
    """The id of Amy’s map, once it is kept; a module whose map is another has a child of its own."""
    return amy.put_into(town.store)


@pytest.fixture
def sam(town: Town, child: str) -> Browser:
    """A browser of Sam, who works with the child."""
    return town.worker_of(child)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """The Chromium of this machine; where there is none, a skip, or a failure if it is required."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        say = pytest.fail if os.environ.get("KITH_REQUIRE_BROWSER") == "1" else pytest.skip
        say("No Chromium was found. On Debian: apt-get install chromium")
    return {"executable_path": found, "args": ["--no-sandbox", "--disable-dev-shm-usage"]}


@pytest.fixture
def demo_town() -> Iterator[Served]:
    """The worked children, served on this machine as the demo serves them."""
    town = Town(demo=True)
    with served(town) as address:
        yield Served(town, address)
