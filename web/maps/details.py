"""Details: what is told of a person when they are tapped, as far as the viewer of this network may know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.network import Network
from graph.relationships import Relationship
from graph.sensitivity import CHILD_PRIVATE, PROTECTED
from web.maps.names import shown
from web.maps.scene import Scene
from web.maps.times import first_week, last_time, weeks
from web.words import _
from web.words.directions import apart, isolated
from web.words.kin import kin_word, ways_related
from web.words.sayings import (
    ago,
    at_home,
    day,
    label,
    lately,
    promise,
    quoted,
    statement,
    who_said,
)

_STANCES = frozenset({"not_safe", "safe_with_support", "unknown"})
_SAYING_NO = frozenset({"afraid_of", "does_not_want_to_see"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Words somebody said, or what was said without them; whether it is of love; who said it and when."""

    words: str
    about: str
    said: str
    is_love: bool


@dataclass(frozen=True, slots=True)
class Details:
    """One person, in sentences. `announced` is what a screen reader says when they are reached."""

    name: str
    announced: str
    full_name: str = ""
    kin: str = ""
    told: str = ""
    facts: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = ()
    promises: tuple[str, ...] = ()
    last: str = ""
    weeks: tuple[str, ...] = ()
    weeks_since: str = ""
    cautions: tuple[str, ...] = ()
    page: str = ""


def details(scene: Scene, page_of: Callable[[str], str] | None = None) -> dict[str, dict[str, Any]]:
    """Everyone's details by id, as plain values without what is empty; `page_of` gives the address of their page."""
    people = scene.layout.spots
    found = {person: details_of(scene, person, page_of) for person in people}
    found[scene.network.child_id] = _child(scene)
    return {person: _plain(said) for person, said in found.items()}


def _plain(said: Details) -> dict[str, Any]:
    found = {name: getattr(said, name) for name in said.__slots__ if getattr(said, name)}
    return found | (
        {"voices": [_voice_as_json(voice) for voice in said.voices]} if said.voices else {}
    )


def _voice_as_json(voice: Voice) -> dict[str, Any]:
    return {name: getattr(voice, name) for name in voice.__slots__}


def _child(scene: Scene) -> Details:
    name = shown(scene.child_name)
    return Details(
        name=name,
        announced=_("%(name)s, in the middle of the map") % isolated({"name": name}),
        facts=tuple(filter(None, (_home(scene, scene.network.child_id),))),
    )


def details_of(
    scene: Scene, person_id: str, page_of: Callable[[str], str] | None = None
) -> Details:
    """What is told of one person."""
    network, person = scene.network, scene.network.people[person_id]
    name = network.known_as(person_id)
    current = _current(network, person_id)
    told = weeks(network, person_id)
    begins = first_week(network)
    return Details(
        name=shown(name),
        announced=_announced(scene, person_id, current),
        full_name="" if person.full_name == name else person.full_name,
        kin=_kin(scene, person_id),
        told=kin_word(scene.kin[person_id].told) if person_id in scene.kin else "",
        facts=tuple(_facts(scene, person_id)),
        voices=tuple(_voice(row, network) for row in current if _is_voice(row)),
        promises=tuple(_promise(row) for row in current if row.kind == "promise"),
        last=_last(network, person_id),
        weeks=told,
        weeks_since=day(begins) if told and begins else "",
        cautions=tuple(_cautions(network, person_id, current)),
        page=page_of(person_id) if page_of else "",
    )


def _current(network: Network, person_id: str) -> list[Relationship]:
    """Rows that hold today, what was said last first."""
    on = network.on or date.max
    rows = sorted(
        (row for row in network.ties[person_id] if row.is_current(on)), key=lambda row: row.id
    )
    return sorted(rows, key=lambda row: row.source_date.earliest or date.min, reverse=True)


def _is_voice(row: Relationship) -> bool:
    return row.family == "statement" and row.kind not in _SAYING_NO


