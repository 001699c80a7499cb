"""What somebody may make on the page of a map, with the words to choose from; no name of anybody is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.accounts import Account
from graph.network import Network
from graph.roles import may
from graph.vocabulary import TABLES
from queries.lines.offered import OFFERED
from web.forms.fields import Option, options
from web.forms.kinds import FORMS
from web.making.records import RUNGS


@dataclass(frozen=True, slots=True)
class Tools:
    """Which tools there are, and what they offer."""

    may_change: bool
    is_own: bool
    links: tuple[Option, ...] = ()
    ties: tuple[str, ...] = OFFERED
    rungs: tuple[str, ...] = RUNGS

    @property
    def levels(self) -> Mapping[str, object]:
        """Who may know of something."""
        return TABLES["visibility"]

    @property
    def circles(self) -> Mapping[str, object]:
        """Where a voice may put somebody."""
        return {code: words for code, words in TABLES["own_circle"].items() if code}

    @property
    def shown_to(self) -> Mapping[str, object]:
        """To whom a child may show what is theirs."""
        return TABLES["shown_to"]


def tools_for(network: Network, account: Account) -> Tools:
    """The tools of whoever looks at a map: a child’s own are for their own layer alone."""
    may_change = may(account.role, "change_map")
    tie = FORMS["tie"]
    link = next(one for one in tie.fields if one.kind == "link")
    links = options(tie, link, network, "") if may_change else ()
    return Tools(may_change, may(account.role, "own_voice"), links)
