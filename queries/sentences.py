"""English sentences with arguments: numbers said as people say them, and verbs that agree with them."""

from __future__ import annotations

from collections.abc import Mapping

Arguments = Mapping[str, str | int]

_TIMES = ("not at all", "once", "twice")


def sentence(message: str, arguments: Arguments) -> str:
    """A message with its arguments put in."""
    return message.format_map(
        {**arguments, **_agreeing(arguments)} if "n" in arguments else arguments
    )


def _agreeing(arguments: Arguments) -> dict[str, str]:
    n, m = int(arguments["n"]), int(arguments.get("m", 0))
    is_one = n == 1
    return {
        "n_times": _times(n),
        "m_times": _times(m),
        "there_is": "There is" if is_one else "There are",
        "relatives": "relative is" if is_one else "relatives are",
        "relative_s": "relative" if is_one else "relatives",
        "grownups": "grown-up has" if is_one else "grown-ups have",
    }


def _times(number: int) -> str:
    return _TIMES[number] if number < len(_TIMES) else f"{number} times"
