"""Take the README's picture again: the demo's own map of Tiana, as a worker sees it."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
SIZE = {"width": 1366, "height": 900}
READY = "[data-ready=yes]"
SETTLE_MS = 800


def main() -> None:
    """Start a demo, sign in to it, and keep what its map looks like."""
    port = free_port()
    demo = subprocess.Popen(
        [sys.executable, "-m", "web.cli", "demo", f"--port={port}"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        password = password_said(demo)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            picture(browser, f"http://127.0.0.1:{port}", password)
            browser.close()
    finally:
        demo.terminate()
        demo.wait()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def password_said(demo: subprocess.Popen[str]) -> str:
    """The worker's password, once the demo answers."""
    password = ""
    for line in demo.stdout or ():
        found = re.match(r"worker@demo\.example +(\S+)", line)
        password = found[1] if found else password
        if "Ctrl+C" in line:
            return password
    raise SystemExit("The demo did not start.")


def picture(browser: Browser, address: str, password: str) -> None:
    """Tiana's map, at the width of a laptop."""
    page = browser.new_page(viewport=SIZE, device_scale_factor=1)
    sign_in(page, address, password)
    page.get_by_role("link", name="Tiana").first.click()
    page.get_by_role("link", name="Map").first.click()
    page.wait_for_selector(READY)
    tap_granny(page)
    page.screenshot(path=HERE / "demo.png")
    print(HERE / "demo.png")


def tap_granny(page: Page) -> None:
    """Choose Granny, so that the picture shows what is told of somebody."""
    page.get_by_label("Find somebody on the map").fill("Granny")
    page.get_by_role("button", name="Granny · ").first.click()
    page.wait_for_timeout(SETTLE_MS)


def sign_in(page: Page, address: str, password: str) -> None:
    """Sign the worker in."""
    page.goto(f"{address}/sign-in")
    page.get_by_label("E-mail address").fill("worker@demo.example")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


if __name__ == "__main__":
    main()
