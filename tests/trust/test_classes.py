"""Every field has a class, and one that somebody forgot is shown to nobody, on no surface."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Annotated, Any

import pytest
from pydantic import BaseModel

import graph
from graph.access import visible
from graph.cases import Case
from graph.contacts import Contact
from graph.people import Person
from graph.record import Record, Value
from graph.relationships import Relationship
from graph.sensitivity import OPEN, Sensitivity, sensitivities
from graph.standings import Standing
from graph.stays import Stay
from graph.viewers import AUDIENCES, Viewer
from tests.families import family
from tests.trust.conftest import Figure
from tests.trust.tokens import token

# What never leaves by itself: the network is the frame around its records, and its own parts are not for showing.
FRAMES = {"Network"}
SECRET = token("a field that somebody forgot")


def models(kind: type[BaseModel] = Value) -> Iterator[type[BaseModel]]:
    """Every model of the words of kith, however deep."""
    for found in kind.__subclasses__():
        if found.__module__.startswith("graph.") and found.__name__ not in FRAMES:
            yield found
        yield from models(found)


def all_models() -> set[type[BaseModel]]:
    """Every model in `graph`, with every module of it loaded."""
    for module in pkgutil.walk_packages(graph.__path__, "graph."):
        importlib.import_module(module.name)
    return set(models())


def test_every_field_of_every_word_has_a_class(figure: Figure) -> None:
    marks = {
        f"{model.__name__}.{name}": mark
        for model in all_models() - {Record}
        for name, mark in sensitivities(model).items()
    }

    assert len(marks) > 100
    assert [name for name, mark in marks.items() if not isinstance(mark, Sensitivity)] == []
    figure(f"classes of field: {len(marks)} fields, {len(marks)} classified")


@pytest.mark.parametrize("model", [Case, Contact, Person, Relationship, Standing, Stay])
def test_what_cannot_be_left_empty_is_for_everyone(model: type[Record]) -> None:
    needed = [name for name, one in model.model_fields.items() if one.is_required()]

    assert {sensitivities(model)[name] for name in needed} == {OPEN}


class Forgetful(Person):
    """A person with a field for which nobody said how carefully it must be kept."""

    nickname: str = ""
    motto: Annotated[str, OPEN] = ""


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("is_allocated", [True, False])
def test_a_field_without_a_class_is_shown_to_nobody(audience: str, *, is_allocated: bool) -> None:
    seen = _shown(Viewer(account="x", audience=audience, is_allocated=is_allocated))

    assert seen.nickname == ""
    assert seen.motto == "Be kind."


def _shown(viewer: Viewer) -> Any:
    """Somebody forgetful, as a viewer sees them."""
    told = family("Amy").mother("Beth")
    kept = {**told.people["Beth"].model_dump(), "nickname": SECRET, "motto": "Be kind."}
    told.people["Beth"] = Forgetful(**kept)
    network = visible(told.network(), viewer)
    return network.people[network.find("Beth")]
