"""PDF files with a text layer."""

import re

import pypdfium2
import pypdfium2.raw as pdfium

from halfsky.formats.intake.limits import Limits
from halfsky.formats.intake.pdf_columns import gutter_of, lines_in_columns
from halfsky.formats.intake.pdf_glyphs import Page, read_page
from halfsky.formats.intake.pdf_layout import PageLines, pieces_of
from halfsky.formats.intake.pdf_lines import lines_of
from halfsky.formats.intake.pdf_margin import without_line_numbers
from halfsky.formats.intake.pdf_notes import without_watermark
from halfsky.formats.intake.pdf_tables import grids_of
from halfsky.formats.intake.refusal import IntakeRefused
from halfsky.formats.intake.text import Warned
from halfsky.plandoc.source import Source, compose

_TAIL = 65_536
_FEWEST_SIGNS = 5
_GARBLED_SHARE = 0.2
_TURNED = 20


def read_pdf(data: bytes, limits: Limits, warnings: Warned) -> Source:
    """Read a PDF's text by position: paragraphs joined over lines and pages, drawn and aligned tables as rows,
    headers, footers and page numbers marked as such. Raises IntakeRefused ``pdf.*`` and ``file.password``."""
    start = data.find(b"%PDF-", 0, 1024)
    data = data[max(0, start):]
    if b"%%EOF" not in data[-_TAIL:] or _shorter_than_said(data):
        raise IntakeRefused("pdf.damaged")
    document = _opened(data)
    try:
        count = len(document)
        if count == 0:
            raise IntakeRefused("pdf.damaged")
        if count > limits.pdf_pages:
            raise IntakeRefused("pdf.too_many_pages", pages=count, limit=limits.pdf_pages)
        pages, failed = _pages(document, count, limits)
    finally:
        document.close()
    _judge(pages, failed, count, warnings)
    pages, marked = without_watermark(pages)
    pieces = pieces_of(_laid(pages, warnings))
    noise = marked + sum(1 for piece in pieces if piece.kind in ("header", "footer", "page_number"))
    if noise:
        warnings.append(("warn.page_furniture", {"count": noise}))
    return compose(pieces, format="pdf")


def _shorter_than_said(data: bytes) -> bool:
    """A file made for the web states its length in its first object."""
    head = data[:2048]
    said = re.search(rb"/L\s+(\d{1,12})\b", head) if b"/Linearized" in head else None
    return said is not None and int(said[1]) > len(data) + 16


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise IntakeRefused("file.password") from error
        raise IntakeRefused("pdf.damaged") from error


def _pages(document: pypdfium2.PdfDocument, count: int, limits: Limits) -> tuple[list[Page], list[int]]:
    pages: list[Page] = []
    failed: list[int] = []
    left = limits.text_characters
    for index in range(count):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            failed.append(index + 1)
            continue
        try:
            pages.append(read_page(page, index + 1, left))
        except pypdfium2.PdfiumError:
            failed.append(index + 1)
        finally:
            page.close()
        left -= len(pages[-1].glyphs) if pages else 0
        if left <= 0:
            raise IntakeRefused("file.text_too_long", count=limits.text_characters, limit=limits.text_characters)
    return pages, failed


def _judge(pages: list[Page], failed: list[int], count: int, warnings: Warned) -> None:
    empty = [page for page in pages if sum(not glyph.sign.isspace() for glyph in page.glyphs) < _FEWEST_SIGNS]
    if len(empty) == len(pages):
        if not pages:
            raise IntakeRefused("pdf.damaged")
        if any(page.pictures for page in pages):
            raise IntakeRefused("pdf.scanned", pages=count)
        if not any(glyph.sign.strip() for page in pages for glyph in page.glyphs):
            raise IntakeRefused("file.blank")
    scanned = [page.number for page in empty if page.pictures]
    garbled = [page.number for page in pages if page.unmapped > _GARBLED_SHARE * max(1, len(page.glyphs))]
    for key, numbers in (("warn.scanned_pages", scanned), ("warn.page_failed", failed), ("warn.garbled", garbled),
                         ("warn.turned", [page.number for page in pages if page.turned > _TURNED])):
        if numbers:
            warnings.append((key, {"pages": _listed(numbers)}))
    pictures = sum(page.pictures for page in pages if page not in empty)
    if pictures:
        warnings.append(("warn.pictures", {"count": pictures}))


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:20]))
    return shown + (" …" if len(numbers) > 20 else "")


def _laid(pages: list[Page], warnings: Warned) -> list[PageLines]:
    """The lines and drawn tables of the pages, line numbers left out and columns read one behind the other."""
    tables = [grids_of(page) for page in pages]
    words = []
    for page, grids in zip(pages, tables, strict=True):
        used = frozenset().union(*(grid.used for grid in grids))
        words.append([glyph for glyph in page.glyphs if glyph.index not in used])
    words, numbered = without_line_numbers(words)
    if numbered:
        warnings.append(("warn.line_numbers", {"count": numbered}))
    gutter = gutter_of(list(zip(pages, words, strict=True)))
    if gutter is not None:
        warnings.append(("warn.columns", {}))
    return [
        PageLines(page.number, page.width, page.height, tuple(
            lines_of(page, glyphs) if gutter is None else lines_in_columns(page, glyphs, gutter)), tuple(grids))
        for page, glyphs, grids in zip(pages, words, tables, strict=True)]
