"""Fields and forms: one row for everything that can be typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.access import SOMEONE
from graph.network import Network
from graph.sensitivity import Sensitivity
from graph.vocabulary import FRIENDS, PROFESSIONAL_ROLES, RELATIONSHIP_KINDS, TABLES
from web.words import _, ngettext

SHORT, LONG = 300, 4000
FORWARDS, BACKWARDS = ">", "<"
WHEN = "As far as you know it: 2026-05-02, 2026-05, 2026 or about 2009."

RHYTHMS: Mapping[str, str] = {
    "": "no set rhythm",
    "1": "every day",
    "2": "several times a week",
    "7": "every week",
    "14": "every two weeks",
    "21": "every three weeks",
    "28": "every four weeks",
    "30": "every month",
    "60": "every two months",
    "90": "every term",
    "180": "twice a year",
    "365": "every year",
}
STARS: Mapping[str, str] = {
    "": "not asked",
    "5": "brilliant",
    "4": "good",
    "3": "ok",
    "2": "not good",
    "1": "don’t want to say",
}
DETAILS: Mapping[str, str] = {
    "": "not recorded",
    "full": "full",
    "half": "half",
    "married": "married",
    "civil_partnership": "in a civil partnership",
    "cohabiting": "living together",
    "relationship": "a couple",
    **{friend: friend for friend in FRIENDS},
    **PROFESSIONAL_ROLES,
}
YES_NO: Mapping[str, str] = {"no": "no", "yes": "yes"}


def rhythm(days: int | None) -> str:
    """How often family time is planned."""
    if days is None:
        return _(RHYTHMS[""])
    known = RHYTHMS.get(str(days))
    return _(known) if known else ngettext("every day", "every %(n)s days", days) % {"n": days}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to type or choose. `part` is the kind of record that it belongs to, `name` the record’s field.

    `kind` is text, long, date, number, list, choice, rhythm, stars, yes_no, fine, person,
    link or move.
    """

    name: str
    label: str
    kind: str = "text"
    part: str = "relationship"
    table: str = ""
    only: tuple[str, ...] = ()
    hint: str = ""
    is_needed: bool = False
    keeps_if_empty: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together; a closed section is opened by whoever needs it."""

    heading: str
    fields: tuple[Field, ...]
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """One form: its name in the address, the kinds of record it writes, its headings and its sections.

    Without a heading for adding, what it is about is there already, and is only changed.
    """

    name: str
    parts: tuple[str, ...]
    adding: str
    changing: str
    sections: tuple[Section, ...]
    families: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    starts_as: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field, in order."""
        return tuple(one for section in self.sections for one in section.fields)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose from."""

    code: str
    label: str


def options(form: Form, one: Field, network: Network, typed: str) -> tuple[Option, ...]:
    """What a field offers, in words; what is kept already is always among it."""
    if one.kind == "person":
        found = [Option("", _("nobody in particular"))] if not one.is_needed else []
        found += [Option(person, network.known_as(person)) for person in network.in_order]
        if typed == SOMEONE or one.name == "source_id":
            found.append(Option(SOMEONE, _("somebody who is not on this map")))
        return tuple(found)
    if one.kind == "link":
        return _links(form, network)
    table = _table(one)
    offered = [Option(code, _label(table[code])) for code in one.only or table if code in table]
    if typed not in {option.code for option in offered}:
        offered.append(Option(typed, _label(table.get(typed, typed))))
    return tuple(offered)


def label_of(one: Field, code: str) -> str:
    """What a value of a field is called; what is typed freely is called what it is."""
    if one.kind in ("person", "link") or not has_options(one):
        return code
    return _label(_table(one).get(code, code))


def offered_codes(form: Form, one: Field, network: Network) -> frozenset[str]:
    """The codes that may be chosen."""
    return frozenset(option.code for option in options(form, one, network, _first(one)))


def may_write(one: Field, sensitivity: Sensitivity | None, network: Network) -> bool:
    """Whether the viewer of a network sees the class of a field, and so may write it."""
    return sensitivity is not None and network.shows(sensitivity)


def has_options(one: Field) -> bool:
    """Whether it is chosen and not typed."""
    return one.kind in {"choice", "rhythm", "stars", "yes_no", "fine", "person", "link", "move"}


def _links(form: Form, network: Network) -> tuple[Option, ...]:
    """Every kind of tie of the form that the viewer may see, forwards and backwards."""
    found = []
    for kind in RELATIONSHIP_KINDS.values():
        is_here = kind.family in form.families or kind.code in form.kinds
        if is_here and network.shows(kind.sensitivity):
            found.append(Option(kind.code + FORWARDS, _(kind.label)))
            if not kind.is_symmetric and kind.family != "statement":
                found.append(Option(kind.code + BACKWARDS, _(kind.label_back)))
    return tuple(found)


def _table(one: Field) -> Mapping[str, object]:
    own = {"rhythm": RHYTHMS, "stars": STARS, "yes_no": YES_NO, "fine": DETAILS}
    return own[one.kind] if one.kind in own else TABLES[one.table]


def _first(one: Field) -> str:
    return next(iter(one.only or _table(one))) if one.kind not in ("person", "link") else ""


def _label(found: object) -> str:
    return _(str(getattr(found, "label", found)))