def _kin(scene: Scene, person_id: str) -> str:
    """Everything they are to the child, the kin word first."""
    role = scene.network.standings[person_id].professional_role
    ways = ways_related(scene.kin[person_id], role) if person_id in scene.kin else ()
    said = ways[0] if ways else ""
    for other in ways[1:]:
        said = _("%(word)s, also %(other)s") % {"word": said, "other": other}
    return said


def _facts(scene: Scene, person_id: str) -> list[str]:
    network, person = scene.network, scene.network.people[person_id]
    names = {"child": scene.child_name, "name": network.known_as(person_id)}
    found = [_(scene.placings[person_id].reason).format_map(isolated(names))]
    if person.has_died:
        when = day(person.dod)
        found.append(_("Died %(when)s.") % {"when": when} if when else _("Has died."))
    home = _home(scene, person_id)
    return [*found, home] if home else found


def _home(scene: Scene, person_id: str) -> str:
    return at_home(scene.network, person_id, scene.mates(person_id))


def _voice(row: Relationship, network: Network) -> Voice:
    return Voice(
        words=quoted(row.words),
        about=statement(row, network),
        said=who_said(row, network),
        is_love=row.kind in ("loves", "misses"),
    )


def _promise(row: Relationship) -> str:
    words = quoted(row.words)
    return f"{promise(row)}: {words}" if words else promise(row)


def _last(network: Network, person_id: str) -> str:
    time = last_time(network, person_id)
    if time is None:
        return ""
    parts = [day(time.date), label(time.contact_type, "contact_type"), ago(time.date, network.on)]
    return " · ".join(part for part in parts if part)


def _cautions(network: Network, person_id: str, current: list[Relationship]) -> list[str]:
    """What to be careful of, for those who are shown it: the stance, and that the child said no."""
    found = []
    stance = network.standings[person_id].safety_stance(network.on)
    if network.shows(PROTECTED) and stance in _STANCES:
        found.append(label(stance, "safety_stance"))
    said_no = any(row.kind in _SAYING_NO and row.from_id == network.child_id for row in current)
    if network.shows(CHILD_PRIVATE) and said_no:
        child = network.known_as(network.child_id)
        found.append(_("%(child)s has said no for now") % isolated({"child": child}))
    return found


def _announced(scene: Scene, person_id: str, current: list[Relationship]) -> str:
    """“Gloria Bennett, Granny, maternal grandmother, loves Tiana, last together on Sunday”."""
    network, child = scene.network, {"child": scene.child_name}
    name, called = network.people[person_id].full_name, network.known_as(person_id)
    full = "" if name in ("", called) else apart(shown(name))
    parts = [full, apart(shown(called)), _kin(scene, person_id)]
    loving = {row.from_id for row in current if row.kind == "loves"}
    time = last_time(network, person_id)
    if person_id in loving:
        parts.append(_("loves %(child)s") % isolated(child))
    if network.child_id in loving:
        parts.append(_("loved by %(child)s") % isolated(child))
    if network.people[person_id].has_died:
        parts.append(_("has died"))
    elif scene.shares_home(person_id):
        parts.append(_("lives with %(child)s") % isolated(child))
    elif time is not None:
        said = _("last together %(when)s") if time.is_direct else _("last in touch %(when)s")
        parts.append(said % {"when": lately(time.date, network.on)})
    return ", ".join(part for part in parts if part)


def words_of_the_page(child: str) -> Mapping[str, str]:
    """Every word that the page's own module shows."""
    return {
        "voices": _("Who says what"),
        "promises": _("Promises"),
        "last": _("Last in touch"),
        "weeks": _("Week by week since"),
        "cautions": _("Please be careful"),
        "page": _("Open their page"),
        "home": _("Show this home"),
        "everyone": _("Show everyone"),
        "close": _("Close"),
        "nobody": _("Nobody on this map has that name. Who could it be?"),
        "silent": _("Nobody has told us anything in words yet. Who could ask?"),
        "failed": _("The map could not be fetched. Nothing was shown. Load the page again."),
        "hidden": _("People whose job it is are hidden."),
        "shown": _("Everyone is shown."),
        "waiting": _("One moment…"),
        "looking": _("Now you see: %(lens)s"),
        "child": child,
    }
