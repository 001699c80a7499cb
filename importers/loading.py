"""A workbook into a store: all of it or nothing, and nothing twice."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date

from graph.erasures import Erasure
from graph.ids import ids_made_together
from graph.journal import Event
from graph.record import Record
from graph.stores.protocol import Store, Writer
from importers.columns import COLUMNS, RARE_SHEETS
from importers.differences import kept_away, kept_rows
from importers.history import IMPORT, History
from importers.maps import KeptMaps, NewId
from importers.plans import Plan, Planner
from importers.questions import questions_about
from importers.reading import ReadWorkbook, read_rows
from importers.references import refuse_references
from importers.report import ImportReport, Kept, Question, Refusal, SheetCount, Taken
from importers.rows import CaseRows
from importers.workbooks import Workbook

Progress = Callable[[int, int], None]
Step = tuple[Record, ...]
_ROWS_A_STEP = 200


def load(
    store: Store,
    workbook: Workbook,
    actor: str,
    on: date,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    new_ids: Callable[[], NewId] = ids_made_together,
) -> ImportReport:
    """Take a workbook into a store, or only say what would be taken; the report is the same.

    One refused row and nothing is written. `on` is today, for the questions and for a file that names no day.
    """
    read = read_rows(workbook)
    outcomes = deque(_outcomes(store, read, on, new_ids))
    report = _report(read, outcomes)
    if not dry_run and not report.is_refused:
        _write(store, outcomes, Event(actor=actor, action=IMPORT), progress or _unheard)
    return report


@dataclass(frozen=True)
class _Outcome:
    """What one case comes to: what is to be said of it, and what is to be saved for each of its rows."""

    taken: Taken
    rows: int
    steps: Iterable[Step]
    questions: tuple[Question, ...]
    kept: tuple[Kept, ...] = ()


def _outcomes(
    store: Store, read: ReadWorkbook, on: date, new_ids: Callable[[], NewId]
) -> Iterator[_Outcome]:
    """Each case in turn, one map in memory at a time; none once anything is refused."""
    maps = KeptMaps(store)
    for ref in list(read.cases) if read.has_whole_sheets else ():
        rows = read.cases.pop(ref)
        kept = maps.map_of(rows.ref)
        refuse_references(rows, kept, read)
        if read.refused:
            continue
        as_of = rows.head["as_of"]
        day = as_of.earliest if as_of and as_of.earliest and as_of.earliest <= on else on
        planner = Planner(rows, kept, new_ids(), day)
        questions = tuple(questions_about(rows, kept, day))
        is_new = kept.case is None
        yield _new_map(planner, questions) if is_new else _kept_map(store, planner, questions)


def _new_map(planner: Planner, questions: tuple[Question, ...]) -> _Outcome:
    """A case that is not here yet: every row is new, and becomes a record only when it is written."""
    rows = planner.rows
    counts = tuple(SheetCount(sheet=name, added=rows.count(name)) for name in _sheets_of(rows))
    return _Outcome(_taken(rows, counts), rows.row_count, _Steps(planner), questions)


@dataclass(frozen=True)
class _Steps:
    """The records of a new map, made as they are asked for, so that a large workbook is never all in memory."""

    planner: Planner

    def __iter__(self) -> Iterator[Step]:
        """Row by row."""
        return (plan.after for plan in self.planner.plans())


def _kept_map(store: Store, planner: Planner, questions: tuple[Question, ...]) -> _Outcome:
    """A case that is here: what the file corrects, and what was changed by hand and stays."""
    tally: Counter[tuple[str, str]] = Counter()
    asked: list[Question] = []
    open_plans: list[Plan] = []
    for plan in planner.plans():
        asked.extend(plan.questions)
        if plan.verdict == "unchanged":
            tally[plan.sheet, "unchanged"] += 1
        else:
            open_plans.append(plan)
    steps: list[Step] = []
    kept: list[Kept] = []
    for plan, lines in _settled(store, planner, open_plans):
        tally[plan.sheet, "kept" if lines else plan.verdict] += 1
        kept.extend(lines)
        steps.extend(() if lines else (plan.after,))
    counts = tuple(_count(name, tally) for name in _sheets_of(planner.rows))
    taken = _taken(planner.rows, counts)
    return _Outcome(taken, planner.rows.row_count, steps, (*asked, *questions), tuple(kept))


def _settled(
    store: Store, planner: Planner, plans: list[Plan]
) -> Iterator[tuple[Plan, tuple[Kept, ...]]]:
    """Each plan, with the lines that say why it is left alone; none where it goes ahead."""
    if not plans:
        return
    kept_map = planner.kept
    refs = {person: ref for ref, person in kept_map.people.items()}
    now = [record for plan in plans for record in plan.before]
    history = History(store, kept_map.child_id(planner.rows), now)
    erased = store.kept(Erasure, kept_map.child_id(planner.rows))
    away: set[str] = set()
    for plan in plans:
        if any(history.was_edited(record) for record in plan.before):
            yield plan, tuple(kept_rows(plan, refs))
        elif plan.names_any(away) or _was_taken_away(plan, history, erased):
            away |= plan.people
            yield plan, (kept_away(plan),)
        else:
            yield plan, ()


def _was_taken_away(plan: Plan, history: History, erased: Sequence[Erasure]) -> bool:
    """Whether a row was once here and is not to come back: taken away by hand, or erased by law."""
    if plan.before:
        return False
    is_erased = plan.sheet == "people" and any(one.is_of(plan.ref) for one in erased)
    return is_erased or history.was_removed(plan.sheet, plan.ref)


def _sheets_of(rows: CaseRows) -> tuple[str, ...]:
    """The sheets that a report counts."""
    return tuple(name for name in COLUMNS if name not in RARE_SHEETS or rows.count(name))


def _count(sheet: str, tally: Counter[tuple[str, str]]) -> SheetCount:
    verdicts = ("added", "changed", "unchanged", "kept")
    return SheetCount(sheet=sheet, **{verdict: tally[sheet, verdict] for verdict in verdicts})


def _taken(rows: CaseRows, counts: tuple[SheetCount, ...]) -> Taken:
    return Taken(case=rows.ref, known_as=rows.name(rows.child_ref), sheets=counts)


def _report(read: ReadWorkbook, outcomes: Iterable[_Outcome]) -> ImportReport:
    if read.refused:
        return ImportReport(refused=_in_order(read.refused), questions=tuple(read.questions))
    return ImportReport(
        taken=tuple(outcome.taken for outcome in outcomes),
        questions=(*read.questions, *(line for outcome in outcomes for line in outcome.questions)),
        kept=tuple(line for outcome in outcomes for line in outcome.kept),
    )


def _write(store: Store, outcomes: deque[_Outcome], event: Event, progress: Progress) -> None:
    """Save everything in one change, which begins only when there is something to save.

    Each case is let go of as it is written, to make room for what the store has to remember of it.
    """
    total = sum(outcome.rows for outcome in outcomes)
    done = 0
    with ExitStack() as change:
        writer: Writer | None = None
        while outcomes:
            outcome = outcomes.popleft()
            for count, step in enumerate(outcome.steps, start=1):
                for record in step:
                    writer = writer or change.enter_context(store.writer(event))
                    writer.put(record)
                if count % _ROWS_A_STEP == 0:
                    progress(done + count, total)
            done += outcome.rows
            progress(done, total)


def _unheard(done: int, total: int) -> None:
    """Tell nobody how far it has come."""


def _in_order(refused: list[Refusal]) -> tuple[Refusal, ...]:
    """By sheet as they stand in the workbook, then by row."""
    sheets = {name: place for place, name in enumerate(COLUMNS)}
    return tuple(
        sorted(
            refused,
            key=lambda line: (sheets.get(line.sheet.rpartition("/")[2], 9), line.sheet, line.row),
        )
    )
