"""How long a map takes in a real browser: from navigation until it is drawn and still, and from one lens to another.

Forty people on each map have a photograph.

`python -m benchmarks.maps` prints the first time and the median of the next against the budgets, what of them the
server worked, the slowest change of lens, and the slowest of some days chosen below the map, without the time that
the slider is given to settle. Seconds of the server are of its own work, not of waiting for it.
"""

from __future__ import annotations

import shutil
import statistics
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from logging import getLogger
from threading import Thread

from PIL import Image
from playwright.sync_api import BrowserContext, Page, sync_playwright

from benchmarks.questions import TODAY, Clan
from graph.journal import Event
from graph.network import Network
from graph.pictures import Picture
from graph.stores.protocol import put_all
from importers.picture_reader import SIDE
from tests.web.town import PASSWORD, Town
from web.commands.serving import LOOPBACK, listening, server_at, spare_the_collector
from web.config import Config
from web.maps.contents import contents
from web.maps.scene import scene

BUDGETS = {40: 0.8, 300: 1.2, 1000: 2.5}
LENS_BUDGET = 0.1
DAY_BUDGETS = {40: 0.3, 300: 0.6, 1000: 1.8}
PHOTOGRAPHS = 40
RUNS = 5
SCREEN = {"width": 1920, "height": 1080}
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_WATCH = """
new MutationObserver((_, self) => {
  if (document.querySelector('[data-map][data-ready=yes]')) {
    window.drawnAt = performance.now();
    self.disconnect();
  }
}).observe(document, { attributes: true, childList: true, subtree: true });
"""
_FETCH_LENSES = (
    "() => document.querySelector('[data-map]').childMap.lenses.fetchAll().then(() => null)"
)
_CHANGE_LENSES = """async () => {
  const map = document.querySelector('[data-map]').childMap;
  const { layers } = await map.lenses.fetchAll();
  let slowest = 0;
  for (const name of [...Object.keys(layers), 'circles']) {
    const start = performance.now();
    await map.lenses.choose(name);
    await new Promise((painted) => requestAnimationFrame(painted));
    slowest = Math.max(slowest, performance.now() - start);
  }
  return slowest / 1000;
}"""

_CHOOSE_DAYS = """async () => {
  const { time } = document.querySelector('[data-map]').childMap;
  let slowest = 0;
  for (const share of [0.95, 0.7, 0.5, 0.3, 0.1]) {
    const start = performance.now();
    await time.draw(time.years.dayAt(Math.round(time.years.whole * share)));
    await new Promise((painted) => requestAnimationFrame(painted));
    slowest = Math.max(slowest, performance.now() - start);
  }
  return slowest / 1000;
}"""


def main() -> None:
    """Print a line for each size."""
    found = chromium()
    if found is None:
        return
    print(
        f"{'people':>8} {'first':>8} {'again':>8} {'budget':>8} {'on the server':>14} "
        f"{'a lens':>8} {'budget':>8} {'a day':>8} {'budget':>8}"
    )
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for people, budget in BUDGETS.items():
            network = Clan(people).network()
            context = browser.new_context(viewport=SCREEN)
            first, again, lens, day = drawn(context, network)
            context.close()
            print(
                f"{people:>8} {first:>6.2f} s {again:>6.2f} s {budget:>6} s "
                f"{on_the_server(network):>12.2f} s {lens:>6.3f} s {LENS_BUDGET:>6} s "
                f"{day:>6.3f} s {DAY_BUDGETS[people]:>6} s"
            )
        browser.close()


def chromium() -> str | None:
    """The browser of this machine; where there is none, that is said."""
    found = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if found is None:
        print("No Chromium was found. On Debian: apt-get install chromium")
    return found


def sign_in(page: Page, address: str, email: str) -> None:
    """Come in by the front door."""
    page.goto(address)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/children")


def drawn(context: BrowserContext, network: Network) -> tuple[float, float, float, float]:
    """Seconds until the map is drawn and still, first and median of the next; of a change of lens; and of a day."""
    town = Town(demo=True)
    put(town, network)
    sam = town.account("sam")
    town.grant(sam, network.child_id)
    with answering(town) as address:
        page = context.new_page()
        page.add_init_script(_WATCH)
        sign_in(page, address, sam.email)
        there = f"{address}/child/{network.child_id}/map"
        first, *again = [_once(page, there) for _ in range(RUNS)]
        lens = float(page.evaluate(_CHANGE_LENSES))
        page.wait_for_selector("[data-map-time][data-ready=yes]")
        return first, statistics.median(again), lens, float(page.evaluate(_CHOOSE_DAYS))


def on_the_server(network: Network) -> float:
    """Seconds of work to place everyone and to make what the browser draws."""
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        contents(scene(network.at(TODAY)))
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def _once(page: Page, address: str) -> float:
    """Seconds of one visit; what the page before still asked for is over by then."""
    page.goto(address)
    page.wait_for_selector("[data-map][data-ready=yes]", timeout=60_000)
    taken = float(page.evaluate("window.drawnAt")) / 1000
    page.evaluate(_FETCH_LENSES)
    page.wait_for_selector("[data-map-time][data-ready=yes]")
    return taken


@contextmanager
def answering(town: Town) -> Iterator[str]:
    """The server that `kith serve` runs, at a free port, until the block ends."""
    getLogger("waitress").disabled = getLogger("waitress.queue").disabled = True
    with listening(LOOPBACK, 0) as door:
        server = server_at(town.app, Config(store="memory:"), door)
        spare_the_collector()
        thread = Thread(target=server.run, daemon=True)
        thread.start()
        yield f"http://{LOOPBACK}:{door.getsockname()[1]}"
        server.close()


def put(town: Town, network: Network) -> None:
    """Keep a map as it is, with photographs."""
    records = (
        *network.people.values(),
        network.case,
        *network.standings.values(),
        *network.relationships,
        *network.contacts,
        *network.stays,
    )
    event = Event(actor="benchmark", action="added", chain=network.child_id)
    with town.store.writer(event) as writer:
        put_all(writer, (*records, *_photographs(network)))


def _photographs(network: Network) -> Iterator[Picture]:
    """A photograph of as many people as a large family has, each with as much in it as a photograph has."""
    for nth, person in enumerate(network.in_order[:PHOTOGRAPHS]):
        made = BytesIO()
        Image.effect_noise((SIDE, SIDE), 24 + nth).convert("RGB").save(made, "JPEG", quality=60)
        yield Picture(
            id=f"{nth:032x}",
            child_id=network.child_id,
            person_id=person,
            kind="photo",
            content=b64encode(made.getvalue()).decode(),
        )


if __name__ == "__main__":
    main()
