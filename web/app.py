"""Where kith’s web application is put together, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from secrets import token_bytes
from typing import IO, Any

from flask import Flask, Request
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect

from graph.stores import open_store
from graph.stores.protocol import Store
from web import display, errors, permissions, security, views
from web.asking import House
from web.config import Config, read_config
from web.passwords import Passwords
from web.sessions import StoredSessions

_LARGEST_FORM = 1_000_000


class Asked(Request):
    """A request whose files stay in memory: what is given here never lies on a disk in clear."""

    def _get_file_stream(self, *_sizes: object, **_names: object) -> IO[bytes]:
        return BytesIO()


def create_app(
    config: Config | Mapping[str, Any] | None = None,
    store: Store | None = None,
    clock: Callable[[], datetime] | None = None,
    passwords: Passwords | None = None,
) -> Flask:
    """The application for some settings; a store, a clock or passwords of one’s own may be given."""
    settings = config if isinstance(config, Config) else read_config(config)
    now = clock or (lambda: datetime.now(UTC))
    kept = store or open_store(settings.store, settings.key_bytes, now=now)
    secret = settings.secret_for("sessions") if settings.key_digits else token_bytes(32)
    sessions = StoredSessions(kept, secret, now, settings.cookie_name)

    app = Flask("web")
    app.request_class = Asked
    app.config.update(
        SECRET_KEY=secret,
        MAX_CONTENT_LENGTH=_LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=_LARGEST_FORM,
        BOOTSTRAP_SERVE_LOCAL=True,
        WTF_CSRF_SSL_STRICT=False,
        WTF_CSRF_TIME_LIMIT=None,
        TRAP_HTTP_EXCEPTIONS=False,
    )
    app.session_interface = sessions
    app.extensions["kith"] = House(settings, kept, now, passwords or Passwords(), sessions)

    errors.answer_errors(app)
    security.protect(app, settings)
    display.speak_plainly(app)
    permissions.guard(app)
    CSRFProtect(app)
    Bootstrap5(app)
    views.register(app)
    return app
