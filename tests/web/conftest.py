"""What every test of the pages stands on."""

from __future__ import annotations

import pytest

from tests.families import Family, family
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
