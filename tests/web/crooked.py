"""A provider that lies in one way at a time, to see that kith believes none of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_hex
from threading import Thread
from time import time
from typing import Any

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

KEY = RSAKey.generate_key(2048, {"kid": "one"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "one"})


@dataclass
class Crook:
    """A provider whose every answer can be made a lie."""

    address: str = ""
    nonce: str = ""
    algorithm: str = "RS256"
    key: Any = field(default_factory=lambda: KEY)
    claims: dict[str, Any] = field(default_factory=dict)
    described: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    published: dict[str, Any] = field(
        default_factory=lambda: {"keys": [KEY.as_dict(private=False)]}
    )

    def answer(self, path: str) -> dict[str, Any]:
        """What it answers at a path."""
        answers: dict[str, Callable[[], dict[str, Any]]] = {
            "/.well-known/openid-configuration": self._description,
            "/token": lambda: {
                "access_token": "a",
                "token_type": "Bearer",
                "id_token": self._token(),
            },
            "/keys": lambda: self.published,
            "/me": lambda: {**self._person(), **self.told},
        }
        return answers[path]()

    def _description(self) -> dict[str, Any]:
        known = {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "userinfo_endpoint": f"{self.address}/me",
        }
        return {**known, **self.described}

    def _person(self) -> dict[str, Any]:
        return {"sub": "ann", "email": "ann@example.org", "email_verified": True}

    def _token(self) -> str:
        known = {
            "iss": self.address,
            "aud": "kith",
            "sub": "ann",
            "nonce": self.nonce,
            "iat": int(time()),
            "exp": int(time()) + 300,
            "auth_time": int(time()),
            "amr": ["mfa"],
        }
        claims = {name: value for name, value in {**known, **self.claims}.items() if value != ""}
        header = {"alg": self.algorithm, "kid": "one"}
        return jwt.encode(header, claims, self.key, algorithms=[self.algorithm])


def shared_key(secret: str) -> OctKey:
    """A key that two sides share, which kith never takes for a signature."""
    return OctKey.import_key(secret, {"kid": "one"})


@contextmanager
def crooked(crook: Crook) -> Iterator[str]:
    """The address at which it answers, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(
                crook.answer(self.path.removeprefix(f"/{crook.address.rpartition('/')[2]}"))
            ).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        # A name of its own, for a port may come round again and kith remembers what a provider is.
        crook.address = f"http://127.0.0.1:{server.server_port}/{token_hex(8)}"
        try:
            yield crook.address
        finally:
            server.shutdown()
            thread.join()
