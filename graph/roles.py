"""Roles: whom each one looks on behalf of, and what it may do. Which children is for grants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """One role of the vocabulary. Without an audience it sees no child’s map at all.

    `sees_what_is_named`: of a map that is open to it, only the forms and people that a worker named for it.
    """

    audience: str
    may: frozenset[str]
    sees_what_is_named: bool = False


_OWN = frozenset({"own_account", "choose_light", "choose_keys"})
_READ = _OWN | {"list_children", "read_map"}
_RECORD = _READ | {
    "break_glass",
    "read_history",
    "read_record",
    "read_gaps",
    "read_finding",
    "read_team",
}
_LEAD = frozenset({"open_room", "let_in"})
_DECIDE = frozenset({"decide_gaps", "loosen", "second_person", "share_map"})
_BESIDE = frozenset({"sit_beside", "answer_child"})
_WORK = _RECORD | _DECIDE | _BESIDE | {"begin_map", "change_map", "read_details"} | _LEAD

ROLES: Mapping[str, Role] = {
    "administrator": Role("", _OWN | {"manage_accounts"}),
    "room": Role(
        "family_meeting",
        frozenset(
            {
                "read_map",
                "in_room",
                "see_meeting",
                "hold_meeting",
                "let_in",
                "choose_light",
                "choose_keys",
            }
        ),
    ),
    "screen": Role(
        "family_meeting",
        frozenset(
            {"read_map", "see_meeting", "has_ticket", "follow", "choose_light", "choose_keys"}
        ),
    ),
    "phone": Role("", frozenset({"has_ticket", "offer"})),
    "waiting": Role("", frozenset({"has_ticket"})),
    "practitioner": Role("professionals", _WORK),
    "manager": Role(
        "manager", _WORK | {"read_journal", "set_thresholds", "read_looks", "grant_access"}
    ),
    "facilitator": Role("professionals", _WORK),
    "family_finder": Role("professionals", _WORK),
    "adoption": Role("professionals", _WORK),
    "reviewing_officer": Role("professionals", _RECORD | {"second_person"}),
    "auditor": Role("", _OWN | {"read_journal", "read_looks"}),
    "out_of_hours": Role("professionals", _RECORD),
    "partner": Role("family_meeting", _READ, sees_what_is_named=True),
    "family_member": Role("family_meeting", _READ),
    "child": Role("child", _READ | {"own_voice", "own_key"}),
}
NOBODY = Role("", frozenset())


def may(role: str, permission: str) -> bool:
    """Whether a role has a permission; a role that nobody declared has none."""
    return permission in ROLES.get(role, NOBODY).may
