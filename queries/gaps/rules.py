"""The 35 rules: which function finds each, and what a view must hold for it to be asked at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.sensitivity import CHILD_PRIVATE, PROTECTED, RECORD, Sensitivity
from queries.gaps import (
    commitment,
    contact,
    culture,
    endings,
    grief,
    knowing,
    missing,
    reaching,
    safety,
    shape,
    siblings,
    voice,
)
from queries.gaps.asking import Asking, Findings


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its row of the table, the function that finds it, and the classes of field it reads.

    Where a view does not hold those, the rule cannot tell; it must never take what is hidden for what is missing.
    """

    name: str
    find: Callable[[Asking], Findings]
    reads: frozenset[Sensitivity] = frozenset()


_RECORD = frozenset({RECORD})

RULES = (
    Rule("G01", missing.parent_not_known),
    Rule("G02", missing.nobody_on_one_side),
    Rule("G03", missing.lopsided_map),
    Rule("G04", missing.grandparent_not_known),
    Rule("G05", missing.few_people_found),
    Rule("G06", reaching.never_spoken_to, _RECORD),
    Rule("G07", reaching.gone_quiet, _RECORD),
    Rule("G08", siblings.not_seen),
    Rule("G09", siblings.no_plan),
    Rule("G10", contact.important_not_seen),
    Rule("G11", contact.getting_rarer),
    Rule("G12", contact.planned_not_happening, _RECORD),
    Rule("G13", contact.plan_not_kept),
    Rule("G14", shape.mostly_professionals),
    Rule("G15", shape.all_through_one),
    Rule("G16", shape.nobody_joining_up, _RECORD),
    Rule("G17", commitment.no_lifelong_promise, _RECORD),
    Rule("G18", commitment.only_one_lifelong_promise, _RECORD),
    Rule("G19", commitment.nobody_at_night, _RECORD),
    Rule("G20", commitment.nowhere_for_holidays, _RECORD),
    Rule("G21", culture.not_shared),
    Rule("G22", endings.about_to_end, _RECORD),
    Rule("G23", endings.once_cared_and_lost),
    Rule("G24", safety.plan_not_agreed, frozenset({PROTECTED})),
    Rule("G25", safety.not_asked_about, frozenset({PROTECTED})),
    Rule("G26", voice.missing_or_old, _RECORD),
    Rule("G27", voice.close_family_not_asked_about, frozenset({CHILD_PRIVATE, RECORD})),
    Rule("G28", knowing.one_source_only, _RECORD),
    Rule("G29", knowing.accounts_differ, _RECORD),
    Rule("G30", knowing.old_information, _RECORD),
    Rule("G31", contact.loved_with_no_plan),
    Rule("G32", reaching.waiting_to_hear),
    Rule("G33", grief.loved_and_died),
    Rule("G34", shape.few_other_grown_ups),
    Rule("G35", endings.many_social_workers),
)
