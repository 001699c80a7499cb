"""Silences: why nobody may be prompted towards a person, read from the whole network."""

from __future__ import annotations

from datetime import date

from graph.network import Network, Silence

_CLOSED = frozenset({"declined", "do_not_contact"})


def silences_of(network: Network) -> dict[str, frozenset[Silence]]:
    """Why nobody may be prompted towards each person, on the day the network is read at."""
    found: dict[str, set[Silence]] = {}
    on = network.on
    for person, standing in network.standings.items():
        if standing.safety_stance(on) == "not_safe":
            found.setdefault(person, set()).add(Silence.NOT_SAFE)
        if standing.finding_status(on) in _CLOSED:
            found.setdefault(person, set()).add(Silence.CLOSED)
    for person in _said_no_to(network):
        found.setdefault(person, set()).add(Silence.SAID_NO)
    for person in _living_with_danger(network, on):
        found.setdefault(person, set()).add(Silence.LIVES_WITH)
    return {person: frozenset(why) for person, why in found.items()}


def _said_no_to(network: Network) -> set[str]:
    """People about whom one of the child's latest own words is a no."""
    latest: dict[str, tuple[date, bool]] = {}
    for row in network.relationships:
        if (
            row.from_id != network.child_id
            or row.family != "statement"
            or row.source_type != "child_words"
        ):
            continue
        if network.on is not None and not row.is_current(network.on):
            continue
        said = row.source_date.earliest or date.min
        is_no = row.kind in ("does_not_want_to_see", "afraid_of")
        before = latest.get(row.to_id)
        if before is None or said > before[0]:
            latest[row.to_id] = (said, is_no)
        elif said == before[0]:
            latest[row.to_id] = (said, is_no or before[1])
    return {person for person, (_, is_no) in latest.items() if is_no}


def _living_with_danger(network: Network, on: date | None) -> set[str]:
    dangers: dict[str, set[str]] = {}
    for person, standing in network.standings.items():
        home = network.home_code(person)
        if home and (
            standing.safety_stance(on) == "not_safe"
            or standing.finding_status(on) == "do_not_contact"
        ):
            dangers.setdefault(home, set()).add(person)
    return {
        person
        for person in network.standings
        if dangers.get(network.home_code(person), set()) - {person}
    }
