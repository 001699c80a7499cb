"""Which page each kind of error becomes: one table."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, Response, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import BadRequest, HTTPException

from graph.errors import (
    BadValueError,
    BusyStoreError,
    ConflictError,
    HeldBackError,
    KithError,
    NotAllowedError,
    RefusedError,
    StoreError,
    UndoError,
    UnknownError,
)
from web.asking import browser, noted
from web.words.refusals import in_words

_log = logging.getLogger("kith.web")


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """One page: its status, heading, what happened and what to do. `is_own_words`: the error’s text is shown."""

    status: int
    heading: str
    sentence: str
    is_own_words: bool = False


_MISSING = ErrorPage(
    404,
    "Nothing here",
    "There is nothing at this address that you may see. It may have been moved or closed to you.",
)
_UNREADABLE = ErrorPage(
    400,
    "That did not arrive as it was sent",
    "Nothing was changed. Go back, load the page again and send it once more.",
)
_SHUT = ErrorPage(
    503,
    "kith cannot answer just now",
    "Nothing was shown and nothing was changed. Try again in a minute; if it goes on, tell whoever "
    "looks after kith where you work.",
)
_BROKEN = ErrorPage(
    500,
    "Something went wrong on our side",
    "Nothing was changed. Try again; if it happens again, tell whoever looks after kith where you work.",
)

PAGES: Mapping[type[Exception], ErrorPage] = {
    UnknownError: _MISSING,
    NotAllowedError: _MISSING,
    ConflictError: ErrorPage(409, "Somebody else was here first", "", is_own_words=True),
    UndoError: ErrorPage(409, "This can no longer be undone in one step", "", is_own_words=True),
    HeldBackError: ErrorPage(
        409,
        "Not ready to be shown yet",
        "Somebody who works with the child must look at a few words first. Please ask them.",
    ),
    BadValueError: ErrorPage(400, "That could not be saved", "", is_own_words=True),
    RefusedError: ErrorPage(400, "That could not be done", "", is_own_words=True),
    BusyStoreError: _SHUT,
    StoreError: _SHUT,
}
STATUSES: Mapping[int, ErrorPage] = {
    400: _UNREADABLE,
    404: _MISSING,
    405: _MISSING,
    413: ErrorPage(413, "That is too much at once", "Nothing was changed. Send less at a time."),
    428: ErrorPage(
        428,
        "This form is missing the version it was made from",
        "Nothing was changed. Open the page again, so that nobody else’s work is written over.",
    ),
}
_REFUSED = (UnknownError, NotAllowedError)


def page_for(error: Exception) -> ErrorPage:
    """The page of an error: that of its own kind, or of the nearest kind above it."""
    for kind in type(error).__mro__:
        if kind in PAGES:
            return PAGES[kind]
    return _BROKEN


def answer_errors(app: Flask) -> None:
    """Turn every error of a request into its page."""
    app.register_error_handler(KithError, _answer)
    app.register_error_handler(CSRFError, _answer_turned_away)
    app.register_error_handler(BadRequest, _answer_turned_away)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(Exception, _answer_unforeseen)


def _answer(error: KithError) -> Response:
    if isinstance(error, _REFUSED):
        error = _noted_refusal(error)
    if isinstance(error, StoreError):
        _log.error("%s on %s", type(error).__name__, request.endpoint)
    page = page_for(error)
    return _page(page, in_words(error) if page.is_own_words else "")


def _answer_http(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:
        return make_response(error.get_response())
    return _page(STATUSES.get(status, _MISSING if status < 500 else _BROKEN))


def _answer_unforeseen(error: Exception) -> Response:
    """Log where it happened and what kind it was, and never what it held."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "nowhere"
    _log.error("%s at %s on %s", type(error).__name__, where, request.endpoint)
    return _page(_BROKEN)


def _answer_turned_away(error: BadRequest) -> Response:
    """A request that another site may be behind, or that came without its token or half."""
    trouble = _trouble_in_noting() if browser().account else None
    return _page(_SHUT if trouble else _UNREADABLE)


def _noted_refusal(error: KithError) -> KithError:
    """Journal a refusal; where that cannot be done, the journal’s own trouble is what is answered."""
    return _trouble_in_noting() or error


def _trouble_in_noting() -> StoreError | None:
    asked = (request.view_args or {}).get("child_id", "")
    try:
        noted("refused", f"{request.method} {request.endpoint}", (str(asked),) if asked else ())
    except StoreError as trouble:
        return trouble
    return None


def _page(page: ErrorPage, words: str = "") -> Response:
    is_in = browser().account is not None and page.status < 500
    html = render_template("error.html", page=page, words=words, is_in=is_in)
    return make_response(html, page.status)
