"""How kith is run for real: the container file and the service, as far as a machine without an engine can say."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.serving import served
from tests.web.town import Town
from web.commands.serving import serve
from web.config import Config

ROOT = Path(__file__).parents[1]
UNIT = (ROOT / "docs" / "kith.service").read_text(encoding="utf-8")
RUNNING = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
# systemd's own figure of what a service could still do: 10 is everything. Below 2 it calls it "OK".
MOST_EXPOSED = 15
_SECRET = re.compile(r"[0-9a-f]{32,}|(password|secret|token|_KEY)\s*=", re.IGNORECASE)


def steps() -> list[tuple[str, str]]:
    """The instructions of the Containerfile, each with its words on one line."""
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    bare = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    lines = bare.replace("\\\n", " ").splitlines()
    pairs = (line.strip().partition(" ") for line in lines if line.strip())
    return [(name, " ".join(rest.split())) for name, _space, rest in pairs]


def of(name: str) -> list[str]:
    """What every instruction of one kind says."""
    return [rest for found, rest in steps() if found == name]


def settings() -> dict[str, list[str]]:
    """What the service says, by name."""
    found: dict[str, list[str]] = {}
    for line in UNIT.splitlines():
        name, is_setting, value = line.partition("=")
        if is_setting and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


def test_the_container_ends_as_somebody_who_is_not_root() -> None:
    last = [name for name, _rest in steps()]

    assert of("USER") == ["kith"]
    assert last.index("USER") > max(i for i, name in enumerate(last) if name in ("RUN", "COPY"))
    assert any("useradd --system --uid 10001" in run for run in of("RUN"))


def test_the_container_installs_only_what_the_lock_names() -> None:
    installs = [run for run in of("RUN") if "pip install" in run]

    for run in installs:
        for part in run.split("&&"):
            assert "--require-hashes" in part or "--no-index" in part or "pip install" not in part
    assert of("ADD") == []
    assert not any(
        "://" in rest for name, rest in steps() if name != "HEALTHCHECK" and name != "ENV"
    )


def test_the_container_starts_from_a_name_without_a_host() -> None:
    bases = [base.split()[0] for base in of("FROM")]

    assert len(bases) == 2
    assert all(re.fullmatch(r"python:3\.11-slim", base) for base in bases)


def test_the_container_holds_no_secret() -> None:
    assert [line for line in of("ENV") + of("ARG") if _SECRET.search(line)] == []
    assert "KITH_KEY_FILE=/run/secrets/kith.key" in of("ENV")[0]


def test_all_that_the_container_copies_is_there_and_is_sent() -> None:
    sent = (ROOT / ".containerignore").read_text(encoding="utf-8").splitlines()
    copied = [copy.split()[:-1] for copy in of("COPY") if "--from" not in copy]

    for name in (name for names in copied for name in names):
        assert (ROOT / name).exists(), name
        assert f"!{name}" in sent, name


def test_the_settings_of_container_and_service_are_ours() -> None:
    known = {f"KITH_{name.upper()}" for name in Config.model_fields}

    named = set(re.findall(r"\b(KITH_[A-Z_]+)=", of("ENV")[0] + UNIT.replace("KITH_NAME=", "")))

    assert {"KITH_STORE", "KITH_KEY_FILE", "KITH_PROXIES"} <= named <= known


def test_the_store_lies_in_the_volume() -> None:
    assert of("VOLUME") == ["/var/lib/kith"]
    assert "KITH_STORE=sqlite:////var/lib/kith/" in of("ENV")[0]


def test_the_command_of_the_container_is_one_that_kith_has() -> None:
    assert json.loads(of("ENTRYPOINT")[0]) == ["kith"]
    name, *options = json.loads(of("CMD")[0])

    assert name == "serve"
    assert serve.make_context(name, options).params["host"] == "0.0.0.0"  # noqa: S104


@pytest.mark.parametrize(("is_up", "status"), [(True, 0), (False, 1)])
def test_the_health_check_tells_up_from_down(*, is_up: bool, status: int) -> None:
    """The very command of the Containerfile, asked of another port."""
    command = json.loads(of("HEALTHCHECK")[0].partition("CMD ")[2])
    with served(Town(demo=True)) as address:
        where = address if is_up else "http://127.0.0.1:9"
        asked = [part.replace("http://127.0.0.1:8000", where) for part in command[1:]]
        ended = subprocess.run([sys.executable, *asked], capture_output=True, timeout=60)

    assert command[0] == "python"
    assert ended.returncode == status


def test_the_service_runs_as_somebody_who_is_not_root() -> None:
    assert settings()["User"] == ["kith"]
    assert settings()["CapabilityBoundingSet"] == [""]
    assert settings()["NoNewPrivileges"] == ["yes"]


def test_the_service_answers_this_machine_only() -> None:
    _program, *words = shlex.split(settings()["ExecStart"][0])
    told = serve.make_context("serve", words[1:]).params

    assert words[0] == "serve"
    assert told == {"host": "127.0.0.1", "port": 8000}
    assert (settings()["IPAddressDeny"], settings()["IPAddressAllow"]) == (["any"], ["localhost"])


def test_the_service_is_handed_its_key_and_never_told_it() -> None:
    assert settings()["LoadCredential"] == ["kith.key:/etc/kith/kith.key"]
    assert "KITH_KEY_FILE=%d/kith.key" in settings()["Environment"]
    assert not any(re.search(r"[0-9a-f]{32,}", line) for line in UNIT.splitlines())


@pytest.fixture
def unit(tmp_path: Path) -> str:
    """The service with a program that is on this machine, for systemd to read."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not here: systemd itself has not read the unit")
    path = tmp_path / "kith.service"
    path.write_text(UNIT.replace("/opt/kith/.venv/bin/kith", shutil.which("true") or ""))
    return str(path)


def test_systemd_finds_nothing_wrong_with_the_service(unit: str) -> None:
    ended = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)

    assert (ended.returncode, ended.stderr) == (0, "")


def test_systemd_finds_little_that_the_service_could_still_do(unit: str) -> None:
    asked = ["systemd-analyze", "security", "--offline=true", f"--threshold={MOST_EXPOSED}", unit]

    assert subprocess.run(asked, capture_output=True).returncode == 0


@pytest.mark.parametrize("name", ["nginx.conf", "kith.service", "../Containerfile"])
def test_the_page_about_running_points_to_each_file(name: str) -> None:
    assert f"]({name})" in RUNNING
