"""Homes being considered, side by side: what each would keep, strain or end, and what is not known.

Facts with their sources, for a panel or a court to read. No score, no recommendation, no ranking: homes stand in the
order of the map, and a person decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from graph.access import CONFIDENTIAL
from graph.network import Network, Silence
from graph.relationships import Relationship
from graph.sensitivity import CHILD_PRIVATE, PROTECTED, RECORD
from graph.vocabulary import PROMISES
from queries.compared import Cell, Home, Options, Part, Row
from queries.moment import Moment
from queries.other_ties import CARER_KINDS

KEEPS, STRAINS, ENDS, NOT_KNOWN = "keeps", "strains", "ends", "not known"
# Said of what is no relationship: promises that stand, and questions that are left.
PLAIN = ""

_BY_HOMES = "homes as recorded"
_BY_AREAS = "areas as recorded"
_BY_TIMES = "times together as recorded"
_BY_PEOPLE = "what is recorded of each person"
_BY_RECORD = "the record, and the child’s own words"
_TOGETHER = frozenset({"in_person", "supervised_in_person"})
_OVERSEAS = "overseas"
_LANGUAGE, _DISTANCE = "language", "distance"
# With so many days between, and without.
_GOES_ON = ("the plan can go on: every {days} days", "the plan can go on: when they want")
_NO_JOURNEY = (
    "the plan needs no journey: every {days} days",
    "the plan needs no journey: when they want",
)
_TO_TRAVEL = {
    "another area": "another area: who would travel, and how often?",
    "another country": "another country: who would travel, and how often?",
}
_LATELY = 90
# Why nobody is to be prompted towards somebody, and the class of field that a viewer must see to be told so.
_SILENT = (
    (Silence.NOT_SAFE, PROTECTED, "safety comes first: talk to your manager"),
    (Silence.SAID_NO, CHILD_PRIVATE, "the child has said not now"),
    (
        Silence.LIVES_WITH,
        PROTECTED,
        "lives with someone who is not safe: talk to your manager first",
    ),
    (Silence.CLOSED, RECORD, "has said not now, or is not to be contacted"),
)


_Tell = Callable[[Home], Cell]


def options(network: Network, moment: Moment | None = None) -> Options:
    """The side-by-side of a map on its day."""
    now = moment or Moment(network)
    homes = tuple(_homes(now))
    rows = (*_people_rows(now, homes), *_shared_rows(now, homes), *_standing_rows(now, homes))
    return Options(homes=homes, rows=rows if homes else ())


def _homes(now: Moment) -> Iterator[Home]:
    caring = [p for p in now.others if now.to_child(p, *sorted(CARER_KINDS))]
    coming = [p for p in now.others if now.to_child(p, "prospective_carer")]
    groups: dict[str, list[str]] = {now.child_home: []} if now.child_home else {}
    for person in [*caring, *coming]:
        group = groups.setdefault(now.network.home_code(person) or person, [])
        if person not in group:
            group.append(person)
    for key, carers in groups.items():
        is_now = bool(now.child_home) and key == now.child_home
        known = [*carers, now.child_id] if is_now else carers
        area = next((area for one in known if (area := now.network.area(one))), "")
        yield Home(key=key, carers=tuple(carers), is_now=is_now, area=area)


def _row(topic: str, subject: str, homes: Sequence[Home], tell: _Tell, person_id: str = "") -> Row:
    cells = tuple(tell(home) for home in homes)
    return Row(topic=topic, subject=subject, person_id=person_id, cells=cells)


def _people_rows(now: Moment, homes: Sequence[Home]) -> Iterator[Row]:
    """Brothers and sisters, then everyone else who matters to the child or has a plan, living.

    Who must not be prompted towards is left out for whoever may not know why.
    """
    living = [p for p in now.others if now.is_living(p) and not _is_left_out(now, p)]
    siblings = [person for person in living if now.kin[person].is_sibling]
    others = [p for p in living if (now.is_important(p) or now.plans(p)) and p not in siblings]
    for topic, people in (("brothers and sisters", siblings), ("people who matter", others)):
        for person in people:
            name = now.network.known_as(person)
            yield _row(topic, name, homes, partial(_effect, now, person), person)


def _is_left_out(now: Moment, person: str) -> bool:
    silent = now.silence(person)
    return any(one in silent and not now.network.shows(mark) for one, mark, _ in _SILENT)


def _effect(now: Moment, person: str, home: Home) -> Cell:
    cell = partial(Cell, home=home.key)
    for silent, _, why in _SILENT:
        if silent in now.silence(person):
            return cell(effect=NOT_KNOWN, message=why, source=_BY_RECORD)
    if person in home.carers or _lives_in(now, home, person):
        return cell(effect=KEEPS, message="would live together", source=_BY_HOMES)
    if home.is_now:
        return _as_now(now, person, home)
    if now.shares_home(person):
        why = "lives with the child now, and would not"
        return cell(effect=STRAINS, message=why, source=_BY_HOMES)
    if _is_tied_to_the_home_now(now, person):
        why = "the tie comes with the home the child has now, and nothing is promised"
        return cell(effect=ENDS, message=why, source="ties as recorded")
    return _by_distance(now, person, home)


def _lives_in(now: Moment, home: Home, person: str) -> bool:
    return bool(now.network.home_code(person)) and now.network.home_code(person) == home.key


def _as_now(now: Moment, person: str, home: Home) -> Cell:
    cell = partial(Cell, home=home.key)
    if now.shares_home(person):
        return cell(effect=KEEPS, message="lives with the child", source=_BY_HOMES)
    plan = next(iter(now.plans(person)), None)
    if plan is not None:
        return _by_plan(now, home, plan, _GOES_ON)
    if now.in_contact(person, _LATELY):
        return cell(effect=KEEPS, message="in touch as now, with no plan", source=_BY_TIMES)
    why = "no plan, and no time together in three months"
    return cell(effect=NOT_KNOWN, message=why, source=_BY_TIMES)


def _by_plan(now: Moment, home: Home, plan: Relationship, why: tuple[str, str]) -> Cell:
    often = {"days": str(plan.plan_every_days)} if plan.plan_every_days else {}
    is_here = plan.source_id in now.network.people
    return Cell(
        home=home.key,
        effect=KEEPS,
        message=why[0] if often else why[1],
        arguments=often,
        source=now.network.known_as(plan.source_id) if plan.source_id else "a record",
        source_on=plan.source_date.text,
        people=(plan.source_id,) if is_here else (),
    )


def _is_tied_to_the_home_now(now: Moment, person: str) -> bool:
    kinds = (*sorted(CARER_KINDS), "carer_family", "residential_worker")
    return bool(now.to_child(person, *kinds)) and not now.promises(person) and not now.plans(person)


def _by_distance(now: Moment, person: str, home: Home) -> Cell:
    cell = partial(Cell, home=home.key, source=_BY_AREAS)
    band = distance_band(home.area, now.network.area(person))
    plan = next(iter(now.plans(person)), None)
    if plan is not None and plan.plan_mode not in _TOGETHER:
        return _by_plan(now, home, plan, _NO_JOURNEY)
    if band == NOT_KNOWN:
        return cell(effect=NOT_KNOWN, message="how far it would be is not known")
    if band == "same area":
        return cell(effect=KEEPS, message="the same area")
    return cell(effect=STRAINS, message=_TO_TRAVEL[band])


def distance_band(one: str, other: str) -> str:
    """Same area, another area, another country, or not known; never a distance and never a place."""
    if not one or not other or CONFIDENTIAL in (one, other):
        return NOT_KNOWN
    if one.startswith(_OVERSEAS) or other.startswith(_OVERSEAS):
        return "same area" if one == other else "another country"
    return "same area" if one == other else "another area"


def _shared_rows(now: Moment, homes: Sequence[Home]) -> Iterator[Row]:
    """Culture and faith, language, school, and how far from where the child lives now."""
    spoken = now.network.child.languages
    for tag in now.network.case.culture_tags:
        if tag not in spoken:
            yield _row("culture and faith", tag, homes, partial(_shares_culture, now, tag))
    for language in spoken:
        yield _row(_LANGUAGE, language, homes, partial(_shares_language, now, language))
    yield _row("school", "going on at the same school", homes, partial(_school, now))
    yield _row(_DISTANCE, "from where the child lives now", homes, partial(_distance, now))


def _shares_culture(now: Moment, tag: str, home: Home) -> Cell:
    """A part of who the child is, which somebody carries as culture or as language."""
    people = {carer: now.person(carer) for carer in home.carers}
    carried = {carer: (*one.culture_tags, *one.languages) for carer, one in people.items()}
    return _shares(now, home, tag, carried)


def _shares_language(now: Moment, language: str, home: Home) -> Cell:
    spoken = {carer: now.person(carer).languages for carer in home.carers}
    return _shares(now, home, language, spoken)


def _shares(now: Moment, home: Home, tag: str, carried: Mapping[str, Sequence[str]]) -> Cell:
    cell = partial(Cell, home=home.key, source=_BY_PEOPLE)
    sharing = tuple(carer for carer, tags in carried.items() if tag in tags)
    if sharing:
        names = {"names": ", ".join(now.network.known_as(carer) for carer in sharing)}
        return cell(effect=KEEPS, message="shared by {names}", arguments=names, people=sharing)
    if not any(carried.values()):
        return cell(effect=NOT_KNOWN, message="nothing is recorded about the carers")
    return cell(effect=STRAINS, message="nobody who would care there shares it")


def _school(now: Moment, home: Home) -> Cell:
    if home.is_now:
        return _no_move(home)
    cell = partial(Cell, home=home.key, source=_BY_AREAS)
    if distance_band(home.area, now.network.area(now.child_id)) == "same area":
        return cell(effect=KEEPS, message="the same area: ask the school")
    return cell(effect=NOT_KNOWN, message="ask whether the school can stay the same")


def _distance(now: Moment, home: Home) -> Cell:
    if home.is_now:
        return _no_move(home)
    band = distance_band(home.area, now.network.area(now.child_id))
    effect = {"same area": KEEPS, NOT_KNOWN: NOT_KNOWN}.get(band, STRAINS)
    return Cell(home=home.key, effect=effect, message=band, source=_BY_AREAS)


def _no_move(home: Home) -> Cell:
    return Cell(home=home.key, effect=KEEPS, message="no change of home", source=_BY_HOMES)


def _standing_rows(now: Moment, homes: Sequence[Home]) -> Iterator[Row]:
    yield _row("who stands behind it", "promises made", homes, partial(_behind, now))
    yield _row("not known", "still to ask", homes, partial(_open_questions, now))


def _behind(now: Moment, home: Home) -> Cell:
    """Promises of the carers, and of those joined to them by a tie of their own."""
    near = {*home.carers}
    for carer in home.carers:
        ties = (r for r in now.current(carer) if r.family in ("kin", "couple", "kith"))
        near |= {row.other(carer) for row in ties}
    behind = [person for person in now.others if person in near and not now.silence(person)]
    promised = [(person, row) for person in behind for row in now.promises(person)]
    if not promised:
        why = "nobody has promised anything around this home yet"
        return Cell(home=home.key, effect=PLAIN, message=why, source="promises as recorded")
    return Cell(
        home=home.key,
        effect=PLAIN,
        parts=tuple(_promised(now.network.known_as(person), row) for person, row in promised),
        source="promises as recorded",
        people=tuple(person for person, _ in promised),
    )


def _promised(name: str, row: Relationship) -> Part:
    promise = PROMISES.get(row.detail, row.detail)
    return Part(message="{name}: {promise}", arguments={"name": name, "promise": promise})


def _open_questions(now: Moment, home: Home) -> Cell:
    questions = [one for carer in home.carers for one in _questions_about(now, carer)]
    if not home.area:
        questions.append(Part(message="no area is recorded"))
    if not questions:
        why = "nothing that the record asks for is missing"
        return Cell(home=home.key, effect=PLAIN, message=why, source="as recorded now")
    return Cell(
        home=home.key,
        effect=NOT_KNOWN,
        parts=tuple(questions),
        source="as recorded now",
        people=home.carers,
    )


def _questions_about(now: Moment, carer: str) -> Iterator[Part]:
    name = {"name": now.network.known_as(carer)}
    for silent, mark, why in _SILENT:
        if silent in now.silence(carer) and now.network.shows(mark):
            yield Part(message="{name}: {why}", arguments={**name, "why": why})
    if now.standing(carer).safety_stance(now.on) == "unknown":
        yield Part(message="nobody has recorded what is safe with {name}", arguments=name)
    if not now.person(carer).culture_tags:
        yield Part(message="no culture or faith is recorded for {name}", arguments=name)
    if not now.loves_child(carer):
        message = "nobody has said yet whether {name} loves the child"
        yield Part(message=message, arguments=name)
