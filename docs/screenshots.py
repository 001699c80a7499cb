"""Take the pictures of the documentation again: every way to look at a map, every step of a meeting, every print.

What there is to look at is read from the pages themselves, so that a new lens or step is in the next set of pictures.
With `--all` the maps of all worked children are taken, into the folder that is given.
"""

from __future__ import annotations

import argparse
import io
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from queries.meeting import STEPS

HERE = Path(__file__).parent
PICTURES = HERE / "pictures"
LAPTOP = {"width": 1366, "height": 900}
WALL = {"width": 1920, "height": 1080}
SCREENS = sum(step.parts for step in STEPS)
READY = "[data-ready=yes]"
SETTLE_MS = 900
COLOURS = 160
SHOWN_FIRST = "Tiana"


@dataclass(frozen=True)
class Demo:
    """A demo that answers, and the passwords it told."""

    address: str
    passwords: dict[str, str]


def main() -> None:
    """Start a demo, sign in to it, and keep what its pages look like."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--all", type=Path, metavar="FOLDER", help="every child, every lens, into a folder"
    )
    folder = asked.parse_args().all
    with demo() as found, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        if folder is None:
            PICTURES.mkdir(exist_ok=True)
            readme(worker(browser, found), HERE / "demo.png")
            lenses(worker(browser, found), SHOWN_FIRST, PICTURES)
            prints(worker(browser, found), PICTURES)
            meeting(worker(browser, found), found, PICTURES)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            page = worker(browser, found)
            for child in children(page):
                lenses(page, child, folder / child.lower())
        browser.close()


@contextmanager
def demo() -> Iterator[Demo]:
    """A demo on a free port, until the block ends."""
    port = free_port()
    running = subprocess.Popen(
        [sys.executable, "-m", "web.cli", "demo", f"--port={port}"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Demo(f"http://127.0.0.1:{port}", passwords_said(running))
    finally:
        running.terminate()
        running.wait()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def passwords_said(running: subprocess.Popen[str]) -> dict[str, str]:
    """Everybody’s password, once the demo answers."""
    found: dict[str, str] = {}
    for line in running.stdout or ():
        if told := re.match(r"(\S+@demo\.example) +(\S+)", line):
            found[told[1]] = told[2]
        if "Ctrl+C" in line:
            return found
    raise SystemExit("The demo did not start.")


def worker(browser: Browser, found: Demo, email: str = "worker@demo.example") -> Page:
    """A page in which somebody has signed in."""
    page = browser.new_page(viewport=LAPTOP, device_scale_factor=1, base_url=found.address)
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(found.passwords[email])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/children")
    return page


def children(page: Page) -> list[str]:
    """What the children of the demo are called."""
    page.goto("/children")
    return [name.strip() for name in page.locator(".child-name").all_inner_texts()]


def open_map(page: Page, child: str) -> None:
    """The map of a child, drawn and still."""
    page.goto("/children")
    page.get_by_role("link", name=child).first.click()
    page.get_by_role("link", name="Map", exact=True).first.click()
    page.wait_for_selector(READY)
    page.wait_for_timeout(SETTLE_MS)


def readme(page: Page, path: Path) -> None:
    """The picture of the README: the map, with what is told of Granny."""
    open_map(page, SHOWN_FIRST)
    page.get_by_label("Find somebody on the map").fill("Granny")
    page.get_by_role("button", name="Granny · ").first.click()
    keep(page, path)


def lenses(page: Page, child: str, folder: Path) -> None:
    """Every way to look at a child’s map that the page offers."""
    folder.mkdir(parents=True, exist_ok=True)
    open_map(page, child)
    choice = page.locator("select[data-map-lens]")
    names = (
        choice.locator("option").evaluate_all("all => all.map(one => one.value)")
        if choice.count()
        else []
    )
    for name in names or ["map"]:
        if names:
            choice.select_option(name)
        keep(page, folder / f"lens-{name.replace('_', '-')}.png")


def prints(page: Page, folder: Path) -> None:
    """Every sheet, for the first audience it is made for, as it is looked at before it is saved."""
    open_map(page, SHOWN_FIRST)
    page.get_by_role("link", name="Prints").first.click()
    home, seen = page.url, set[str]()
    for name in page.locator("input[name=print]").evaluate_all("all => all.map(one => one.value)"):
        sheet = name.partition("-")[0]
        if sheet not in seen:
            seen.add(sheet)
            page.goto(f"{home}?print={name}")
            keep(page, folder / f"print-{sheet}.png")


def meeting(page: Page, found: Demo, folder: Path) -> None:
    """Every screen of a meeting, as it is before anybody has said a word."""
    open_map(page, SHOWN_FIRST)
    page.goto(page.url.replace("/map", "/meetings"))
    page.get_by_label("On which day?").fill(date.today().isoformat())  # noqa: DTZ011 - the demo’s
    page.get_by_role("button", name="Plan it").click()
    page.locator("input[name=gap]").first.check()
    page.get_by_role("button", name="Keep what was chosen").click()
    keep(page, folder / "meeting-before.png")
    second = "facilitator@demo.example"
    page.locator("#reason").fill("We have both looked through all of it.")
    page.locator("#second_email").fill(second)
    page.locator("#second_password").fill(found.passwords[second])
    page.get_by_role("button", name="We have both looked").click()
    page.get_by_role("button", name="Begin the meeting").click()
    page.set_viewport_size(WALL)
    for number in range(1, SCREENS + 1):
        if page.locator("[data-map]").count():
            page.wait_for_selector(READY)
        keep(page, folder / f"meeting-{number:02}.png")
        if number < SCREENS:
            page.locator("form[data-go=next] button").click()
            page.wait_for_load_state()


def keep(page: Page, path: Path) -> None:
    """What the page looks like now, in as few bytes as it can be told in."""
    page.wait_for_timeout(SETTLE_MS)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    few = picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    print(path)


if __name__ == "__main__":
    main()
