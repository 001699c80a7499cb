"""Light, and whether letters are keys: chosen on any page by whoever looks at it."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from web.letter_keys import choose_letter_keys
from web.light import choose_light
from web.permissions import needs

blueprint = Blueprint("light", __name__)


@blueprint.post("/light")
@needs("choose_light")
def choose() -> Response:
    """Another light, and back to the page on which it was chosen; without such a page, nothing more."""
    if not choose_light(request.form.get("light", "")):
        abort(400)
    return _back()


@blueprint.post("/letter-keys")
@needs("choose_keys")
def choose_keys() -> Response:
    """Letters as keys or not, and back to the page on which it was chosen."""
    if not choose_letter_keys(request.form.get("keys", "")):
        abort(400)
    return _back()


def _back() -> Response:
    back = request.form.get("back")
    if back is None:
        return Response(status=204)
    return redirect(back if _is_ours(back) else url_for("signing_in.start"), 303)


def _is_ours(path: str) -> bool:
    """Whether an address can only be one of our own pages: no other host, however it is written."""
    is_path = path.startswith("/") and not path.startswith("//")
    return is_path and path.isprintable() and "\\" not in path
