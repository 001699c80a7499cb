"""`kith serve` listens only where it is safe, and says plainly why it will not."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.terminal import KEY, Terminal

PROJECT = Path(__file__).parents[3]


@pytest.mark.parametrize("host", ["::", "192.0.2.1", "council.example"])
def test_an_address_beyond_this_machine_needs_tls_in_front(empty: Terminal, host: str) -> None:
    ended = empty.run("serve", "--host", host)

    assert (ended.status, ended.out) == (1, "")
    assert "TLS" in ended.err


def test_a_real_store_is_never_served_as_a_demo(empty: Terminal) -> None:
    assert empty.run("serve", KITH_DEMO="1").status == 1


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_an_odd_port_is_wrong_usage(empty: Terminal, port: str) -> None:
    assert empty.run("serve", "--port", port).status == 2


def test_a_taken_port_is_said_before_the_store_is_opened(empty: Terminal) -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        ended = empty.run("serve", "--port", str(door.getsockname()[1]))

    assert ended.status == 1
    assert "taken" in ended.err


def test_the_pages_are_served_until_told_to_stop(empty: Terminal) -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "web.cli", "serve", f"--port={port}"],
        cwd=PROJECT,
        env={
            "KITH_STORE": f"sqlite:///{empty.home / 'kith.db'}",
            "KITH_KEY": KEY,
            "PYTHONUNBUFFERED": "1",
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    said = process.stdout.readline()
    with urlopen(f"http://127.0.0.1:{port}/sign-in") as page:
        status, is_named = page.status, page.headers["Server"] is not None
    process.send_signal(signal.SIGTERM)

    assert process.wait(timeout=20) == 0
    process.stdout.close()
    assert str(port) in said
    assert (status, is_named) == (200, False)
