"""The settings, all that is wrong with them at once, and where kith will not listen."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import BadValueError
from web.config import read_config, refusal_to_listen

KEY = "0f" * 32


def test_everything_that_is_missing_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KITH_STORE", "KITH_KEY", "KITH_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)

    with pytest.raises(BadValueError) as raised:
        read_config({"timezone": "Europe/Londinium", "proxies": -1})

    said = str(raised.value)
    assert all(name in said for name in ("KITH_STORE", "KITH_TIMEZONE", "KITH_PROXIES"))


@pytest.mark.parametrize("key", ["", "short", "zz" * 32, "0f" * 31])
def test_an_encrypted_store_needs_a_whole_key(key: str) -> None:
    with pytest.raises(BadValueError, match="KITH_KEY"):
        read_config({"store": "sqlite:////tmp/kith.db", "key": key})


PROVIDER = {
    "oidc_issuer": "https://accounts.council.example",
    "oidc_client_id": "kith",
    "oidc_client_secret": "told to nobody else",
}


def test_a_provider_is_whole_or_not_there() -> None:
    assert read_config({"store": "memory:", **PROVIDER}).oidc_secret == "told to nobody else"
    assert read_config({"store": "memory:"}).oidc_issuer == ""


@pytest.mark.parametrize("missing", list(PROVIDER))
def test_half_a_provider_is_refused(missing: str) -> None:
    with pytest.raises(BadValueError, match="all three"):
        read_config({"store": "memory:", **PROVIDER, missing: ""})


@pytest.mark.parametrize(
    "issuer", ["http://accounts.council.example", "accounts", "ftp://x", "https://"]
)
def test_a_provider_is_spoken_to_over_tls_only(issuer: str) -> None:
    with pytest.raises(BadValueError, match="KITH_OIDC_ISSUER: this must begin with https://"):
        read_config({"store": "memory:", **PROVIDER, "oidc_issuer": issuer})


def test_the_secret_for_the_provider_may_lie_in_a_file_and_is_shown_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("told to nobody else\n")
    given = {**PROVIDER, "oidc_client_secret": "", "oidc_client_secret_file": path}

    config = read_config({"store": "memory:", **given})

    assert config.oidc_secret == "told to nobody else"
    assert "told to" not in repr(read_config({"store": "memory:", **PROVIDER}))


def test_the_key_may_lie_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text(KEY + "\n")

    config = read_config({"store": "sqlite:////tmp/kith.db", "key_file": path})

    assert config.key_bytes == bytes.fromhex(KEY)


def test_the_key_is_shown_by_no_text_of_the_settings() -> None:
    config = read_config({"store": "memory:", "key": KEY})

    assert KEY not in repr(config)
    assert KEY not in str(config)


def test_settings_come_from_the_environment_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KITH_STORE", "memory:")
    monkeypatch.setenv("KITH_TIMEZONE", "America/Chicago")

    assert read_config().zone.key == "America/Chicago"


def test_settings_do_not_change() -> None:
    config = read_config({"store": "memory:"})

    with pytest.raises(ValueError, match="frozen"):
        config.demo = True  # type: ignore[misc]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.9.9.9"])
def test_kith_listens_on_this_machine(host: str) -> None:
    assert refusal_to_listen(read_config({"store": "memory:"}), host) == ""


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "kith.example"])  # noqa: S104
def test_beyond_this_machine_kith_wants_tls_in_front(host: str) -> None:
    assert "KITH_PROXIES" in refusal_to_listen(read_config({"store": "memory:"}), host)
    assert refusal_to_listen(read_config({"store": "memory:", "proxies": 1}), host) == ""


def test_the_demo_never_leaves_this_machine() -> None:
    config = read_config({"store": "memory:", "demo": True, "proxies": 1})

    assert "stays on this machine" in refusal_to_listen(config, "0.0.0.0")  # noqa: S104
