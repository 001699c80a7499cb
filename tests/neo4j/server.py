"""A real Neo4j Community server for tests: fetched once with Maven, started on a free port here, and stopped.

python -m tests.neo4j.server        runs one until it is interrupted, and says how to reach it
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click
import neo4j
from neo4j.exceptions import DriverError, Neo4jError

POM = Path(__file__).with_name("pom.xml")
FIRST_PASSWORD = "neo4j"
OLDEST_JAVA = 17
SECONDS_TO_FETCH = 900
SECONDS_TO_START = 180
SECONDS_TO_STOP = 30
_DIE_WITH_PARENT = 1
_OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch")
_CONF = """\
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size=128m
dbms.security.auth_enabled=true
dbms.usage_report.enabled=false
db.tx_log.preallocate=false
"""


class NoServerError(Exception):
    """Why no server can be had here, in one plain sentence."""


def missing() -> str:
    """What this machine lacks to run a server; nothing where it lacks nothing."""
    if not (jars() / ".whole").exists() and shutil.which("mvn") is None:
        return "Maven is not installed, so no Neo4j server could be fetched. On Debian: apt-get install maven"
    if shutil.which("java") is None:
        return "Java is not installed, so no Neo4j server could run. On Debian: apt-get install openjdk-17-jre-headless"
    if _java_version() < OLDEST_JAVA:
        return f"Neo4j needs Java {OLDEST_JAVA} or newer, and the Java here is older."
    return ""


def jars() -> Path:
    """Where the server's parts lie, fetched or not: in the person's own cache, outside of the project."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "kith" / f"neo4j-{_version()}"


def fetch() -> Path:
    """The folder of the server's parts, fetched with Maven where they are not there yet."""
    folder = jars()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(folder.with_suffix(".lock")):
        if not (folder / ".whole").exists():
            _fetch_into(folder)
    return folder


@dataclass
class Server:
    """One server, with a home of its own that goes when it stops."""

    heap: str = "512m"
    port: int = field(default_factory=lambda: _free_port())
    password: str = field(default_factory=lambda: secrets.token_urlsafe(18), repr=False)
    is_for_long: bool = False

    def __post_init__(self) -> None:
        """Make the home; nothing runs yet."""
        self.home = Path(tempfile.mkdtemp(prefix="kith-neo4j-"))
        self._process: subprocess.Popen[bytes] | None = None
        for name in ("conf", "logs", "data", "run", "import", "plugins"):
            (self.home / name).mkdir()
        (self.home / "conf" / "neo4j.conf").write_text(_CONF.format(port=self.port), "utf-8")

    @property
    def url(self) -> str:
        """The address of the server."""
        return f"neo4j://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The server's process."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> Server:
        """Start it, or start it again, and wait until it answers."""
        parts = fetch()
        with (self.home / "logs" / "output.log").open("ab") as output:
            self._process = subprocess.Popen(
                self._command(parts),
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                preexec_fn=_end_with_parent,
            )
        self._wait_until_ready()
        return self

    def stop(self) -> None:
        """Ask it to end, and wait."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def remove(self) -> None:
        """Stop it, and take its home away."""
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def driver(self) -> neo4j.Driver:
        """A driver of the test's own, past kith."""
        return neo4j.GraphDatabase.driver(self.url, auth=("neo4j", self.password))

    def memory(self) -> int:
        """How many bytes of memory it holds now."""
        text = Path(f"/proc/{self.pid}/status").read_text("ascii")
        found = re.search(r"VmRSS:\s+(\d+) kB", text)
        return int(found[1]) * 1024 if found else 0

    def _command(self, parts: Path) -> list[str]:
        # A server that lives for a few minutes is better off without the second compiler.
        quick = [] if self.is_for_long else ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
        return [
            "java",
            "-Xms256m",
            f"-Xmx{self.heap}",
            *quick,
            *(f"--add-opens={name}=ALL-UNNAMED" for name in _OPENED),
            "-Dio.netty.tryReflectionSetAccessible=true",
            "-cp",
            f"{parts}/*",
            "org.neo4j.server.CommunityEntryPoint",
            f"--home-dir={self.home}",
            f"--config-dir={self.home / 'conf'}",
            "--console-mode",
        ]

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until:
            if self._process is not None and self._process.poll() is not None:
                break
            if self._answers():
                return
            time.sleep(0.3)
        log = (self.home / "logs" / "output.log").read_text("utf-8", "replace")
        self.kill()
        raise NoServerError(f"The Neo4j server did not start. Its last words:\n{log[-2000:]}")

    def _answers(self) -> bool:
        """Whether it lets us in; with the first password, which is changed at once, if it is new."""
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            for password in (self.password, FIRST_PASSWORD):
                with contextlib.suppress(DriverError, Neo4jError):
                    self._enter(password)
                    return True
        return False

    def _enter(self, password: str) -> None:
        url = self.url.replace("neo4j://", "bolt://")
        with neo4j.GraphDatabase.driver(
            url, auth=("neo4j", password), connection_acquisition_timeout=20
        ) as driver:
            if password == FIRST_PASSWORD:
                driver.execute_query(
                    "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
                    old=password,
                    new=self.password,
                    database_="system",
                )
            else:
                driver.execute_query("RETURN 1")


