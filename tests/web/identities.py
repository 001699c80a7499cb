"""A real OpenID Connect provider on this machine, for the tests of single sign-on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

OURS = Path(__file__).with_name("oidc")
CACHE = Path(__file__).parents[2] / "build" / "oidc"
_FILES = ("package.json", "package-lock.json", "provider.js")
_MINUTES_TO_INSTALL = 5


@contextmanager
def provider(port: int, door: str, people: Mapping[str, object]) -> Iterator[str]:
    """The issuer of a provider that knows some people, until the block ends."""
    node = _installed()
    command = [node, "provider.js", str(port), door, json.dumps(people)]
    with subprocess.Popen(
        command, cwd=CACHE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout is not None
            assert "ready" in process.stdout.readline()
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _installed() -> str:
    """Node, once what the lock names is beside our script; else a skip, or a failure where it is required."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        _do_without("No Node was found. On Debian: apt-get install nodejs npm")
    lock, mark = OURS / "package-lock.json", CACHE / "installed"
    CACHE.mkdir(parents=True, exist_ok=True)
    for name in _FILES:
        shutil.copy(OURS / name, CACHE / name)
    if not mark.exists() or mark.read_text() != lock.read_text():
        _install(str(npm))
        mark.write_text(lock.read_text())
    return str(node)


def _install(npm: str) -> None:
    asked = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    ended = subprocess.run(asked, cwd=CACHE, capture_output=True, timeout=_MINUTES_TO_INSTALL * 60)
    if ended.returncode != 0:
        _do_without("npm could not install oidc-provider")


def _do_without(why: str) -> None:
    say = pytest.fail if os.environ.get("KITH_REQUIRE_BROWSER") == "1" else pytest.skip
    say(why)
