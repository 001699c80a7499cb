"""Writes into `build/words` what there is to translate: each catalogue whole, with what is done so far.

    make words                 brings every catalogue up to date
    make words LANGUAGE=es     begins another language

A catalogue that comes back from whoever speaks the language is put into `web/words`; nothing else is needed. What is
said in the code and on the pages is found by Babel, and what stands in tables is read from the tables.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
WORDS, BUILD = ROOT / "web" / "words", ROOT / "build" / "words"
METHODS = [("**.py", "python"), ("templates/**", "jinja2.ext:babel_extract")]
OPTIONS = {"templates/**": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
# Where the tables and messages that people read stand; what these files hold besides is left out by its look.
TABLES = (
    "graph/errors.py",
    "graph/history.py",
    "graph/meeting_tables.py",
    "graph/vocabulary.py",
    "importers",
    "queries",
    "web",
)
# Here words stand among what a database is asked: only whole sentences are taken.
SENTENCES = ("graph/stores",)
# Words that are read and never said: another language has a table of its own.
ONLY_READ = frozenset({"queries/lines/words.py"})
RULES = ("title", "group", "definition", "sentence", "sentence_when_never", "next_question")
# A sentence is words whatever stands in it; all that else looks like code is none.
_WHOLE = re.compile(r"[A-Z“{][a-z ’][^\n]* [^\n]* [^\n]*[.?]")
_NO_WORDS = re.compile(r"[\W\d_]*|.*[<>/\\_=#@].*|[a-z]+(\.[a-z]+)+|.*\.(html|css|js|csv)|[A-Z]\d+")


def main(*languages: str) -> int:
    """Write every catalogue, and those of languages that are begun."""
    BUILD.mkdir(parents=True, exist_ok=True)
    messages = extracted()
    for language in sorted({path.stem for path in WORDS.glob("*.po")} | set(languages)):
        catalogue = merged(language, messages)
        with (BUILD / f"{language}.po").open("wb") as file:
            write_po(file, catalogue, width=100, sort_output=True)
        done = sum(bool(message.id) and any(_forms(message.string)) for message in catalogue)
        print(f"build/words/{language}.po: {done} of {len(catalogue)} messages.")
    return 0


def extracted() -> Catalog:
    """Every message there is."""
    found, of_many = Catalog(), set()
    for message in (*from_code(), *from_tables()):
        one, *many = (message,) if isinstance(message, str) else message
        if one not in found and one not in of_many:
            found.add(message)
            of_many |= set(many)
    return found


def merged(language: str, messages: Catalog) -> Catalog:
    """What there is to say now, with what has been translated so far."""
    path = WORDS / f"{language}.po"
    before = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as file:
            before = read_po(file, locale=language)
    made = Catalog(locale=language, header_comment=before.header_comment)
    made.mime_headers = [*before.mime_headers]
    for message in messages:
        if message.id:
            said = before.get(message.id)
            made.add(message.id, said.string if said else "")
    return made


def from_code() -> Iterator[str | tuple[str, ...]]:
    """What is marked in the code and on the pages."""
    found = extract_from_dir(ROOT / "web", METHODS, OPTIONS, KEYWORDS)
    return (message for _file, _line, message, _comments, _context in found if message)


def from_tables() -> Iterator[str]:
    """What stands in tables."""
    sys.path.insert(0, str(ROOT))
    from queries.gaps.table import ROWS
    from web.cli import helps
    from web.views.rules import words_of_numbers
    from web.words.kin import parts_of_kin_words

    yield from (*helps(), *words_of_numbers())
    for row in ROWS.values():
        yield from (text for name in RULES if (text := getattr(row, name)))
    yield from parts_of_kin_words()
    for file in _files(TABLES):
        yield from texts_of(file)
    for file in _files(SENTENCES):
        yield from filter(_WHOLE.fullmatch, texts_of(file))


def _files(places: tuple[str, ...]) -> Iterator[Path]:
    for place in places:
        path = ROOT / place
        found = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        yield from (one for one in found if one.relative_to(ROOT).as_posix() not in ONLY_READ)


def texts_of(file: Path) -> Iterator[str]:
    """The texts of a module that look like words for people, without its docstrings."""
    for statement in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Expr):
            continue
        is_table = isinstance(statement, ast.Assign | ast.AnnAssign)
        docstrings = set(_docstrings(statement))
        for node in ast.walk(statement):
            text = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
            if not isinstance(text, str) or text in docstrings:
                continue
            if _NO_WORDS.fullmatch(text) and not _WHOLE.fullmatch(text):
                continue
            if is_table or _is_sentence(text):
                yield text


def _docstrings(statement: ast.stmt) -> Iterator[str | None]:
    for node in ast.walk(statement):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node, clean=False)


def _is_sentence(text: str) -> bool:
    return (" " in text.strip() and text[:1].isalpha()) or text.startswith("{")


def _forms(said: str | tuple[str, ...]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


if __name__ == "__main__":
    sys.exit(main(*filter(None, sys.argv[1:])))
