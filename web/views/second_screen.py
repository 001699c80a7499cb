"""The second screen: it has the rights of the room, writes nothing, and follows what the first screen is at.

It asks for a version. As long as that is the one it has, the answer is empty and is no view; once it is another, the
page is fetched as any page is, and journalled. While the family has the room to itself nothing is asked at all.
"""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, jsonify, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as AnyResponse

from graph.accounts import Session
from graph.errors import UnknownError
from graph.roles import may
from web.asking import (
    NOT_HERE,
    account,
    browser,
    chosen_here,
    heard,
    house,
    network_asked,
    viewer,
)
from web.following import Shown, keep_shown, read_shown, shown_by_first, version
from web.meetings import book_of
from web.permissions import needs, permission_of
from web.screens import is_alone
from web.sessions import MEETING
from web.tickets import SCREEN, TICKET

blueprint = Blueprint("second_screen", __name__)


@blueprint.get("/child/<id:child_id>/second-screen")
@needs("follow")
def start(child_id: str) -> AnyResponse:
    """To the page that the first screen is at."""
    return redirect(_where(child_id, shown_by_first(house(), _followed())), 303)


@blueprint.get("/child/<id:child_id>/second-screen/now")
@needs("follow")
def now(child_id: str) -> Response:
    """What the first screen is at and the version of what may be seen; nothing where both are as they were."""
    answer = Response(json.dumps(_told(child_id)), mimetype="application/json")
    answer.set_etag(
        house().sessions.keyed("what the second screen was told", answer.get_data(True))
    )
    answer.make_conditional(request)
    return answer


@blueprint.post("/child/<id:child_id>/first-screen")
@needs("in_room")
def publish(child_id: str) -> Response:
    """What the first screen is at: no record, and no line in the journal."""
    first = browser().stored
    if first is None:
        raise UnknownError(NOT_HERE)
    said = read_shown(request.get_json(silent=True))
    if not _may_follow(child_id, said.path):
        said = said.at(shown_by_first(house(), first).path)
    if said.focus or said.chosen:
        said = said.under(_version(child_id))
    keep_shown(house(), first, child_id, said)
    return jsonify({})


def _told(child_id: str) -> dict[str, object]:
    at = shown_by_first(house(), _followed())
    if is_alone():
        return {"alone": True, "path": _where(child_id, at), "blank": at.is_blank}
    now_seen = _version(child_id)
    is_same = at.of == now_seen
    return {
        "version": now_seen,
        "path": _where(child_id, at),
        "lens": at.lens,
        "focus": list(at.focus) if is_same else [],
        "chosen": at.chosen if is_same else "",
        "day": at.day,
        "blank": at.is_blank,
    }


def _followed() -> Session | None:
    """The browser whose room this screen was let into; None once that room is closed."""
    ticket = house().sessions.ticket(str(browser().get(TICKET, "")))
    return house().sessions.room_of(ticket, account().id) if ticket else None


def _version(child_id: str) -> str:
    network = network_asked(child_id)
    book = book_of(house().store, network, str(browser().get(MEETING, "")), heard())
    return version(house(), network, viewer(), book, chosen_here(child_id))


def _where(child_id: str, at: Shown) -> str:
    """The page of the first screen, where the second may open it too; else the map."""
    return at.path if _may_follow(child_id, at.path) else url_for("map.map_page", child_id=child_id)


def _may_follow(child_id: str, path: str) -> bool:
    adapter = current_app.url_map.bind("")
    try:
        parts = urlsplit(path)
        endpoint, given = adapter.match(parts.path, method="GET")
    except (HTTPException, RequestRedirect, ValueError):
        return False
    is_here = not parts.netloc and not parts.scheme and given.get("child_id") == child_id
    needed = permission_of(current_app, endpoint)
    is_page = not parts.path.endswith((".json", ".svg")) and needed != "follow"
    return is_here and is_page and may(SCREEN, needed)
