"""Paper: the pages of a sheet as one HTML file, or as a tagged PDF."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from typing import Any

from graph.errors import RefusedError
from web.maps.bundle import digest
from web.maps.pages import templates
from web.prints.pixels import with_whole_names
from web.prints.told import Leaves
from web.words import _, direction, language

_FACES = (
    ("Regular", 400, "normal"),
    ("Semibold", 600, "normal"),
    ("Bold", 700, "normal"),
    ("It", 400, "italic"),
)


def as_html(leaves: Leaves, title: str) -> bytes:
    """One file that asks nobody for anything; any browser prints it."""
    return _page(leaves, title).encode()


def as_pdf(leaves: Leaves, title: str) -> bytes:
    """A tagged PDF (PDF/UA-1), with the letters it needs inside it. Nothing is fetched to make it."""
    weasyprint = _weasyprint()
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=["data"])
    fonts, faces = _fonts()
    page = weasyprint.HTML(string=with_whole_names(_page(leaves, title)), url_fetcher=fetcher)
    return bytes(page.write_pdf(pdf_variant="pdf/ua-1", font_config=fonts, stylesheets=[faces]))


def can_make_pdf() -> bool:
    """Whether this machine has what a PDF needs."""
    try:
        _weasyprint()
    except RefusedError:
        return False
    return True


def _page(leaves: Leaves, title: str) -> str:
    styles = _numbers() + (files("web") / "static" / "prints.css").read_text(encoding="utf-8")
    return (
        templates()
        .get_template("prints/file.html")
        .render(
            language=language(),
            direction=direction(),
            title=title,
            policy=f"default-src 'none'; img-src data:; style-src {digest(styles)}; form-action 'none'",
            styles=styles,
            leaves=leaves.html,
        )
    )


def _numbers() -> str:
    """“Page 1 of 2” and for whom, at the foot of every page."""
    words = _("Page %(page)s of %(pages)s") % {"page": "\0page\0", "pages": "\0pages\0"}
    parts = [
        f"counter({part})" if nth % 2 else f'"{"".join(map(_escaped, part))}"'
        for nth, part in enumerate(words.split("\0"))
    ]
    look = 'color: #4a443c; font-family: "Source Sans Pro", sans-serif; font-size: 9pt'
    return (
        f"@page {{ @bottom-left {{ content: string(imprint); {look}; white-space: nowrap }} "
        f"@bottom-right {{ content: {' '.join(parts)}; {look} }} }}\n"
    )


def _escaped(sign: str) -> str:
    return sign if sign.isalnum() else f"\\{ord(sign):x} "


def _weasyprint() -> Any:
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        raise RefusedError(
            _(
                "A PDF cannot be made on this machine: WeasyPrint or Pango is missing. "
                "The HTML file says the same, and any browser prints it."
            )
        ) from error
    return weasyprint


@cache
def _fonts() -> tuple[Any, Any]:
    """The typeface of the installed package, read once; its files are the only ones that are opened."""
    weasyprint = _weasyprint()
    found = weasyprint.text.fonts.FontConfiguration()
    with as_file(files("font_source_sans_pro") / "files") as home:
        faces = "".join(
            f'@font-face {{ font-family: "Source Sans Pro"; font-weight: {weight}; font-style: {style}; '
            f"src: url({(home / f'SourceSansPro-{name}.otf').as_uri()}) }}\n"
            for name, weight, style in _FACES
        )
        fetcher = weasyprint.urls.URLFetcher(allowed_protocols=["file"])
        return found, weasyprint.CSS(string=faces, font_config=found, url_fetcher=fetcher)
