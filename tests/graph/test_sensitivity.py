"""Every field of every kept thing says how carefully it must be kept."""

from typing import Annotated

import pytest

from graph.access import classes_for
from graph.accounts import Account, Grant, Session
from graph.cases import Case
from graph.contacts import Contact
from graph.details import Detail
from graph.journal import Change, Entry, Event
from graph.map_records import MAP_RECORDS
from graph.meetings import OfTheRoom
from graph.own_words import OwnWords
from graph.people import Person
from graph.record import MapRecord, Record
from graph.relationships import Relationship
from graph.sensitivity import Sensitivity, sensitivities
from graph.standings import Move, Standing
from graph.stays import Stay
from graph.viewers import AUDIENCES, Viewer

KEPT = (Person, Standing, Move, Relationship, Contact, Stay, Case, Detail, *MAP_RECORDS)
AROUND = (Entry, Event, Change, Account, Session, Grant, Viewer)


@pytest.mark.parametrize("model", [*KEPT, *AROUND], ids=lambda model: model.__name__)
def test_every_field_declares_its_class(model: type[Record]) -> None:
    assert [name for name, mark in sensitivities(model).items() if mark is None] == []


def test_every_record_there_is_is_among_those_asked() -> None:
    families = (Record, MapRecord, OwnWords, OfTheRoom)
    subclasses = [model for family in families for model in family.__subclasses__()]
    kept = {
        model
        for model in subclasses
        if model.__module__.startswith("graph.") and "record_kind" in vars(model)
    }

    assert {model.__name__ for model in kept} <= {model.__name__ for model in KEPT}


def test_a_field_that_somebody_forgot_is_noticed() -> None:
    class Forgetful(Person):
        nickname: str = "Bee"
        shoe_size: Annotated[int, Sensitivity.RECORD] = 3

    assert sensitivities(Forgetful)["nickname"] is None
    assert sensitivities(Forgetful)["shoe_size"] is Sensitivity.RECORD


def test_an_audience_that_nobody_declared_sees_no_class_at_all() -> None:
    assert classes_for(Viewer(account="x", audience="neighbours")) == frozenset()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_declared_audience_sees_what_is_open(audience: str) -> None:
    assert Sensitivity.OPEN in classes_for(Viewer(account="x", audience=audience))
