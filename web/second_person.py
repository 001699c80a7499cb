"""The second person: somebody else who works with the child, agrees, and proves who they are on the same page."""

from __future__ import annotations

from flask import request

from graph.accounts import Account
from graph.errors import UnknownError
from graph.roles import may
from web.asking import account, house, noted, viewer_of
from web.entrance import admitted, admitted_by_code
from web.words import _

FIELDS = frozenset({"reason", "second_email", "second_password", "second_code"})
NOT_AGREED = (
    "This does not show that a second person agrees. It has to be somebody else who works with "
    "the child."
)
_SHORTEST_REASON = 20
_LONGEST_REASON = 1000


def second_person(child_id: str) -> Account | None:
    """Somebody else who may agree for this child, proved as at signing in; a refusal is journalled."""
    found = admitted(
        house(),
        request.form.get("second_email", ""),
        request.form.get("second_password", ""),
        request.remote_addr or "",
    )
    if found is None or not _may_agree(found, child_id):
        noted("refused", "second_person", (child_id,))
        return None
    if house().config.demo:
        return found
    code = request.form.get("second_code", "")
    return admitted_by_code(house(), found, code, request.remote_addr or "")


def reason_is_missing() -> bool:
    """Whether the page’s reason is too short for a reason, or too long to be read."""
    reason = request.form.get("reason", "").strip()
    return not _SHORTEST_REASON <= len(reason) <= _LONGEST_REASON


def agreed_reason(second: Account) -> str:
    """The reason as it is journalled, with the name of whoever agreed."""
    reason = request.form.get("reason", "").strip()
    return f"{reason} ({_('agreed by %(name)s') % {'name': second.name or second.email}})"


def _may_agree(second: Account, child_id: str) -> bool:
    if second.id == account().id or not may(second.role, "second_person"):
        return False
    try:
        viewer_of(second, child_id)
    except UnknownError:
        return False
    return True
