"""A Word file of the minutes: headings to walk by, the number of the page, and nobody’s name outside its text."""

from __future__ import annotations

import io
from typing import Any

from graph.errors import RefusedError
from web.prints.minutes import Part, parts, title
from web.prints.told import Told
from web.words import _, direction, language

_FACE = "Source Sans Pro"


def as_docx(told: Told) -> bytes:
    """The minutes as a file that Word, LibreOffice and Pages open."""
    if told.meeting is None:
        raise RefusedError(_("There has been no meeting to write minutes of."))
    document = _empty()
    document.add_heading(title(told), level=1)
    document.add_paragraph(f"{told.made_for} · {told.correct_on} · {_('Do not copy')}")
    for part in parts(told):
        _write(document, part)
    document.add_paragraph(
        _("If something here is not right, say so, and it is written down as you remember it.")
    )
    _footer(document, told)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _write(document: Any, part: Part) -> None:
    document.add_heading(part.heading, level=2)
    for line in part.lines:
        paragraph = document.add_paragraph(style="List Bullet")
        if line.who:
            paragraph.add_run(line.who).bold = True
            paragraph.add_run(f" – {line.words}")
        else:
            paragraph.add_run(line.words)


def _empty() -> Any:
    """A document whose properties name nobody, in the language that is spoken."""
    docx = _docx()
    document = docx.Document()
    about = document.core_properties
    about.author = about.last_modified_by = "kith"
    about.title = _("Minutes")
    about.comments = about.subject = about.keywords = about.category = ""
    about.language = language()
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FACE, docx.shared.Pt(12)
    if direction() == "rtl":
        style.element.get_or_add_pPr().insert(0, docx.oxml.OxmlElement("w:bidi"))
    for level in (1, 2):
        heading = document.styles[f"Heading {level}"]
        heading.font.name, heading.font.color.rgb = _FACE, docx.shared.RGBColor(0, 0, 0)
    return document


def _footer(document: Any, told: Told) -> None:
    """For whom it is, and “Page 1 of 2”, on every page."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{told.made_for} · {told.correct_on} · ")
    words = _("Page %(page)s of %(pages)s") % {"page": "\0PAGE\0", "pages": "\0NUMPAGES\0"}
    for nth, piece in enumerate(words.split("\0")):
        if nth % 2:
            _field(paragraph, piece)
        elif piece:
            paragraph.add_run(piece)


def _field(paragraph: Any, name: str) -> None:
    field = _docx().oxml.OxmlElement("w:fldSimple")
    field.set(_docx().oxml.ns.qn("w:instr"), name)
    paragraph._p.append(field)


def _docx() -> Any:
    try:
        import docx
        import docx.oxml
        import docx.oxml.ns
        import docx.shared
    except ImportError as error:
        raise RefusedError(
            _("A Word file cannot be made on this machine: python-docx is missing.")
        ) from error
    return docx
