"""Who lives together: one home’s code for all of them. Never an address, and no area is written or shown here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import uuid4

from graph.dates import PartialDate
from graph.errors import BadValueError, UnknownError
from graph.network import Network
from graph.standings import Standing
from graph.stays import Stay
from graph.stores.protocol import Store
from graph.vocabulary import MOST_PROTECTIVE_LAST
from web.asking import NOT_HERE
from web.words import _
from web.words.directions import apart

NEW_HOME = "new"
_A_FEW = 2


def homes_known(network: Network) -> dict[str, tuple[str, ...]]:
    """By code, who lives in each home today."""
    found: dict[str, list[str]] = {}
    for person in network.in_order:
        if code := network.home_code(person):
            found.setdefault(code, []).append(person)
    return {code: tuple(people) for code, people in found.items()}


def together(
    store: Store, network: Network, people: Sequence[str], home: str, since: PartialDate
) -> tuple[Stay, ...]:
    """The stays by which some people live in one home from a day on; whoever lived elsewhere moves.

    BadValueError with what is missing: nobody’s move is guessed.
    """
    code = _code(store, network, people, home)
    movers = [person for person in people if network.home_code(person) != code]
    if len({*people, *homes_known(network).get(code, ())}) < _A_FEW:
        raise BadValueError(_("Choose at least two people."))
    if not movers:
        raise BadValueError(_("They live together already."))
    left = [network.homes[person] for person in movers if network.home_code(person)]
    if left and not since.is_known:
        names = ", ".join(apart(network.known_as(stay.person_id)) for stay in left)
        raise BadValueError(
            _("Say since when: %(names)s lived somewhere else before.") % {"names": names}
        )
    child_id = network.own_id(network.child_id)
    come = [
        Stay(
            id=uuid4().hex,
            child_id=child_id,
            person_id=network.own_id(person),
            home_code=code,
            start_date=since,
        )
        for person in movers
    ]
    return (*_ended(store, left, since), *come)


def _code(store: Store, network: Network, people: Sequence[str], home: str) -> str:
    known = homes_known(network)
    if home and home != NEW_HOME:
        if home not in known:
            raise UnknownError(NOT_HERE)
        return home
    codes = {code for person in people if (code := network.home_code(person))}
    if not home and len(codes) == 1:
        return codes.pop()
    if not home and codes:
        raise BadValueError(
            _("They live in different homes now. Choose in which one they live together.")
        )
    return _fresh(store.network(network.own_id(network.child_id)))


def _fresh(whole: Network) -> str:
    """A code that no home of this map has or had, also of people who are not shown."""
    taken = {stay.home_code for stay in whole.stays}
    return next(code for number in range(1, 10_000) if (code := f"H{number}") not in taken)


def _ended(store: Store, left: Iterable[Stay], since: PartialDate) -> list[Stay]:
    """The homes that were left, as they are kept: a view of them may lack what it does not show."""
    found = []
    for stay in left:
        kept = store.record("stay", stay.id)
        if isinstance(kept, Stay):
            found.append(kept.model_copy(update={"end_date": since}))
    return found


def most_seen(network: Network, people: Iterable[str]) -> Standing | None:
    """Of some people, whoever is shown to most; None where there is nobody."""
    standings = [network.standings[person] for person in people]
    return min(standings, key=lambda one: MOST_PROTECTIVE_LAST.index(one.visibility), default=None)
