"""The settings: one frozen object, read from the environment or a mapping and checked at start-up."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from hmac import new as keyed_hash
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import BadValueError
from web.words import _

_KEY_DIGITS = 64


class Config(BaseSettings):
    """Everything an authority sets. `proxies` is how many trusted TLS proxies stand in front of kith."""

    model_config = SettingsConfigDict(env_prefix="KITH_", frozen=True, extra="forbid")

    store: str = Field(
        description="where the records are: sqlite:////abs/kith.db, memory:, neo4j://…"
    )
    key: SecretStr = Field(SecretStr(""), description="64 hex digits that open the store")
    key_file: Path | None = Field(None, description="a file that holds the key")
    timezone: str = Field("Europe/London", description="whose day today is")
    proxies: int = Field(0, ge=0, le=5, description="how many TLS proxies stand in front")
    demo: bool = Field(False, description="made-up children on this machine only, no second factor")
    thresholds: Path | None = Field(
        None,
        description="a TOML file with a table [thresholds] that changes the rules for every child",
    )
    days_to_tell: int = Field(
        30, ge=1, le=365, description="within how many days relatives are to be told"
    )
    language: str = Field("en", description="the language where the browser asks for none we have")
    oidc_issuer: str = Field("", description="the provider whose accounts may be signed in with")
    oidc_client_id: str = Field("", description="what that provider calls kith")
    oidc_client_secret: SecretStr = Field(SecretStr(""), description="how kith proves itself to it")
    oidc_client_secret_file: Path | None = Field(
        None, validate_default=True, description="a file that holds that secret"
    )

    @field_validator("timezone")
    @classmethod
    def _is_a_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError("this is not a time zone; write one like Europe/London") from error
        return name

    @field_validator("oidc_issuer")
    @classmethod
    def _is_a_provider(cls, issuer: str) -> str:
        if issuer and not _is_private(issuer):
            raise ValueError("this must begin with https://")
        if issuer and find_spec("authlib") is None:
            raise ValueError("this needs the extra “oidc”: pip install authlib requests")
        return issuer

    @field_validator("oidc_client_secret_file")
    @classmethod
    def _is_a_whole_provider(cls, path: Path | None, info: ValidationInfo) -> Path | None:
        names = ("oidc_issuer", "oidc_client_id", "oidc_client_secret")
        issuer, client, secret = (info.data.get(name, "") for name in names)
        has_secret = bool(secret and secret.get_secret_value()) or bool(_text_of(path))
        if "oidc_issuer" in info.data and len({bool(issuer), bool(client), has_secret}) > 1:
            raise ValueError(
                "single sign-on needs KITH_OIDC_ISSUER, KITH_OIDC_CLIENT_ID and a secret, all three"
            )
        return path

    @model_validator(mode="after")
    def _has_a_key(self) -> Config:
        if not self.store.startswith("memory:") and not self._digits():
            raise ValueError("KITH_KEY or KITH_KEY_FILE must hold the 64 hex digits of the key")
        return self

    @property
    def oidc_secret(self) -> str:
        """How kith proves itself to the provider of single sign-on."""
        return self.oidc_client_secret.get_secret_value() or _text_of(self.oidc_client_secret_file)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone whose day today is."""
        return ZoneInfo(self.timezone)

    @property
    def key_digits(self) -> str:
        """The key as 64 hex digits; empty for a store that is only in memory."""
        return self._digits()

    @property
    def key_bytes(self) -> bytes | None:
        """The key as a store takes it; nothing for a store that is only in memory."""
        return bytes.fromhex(self._digits()) or None

    @property
    def cookie_name(self) -> str:
        """A cookie that only this host over TLS can set; the demo, which has no TLS, uses a plain one."""
        return "kith-demo" if self.demo else "__Host-kith"

    def secret_for(self, use: str) -> bytes:
        """A secret of its own for one use, from the key."""
        return keyed_hash(self.key_bytes or b"", f"kith {use}".encode(), sha256).digest()

    def _digits(self) -> str:
        text = self.key.get_secret_value() or _text_of(self.key_file)
        return text if _is_key(text) else ""


def read_config(values: Mapping[str, Any] | None = None) -> Config:
    """The settings of a mapping, or of the environment. BadValueError names all that is wrong at once."""
    try:
        return Config(**(values or {}))
    except ValidationError as error:
        told = (f"  {_setting(e['loc'])}: {_(_plainly(e['msg']))}" for e in error.errors())
        raise BadValueError(
            "\n".join((_("kith cannot start until this is put right:"), *told))
        ) from error


def refusal_to_listen(config: Config, host: str) -> str:
    """Why kith will not listen at an address, or nothing: beyond this machine it needs TLS in front."""
    if _is_loopback(host):
        return ""
    if config.demo:
        return _("The demo stays on this machine. Use --host 127.0.0.1.")
    if not config.proxies:
        return _(
            "kith will not listen at %(host)s without TLS in front of it. "
            "Put a TLS proxy before it and set KITH_PROXIES=1, or use --host 127.0.0.1."
        ) % {"host": host}
    return ""


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_private(url: str) -> bool:
    """Whether nobody on the way can read what is sent there: over TLS, or on this machine only."""
    parts = urlsplit(url)
    is_here = parts.scheme == "http" and _is_loopback(parts.hostname or "")
    return is_here or (parts.scheme == "https" and bool(parts.hostname))


def _text_of(path: Path | None) -> str:
    try:
        return path.read_text(encoding="ascii").strip() if path else ""
    except (OSError, UnicodeDecodeError):
        return ""


def _is_key(text: str) -> bool:
    return len(text) == _KEY_DIGITS and all(digit in "0123456789abcdefABCDEF" for digit in text)


def _setting(place: tuple[int | str, ...]) -> str:
    return f"KITH_{place[0]}".upper() if place else "KITH_KEY"


def _plainly(message: str) -> str:
    return message.removeprefix("Value error, ").replace("Field required", "this is missing")
