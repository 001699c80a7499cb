"""Letter keys: whether one letter or sign, pressed by itself, does something on the pages of one browser.

Whoever speaks to a machine, or presses what they did not mean, can switch them off (WCAG 2.1.4). It is kept with the
session, and holds in the room that is opened from it.
"""

from __future__ import annotations

from web.asking import browser
from web.maps.keys import CHOICES
from web.sessions import LETTER_KEYS


def letter_keys() -> str:
    """What this request’s browser has chosen."""
    return str(browser().get(LETTER_KEYS, ""))


def choose_letter_keys(name: str) -> bool:
    """Keep a choice with the session; whether it is one."""
    if name not in dict(CHOICES):
        return False
    browser()[LETTER_KEYS] = name
    return True
