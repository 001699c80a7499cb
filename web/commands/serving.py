"""`serve`: the pages, for the people of one authority."""

from __future__ import annotations

import gc
import logging
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import click

from graph.errors import RefusedError
from web.commands.desk import opened
from web.commands.verb import KEY_HOLDER, Verb
from web.config import Config, read_config, refusal_to_listen
from web.words import _

if TYPE_CHECKING:
    from flask import Flask
    from waitress.server import BaseWSGIServer, MultiSocketServer

LOOPBACK = "127.0.0.1"
# More threads are slower, for they share one interpreter.
_THREADS = 4
# What is asked and answered is waited for in memory and never on the disk, where it would lie in clear.
_IN_MEMORY = 2**26
# How many values are made between two looks for what can be thrown away, and how seldom the older are looked through.
_SELDOM = (20_000, 20, 50)

port_option = click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help=_("The port to listen at."),
)


@click.command(cls=Verb, permission=KEY_HOLDER)
@click.option("--host", default=LOOPBACK, show_default=True, help=_("The address to listen at."))
@port_option
def serve(host: str, port: int) -> None:
    """Serve the pages until Ctrl+C. Beyond this machine, only behind a TLS proxy."""
    config = read_config()
    if config.demo:
        raise RefusedError(
            _("KITH_DEMO leaves out the second factor. Unset it, or run `kith demo`.")
        )
    refusal = refusal_to_listen(config, host)
    if refusal:
        raise RefusedError(refusal)
    from web.app import create_app

    with listening(host, port) as door, closing(opened(config)) as store:
        app = create_app(config, store)
        where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        click.echo(_("kith listens at http://%s until you press Ctrl+C.") % where)
        answer(app, config, door)


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A door that is ours before anything is loaded, or a plain word that it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as door:
        if os.name == "posix":
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
            door.listen()
        except (OSError, UnicodeError) as error:
            raise RefusedError(_taken(host, port)) from error
        yield door


def _taken(host: str, port: int) -> str:
    return _(
        "Port %(port)s at %(host)s is taken or closed to you. Stop what uses it, or choose another, "
        "as in --port 8001 (make demo PORT=8001)."
    ) % {"port": port, "host": host}


def answer(app: Flask, config: Config, door: socket.socket) -> None:
    """Answer requests until told to stop. How many proxies to believe is the application's decision."""
    _tell_the_operator()
    server = server_at(app, config, door)
    spare_the_collector()
    # A service is stopped with SIGTERM; what is open is then closed as it is after Ctrl+C.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    server.run()


def server_at(
    app: Flask, config: Config, door: socket.socket
) -> BaseWSGIServer | MultiSocketServer:
    """A server behind a door, which answers once it is run."""
    from waitress import create_server

    return create_server(
        app,
        sockets=[door],
        threads=_THREADS,
        ident=None,
        inbuf_overflow=_IN_MEMORY,
        outbuf_overflow=_IN_MEMORY,
        max_request_body_size=_IN_MEMORY,
        clear_untrusted_proxy_headers=not config.proxies,
    )


def spare_the_collector() -> None:
    """Look for what can be thrown away less often: a large map is made of more values than all that were loaded."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SELDOM)


def _tell_the_operator() -> None:
    """Send kith's own lines, which hold no name and no value, to standard error; libraries stay silent."""
    lines = logging.StreamHandler()
    lines.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.getLogger("kith").addHandler(lines)
