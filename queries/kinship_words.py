"""The English words of kinship, as tables; another language is another module with the same names.

Every word is rendered from steps up, steps down and gender; nothing here looks at a network.
"""

from __future__ import annotations

from collections.abc import Mapping

Gendered = tuple[str, str, str]

_GENDERS: Mapping[str, int] = {"female": 0, "male": 1}

CHILD: Gendered = ("daughter", "son", "child")
PARENT: Gendered = ("mother", "father", "parent")
SIBLING: Gendered = ("sister", "brother", "brother or sister")
HALF_SIBLING: Gendered = ("half-sister", "half-brother", "half-brother or sister")
AUNT: Gendered = ("aunt", "uncle", "aunt or uncle")
NIECE: Gendered = ("niece", "nephew", "niece or nephew")
STEP_PARENT: Gendered = ("stepmother", "stepfather", "step-parent")
STEP_SIBLING: Gendered = ("stepsister", "stepbrother", "step-sibling")
STEP_GRANDPARENT: Gendered = ("step-grandmother", "step-grandfather", "step-grandparent")
SIBLING_IN_LAW: Gendered = ("sister-in-law", "brother-in-law", "sibling-in-law")
SPOUSE: Gendered = ("wife", "husband", "spouse")
LEGAL_PARENT: Gendered = ("second mother (legal parent)", "legal parent", "legal parent")
GODPARENT: Gendered = ("godmother", "godfather", "godparent")

_ORDINALS = ("", "first", "second", "third", "fourth", "fifth")
_TIMES = ("", " once removed", " twice removed", " three times removed", " four times removed")


def gendered(words: Gendered, gender: str) -> str:
    """The form for a gender; the neutral one where it is not recorded or is neither."""
    return words[_GENDERS.get(gender, 2)]


def greats(count: int) -> str:
    """Nothing, great-, great-great-, and so on."""
    return "great-" * count


def blood_word(up: int, down: int, gender: str) -> str:
    """The plain word for so many steps up and down; nothing for (1, 1), where full and half must be told first."""
    if up == 0:
        return _below(down, gender)
    if down == 0:
        return _above(up, gender)
    if down == 1:
        return greats(up - 2) + gendered(AUNT, gender)
    if up == 1:
        return greats(down - 2) + gendered(NIECE, gender)
    return f"{_ORDINALS[min(up, down) - 1]} cousin{_TIMES[abs(up - down)]}"


def _above(up: int, gender: str) -> str:
    word = gendered(PARENT, gender)
    return word if up == 1 else f"{greats(up - 2)}grand{word}"


def _below(down: int, gender: str) -> str:
    word = gendered(CHILD, gender)
    return word if down == 1 else f"{greats(down - 2)}grand{word}"


def step_grandparent(up: int, gender: str) -> str:
    """A grandparent's partner: step-grandmother, step-great-grandfather."""
    return f"step-{_above(up, gender)}"


def former(words: str) -> str:
    """The same words, once over: “former” goes first with step-, -in-law and by marriage, else before the last."""
    if "step" in words.split("'")[-1] or words.endswith(("-in-law", "by marriage")):
        return f"former {words}"
    before, _, last = words.rpartition(" ")
    return f"{before} former {last}".strip()


def bare(words: str) -> str:
    """The word without what is said of full, half or the same mother; “(same donor)” stays."""
    for bracket in (" (same mother)", " (same father)", " (full or half not yet known)"):
        words = words.replace(bracket, "")
    return words


_STEP_WORDS: Mapping[tuple[str, str], str] = {
    ("up", "female"): "mum",
    ("up", "male"): "dad",
    ("up", "other"): "parent",
    ("down", "female"): "daughter",
    ("down", "male"): "son",
    ("down", "other"): "child",
    ("across", "female"): "sister",
    ("across", "male"): "brother",
    ("across", "other"): "brother or sister",
}


def path_words(turns: tuple[tuple[str, str], ...]) -> str:
    """A path told to the child: up, across and down, all female, is “your mum's sister's daughter”."""
    words = [_STEP_WORDS[way, gender if gender in _GENDERS else "other"] for way, gender in turns]
    return "your " + "'s ".join(words) if words else ""
