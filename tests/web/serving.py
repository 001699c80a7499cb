"""The pages over a real wire, for a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from logging import getLogger
from pathlib import Path
from threading import Thread

from werkzeug.serving import make_server

from importers import load, read_workbook
from tests.families import TODAY
from tests.web.town import Town

VIGNETTES = Path(__file__).parents[1] / "vignettes"


@dataclass(frozen=True)
class Served:
    """A town, and the address at which its pages are."""

    town: Town
    address: str

    def bring_in(self, folder: str) -> str:
        """Load a worked child, and give back the id of the map."""
        load(self.town.store, read_workbook(VIGNETTES / folder), "tests", TODAY)
        return self.town.store.children()[-1].child_id


@contextmanager
def served(town: Town) -> Iterator[str]:
    """Answer on this machine, at a free port, until the block ends."""
    getLogger("werkzeug").disabled = True
    with make_server("127.0.0.1", 0, town.app, threaded=True) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
