"""Names and words that break programs, of our own making, in the manner of the public lists of such strings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

MARK = "kithmark"
_EVENTS = ("onload", "onerror", "onfocus", "onmouseover", "ontoggle", "onanimationstart")
_ELEMENTS = ("img src=x", "svg", "body", "iframe", "details open", "input autofocus", "video", "a")
_DO = f"window.{MARK}=1"
_OPENINGS = (
    "",
    '"',
    "'",
    '">',
    "'>",
    "</title>",
    "</textarea>",
    "</script>",
    "-->",
    "]]>",
    "</style>",
)


def scripts() -> Iterator[str]:
    """A hundred ways to make a browser run something, each of which would leave its mark."""
    for element, event in product(_ELEMENTS, _EVENTS):
        yield f"<{element} {event}={_DO}>"
    for opening in _OPENINGS:
        yield f"{opening}<script>{_DO}</script>"
        yield f"{opening} onfocus={_DO} autofocus x="
    yield from (
        f"javascript:{_DO}",
        f"JaVaScRiPt:{_DO}",
        f"java\tscript:{_DO}",
        f"data:text/html,<script>{_DO}</script>",
        f"{{{{ {_DO} }}}}",
        f"${{{_DO}}}",
        f"<svg><script>{_DO}</script></svg>",
        f"<math><mtext></mtext><script>{_DO}</script></math>",
        f"<style>@import 'data:,*%7bx:expression({_DO})%7D';</style>",
        f'<a href="javascript:{_DO}">x</a>',
        f'<iframe srcdoc="<script>parent.{MARK}=1</script>"></iframe>',
        f"<template><script>{_DO}</script></template>",
        f"\\u003cscript\\u003e{_DO}\\u003c/script\\u003e",
        f"&lt;script&gt;{_DO}&lt;/script&gt;",
        f"%3Cscript%3E{_DO}%3C/script%3E",
        f"<scr\x00ipt>{_DO}</script>",
        f"\uff1cscript\uff1e{_DO}\uff1c/script\uff1e",
        f"<marquee onstart={_DO}>",
        f"<form action=javascript:{_DO}><button autofocus>",
        f"<base href=//{MARK}.example/>",
        f"<link rel=stylesheet href=//{MARK}.example/>",
        f"<meta http-equiv=refresh content='0;url=javascript:{_DO}'>",
        f"<object data=javascript:{_DO}>",
        f"<embed src=javascript:{_DO}>",
        "__proto__",
        "constructor",
        "<!--",
        "<plaintext>",
        f"<noscript><p title='</noscript><img src=x onerror={_DO}>'>",
        f"<xmp><p title='</xmp><svg onload={_DO}>'>",
    )


def names() -> Iterator[str]:
    """What people are called, what programs mistake for something else, and what a terminal or a file would obey."""
    yield from _real_names()
    yield from _mistaken()
    for first in (
        "=",
        "+",
        "-",
        "@",
        "\t",
        "\r",
        "\n",
        "|",
        "%",
        " ",
        "\ufeff",
        "\uff1d",
        "'",
        '"',
    ):
        yield f"{first}cmd|' /C calc'!A0"
        yield f"{first}1+1"
    for mark in (
        "\x1b[2J",
        "\x1b]0;x\x07",
        "\x9b31m",
        "\r\n",
        "\n",
        "\x00",
        "\x08",
        "\x7f",
        "\u2028",
    ):
        yield f"Ann{mark}Bell"
    for mark in ("\u202e", "\u202d", "\u2066", "\u200f", "\u200b", "\u200d", "\u00ad", "\ufeff"):
        yield f"Ann{mark}Bell"
    for template in (
        "{0}",
        "{name}",
        "%s",
        "%(name)s",
        "%n",
        "{{7*7}}",
        "${7*7}",
        "#{7*7}",
        "<%= 7 %>",
    ):
        yield f"Ann {template}"


def _real_names() -> tuple[str, ...]:
    return (
        "O’Brien",
        "O'Brien",
        "D'Angelo-Smythe",
        "van der Berg",
        "María José Núñez",
        "Åsa Öberg",
        "Nguyễn Thị Minh Khai",
        "Þóra Guðmundsdóttir",
        "祖母",
        "Владимир",
        "محمد بن سلمان",
        "אברהם",
        "ไชยา มิตรชัย",
        "조선영",
        "X Æ A-12",
        "Null",
        "None",
        "True",
        "NaN",
        "undefined",
        "Test",
        "I",
        "-",
        "A" * 200,
        "👵🏽",
        "👨‍👩‍👧",
        "e\u0301" * 20,
        "Z" + "\u0336" * 60,
        "ﷺ",
        "ﬁne",
        "İstanbul",
        "ß",
    )


def _mistaken() -> tuple[str, ...]:
    return (
        "'; DROP TABLE person; --",
        "' OR '1'='1",
        '" OR ""="',
        "1; DELETE FROM standing",
        "') UNION SELECT password_hash FROM account --",
        "Robert'); DROP TABLE relationship;--",
        "}) DETACH DELETE n //",
        "' RETURN n //",
        "`MATCH (n) RETURN n`",
        "*)(uid=*))(|(uid=*",
        "../../etc/passwd",
        "..\\..\\windows\\win.ini",
        "/dev/null",
        "CON",
        "file:///etc/passwd",
        "$(touch kith)",
        "`touch kith`",
        "; ls -la",
        "| cat /etc/passwd",
        "&& id",
        "0x1F",
        "1e309",
        "-0",
        "00",
        "1/0",
        "2026-02-30",
        "\\",
        "\\\\",
        '\\"',
        '{"a": 1}',
        "[]",
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
        "a,b;c\td",
        '"quoted", and more',
        "_x0041_",
        "&amp;",
        "&#0;",
        "%00",
        "%0d%0aSet-Cookie: a=b",
        "Set-Cookie: a=b",
        "HTTP/1.1 200 OK",
    )
