"""Homes being considered, side by side: what each would keep, strain or end, and what is not known.

Facts with their sources, for a panel or a court to read. No score, no recommendation, no ranking: homes stand in the
order of the map, and a person decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from graph.access import CONFIDENTIAL
from graph.network import Network, Silence
from graph.record import Value
from graph.relationships import Relationship
from graph.vocabulary import PROMISES
from queries.moment import Moment
from queries.other_ties import CARER_KINDS

KEEPS, STRAINS, ENDS, NOT_KNOWN = "keeps", "strains", "ends", "not known"
_TOGETHER = frozenset({"in_person", "supervised_in_person"})
_OVERSEAS = "overseas"
_SILENT = (
    (Silence.NOT_SAFE, "safety comes first: talk to your manager"),
    (Silence.SAID_NO, "the child has said not now"),
    (Silence.LIVES_WITH, "lives with someone who is not safe: talk to your manager first"),
    (Silence.CLOSED, "has said not now, or is not to be contacted"),
)


class Home(Value):
    """One home being considered, or the child's home now: who would care there, and its broad area."""

    key: str
    carers: tuple[str, ...]
    is_now: bool
    area: str = ""


class Cell(Value):
    """What one home means for one row: keeps, strains, ends or not known, why, and how we know."""

    home: str
    effect: str
    because: str
    source: str


class Row(Value):
    """One thing that matters, and a cell for each home."""

    topic: str
    subject: str
    person_id: str
    cells: tuple[Cell, ...]


class Options(Value):
    """The homes and the rows of a side-by-side."""

    homes: tuple[Home, ...]
    rows: tuple[Row, ...]


def options(network: Network, moment: Moment | None = None) -> Options:
    """The side-by-side of a map on its day."""
    now = moment or Moment(network)
    homes = tuple(_homes(now))
    rows = (*_people_rows(now, homes), *_shared_rows(now, homes), *_standing_rows(now, homes))
    return Options(homes=homes, rows=rows if homes else ())


def _homes(now: Moment) -> Iterator[Home]:
    caring = [p for p in now.others if now.to_child(p, *sorted(CARER_KINDS))]
    coming = [p for p in now.others if now.to_child(p, "prospective_carer")]
    groups: dict[str, list[str]] = {}
    for person in [*caring, *coming]:
        group = groups.setdefault(now.network.home_code(person) or person, [])
        if person not in group:
            group.append(person)
    for key, carers in groups.items():
        area = next((area for carer in carers if (area := now.network.area(carer))), "")
        is_now = bool(now.child_home) and key == now.child_home
        yield Home(key=key, carers=tuple(carers), is_now=is_now, area=area)


def _cells(homes: Sequence[Home], tell: Callable[[Home], tuple[str, str, str]]) -> tuple[Cell, ...]:
    found = []
    for home in homes:
        effect, because, source = tell(home)
        found.append(Cell(home=home.key, effect=effect, because=because, source=source))
    return tuple(found)


def _people_rows(now: Moment, homes: Sequence[Home]) -> Iterator[Row]:
    """Brothers and sisters, then everyone else who matters to the child, living and not silenced."""
    siblings = [p for p in now.others if now.kin[p].is_sibling and now.is_living(p)]
    others = [
        p for p in now.others if now.is_important(p) and now.is_living(p) and p not in siblings
    ]
    for topic, people in (("brothers and sisters", siblings), ("people who matter", others)):
        for person in people:
            yield Row(
                topic=topic,
                subject=now.network.known_as(person),
                person_id=person,
                cells=_cells(homes, partial(_effect, now, person)),
            )


def _effect(now: Moment, person: str, home: Home) -> tuple[str, str, str]:
    for silent, why in _SILENT:
        if silent in now.silence(person):
            return NOT_KNOWN, why, "the record, and the child's own words"
    if person in home.carers or _lives_in(now, home, person):
        return KEEPS, "would live together", "homes as recorded"
    plan = next(iter(now.plans(person)), None)
    if home.is_now:
        return _as_now(now, person, plan)
    if now.shares_home(person):
        return STRAINS, "lives with the child now, and would not", "homes as recorded"
    if _is_tied_to_the_home_now(now, person):
        return (
            ENDS,
            "the tie comes with the home the child has now, and nothing is promised",
            "ties",
        )
    return _by_distance(now, home, person, plan)


def _lives_in(now: Moment, home: Home, person: str) -> bool:
    return bool(now.network.home_code(person)) and now.network.home_code(person) == home.key


def _as_now(now: Moment, person: str, plan: Relationship | None) -> tuple[str, str, str]:
    if now.shares_home(person):
        return KEEPS, "lives with the child", "homes as recorded"
    if plan is not None:
        return KEEPS, f"the plan can go on: {_plan_words(plan)}", _source(now, plan)
    if now.in_contact(person, 90):
        return KEEPS, "in touch as now, with no plan", "times together"
    return NOT_KNOWN, "no plan, and no time together in three months", "times together"


def _is_tied_to_the_home_now(now: Moment, person: str) -> bool:
    kinds = (*sorted(CARER_KINDS), "carer_family", "residential_worker")
    return bool(now.to_child(person, *kinds)) and not now.promises(person) and not now.plans(person)


