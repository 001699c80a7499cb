"""How dates, codes and words are said, in the language being spoken: on a page, on a map and in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from graph.dates import PartialDate
from graph.network import Network
from graph.relationships import Relationship
from graph.vocabulary import PROMISES, RELATIONSHIP_KINDS, TABLES
from queries.compared import Cell
from web.words import _, ngettext
from web.words.directions import apart, isolated

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = (
    "on Monday",
    "on Tuesday",
    "on Wednesday",
    "on Thursday",
    "on Friday",
    "on Saturday",
    "on Sunday",
)
# Arguments that are messages themselves.
_MESSAGES = frozenset({"promise", "why"})
_QUOTES = '"“”'
_WEEK = 7
_DAYS_SAID = 60
_MONTHS_SAID = 730


def day(when: PartialDate | date | None) -> str:
    """A date as far as it is known: “30 September 2026”, “May 2026”, “about 2009”, or nothing."""
    if when is None:
        return ""
    text = when.isoformat() if isinstance(when, date) else when.text
    if text.startswith("--"):
        return _day_and_month(text.removeprefix("--"))
    about, _space, rest = text.rpartition(" ")
    said = _in_words(rest)
    return _("about %(date)s") % {"date": said} if about else said


def _in_words(text: str) -> str:
    year, *rest = text.split("-")
    if not rest:
        return year
    if len(rest) == 1:
        return _("%(month)s %(year)s") % {"month": _month(rest[0]), "year": year}
    parts = {"day": int(rest[1]), "month": _month(rest[0]), "year": year}
    return _("%(day)s %(month)s %(year)s") % parts


def _day_and_month(text: str) -> str:
    month, number = text.split("-")
    return _("%(day)s %(month)s") % {"day": int(number), "month": _month(month)}


def _month(number: str) -> str:
    return _(MONTHS[int(number) - 1])


def ago(when: PartialDate, on: date | None) -> str:
    """How long before a day a date was, in the words people use; nothing where the day is not known."""
    if on is None or when.earliest is None or when.earliest != when.latest or when.earliest > on:
        return ""
    days = (on - when.earliest).days
    if days <= 1:
        return (_("today"), _("yesterday"))[days]
    if days < _DAYS_SAID:
        return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
    if days < _MONTHS_SAID:
        months = round(days / 30.44)
        return ngettext("%(n)s month ago", "%(n)s months ago", months) % {"n": months}
    years = days // 365
    return ngettext("%(n)s year ago", "%(n)s years ago", years) % {"n": years}


def lately(when: PartialDate, on: date | None) -> str:
    """A day of the last week as people say it, “yesterday” or “on Sunday”; any other date as it is known."""
    known = when.earliest if when.earliest == when.latest else None
    days = (on - known).days if on and known else _WEEK
    if known is None or not 0 <= days < _WEEK:
        return day(when)
    return ago(when, on) if days <= 1 else _(WEEKDAYS[known.weekday()])


def cell_told(cell: Cell) -> str:
    """Everything that a cell of the homes side by side says."""
    return "; ".join(told(part.message, part.arguments) for part in cell.said)


def told(message: str, arguments: Mapping[str, str | int]) -> str:
    """A sentence of a question or a rule with its arguments, numbers said as people say them."""
    return _(message).format_map(isolated({**arguments, **_agreeing(arguments)}))


def _agreeing(arguments: Mapping[str, str | int]) -> dict[str, str]:
    """What a sentence needs beside its arguments: messages in the language, and words that agree with numbers."""
    messages = {name: _(str(arguments[name])) for name in _MESSAGES & arguments.keys()}
    if "n" not in arguments:
        return messages
    n, m = int(arguments["n"]), int(arguments.get("m", 0))
    return {
        **messages,
        "n_times": _times(n),
        "m_times": _times(m),
        "there_is": ngettext("There is", "There are", n),
        "relatives": ngettext("relative is", "relatives are", n),
        "relative_s": ngettext("relative", "relatives", n),
        "grownups": ngettext("grown-up has", "grown-ups have", n),
    }


def _times(number: int) -> str:
    few = (_("not at all"), _("once"), _("twice"))
    return (
        few[number]
        if number < len(few)
        else ngettext("%(n)s time", "%(n)s times", number) % {"n": number}
    )


def label(code: str, table: str) -> str:
    """The words for a code of one of the vocabularies."""
    found = TABLES[table].get(code, code)
    return _(str(getattr(found, "label", found)))


def listed(names: Sequence[str]) -> str:
    """Names one after another: “Nan, Joy and Kay”."""
    if len(names) <= 1:
        return "".join(names)
    *some, last = map(apart, names)
    return _("%(some)s and %(last)s") % {"some": ", ".join(some), "last": last}


def at_home(network: Network, person_id: str, mates: Sequence[str]) -> str:
    """With whom somebody lives; where is never said here."""
    child, names = network.child_id, [network.known_as(mate) for mate in mates]
    if not mates:
        return ""
    if person_id == child:
        return _("Lives with %(names)s.") % isolated({"names": listed(names)})
    if child not in mates:
        return _("Shares a home with %(names)s.") % isolated({"names": listed(names)})
    both = {"child": network.known_as(child), "name": network.known_as(person_id)}
    since = network.homes[child].start_date
    if not since.is_known:
        return _("%(child)s and %(name)s live in the same home.") % isolated(both)
    return _("%(child)s has lived with %(name)s since %(when)s.") % isolated(
        {**both, "when": day(since)}
    )


def quoted(text: str) -> str:
    """Words as they were written down: what stands in quotation marks was said, the rest was told."""
    inner = text.strip()
    is_said = len(inner) > 1 and inner[0] in _QUOTES and inner[-1] in _QUOTES
    return _("“%(words)s”") % isolated({"words": inner[1:-1]}) if is_said else inner


def statement(row: Relationship, network: Network) -> str:
    """A statement with both names: “Granny loves Tiana”."""
    one, other = network.known_as(row.from_id), network.known_as(row.to_id)
    said = _(RELATIONSHIP_KINDS[row.kind].label)
    return _("%(one)s %(link)s %(other)s") % isolated({"one": one, "link": said, "other": other})


def promise(row: Relationship) -> str:
    """What was promised."""
    return _(PROMISES.get(row.detail, row.detail))


def who_said(row: Relationship, network: Network) -> str:
    """Who said it and when: “Granny, 30 September 2026”."""
    who = apart(network.known_as(row.source_id)) if row.source_id else ""
    if not who and row.source_type:
        who = label(row.source_type, "source_type")
    return ", ".join(part for part in (who, day(row.source_date)) if part)
