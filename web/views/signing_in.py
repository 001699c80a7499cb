"""Coming in and going out."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from graph.accounts import Account
from graph.roles import may
from web.asking import account, browser, house, noted
from web.entrance import admitted, admitted_by_code, admitted_by_provider, still_missing
from web.meeting.sittings import admitted_by_sitting, own_child
from web.permissions import FINISHING, needs, public, still_to_do
from web.security import CLEAR_AT_SIGN_OUT
from web.sessions import ABSOLUTE, ROOM
from web.tickets import TICKET
from web.unsent import bring_over
from web.views import single_sign_on
from web.views.secrets import Problem, change_password, finish_enrolment, offered_enrolment
from web.views.unsent import page_of
from web.words import _

blueprint = Blueprint("signing_in", __name__)


@blueprint.get("/")
@public
def start() -> Response:
    """The way in, for whoever comes to the bare address."""
    is_in = browser().account is not None and not still_to_do()
    return redirect(first_page() if is_in else url_for("signing_in.sign_in"), 303)


def first_page() -> str:
    """Where somebody begins: the room’s map, their own people, the children, who looked, or their own account."""
    me = account()
    if TICKET in browser():
        return url_for("entry.joined")
    if browser().get(ROOM):
        return url_for("map.map_page", child_id=browser()[ROOM])
    if own := own_child(house(), me):
        return url_for("voice.own_people", child_id=own)
    for permission, endpoint in (
        ("list_children", "children.my_children"),
        ("read_looks", "looks.children"),
    ):
        if may(me.role, permission):
            return url_for(endpoint)
    return url_for("account.overview")


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Any:
    """E-mail address and password; or there and back to a provider that vouches for somebody."""
    if request.method == "GET":
        return _arrival()
    if "sitting" in request.form:
        return _beside_a_worker(request.form["sitting"])
    email = request.form.get("email", "")
    found = admitted(house(), email, request.form.get("password", ""), request.remote_addr or "")
    if found is None:
        return _refused(email)
    return _one_step_in(found, has_shown_code=False)


def _beside_a_worker(typed: str) -> Any:
    """A child with the code that their worker made for them."""
    found = admitted_by_sitting(house(), typed, request.remote_addr or "")
    if found is None:
        problem = _("That code does not fit. Look again, or ask for a new one.")
        return _door("", "", sitting_problem=problem), 400
    someone, holds = found
    house().sessions.begin(browser(), someone, **holds)
    noted("signed_in")
    return redirect(first_page(), 303)


def _arrival() -> Any:
    """Somebody at the door: new, on the way to the provider, or back from it."""
    if single_sign_on.is_offered() and "state" in request.args:
        return _back_from_provider()
    if single_sign_on.is_offered() and "with" in request.args:
        return _off_to_provider()
    return _door("", "")


def _off_to_provider() -> Any:
    there = single_sign_on.way_there()
    if there:
        return redirect(there, 303)
    noted("sign_in_refused", "single sign-on")
    return _refused("")


def _back_from_provider() -> Any:
    voucher = single_sign_on.voucher()
    found = admitted_by_provider(house(), voucher.email if voucher else "")
    if voucher is None or found is None:
        return _refused("")
    return _one_step_in(found, has_shown_code=voucher.has_second_factor)


def _refused(email: str) -> Any:
    problem = _("We could not sign you in with that. Check both, or wait a quarter of an hour.")
    return _door(email, problem), 400


def _door(email: str, problem: str, sitting_problem: str = "") -> str:
    return render_template(
        "signing_in/sign_in.html",
        email=email,
        problem=problem,
        sitting_problem=sitting_problem,
        is_kept=request.args.get("kept") == "yes",
        has_provider=single_sign_on.is_offered(),
    )


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
@needs(FINISHING)
def code() -> Any:
    """The second factor of an account that has one."""
    if request.method == "GET":
        return render_template("signing_in/code.html", problem="")
    found = admitted_by_code(
        house(), account(), request.form.get("code", ""), request.remote_addr or ""
    )
    if found is None:
        problem = _("That code does not fit. Wait for the next one and try again.")
        return render_template("signing_in/code.html", problem=problem), 400
    return _one_step_in(found, has_shown_code=True)


@blueprint.route("/sign-in/new-password", methods=["GET", "POST"])
@needs(FINISHING)
def new_password() -> Any:
    """A password of one’s own, instead of the one that was handed over."""
    problem: Problem | None = None
    if request.method == "POST":
        outcome = change_password(account(), request.form)
        if isinstance(outcome, Account):
            return _one_step_in(outcome, has_shown_code=bool(session.get("has_shown_code")))
        problem = outcome
    page = render_template("signing_in/new_password.html", problem=problem)
    return make_response(page, 400 if problem else 200)


@blueprint.route("/sign-in/second-factor", methods=["GET", "POST"])
@needs(FINISHING)
def set_up() -> Any:
    """An app for the second factor, set up before anything else can be opened."""
    problem = ""
    if request.method == "POST":
        outcome = finish_enrolment(account(), request.form.get("code", ""))
        if outcome is not None:
            changed, codes = outcome
            _one_step_in(changed, has_shown_code=True)
            return render_template("account/recovery_codes.html", codes=codes)
        problem = _("That code does not fit. Check that your telephone’s clock is right.")
    page = render_template(
        "signing_in/set_up.html", enrolment=offered_enrolment(account()), problem=problem
    )
    return make_response(page, 400 if problem else 200)


@blueprint.post("/sign-out")
@needs("own_account")
def sign_out() -> Response:
    """Out, here and now."""
    noted("signed_out")
    house().sessions.end(browser())
    answer = redirect(url_for("signing_in.sign_in"), 303)
    answer.headers["Clear-Site-Data"] = CLEAR_AT_SIGN_OUT
    return answer


def _one_step_in(someone: Account, *, has_shown_code: bool) -> Response:
    """A session under a new id, at the next step or all the way in."""
    left = still_missing(house(), someone, has_shown_code=has_shown_code)
    house().sessions.begin(browser(), someone, still_to_do=left, has_shown_code=has_shown_code)
    if not left:
        noted("signed_in")
        left_unsent = bring_over(account())
        house().store.forget_sessions(house().clock() - ABSOLUTE)
        if left_unsent is not None:
            return redirect(page_of(left_unsent), 303)
    return redirect(url_for(left) if left else first_page(), 303)
