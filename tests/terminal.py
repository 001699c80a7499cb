"""A terminal for tests: runs `kith` as a person would, and keeps what came out."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Mapping
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from graph.journal import Entry
from graph.stores import key_from, open_store
from graph.stores.protocol import Store
from web.cli import run

KEY = "4f1d0c9be2a7653890ab46e1c2d85f7e11a09c3b6d2e4f8570918273645afedc"
OTHER_KEY = "a90b1c2d3e4f5061728394a5b6c7d8e9f0112233445566778899aabbccddeeff"


@dataclass(frozen=True)
class Ended:
    """How a command ended: its status and what it said on either side."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, read as JSON."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Terminal:
    """One place with its own store and key; whatever else the environment says of kith is left out."""

    home: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    def run(self, *arguments: str, **settings: str) -> Ended:
        """Run one command to its end."""
        out, err = io.StringIO(), io.StringIO()
        with (
            patch.dict(os.environ, self._environment(settings), clear=True),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            status = run(arguments)
        return Ended(status, out.getvalue(), err.getvalue())

    def done(self, *arguments: str, **settings: str) -> Ended:
        """Run one command that has to succeed."""
        ended = self.run(*arguments, **settings)
        assert ended.status == 0, ended.err
        return ended

    def _environment(self, settings: Mapping[str, str]) -> dict[str, str]:
        others = {name: value for name, value in os.environ.items() if not name.startswith("KITH_")}
        own = {"KITH_STORE": f"sqlite:///{self.home / 'kith.db'}", "KITH_KEY": KEY}
        return {**others, **own, **self.settings, **settings}

    def entries(self, chain: str = "") -> list[Entry]:
        """What the journal holds of a child, or of the system."""
        with self.opened() as store:
            return list(store.entries(chain))

    def opened(self) -> closing[Store]:
        """The store, to look behind the terminal."""
        return closing(open_store(f"sqlite:///{self.home / 'kith.db'}", key_from(KEY)))
