"""A small proxy on this machine that breaks the line to a server on purpose, at a chosen moment of a transaction."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

# The Bolt messages by which a client begins and commits a transaction, as they are framed.
BEGIN = b"\xb1\x11"
COMMIT = b"\x00\x02\xb0\x12\x00\x00"
_MOST = 65536


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong: when the client has sent `at` for the `nth` time, and what happens then.

    `cut` closes both sides; `hush` keeps them open and lets nothing more through; `delay` holds everything back for a
    while. `passes` says whether the message itself still reaches the server, and `answers` whether its answer is
    waited for, so that what was asked has surely been done. `newcomers` meets new connections with silence too.
    """

    how: str
    at: bytes = COMMIT
    nth: int = 1
    passes: bool = False
    answers: bool = False
    newcomers: bool = False
    seconds: float = 0.0
    act: Callable[[], None] | None = field(default=None, compare=False)


class Proxy:
    """Passes everything on until a fault is set."""

    def __init__(self, port: int) -> None:
        """Stand between a free port and the server's."""
        self._to = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._fault: Fault | None = None
        self._seen = 0
        self._is_hushed = False
        self._is_closed = False
        self._held_until = 0.0
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self.struck = 0
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        """The address to use instead of the server's."""
        return f"bolt://127.0.0.1:{self.port}"

    def set(self, fault: Fault) -> None:
        """Let something go wrong, once."""
        with self._lock:
            self._fault, self._seen = fault, 0

    def heal(self) -> None:
        """Let everything through again; connections that were hushed are cut."""
        with self._lock:
            self._fault, self._held_until = None, 0.0
        if self._is_hushed:
            self.cut()
        self._is_hushed = False

    def cut(self) -> None:
        """Close every connection."""
        with self._lock:
            mine, self._sockets = self._sockets, []
        for one in mine:
            _shut(one)

    def close(self) -> None:
        """Stop listening; whoever came at that very moment is turned away."""
        self._is_closed = True
        _shut(self._listening)
        self.cut()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                if self._is_closed:
                    _shut(client)
                elif self._is_hushed:
                    with self._lock:
                        self._sockets.append(client)
                else:
                    self._connect(client)

    def _connect(self, client: socket.socket) -> None:
        try:
            server = socket.create_connection(("127.0.0.1", self._to), 5)
        except OSError:
            _shut(client)
            return
        server.settimeout(None)
        with self._lock:
            self._sockets += [client, server]
        for source, target, pump in (
            (client, server, self._pump_out),
            (server, client, self._pump_back),
        ):
            threading.Thread(target=pump, args=(source, target), daemon=True).start()

    def _pump_out(self, client: socket.socket, server: socket.socket) -> None:
        self._pump(client, server, self._meet)

    def _pump_back(self, server: socket.socket, client: socket.socket) -> None:
        self._pump(server, client, self._pass)

    def _pump(
        self,
        source: socket.socket,
        target: socket.socket,
        on: Callable[[bytes, socket.socket], None],
    ) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(_MOST):
                on(data, target)
        _shut(target)

    def _pass(self, data: bytes, target: socket.socket) -> None:
        wait = self._held_until - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        if not self._is_hushed:
            target.sendall(data)

    def _meet(self, data: bytes, server: socket.socket) -> None:
        """Pass on what a client says, unless this is the moment."""
        fault = self._due(data)
        if fault is None:
            self._pass(data, server)
            return
        self.struck += 1
        if fault.passes:
            if fault.how != "delay":
                self._is_hushed = True
            server.sendall(data)
            time.sleep(0.4 if fault.answers else 0.0)
        if fault.act:
            fault.act()
        self._strike(fault, data, server)

    def _strike(self, fault: Fault, data: bytes, server: socket.socket) -> None:
        if fault.how == "cut":
            self._is_hushed = False
            self.cut()
        elif fault.how == "hush":
            self._is_hushed = True
        else:
            self._held_until = time.monotonic() + fault.seconds
            if not fault.passes:
                self._pass(data, server)

    def _due(self, data: bytes) -> Fault | None:
        with self._lock:
            fault = self._fault
            if fault is None or fault.at not in data:
                return None
            self._seen += 1
            if self._seen < fault.nth:
                return None
            self._fault = None
            return fault


def _shut(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