def main() -> None:
    """Run a server until it is interrupted; with `--prepare`, only fetch it, or say why the tests go without."""
    lacking = missing()
    if "--prepare" in sys.argv:
        _prepare(lacking)
        return
    if lacking:
        sys.exit(lacking)
    server = Server(heap="1g", is_for_long=True)
    click.echo("Starting Neo4j; the first time it is fetched, which takes some minutes.")
    try:
        server.start()
        click.echo(f"export KITH_STORE={server.url}")
        click.echo("export KITH_NEO4J_USER=neo4j")
        click.echo(f"export KITH_NEO4J_PASSWORD={server.password}")
        click.echo("It runs until you press Ctrl-C, and keeps nothing.")
        signal.sigwait({signal.SIGINT, signal.SIGTERM})
    except NoServerError as error:
        sys.exit(str(error))
    finally:
        server.remove()


def _prepare(lacking: str) -> None:
    if lacking:
        click.echo(f"{lacking}\nThe tests of the Neo4j store are left out.")
        return
    if not (jars() / ".whole").exists():
        click.echo("Fetching Neo4j for the tests: a few minutes, the first time.")
    try:
        fetch()
    except NoServerError as error:
        click.echo(str(error))


def _fetch_into(folder: Path) -> None:
    reason = missing()
    if reason:
        raise NoServerError(reason)
    draft = Path(tempfile.mkdtemp(prefix="neo4j-", dir=folder.parent))
    done = subprocess.run(
        [
            "mvn",
            "--quiet",
            "--batch-mode",
            f"--file={POM}",
            "dependency:copy-dependencies",
            "-DincludeScope=runtime",
            f"-DoutputDirectory={draft}",
        ],
        capture_output=True,
        text=True,
        timeout=SECONDS_TO_FETCH,
        check=False,
    )
    if done.returncode != 0:
        shutil.rmtree(draft, ignore_errors=True)
        raise NoServerError(f"Maven could not fetch the Neo4j server:\n{done.stdout[-1500:]}")
    (draft / ".whole").touch()
    shutil.rmtree(folder, ignore_errors=True)
    draft.rename(folder)


@contextlib.contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _version() -> str:
    found = re.search(r"<neo4j\.version>([^<]+)<", POM.read_text("utf-8"))
    assert found is not None
    return found[1]


def _java_version() -> int:
    told = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', told)
    return int(found[1]) if found else 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _end_with_parent() -> None:
    """Let the server end when the tests end, even if they are killed."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


if __name__ == "__main__":
    main()
