"""Light: how light the pages of one browser are, whatever its device asks for. It is kept with the session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.roles import may
from web.asking import browser
from web.sessions import LIGHT


@dataclass(frozen=True, slots=True)
class Light:
    """One choice: what it is called, and what the head of a page says of it.

    `media`: on which screens the sheet with the colours of a dark room counts. `scheme`: for which light a browser
    draws boxes of its own.
    """

    name: str
    words: str
    media: str
    scheme: str


LIGHTS: Mapping[str, Light] = {
    one.name: one
    for one in (
        Light("", "Light: as the device", "screen and (prefers-color-scheme: dark)", "light dark"),
        Light("dark", "Light: dark room", "screen", "dark"),
        Light("paper", "Light: paper", "not all", "light"),
    )
}


def light() -> Light:
    """The light of this request’s browser."""
    return LIGHTS[str(browser().get(LIGHT, ""))]


def lights() -> tuple[Light, ...]:
    """What whoever is at this browser can choose, of whichever child the page is; nothing before they are let in."""
    someone = browser().account
    is_in = someone is not None and may(someone.role, "choose_light")
    return tuple(LIGHTS.values()) if is_in else ()


def choose_light(name: str) -> bool:
    """Keep a choice with the session; whether it is one."""
    if name not in LIGHTS:
        return False
    browser()[LIGHT] = name
    return True
