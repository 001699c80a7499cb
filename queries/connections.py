"""How somebody is connected to the child: the shortest way through people, told in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from graph.network import Network
from graph.record import Value
from graph.relationships import Relationship
from graph.vocabulary import PROFESSIONAL_ROLES
from queries.family_tree import is_unnamed
from queries.kinship_words import CHILD, GODPARENT, PARENT, SIBLING, SPOUSE, Gendered, gendered
from queries.moment import Moment
from queries.routes import retraced

_FAMILIES = frozenset({"kin", "couple"})
_ALL = _FAMILIES | {"care", "kith", "professional"}
_MARRIED = frozenset({"married", "civil_partnership"})

# What the one further from the child is to the nearer: read forwards (they are its `from`) and backwards.
_WORDS: Mapping[str, tuple[str | Gendered, str | Gendered]] = {
    "birth_parent": (PARENT, CHILD),
    "legal_parent": (PARENT, CHILD),
    "adoptive_parent": (PARENT, CHILD),
    "possible_birth_parent": ("possible parent", "possible child"),
    "donor": ("donor", "child by donation"),
    "sibling": (SIBLING, SIBLING),
    "twin": ("twin", "twin"),
    "partner": ("partner", "partner"),
    "foster_carer": ("foster carer", "foster child"),
    "kinship_carer": ("family carer", "child in their care"),
    "special_guardian": ("special guardian", "child in their care"),
    "prospective_carer": ("carer to be", "child who may come to them"),
    "host_carer": ("host", "guest"),
    "residential_worker": ("key worker", "child in their care"),
    "carer_family": ("carer's family member", "carer's family member"),
    "step_parent": ("step-parent", "stepchild"),
    "godparent": (GODPARENT, "godchild"),
    "friend": ("friend", "friend"),
    "family_friend": ("family friend", "family friend"),
    "neighbour": ("neighbour", "neighbour"),
    "faith": ("friend in faith", "friend in faith"),
    "school": ("link at school", "link at school"),
    "community": ("link in the community", "link in the community"),
    "mentor": ("mentor", "mentee"),
    "independent_visitor": ("independent visitor", "child they visit"),
    "ceremonial_kin": ("ceremonial kin", "ceremonial kin"),
    "former_professional": ("former worker", "child they worked with"),
    "pet_of": ("pet", "keeper"),
    "professional": ("worker", "child they work with"),
}
_PLACES = {kind: place for place, kind in enumerate(_WORDS)}


class Step(Value):
    """One step away from the child: to whom, what they are to the one before, and the row that says so."""

    person_id: str
    word: str
    relationship_id: str


class Connection(Value):
    """The way from the child to somebody, step by step, and in one sentence; no steps where nothing joins them."""

    person_id: str
    steps: tuple[Step, ...]
    sentence: str


def how_connected(network: Network, person_id: str, moment: Moment | None = None) -> Connection:
    """How somebody is connected to the child, through family where there is a way, else through the fewest people.

    A way never leads through a professional: they would join every child they work with.
    """
    now = moment or Moment(network)
    way = (
        _family_way(now, person_id)
        or _shortest_way(now, person_id, _FAMILIES)
        or _shortest_way(now, person_id, _ALL)
    )
    steps = tuple(_step(now, here, there) for here, there in pairwise(way))
    return Connection(person_id=person_id, steps=steps, sentence=_told(now, person_id, steps))


def _told(now: Moment, person_id: str, steps: tuple[Step, ...]) -> str:
    child = now.network.known_as(now.child_id)
    if person_id == now.child_id:
        return f"This is {child}’s map."
    if not steps:
        return f"Nothing on the map joins {now.network.known_as(person_id)} to {child} yet."
    told = [f"{step.word} is {now.network.known_as(step.person_id)}" for step in steps]
    return f"{child}’s {', whose '.join(told)}."


def _family_way(now: Moment, person_id: str) -> tuple[str, ...]:
    """The path of parents that the kin word rests on, where a row on the map says each step."""
    path = now.kin[person_id].path
    if any(is_unnamed(person) for person in path):
        return ()
    return path if all(_rows_between(now, *pair) for pair in pairwise(path)) else ()


def _shortest_way(now: Moment, person_id: str, families: frozenset[str]) -> tuple[str, ...]:
    came_from = {now.child_id: now.child_id}
    ring = [now.child_id]
    while ring and person_id not in came_from:
        ahead: dict[str, str] = {}
        for here in ring:
            for there in _next_to(now, here, families):
                if there not in came_from:
                    ahead.setdefault(there, here)
        came_from |= ahead
        ring = sorted(
            (there for there in ahead if not _is_at_work(now, there)), key=now.network.key
        )
    return retraced(came_from, person_id)


def _next_to(now: Moment, person_id: str, families: frozenset[str]) -> set[str]:
    others = {
        row.other(person_id)
        for row in now.network.ties[person_id]
        if row.family in families and row.kind in _WORDS and not now.is_disputed(row)
    }
    return others & now.network.people.keys()


def _is_at_work(now: Moment, person_id: str) -> bool:
    return now.standing(person_id).network_kind == "professional"


def _rows_between(now: Moment, one: str, other: str) -> list[Relationship]:
    """Rows that join two people: those that stand first, then the closest kind."""
    rows = [row for row in now.network.ties[one] if row.joins(other) and row.kind in _WORDS]
    return sorted(rows, key=lambda row: (row.is_over(now.on), _PLACES[row.kind], row.ref, row.id))


def _step(now: Moment, here: str, there: str) -> Step:
    row = _rows_between(now, here, there)[0]
    return Step(person_id=there, word=_word(now, row, there), relationship_id=row.id)


def _word(now: Moment, row: Relationship, there: str) -> str:
    forwards, backwards = _WORDS[row.kind]
    said = forwards if row.from_id == there else backwards
    if row.kind == "partner" and row.detail in _MARRIED:
        said = SPOUSE
    if row.kind == "professional" and row.from_id == there:
        said = PROFESSIONAL_ROLES.get(row.detail, "worker")
    word = said if isinstance(said, str) else gendered(said, now.person(there).gender)
    is_past = row.is_over(now.on) and row.family != "kin" and not word.startswith("former")
    return f"former {word}" if is_past else word
