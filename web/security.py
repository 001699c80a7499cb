"""What every answer says to the browser, and which requests are turned away before anyone reads them."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Request, Response, request
from werkzeug.exceptions import BadRequest
from werkzeug.middleware.proxy_fix import ProxyFix

from web.config import Config

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
# What is a file and no page: nothing in it may run, even where somebody opens it by itself.
SANDBOX = "default-src 'none'; sandbox"
_A_FILE = frozenset({"pictures.picture_itself"})
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains"
CLEAR_AT_SIGN_OUT = '"cache", "cookies", "storage"'
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_WITHOUT_SECRETS = frozenset({"static", "bootstrap.static", "map.vis_network"})
_SAME = frozenset({"same-origin", "none"})


def protect(app: Flask, config: Config) -> None:
    """Put the headers on every answer, and refuse what another site asks a browser to do here."""
    app.before_request(_refuse_other_sites)
    app.after_request(lambda response: _with_headers(response, is_tls=not config.demo))
    if config.proxies:
        trusted = ProxyFix(
            app.wsgi_app,
            x_for=config.proxies,
            x_proto=config.proxies,
            x_host=config.proxies,
        )
        app.wsgi_app = trusted  # type: ignore[method-assign]


def comes_from_elsewhere(asked: Request) -> bool:
    """Whether a browser says that another site’s page is behind a request that changes something.

    Under no-referrer a browser calls its own pages’ origin “null”; only Sec-Fetch-Site then vouches for it.
    """
    if asked.method in _SAFE:
        return False
    site = asked.headers.get("Sec-Fetch-Site", "")
    origin = asked.headers.get("Origin", "")
    if site and site not in _SAME:
        return True
    if not origin or (origin == "null" and site):
        return False
    return not _is_own(origin, asked)


def _is_own(origin: str, asked: Request) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return f"{parts.scheme}://{parts.netloc}/" == asked.host_url


def _refuse_other_sites() -> None:
    if comes_from_elsewhere(request):
        raise BadRequest


def _with_headers(response: Response, *, is_tls: bool) -> Response:
    for name, value in HEADERS.items():
        response.headers[name] = value
    if request.endpoint in _A_FILE and response.mimetype != "text/html":
        response.headers["Content-Security-Policy"] = SANDBOX
    if is_tls:
        response.headers["Strict-Transport-Security"] = STRICT_TRANSPORT
    if request.endpoint in _WITHOUT_SECRETS:
        response.headers["Cache-Control"] = "public, max-age=3600"
    return response
