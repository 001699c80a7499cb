"""kith behind the nginx of this machine, set up as docs/nginx.conf says."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tests.terminal import KEY

PROJECT = Path(__file__).parents[2]
OURS = PROJECT / "docs" / "nginx.conf"
LOOPBACK = "127.0.0.1"
_NOBODY = 65534
# All that nginx writes stays in its own folder; the site itself is the file of the documentation.
_AROUND = """
pid nginx.pid;
error_log stderr;
events { worker_connections 64; }
http {
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    include site.conf;
}
"""


@dataclass(frozen=True)
class Behind:
    """A kith behind a proxy: where each of them answers, and the certificate to believe."""

    https: str
    http: str
    app: str
    certificate: str


def nginx() -> str:
    """The nginx of this machine; where there is none, a skip, or a failure if it is required."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None:
        say = pytest.fail if os.environ.get("KITH_REQUIRE_BROWSER") == "1" else pytest.skip
        say("No nginx was found. On Debian: apt-get install nginx")
    return found


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as door:
        door.bind((LOOPBACK, 0))
        return int(door.getsockname()[1])


@contextmanager
def served(home: Path) -> Iterator[int]:
    """`kith serve` for the store in a folder, one proxy believed, until the block ends."""
    port = free_port()
    settings = {
        "KITH_STORE": f"sqlite:///{home / 'kith.db'}",
        "KITH_KEY": KEY,
        "KITH_PROXIES": "1",
    }
    command = [sys.executable, "-m", "web.cli", "serve", f"--port={port}"]
    with _running(command, settings, PROJECT):
        _wait_for(port)
        yield port


@contextmanager
def proxied(app_port: int) -> Iterator[Behind]:
    """nginx before it, as nobody and not as root, until the block ends."""
    program = nginx()
    with TemporaryDirectory(prefix="kith-nginx-") as made:
        folder, https, http = Path(made), free_port(), free_port()
        certificate = _write_certificate(folder)
        (folder / "nginx.conf").write_text(_AROUND)
        (folder / "site.conf").write_text(_site(folder, https, http, app_port))
        who = _handed_to_nobody(folder)
        command = [program, "-p", made, "-c", "nginx.conf", "-e", "stderr", "-g", "daemon off;"]
        with _running(command, {}, folder, **who):
            _wait_for(https)
            yield Behind(
                f"https://{LOOPBACK}:{https}",
                f"http://{LOOPBACK}:{http}",
                f"http://{LOOPBACK}:{app_port}",
                str(certificate),
            )


def _site(folder: Path, https: int, http: int, app_port: int) -> str:
    """The documented file, with ports and a certificate of ours; every change must find its place."""
    text = OURS.read_text(encoding="utf-8")
    for documented, ours in (
        ("listen 80;", f"listen {LOOPBACK}:{http};"),
        ("listen 443 ssl;", f"listen {LOOPBACK}:{https} ssl;"),
        ("/etc/kith/tls/fullchain.pem", str(folder / "fullchain.pem")),
        ("/etc/kith/tls/privkey.pem", str(folder / "privkey.pem")),
        ("http://127.0.0.1:8000", f"http://{LOOPBACK}:{app_port}"),
    ):
        assert text.count(documented) == 1, documented
        text = text.replace(documented, ours)
    return text


def _write_certificate(folder: Path) -> Path:
    """A certificate that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, LOOPBACK)])
    now = datetime.now(UTC)
    addresses = x509.SubjectAlternativeName([x509.IPAddress(ip_address(LOOPBACK))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(addresses, critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "privkey.pem").write_bytes(secret)
    path = folder / "fullchain.pem"
    path.write_bytes(made.public_bytes(Encoding.PEM))
    return path


def _handed_to_nobody(folder: Path) -> dict[str, Any]:
    """As whom to run, where these tests are run by root."""
    if os.geteuid() != 0:
        return {}
    for path in (folder, *folder.iterdir()):
        os.chown(path, _NOBODY, _NOBODY)
    return {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}


@contextmanager
def _running(
    command: list[str], settings: dict[str, str], where: Path, **who: Any
) -> Iterator[None]:
    """A program that is silent, and ends with the block."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=where, env=settings, stdout=quiet, stderr=quiet, **who
    ) as process:
        try:
            yield
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    """Until somebody listens at a port, for half a minute at most."""
    for _time in range(300):
        with socket.socket() as door:
            if door.connect_ex((LOOPBACK, port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"Nobody listens at port {port}.")
