"""`kith demo`: six children of this week, a true answer, sign-ins that work, and nothing left behind."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.terminal import Terminal

PROJECT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def demo(free_port: int, home: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running demo, and what it said by the time it answers."""
    environment = {n: v for n, v in os.environ.items() if not n.startswith("KITH_")}
    process = subprocess.Popen(
        [sys.executable, "-c", "from web.cli import main; main()", "demo", f"--port={free_port}"],
        cwd=PROJECT,
        env={**environment, "TMPDIR": str(home), "PYTHONUNBUFFERED": "1", "COLUMNS": "120"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if "Ctrl+C" in line:
            break
    yield process, "".join(said)
    process.kill()
    process.wait()
    process.stdout.close()


def test_the_demo_prints_one_true_answer_and_the_sign_ins(
    demo: tuple[subprocess.Popen[str], str], free_port: int
) -> None:
    said = demo[1]

    assert "Who loves Tiana?" in said
    assert "She is my heartstring." in said
    assert f"http://127.0.0.1:{free_port}" in said
    assert len(re.findall(r"@demo\.example +\w{4}-\w{4}-\w{4}-\w{4}", said)) == 5


def test_the_demo_is_watermarked(demo: tuple[subprocess.Popen[str], str], free_port: int) -> None:
    with urlopen(f"http://127.0.0.1:{free_port}/sign-in") as page:
        assert "made up" in page.read().decode()


def test_a_taken_port_is_said_plainly(
    demo: tuple[subprocess.Popen[str], str], free_port: int, tmp_path: Path
) -> None:
    ended = Terminal(tmp_path).run("demo", "--port", str(free_port))

    assert (ended.status, ended.out) == (1, "")
    assert str(free_port) in ended.err
    assert len(ended.err.splitlines()) == 1


def test_the_demo_keeps_its_store_encrypted_and_leaves_nothing_behind(
    demo: tuple[subprocess.Popen[str], str], home: Path
) -> None:
    process, _said = demo
    files = [path for path in home.rglob("*") if path.is_file()]
    is_clear = any(b"Tiana" in path.read_bytes() for path in files)

    process.send_signal(signal.SIGTERM)
    status = process.wait(timeout=20)

    assert files
    assert not is_clear
    assert status == 0
    assert list(home.iterdir()) == []


def test_every_worked_child_is_moved_to_the_week_it_is_shown_in() -> None:
    from graph.dates import read_date
    from importers import read_workbook
    from web.demonstration import moved_to, worked_folders

    today = date(2031, 3, 6)
    with worked_folders() as folders:
        moved = moved_to(read_workbook(*folders), today)

    sheets = [part.sheets["case"] for part in moved.parts]
    days = [read_date(s.rows[0][1][s.header.index("as_of")]).earliest for s in sheets]
    assert len(days) == 6
    assert all(day is not None and 0 <= (today - day).days < 7 for day in days)
