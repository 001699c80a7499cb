"""HL7 v3 RoleCode where one fits exactly, else nothing: a code that nearly fits says something false."""

from __future__ import annotations

from collections.abc import Mapping

from graph.network import Network
from queries.kin import Kin

_CODES: Mapping[str, str] = {
    "mother": "MTH",
    "father": "FTH",
    "birth mother": "NMTH",
    "birth father": "NFTH",
    "adoptive mother": "ADOPTM",
    "adoptive father": "ADOPTF",
    "sister": "SIS",
    "brother": "BRO",
    "half-sister": "HSIS",
    "half-brother": "HBRO",
    "grandmother": "GRMTH",
    "grandfather": "GRFTH",
    "great-grandmother": "GGRMTH",
    "great-grandfather": "GGRFTH",
    "aunt": "AUNT",
    "uncle": "UNCLE",
    "first cousin": "COUSN",
    "niece": "NIECE",
    "nephew": "NEPHEW",
    "sister-in-law": "SISINLAW",
    "brother-in-law": "BROINLAW",
    "stepmother": "STPMTH",
    "stepfather": "STPFTH",
    "stepsister": "STPSIS",
    "stepbrother": "STPBRO",
    "foster carer": "FTHFOST",
    "friend": "FRND",
    "best friend": "FRND",
    "girlfriend": "SIGOTHR",
    "boyfriend": "SIGOTHR",
    "neighbour": "NBOR",
}
_SIDES: Mapping[str, str] = {"maternal": "M", "paternal": "P", "unknown-side": ""}
_TWINS: Mapping[str, str] = {"SIS": "TWINSIS", "BRO": "TWINBRO"}
_FOSTER: Mapping[str, str] = {"female": "MTHFOST", "male": "FTHFOST"}
_WITH_CODES = frozenset({"blood", "half", "step", "in-law", "foster", "none"})


def role_code(network: Network, kin: Kin, *, is_twin: bool = False) -> str:
    """The code for one person's place, or nothing where no code is exact."""
    if kin.term == "foster carer":
        return _FOSTER.get(network.people[kin.person_id].gender, "")
    if kin.is_parent and kin.kin_class == "adoptive":
        return _CODES.get(kin.term, "")
    if kin.kin_class not in _WITH_CODES:
        return ""
    if kin.is_sibling and not kin.fullness:
        return ""
    if kin.up is not None and kin.up > 1:
        return _with_side(kin)
    found = _CODES.get(_plain(kin.term), "")
    return _TWINS.get(found, "TWIN") if is_twin and kin.is_sibling else found


def _plain(term: str) -> str:
    for bracket in (" (same mother)", " (same father)"):
        term = term.replace(bracket, "")
    return term if term in _CODES else term.removeprefix("birth ")


def _with_side(kin: Kin) -> str:
    side = kin.side.removeprefix("birth ")
    letter = _SIDES.get(side)
    word = kin.term.removeprefix(f"{kin.side} ").removeprefix("birth ")
    found = _CODES.get(word, "")
    return f"{letter}{found}" if found and letter is not None else ""