def _by_distance(
    now: Moment, home: Home, person: str, plan: Relationship | None
) -> tuple[str, str, str]:
    band = distance_band(home.area, now.network.area(person))
    if plan is not None and plan.plan_mode not in _TOGETHER:
        return KEEPS, f"the plan needs no journey: {_plan_words(plan)}", _source(now, plan)
    if band == NOT_KNOWN:
        return NOT_KNOWN, "how far it would be is not known", "areas as recorded"
    if band == "same area":
        return KEEPS, "the same area", "areas as recorded"
    return STRAINS, f"{band}: who would travel, and how often?", "areas as recorded"


def distance_band(one: str, other: str) -> str:
    """Same area, another area, another country, or not known; never a distance and never a place."""
    if not one or not other or CONFIDENTIAL in (one, other):
        return NOT_KNOWN
    if one.startswith(_OVERSEAS) or other.startswith(_OVERSEAS):
        return "same area" if one == other else "another country"
    return "same area" if one == other else "another area"


def _plan_words(plan: Relationship) -> str:
    return f"every {plan.plan_every_days} days" if plan.plan_every_days else "when they want"


def _source(now: Moment, row: Relationship) -> str:
    who = now.network.known_as(row.source_id) if row.source_id else "a record"
    return f"{who} {row.source_date.text}".strip()


def _shared_rows(now: Moment, homes: Sequence[Home]) -> Iterator[Row]:
    """Culture, faith and language, school, and how far from where the child lives now."""
    tags = dict.fromkeys((*now.network.case.culture_tags, *now.network.child.languages))
    for tag in tags:
        yield _row("culture and language", tag, homes, partial(_shares, now, tag))
    yield _row("school", "school", homes, partial(_school, now))
    yield _row("distance", "from where the child lives now", homes, partial(_distance, now))


def _row(
    topic: str, subject: str, homes: Sequence[Home], tell: Callable[[Home], tuple[str, str, str]]
) -> Row:
    return Row(topic=topic, subject=subject, person_id="", cells=_cells(homes, tell))


def _shares(now: Moment, tag: str, home: Home) -> tuple[str, str, str]:
    people = [now.person(carer) for carer in home.carers]
    sharing = [p for p in people if tag in (*p.culture_tags, *p.languages)]
    if sharing:
        names = ", ".join(now.network.known_as(person.id) for person in sharing)
        return KEEPS, f"shared by {names}", "as recorded about each person"
    is_language = tag in now.network.child.languages
    if not any(person.languages if is_language else person.culture_tags for person in people):
        return NOT_KNOWN, "nothing is recorded about the carers", "as recorded about each person"
    return STRAINS, "nobody who would care there shares it", "as recorded about each person"


def _school(now: Moment, home: Home) -> tuple[str, str, str]:
    if home.is_now:
        return KEEPS, "no change of home", "homes as recorded"
    band = distance_band(home.area, now.network.area(now.child_id))
    if band == "same area":
        return KEEPS, "the same area: ask the school", "areas as recorded"
    return NOT_KNOWN, "ask whether the school can stay the same", "areas as recorded"


def _distance(now: Moment, home: Home) -> tuple[str, str, str]:
    if home.is_now:
        return KEEPS, "no change of home", "homes as recorded"
    band = distance_band(home.area, now.network.area(now.child_id))
    effect = {"same area": KEEPS, NOT_KNOWN: NOT_KNOWN}.get(band, STRAINS)
    return effect, band, "areas as recorded"


def _standing_rows(now: Moment, homes: Sequence[Home]) -> Iterator[Row]:
    yield _row("who stands behind it", "promises made", homes, partial(_behind, now))
    yield _row("not known", "still to ask", homes, partial(_open_questions, now))


def _behind(now: Moment, home: Home) -> tuple[str, str, str]:
    """Promises of the carers, and of those joined to them by a tie of their own."""
    near = {*home.carers}
    for carer in home.carers:
        near |= {
            row.other(carer)
            for row in now.current(carer)
            if row.family in ("kin", "couple", "kith")
        }
    promised = [
        (person, row)
        for person in now.others
        if person in near and not now.silence(person)
        for row in now.promises(person)
    ]
    if not promised:
        return (
            NOT_KNOWN,
            "nobody has promised anything around this home yet",
            "promises as recorded",
        )
    told = "; ".join(
        f"{now.network.known_as(person)}: {PROMISES.get(row.detail, row.detail)}"
        for person, row in promised
    )
    return KEEPS, told, "; ".join(dict.fromkeys(_source(now, row) for _, row in promised))


def _open_questions(now: Moment, home: Home) -> tuple[str, str, str]:
    questions = []
    for carer in home.carers:
        standing, name = now.standing(carer), now.network.known_as(carer)
        if standing.safety_stance(now.on) == "unknown":
            questions.append(f"nobody has recorded what is safe with {name}")
        if not now.person(carer).culture_tags:
            questions.append(f"no culture or faith is recorded for {name}")
        if not now.loves_child(carer):
            questions.append(f"nobody has said yet whether {name} loves the child")
    if not home.area:
        questions.append("no area is recorded")
    if not questions:
        return KEEPS, "nothing that the record asks for is missing", "as recorded now"
    return NOT_KNOWN, "; ".join(questions), "as recorded now"
