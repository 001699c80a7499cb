"""What an import never loosens: who may see a thing, a confidential address, and a stance on safety.

A looser cell is listed as a question and the more protective value stays; loosening is an act of its own, with a
reason, done by hand.
"""

from __future__ import annotations

from graph.people import Person
from graph.placements import Placement
from graph.relationships import Relationship
from graph.standings import Standing
from graph.vocabulary import more_protective
from importers.report import Question
from importers.rows import Row

_CAUTION = {"safe_with_support": 1, "not_safe": 2}
_KEPT = (
    "The file says {file}, which protects less than {now}. {now} stays; change it by hand if "
    "that is meant."
)


def guarded_visibility(
    now: Standing | Relationship | Placement | None,
    row: Row,
    said: dict[str, object],
    questions: list[Question],
) -> None:
    """Leave the visibility as it is where the file’s is looser."""
    wanted = said.get("visibility")
    if now is None or not isinstance(wanted, str):
        return
    if more_protective(now.visibility, wanted) != wanted:
        questions.append(_question(row, "visibility", wanted, now.visibility))
        said["visibility"] = now.visibility


def guarded_address(
    now: Person | None, row: Row, said: dict[str, object], questions: list[Question]
) -> None:
    """Keep an address confidential once it is, and take it to be so where nothing is said of somebody new."""
    wanted = said.get("address_confidential")
    if now is None and wanted is None:
        said["address_confidential"] = True
    elif now is not None and now.address_confidential and wanted is False:
        questions.append(_question(row, "address_confidential", "no", "yes"))
        said["address_confidential"] = True


def guarded_stance(now: Standing | None, row: Row, wanted: str, questions: list[Question]) -> str:
    """The stance to record: the file’s, unless what is kept is more careful."""
    kept = now.safety_stance() if now else ""
    if _CAUTION.get(wanted, 0) < _CAUTION.get(kept, 0) and wanted:
        questions.append(_question(row, "safety_stance", wanted, kept))
        return kept
    return wanted


def _question(row: Row, column: str, wanted: str, kept: str) -> Question:
    words = {"file": f"“{wanted}”", "now": f"“{kept}”"}
    return Question(sheet=row.label, row=row.number, column=column, message=_KEPT, words=words)
