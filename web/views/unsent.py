"""What was typed and not sent before a session ended: shown again to whoever typed it, to send or to let go."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from web.asking import noted
from web.permissions import needs
from web.unsent import Unsent, forget_unsent, unsent

blueprint = Blueprint("unsent", __name__)

# Forms that come back filled in at their own address.
_COME_BACK = frozenset({"changing.add_it", "changing.change_it"})


def page_of(found: Unsent) -> str:
    """Where somebody finds again what they had typed."""
    return found.path if found.endpoint in _COME_BACK else url_for("unsent.shown_again")


@blueprint.get("/unsent")
@needs("own_account")
def shown_again() -> str:
    """What lies unsent, to be sent as it was."""
    noted("saw_unsent")
    return render_template("account/unsent.html", found=unsent())


@blueprint.post("/unsent/forget")
@needs("own_account")
def forget() -> Response:
    """Let go of it."""
    forget_unsent()
    return redirect(url_for("signing_in.start"), 303)
