"""Asking a book: it is always taken, and these are the questions."""

from __future__ import annotations

from graph.stores import open_store
from tests.importers.books import Book, sentences, taken


def asked(made: Book) -> list[str]:
    """Every question about a book, which is taken all the same."""
    store = open_store("memory:", None)
    report = taken(store, made)
    assert report.changes_anything
    return sentences(report)
