"""Properties: a model as the properties of a node or a relationship, and back.

A field at its default is left out. What nobody but kith may read is put together and sealed into one property.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from graph.accounts import Account, Grant, Session
from graph.dates import PartialDate, read_date
from graph.sensitivity import Sensitivity, sensitivities
from graph.standings import Move
from graph.stores.names import name_to_search
from graph.stores.pen import moment_text
from graph.stores.rows import read_moves, trusted
from graph.stores.sealing import Sealer
from graph.stores.writing import KINDS

M = TypeVar("M", bound=BaseModel)
Found = Mapping[str, Any]
_Turn = Callable[[Any], Any]

SEALED = "sealed"
_SEALED_CLASSES = frozenset({Sensitivity.PROTECTED, Sensitivity.CHILD_PRIVATE})
_SEALED_TEXTS = frozenset({"notes", "words", "story", "meeting_purpose", "reason", "data"})
_NAMES = frozenset({"id", "version", "child_id", "person_id", "account_id", "token_hash"})
# Lucene takes no term of more than 32,766 bytes; nobody searches for that much of a name.
_LONGEST_SOUGHT = 2000

_SEARCHED: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "full_name": ("name_to_search", lambda name: name_to_search(name)[:_LONGEST_SOUGHT]),
    "known_as": ("name_to_search", lambda name: name_to_search(name)[:_LONGEST_SOUGHT]),
    "email": ("email_to_search", str.casefold),
}


class Properties(Generic[M]):
    """How one model is laid out in properties."""

    def __init__(self, kind: str, model: type[M]) -> None:
        """Work out once which fields are sealed, and which need reading and writing."""
        self._kind = kind
        self._model = model
        self._key = "id" if "id" in model.model_fields else "token_hash"
        self._sealed = _sealed_fields(model)
        self._turns = {
            name: _TURNS.get(field.annotation, (_as_it_is, _as_it_is))
            for name, field in model.model_fields.items()
        }
        # Every field in its order: what is written of a record in the journal is in the order in which it was read.
        self._defaults = {name: field.default for name, field in model.model_fields.items()}

    def of(self, made: M, sealer: Sealer) -> dict[str, Any]:
        """The properties of a model."""
        open_part: dict[str, Any] = {}
        sealed_part: dict[str, Any] = {}
        for name, value in made.__dict__.items():
            if name in _NAMES or value != self._defaults[name]:
                part = sealed_part if name in self._sealed else open_part
                part[name] = self._turns[name][1](value)
            if name in _SEARCHED:
                into, fold = _SEARCHED[name]
                open_part[into] = fold(value)
        if sealed_part:
            content = json.dumps(sealed_part).encode()
            open_part[SEALED] = sealer.seal(*self._name_of(open_part), content)
        return open_part

    def model(self, found: Found, sealer: Sealer) -> M:
        """The model that was laid out in these properties. It was checked when it was written."""
        values = dict(self._defaults)
        if SEALED in found:
            content = sealer.open(*self._name_of(found), found[SEALED])
            self._read(values, json.loads(content))
        self._read(values, found)
        return trusted(self._model, values)

    def _read(self, values: dict[str, Any], found: Found) -> None:
        for name, value in found.items():
            if name in self._turns:
                values[name] = self._turns[name][0](value)

    def _name_of(self, found: Found) -> tuple[str, int]:
        return f"{self._kind} {found[self._key]}", found.get("version", 0)


def _sealed_fields(model: type[BaseModel]) -> frozenset[str]:
    marks = sensitivities(model)
    return frozenset(
        name
        for name in model.model_fields
        if name not in _NAMES and (marks[name] in _SEALED_CLASSES or name in _SEALED_TEXTS)
    )


def _as_it_is(value: Any) -> Any:
    return value


def _moves_text(moves: Sequence[Move]) -> str:
    return json.dumps([(move.to, move.on.text) for move in moves], ensure_ascii=False)


_TURNS: Mapping[Any, tuple[_Turn, _Turn]] = {
    PartialDate: (read_date, str),
    tuple[str, ...]: (tuple, list),
    tuple[Move, ...]: (read_moves, _moves_text),
    datetime: (datetime.fromisoformat, moment_text),
    datetime | None: (datetime.fromisoformat, moment_text),
}

LAYOUTS: Mapping[str, Properties[Any]] = {
    kind: Properties(kind, model) for kind, model in KINDS.items()
}
ACCOUNTS: Properties[Account] = Properties("account", Account)
SESSIONS: Properties[Session] = Properties("session", Session)
GRANTS: Properties[Grant] = Properties("grant", Grant)
