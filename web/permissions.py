"""Every route names one permission, or says that it is public; what names neither answers nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from graph.accounts import Account
from graph.errors import NotAllowedError
from graph.roles import may
from web.asking import NOT_HERE, browser, viewer_of
from web.sessions import ROOM

PUBLIC = "public"
FINISHING = "finish_signing_in"
_STAGE = "still_to_do"
_FILES = frozenset({"static", "bootstrap.static"})

View = TypeVar("View", bound=Callable[..., object])


def needs(permission: str) -> Callable[[View], View]:
    """Mark a view with the permission it needs; `web.views` checks it before the view is called."""

    def marked(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return marked


def public(view: View) -> View:
    """Mark a view that anybody may call; a test keeps the list short."""
    return needs(PUBLIC)(view)


def permission_of(app: Flask, endpoint: str) -> str:
    """The permission that an endpoint needs; empty where nobody said."""
    if endpoint in _FILES:
        return PUBLIC
    return getattr(app.view_functions[endpoint], "permission", "")


def guard(app: Flask) -> None:
    """Check the permission of every request before its view is called."""

    @app.before_request
    def check() -> Response | None:
        trouble = browser().trouble
        if trouble is not None:
            raise trouble
        if request.endpoint is None:
            return None
        return _admitted(permission_of(app, request.endpoint))


def still_to_do() -> str:
    """The endpoint that a half signed-in browser has to finish first; empty when it is all the way in."""
    return str(session.get(_STAGE, ""))


def _admitted(permission: str) -> Response | None:
    if permission == PUBLIC:
        return None
    account = browser().account
    if account is None:
        return redirect(url_for("signing_in.sign_in"), 303)
    if permission == FINISHING:
        is_next = request.endpoint == still_to_do()
        return None if is_next else redirect(url_for(still_to_do() or "signing_in.start"), 303)
    if still_to_do():
        return redirect(url_for(still_to_do()), 303)
    _check(account, permission)
    return None


def _check(account: Account, permission: str) -> None:
    if not may(account.role, permission):
        raise NotAllowedError(NOT_HERE)
    child_id = (request.view_args or {}).get("child_id")
    if child_id is not None:
        if session.get(ROOM, child_id) != child_id:
            raise NotAllowedError(NOT_HERE)
        g.viewer = viewer_of(account, str(child_id))
