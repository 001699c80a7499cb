"""The way in by way of the authority’s own accounts: there, and back again."""

from __future__ import annotations

import logging

from flask import current_app, request, url_for

from web.asking import browser, house
from web.single_sign_on import Provider, Voucher, errand_of, new_errand, troubles

_log = logging.getLogger("kith.web")


def is_offered() -> bool:
    """Whether people may sign in with the accounts of a provider."""
    return bool(house().config.oidc_issuer)


def way_there() -> str:
    """Where a browser goes to be vouched for; empty where the provider does not answer."""
    errand = new_errand(_secret(), browser().token, house().clock())
    try:
        return _provider().way_there(errand)
    except troubles() as error:
        _note(error)
        return ""


def voucher() -> Voucher | None:
    """For whom the provider vouches, of the browser that it sent back; None for every kind of no."""
    now = house().clock()
    errand = errand_of(_secret(), browser().token, request.args.get("state", ""), now)
    is_theirs = request.args.get("iss", house().config.oidc_issuer) == house().config.oidc_issuer
    if errand is None or not is_theirs or "code" not in request.args:
        return None
    try:
        return _provider().voucher(errand, request.args["code"], now)
    except troubles() as error:
        _note(error)
        return None


def _provider() -> Provider:
    return Provider(house().config, url_for("signing_in.sign_in", _external=True))


def _secret() -> bytes:
    secret = current_app.secret_key or b""
    return secret if isinstance(secret, bytes) else secret.encode()


def _note(error: Exception) -> None:
    """Tell the operator what kind of trouble it was, and nothing that it held."""
    _log.warning("single sign-on: %s", type(error).__name__)
