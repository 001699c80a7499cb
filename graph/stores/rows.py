"""Rows: a record as the columns of its table, and back, without checking again what a store wrote itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from graph.dates import PartialDate, read_date
from graph.record import MapRecord
from graph.standings import Move
from graph.stores.names import name_to_search
from graph.stores.pen import moment_text

Row = tuple[Any, ...]
M = TypeVar("M", bound=BaseModel)
_put = object.__setattr__
_Read = Callable[[Any], Any]

_SEARCHED: dict[str, tuple[str, Callable[[str], str]]] = {
    "full_name": ("name_to_search", name_to_search),
    "known_as": ("name_to_search", name_to_search),
    "email": ("email_to_search", str.casefold),
}


@lru_cache(maxsize=65536)
def read_words(text: str) -> tuple[str, ...]:
    """A list of words from its JSON."""
    return tuple(json.loads(text))


@lru_cache(maxsize=65536)
def read_moves(text: str) -> tuple[Move, ...]:
    """Dated moves from their JSON."""
    return tuple(Move(to=to, on=read_date(on)) for to, on in json.loads(text))


def _write_words(words: Sequence[str]) -> str:
    return json.dumps(words, ensure_ascii=False)


def _write_moves(moves: Sequence[Move]) -> str:
    return json.dumps([(move.to, move.on.text) for move in moves], ensure_ascii=False)


def _read_moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _write_moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment_text(moment)


def _write_date(when: PartialDate) -> str:
    return when.text


_CODECS: dict[Any, tuple[_Read, _Read]] = {
    PartialDate: (read_date, _write_date),
    tuple[str, ...]: (read_words, _write_words),
    tuple[Move, ...]: (read_moves, _write_moves),
    bool: (bool, int),
    datetime: (_read_moment, _write_moment),
    datetime | None: (_read_moment, _write_moment),
}


class Rows(Generic[M]):
    """How one model is laid out in the columns of its table."""

    def __init__(self, model: type[M]) -> None:
        """Work out once which fields need reading and writing."""
        self._model = model
        self.names = tuple(model.model_fields)
        codecs = {name: _CODECS.get(field.annotation) for name, field in model.model_fields.items()}
        self._readers = [(name, codec[0]) for name, codec in codecs.items() if codec]
        self._writers = [(name, codec[1]) for name, codec in codecs.items() if codec]
        self._searched = [(name, *how) for name, how in _SEARCHED.items() if name in self.names]

    def model(self, row: Row) -> M:
        """The model in a row."""
        values = dict(zip(self.names, row, strict=True))
        for name, read in self._readers:
            values[name] = read(values[name])
        return trusted(self._model, values)

    def values(self, made: M) -> dict[str, Any]:
        """The columns of a model, by name."""
        values = dict(made.__dict__)
        for name, write in self._writers:
            values[name] = write(values[name])
        for name, into, fold in self._searched:
            values[into] = fold(values[name])
        return values


@cache
def _fields(model: type[BaseModel]) -> set[str]:
    return set(model.model_fields)


def trusted(model: type[M], values: dict[str, Any]) -> M:
    """A model of values that were checked before: building it so takes a tenth of the time of checking again."""
    made = model.__new__(model)
    _put(made, "__dict__", values)
    _put(made, "__pydantic_fields_set__", _fields(model))
    _put(made, "__pydantic_extra__", None)
    _put(made, "__pydantic_private__", None)
    return made


def map_record_values(record: MapRecord) -> dict[str, Any]:
    """The columns of a record that belongs to a map: what finds it, and the rest as JSON."""
    return {
        "kind": record.record_kind,
        "id": record.id,
        "version": record.version,
        "child_id": record.child_id,
        "body": record.model_dump_json(),
    }
