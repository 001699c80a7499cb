"""Signing in with the authority’s own accounts: the talk between kith and an OpenID Connect provider.

The code flow with PKCE. Nothing is kept between going there and coming back: what has to match is derived from
the cookie of the browser that went, so it is good for that browser only, and only until it has signed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from hmac import compare_digest
from hmac import new as keyed_hash
from secrets import token_hex
from typing import Any

from web.config import Config

GONE_FOR_AT_MOST = timedelta(minutes=10)
_SECONDS_TO_WAIT = 5
_LEEWAY = 60
# Signed with a key that only the provider has; a shared secret would let a stolen setting vouch for anybody.
_SIGNATURES = ["RS256", "PS256", "ES256", "EdDSA"]
# What a provider says where it has asked for two factors: RFC 8176, and the older PAPE.
_TWO_FACTORS = {"mfa", "http://schemas.openid.net/pape/policies/2007/06/multi-factor"}


@dataclass(frozen=True, slots=True)
class Errand:
    """What one browser takes to the provider, and what has to come back with it."""

    state: str
    nonce: str
    verifier: str

    @property
    def began(self) -> int:
        """The second in which it began, as its own seal vouches for."""
        return int(self.state.partition("-")[0])


@dataclass(frozen=True, slots=True)
class Voucher:
    """Whom the provider vouches for: a verified e-mail address, and whether a second factor was shown."""

    email: str
    has_second_factor: bool


@dataclass(frozen=True, slots=True)
class Provider:
    """The provider of the settings, which sends people back to `door`."""

    config: Config
    door: str

    def way_there(self, errand: Errand) -> str:
        """Where the browser has to go."""
        with self._client() as client:
            url, _state = client.create_authorization_url(
                _described(self.config.oidc_issuer)["authorization_endpoint"],
                state=errand.state,
                nonce=errand.nonce,
                code_verifier=errand.verifier,
                # Asked anew each time: whoever holds a screen that somebody else left is not let in again.
                prompt="login",
                max_age=int(GONE_FOR_AT_MOST.total_seconds()),
            )
        return str(url)

    def voucher(self, errand: Errand, code: str, now: datetime) -> Voucher:
        """For whom a code stands; an error of any kind where it stands for nobody."""
        described = _described(self.config.oidc_issuer)
        with self._client() as client:
            token = client.fetch_token(
                described["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                code_verifier=errand.verifier,
                timeout=_SECONDS_TO_WAIT,
            )
            keys = _answer(client, described["jwks_uri"])
            claims = self._proved(token["id_token"], keys, errand, now)
            told = _told_of(client, described, claims)
        return Voucher(_verified_email(told), _shows_two_factors(claims))

    def _client(self) -> Any:
        from authlib.integrations.requests_client import OAuth2Session

        return OAuth2Session(
            self.config.oidc_client_id,
            self.config.oidc_secret,
            scope="openid email",
            redirect_uri=self.door,
            code_challenge_method="S256",
        )

    def _proved(
        self, text: str, keys: Mapping[str, Any], errand: Errand, now: datetime
    ) -> dict[str, Any]:
        """The claims of an identity token that this provider made for us, for this errand, just now."""
        from joserfc import jwt
        from joserfc.jwk import KeySet

        claims = jwt.decode(
            text, KeySet.import_key_set({"keys": keys["keys"]}), algorithms=_SIGNATURES
        ).claims
        ours = self.config.oidc_client_id
        jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=_LEEWAY,
            iss={"essential": True, "value": self.config.oidc_issuer},
            aud={"essential": True, "value": ours},
            nonce={"essential": True, "value": errand.nonce},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        ).validate(claims)
        if claims.get("azp", ours) != ours:
            raise ValueError("the token was made for another party")
        if claims["auth_time"] < errand.began - _LEEWAY:
            raise ValueError("the provider has not asked anew")
        return claims


def new_errand(secret: bytes, token: str, now: datetime) -> Errand:
    """A new errand of the browser that a token stands for."""
    return _errand(secret, token, f"{int(now.timestamp())}-{token_hex(16)}")


def errand_of(secret: bytes, token: str, state: str, now: datetime) -> Errand | None:
    """The errand that a state belongs to; None where another browser set out on it, or too long ago."""
    began = state.partition("-")[0]
    found = _errand(secret, token, state.rpartition("-")[0])
    if not compare_digest(found.state.encode(), state.encode()):
        return None
    away = now.timestamp() - int(began)
    return found if 0 <= away < GONE_FOR_AT_MOST.total_seconds() else None


def troubles() -> tuple[type[Exception], ...]:
    """Every way in which a talk with a provider can fail; all are answered alike."""
    from authlib.common.errors import AuthlibBaseError
    from joserfc.errors import JoseError
    from requests import RequestException

    return (RequestException, AuthlibBaseError, JoseError, ValueError, KeyError, TypeError)


def _errand(secret: bytes, token: str, salt: str) -> Errand:
    def derived(use: str) -> str:
        return keyed_hash(
            secret, f"single sign-on {use} {salt} {token}".encode(), sha256
        ).hexdigest()

    return Errand(f"{salt}-{derived('state')}", derived("nonce"), derived("verifier"))


@cache
def _described(issuer: str) -> Mapping[str, Any]:
    """What a provider says of itself, asked once while kith runs."""
    from requests import Session

    with Session() as client:
        found = _answer(client, f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if found["issuer"] != issuer:
        raise ValueError("the provider calls itself by another name")
    return found


def _answer(client: Any, url: str) -> Mapping[str, Any]:
    answer = client.get(url, timeout=_SECONDS_TO_WAIT, allow_redirects=False)
    answer.raise_for_status()
    found = answer.json()
    if not isinstance(found, dict):
        raise ValueError("the provider answered something else")
    return found


def _told_of(
    client: Any, described: Mapping[str, Any], claims: Mapping[str, Any]
) -> Mapping[str, Any]:
    """What the provider tells of a person: in the token, or else where it is asked."""
    if "email" in claims or "userinfo_endpoint" not in described:
        return claims
    told = _answer(client, described["userinfo_endpoint"])
    if told["sub"] != claims["sub"]:
        raise ValueError("the provider told of somebody else")
    return told


def _verified_email(told: Mapping[str, Any]) -> str:
    if told.get("email_verified") is not True:
        raise ValueError("the provider has not verified an e-mail address")
    return str(told["email"])


def _shows_two_factors(claims: Mapping[str, Any]) -> bool:
    ways = claims.get("amr")
    shown = {str(way) for way in ways} if isinstance(ways, list) else set()
    return bool(_TWO_FACTORS & {*shown, str(claims.get("acr", ""))})
