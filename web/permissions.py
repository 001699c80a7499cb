"""Every route names one permission, or says that it is public; what names neither answers nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from flask import Flask, current_app, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from graph.accounts import Account
from graph.errors import NotAllowedError
from graph.roles import may
from web.asking import NOT_HERE, browser, viewer_of
from web.sessions import ROOM
from web.tickets import TICKET
from web.unsent import keep_unsent

PUBLIC = "public"
FINISHING = "finish_signing_in"
_STAGE = "still_to_do"
_OF_A_TICKET = frozenset({"has_ticket", "offer", "follow"})
_FILES = frozenset({"static", "bootstrap.static"})

View = TypeVar("View", bound=Callable[..., object])


def needs(permission: str, forms: Iterable[str] = ()) -> Callable[[View], View]:
    """Mark a view with the permission it needs, which is checked before the view is called.

    `forms`: to which forms of a map it belongs. Whoever sees only what is named for them sees it if one of them is.
    """

    def marked(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        view.forms = frozenset(forms)  # type: ignore[attr-defined]
        return view

    return marked


def takes(most: int) -> Callable[[View], View]:
    """Mark a view that takes more bytes than a form does; whoever may not call it sends no more than any other."""

    def marked(view: View) -> View:
        view.most_bytes = most  # type: ignore[attr-defined]
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


def forms_of(app: Flask, endpoint: str) -> frozenset[str]:
    """The forms of a map to which an endpoint belongs; none where nobody said."""
    return getattr(app.view_functions.get(endpoint), "forms", frozenset[str]())


def guard(app: Flask) -> None:
    """Check the permission of every request before its view is called."""

    @app.before_request
    def check() -> Response | None:
        trouble = browser().trouble
        if trouble is not None:
            raise trouble
        if request.endpoint is None:
            return None
        turned_away = _admitted(permission_of(app, request.endpoint))
        most = getattr(app.view_functions[request.endpoint], "most_bytes", None)
        if turned_away is None and most is not None:
            request.max_content_length = most
        return turned_away


def still_to_do() -> str:
    """The endpoint that a half signed-in browser has to finish first; empty when it is all the way in."""
    return str(session.get(_STAGE, ""))


def _admitted(permission: str) -> Response | None:
    if permission == PUBLIC:
        return None
    account = browser().account
    if account is None and (permission in _OF_A_TICKET or TICKET in session):
        return redirect(url_for("entry.door", over="yes"), 303)
    if account is None:
        is_kept = keep_unsent()
        return redirect(url_for("signing_in.sign_in", kept="yes" if is_kept else None), 303)
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
        viewer = viewer_of(account, str(child_id))
        if not viewer.opens(forms_of(current_app, request.endpoint or "")):
            raise NotAllowedError(NOT_HERE)
        g.viewer = viewer
