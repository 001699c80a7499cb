"""Reviews between days: only children whose map changed, or whose date has come, are asked again.

What was found is kept in the store for each kind of view, with the change of the map and the rules it rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from itertools import islice

from graph.access import visible, visible_records
from graph.decisions import Decision
from graph.journal import Latest
from graph.reviews import WHOLE, KeptReview
from graph.stores.protocol import Store
from graph.viewers import Viewer
from queries.gaps import Thresholds
from queries.gaps.table import ROWS
from queries.team import Found, Summary, found, found_again
from web.config import Config
from web.thresholds import authority_thresholds, thresholds_for

# What counts as somebody having opened a child's map.
LOOKS = (
    *("opened_map", "saw_map", "saw_people", "saw_person", "saw_who_loves", "saw_kin", "saw_gaps"),
    *(
        "saw_finding",
        "saw_tries",
        "saw_times",
        "saw_timeline",
        "saw_changes",
        "saw_homes",
        "saw_later",
    ),
    *("saw_connection", "saw_what_if", "saw_history", "exported", "printed", "saw_print"),
)
_BATCH = 250
# Changed whenever what is kept takes another form.
_FORM = "1"

Pair = tuple[str, Viewer]
Kept = Mapping[tuple[str, str], KeptReview]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What was found on one child's map for a viewer, in short, and where its chain stands."""

    summary: Summary
    latest: Latest


@dataclass(frozen=True, slots=True)
class Ask:
    """One child to be asked, for whom, and what was found before where only time has passed since.

    `view` is the kind of view that the answer is kept for; empty where it is for now only.
    """

    child_id: str
    viewer: Viewer
    view: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, as it is kept: in short, whole, and until when it holds."""

    short: str
    whole: str
    until: date | None


Asker = Callable[[Sequence[Ask]], Iterable[Answer]]


def reviewed(
    store: Store,
    config: Config,
    on: date,
    seen: Iterable[Pair],
    asker: Asker | None = None,
) -> Iterator[Reviewed]:
    """What is found on some children's maps on a day, each for its viewer, in their order.

    Where many have to be asked, an `asker` may share the work out.
    """
    desk = _Desk(
        store, config, on, asker or (lambda asks: (ask(store, config, on, one) for one in asks))
    )
    waiting = iter(seen)
    while batch := list(islice(waiting, _BATCH)):
        yield from desk.answers(batch)


def view_of(viewer: Viewer) -> str:
    """The kind of view under which what is found may be kept; nothing where it is this viewer's alone."""
    if viewer.named_for or viewer.child_absent:
        return ""
    return f"{viewer.audience} allocated" if viewer.is_allocated else viewer.audience


def ask(store: Store, config: Config, on: date, one: Ask) -> Answer:
    """One child asked again."""
    whole = store.network(one.child_id)
    view = visible(whole.at(on), one.viewer)
    thresholds = thresholds_for(store, one.child_id, config.thresholds)
    if one.before:
        before = Found.model_validate_json(one.before)
        answer = found_again(before, whole, view, thresholds)
    else:
        decisions = visible_records(store.kept(Decision, one.child_id), view)
        answer = found(whole, view, decisions, thresholds)
    return Answer(answer.summary.model_dump_json(), answer.model_dump_json(), answer.until)


class _Desk:
    """The work of one review: what is kept is looked up first, and what is asked is kept again."""

    def __init__(self, store: Store, config: Config, on: date, asker: Asker) -> None:
        self._store = store
        self._on = on
        self._asker = asker
        self._rules = _digest(authority_thresholds(store, config.thresholds))

    def answers(self, batch: Sequence[Pair]) -> Iterator[Reviewed]:
        """A batch, in its order."""
        # Before any map is read: a change that comes between is then asked about next time.
        latest = self._store.latest([child for child, _ in batch], LOOKS)
        kept = self._kept(batch, latest)
        due = [pair for pair in batch if not self._holds(kept, pair)]
        whole = self._kept([pair for pair in due if _key(pair) in kept], latest, WHOLE)
        answers = self._asked([self._ask(pair, kept, whole) for pair in due], latest)
        for pair in batch:
            held = self._holds(kept, pair)
            short = kept[_key(pair)].body if held else next(answers).short
            yield Reviewed(Summary.model_validate_json(short), latest[pair[0]])

    def _kept(self, pairs: Sequence[Pair], latest: Mapping[str, Latest], part: str = "") -> Kept:
        """What is kept for some pairs and still rests on the same map and the same rules."""
        children: dict[str, list[str]] = {}
        for child, viewer in pairs:
            children.setdefault(view_of(viewer), []).append(child)
        return {
            (one.child_id, view): one
            for view, asked in children.items()
            for one in self._store.kept_reviews(asked, view + part)
            if view and (one.change, one.rules) == (latest[one.child_id].change, self._rules)
        }

    def _holds(self, kept: Kept, pair: Pair) -> bool:
        found = kept.get(_key(pair))
        return found is not None and found.holds(self._on)

    def _ask(self, pair: Pair, kept: Kept, whole: Kept) -> Ask:
        """What there is to ask; of a day before the one that is kept, for now only."""
        key = _key(pair)
        if key in kept and self._on < kept[key].on:
            return Ask(*pair)
        return Ask(*pair, key[1], whole[key].body if key in whole else "")

    def _asked(self, asks: Sequence[Ask], latest: Mapping[str, Latest]) -> Iterator[Answer]:
        answers = list(self._asker(asks))
        self._store.keep_reviews(
            self._to_keep(one, latest[one.child_id].change, part, body, answer.until)
            for one, answer in zip(asks, answers, strict=True)
            for part, body in (("", answer.short), (WHOLE, answer.whole))
            if one.view
        )
        return iter(answers)

    def _to_keep(
        self, one: Ask, change: int, part: str, body: str, until: date | None
    ) -> KeptReview:
        return KeptReview(
            child_id=one.child_id,
            view=one.view + part,
            change=change,
            rules=self._rules,
            on=self._on,
            until=until,
            body=body,
        )


def _key(pair: Pair) -> tuple[str, str]:
    return pair[0], view_of(pair[1])


def _digest(thresholds: Thresholds) -> str:
    """Everything besides a map that its gaps depend on: the numbers, the words, and this version of kith."""
    words = [row.model_dump_json() for row in ROWS.values()]
    numbers = repr(sorted(thresholds.model_dump().items()))
    return sha256("\n".join([_FORM, version("kith"), numbers, *words]).encode()).hexdigest()
