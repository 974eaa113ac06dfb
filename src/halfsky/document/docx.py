"""Blocks to docx: an official document that Word and WPS can edit."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from math import ceil
from typing import Any
from zlib import crc32

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from halfsky.document import docx_official, docx_page, docx_part, drawing, outline
from halfsky.document.block import (
    ITEM_MARK,
    Block,
    Contents,
    Figure,
    Heading,
    Imprint,
    Letterhead,
    Masthead,
    Meta,
    Note,
    PageBreak,
    Paragraph,
    Signature,
    Table,
    Title,
    wide,
)
from halfsky.document.docx_table import TableWriter
from halfsky.method.wording.piece import Field, Sentence, Text, plain

COVER_TITLE, COVER_ISSUER = 62.0, 100.0
"""Millimetres above the title and the issuers of a cover."""
FIELD_STYLE = "Bound Figure"
"""The character style of every bound field: looks like its surroundings, and can be found by its name."""
STYLES = {"flush": "Addressee", "item": "List Paragraph", "annex": "Annex List", "annex_more": "Annex List Next"}
"""Paragraph styles by the block's, where it is not body text."""


def render(blocks: Sequence[Block], meta: Meta, pages: Sequence[int] = ()) -> bytes:
    """The document as docx bytes. The same blocks and meta give the same bytes.

    `pages` are the pages of the headings for the table of contents, until Word or WPS counts them anew.
    """
    document = Document()
    docx_page.set_page(document, meta.lang)
    docx_page.set_styles(document, meta.lang)
    docx_official.set_styles(document, meta.lang)
    document.styles.add_style(FIELD_STYLE, 2)
    docx_part.add_page_numbers(document, meta.lang)
    if meta.mark:
        docx_part.add_header_mark(document, meta.mark)
    docx_part.name_alternatives(document)
    _properties(document, meta)
    numbered = outline.number(blocks, meta.lang)
    writer = _Writer(document, meta, [one for one in numbered if isinstance(one, Heading)], pages)
    writer.cover = len(numbered) > 2 and isinstance(numbered[2], PageBreak)
    for place, block in enumerate(numbered):
        writer.write(block)
        if isinstance(block, Paragraph) and isinstance(numbered[min(place + 1, len(numbered) - 1)], Signature):
            document.paragraphs[-1].paragraph_format.keep_with_next = True
    out = io.BytesIO()
    document.save(out)
    return _settle(out.getvalue(), meta)


class _Writer:
    """Writes one block after another into a document."""

    def __init__(self, document: Any, meta: Meta, headings: Sequence[Heading], pages: Sequence[int]) -> None:
        self.document = document
        self.outline, self.pages = headings, pages
        self.meta = meta
        self.tables = TableWriter(document, docx_page.TEXT[0], FIELD_STYLE)
        self.headings = self.drawings = self.bookmarks = 0
        self.styles: dict[str, str | None] = {}
        self.break_next = False
        self.cover = False

    def write(self, block: Block) -> None:
        match block:
            case Title(lines):
                self._lines(lines, "Title", COVER_TITLE if self.cover else 0)
                self.document.add_paragraph(style="Letterhead")
            case Letterhead(lines):
                self._lines(lines, "Letterhead", COVER_ISSUER if self.cover else 0)
                self.document.add_paragraph(style="Letterhead")
            case Masthead(issuer, number, "file"):
                docx_official.masthead(self._paragraph(issuer, "Document Mark"), wide(issuer))
                self._paragraph(number, "Document Number")
                self.document.add_paragraph(style="Letterhead")
            case Masthead(issuer, number):
                self._paragraph(issuer, "Masthead")
                self._paragraph(number, "Letter Number")
                self.document.add_paragraph(style="Letterhead")
            case Heading():
                self._heading(block)
            case Paragraph(pieces=pieces, style=style):
                if style == "annex":
                    self.document.add_paragraph(style="Body Text").paragraph_format.keep_with_next = True
                mark = (Text(ITEM_MARK[self.meta.lang]),) if style == "item" else ()
                self._paragraph((*mark, *pieces), STYLES.get(style, "Body Text"))
            case Note(pieces):
                self._paragraph(pieces, "Source Note")
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)
            case Contents(depth):
                self._contents(depth)
            case Signature(lines):
                self.document.add_paragraph(style="Body Text").paragraph_format.keep_with_next = True
                self._lines(lines, "Issued By")
            case PageBreak():
                self.break_next = True
            case Imprint():
                docx_official.imprint(self.document, block, self._fill)

    def _paragraph(self, pieces: Sentence, style: str) -> Any:
        paragraph = self.document.add_paragraph()
        paragraph._p.style = self._style(style, WD_STYLE_TYPE.PARAGRAPH)
        if self.break_next:
            paragraph.paragraph_format.page_break_before = True
            self.break_next = False
        self._fill(paragraph, pieces)
        return paragraph

    def _style(self, name: str, kind: Any) -> str | None:
        """The id of a style, None for the default; looked up once, as the library goes through every style each time."""
        if name not in self.styles:
            self.styles[name] = self.document.part.get_style_id(name, kind)
        return self.styles[name]

    def _lines(self, lines: Sequence[Sentence], style: str, before: float = 0) -> None:
        """Paragraphs one after another; ``before`` millimetres above the first."""
        for place, line in enumerate(lines):
            paragraph = self._paragraph(line, style)
            if before and not place:
                paragraph.paragraph_format.space_before = Mm(before)
            if style == "Title":
                self._even(paragraph, line)

    def _even(self, paragraph: Any, line: Sentence) -> None:
        """A title too long for the page is broken into lines of about the same length, by indents at both sides."""
        em = docx_page.TITLE[self.meta.lang] / 72 * 25.4
        count = ceil(wide(line) * em / docx_page.TEXT[0])
        if count > 1:
            room = max((docx_page.TEXT[0] - (wide(line) / count + 1.6) * em) / 2, 0)
            paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(room)

    def _fill(self, paragraph: Any, pieces: Sentence) -> None:
        for piece in pieces:
            if not piece.text:
                continue
            if isinstance(piece, Field) and piece.key.startswith((outline.CITED, outline.SEEN)) and piece.text != outline.GONE:
                docx_part.add_field(paragraph, f"REF {_mark(piece.key)} \\h", piece.text)
                continue
            run = paragraph.add_run(piece.text)
            if isinstance(piece, Field):
                run._r.style = self._style(FIELD_STYLE, WD_STYLE_TYPE.CHARACTER)

    def _heading(self, block: Heading) -> None:
        paragraph = self._paragraph((), f"Heading {block.level}")
        self.headings += 1
        with self._bookmark(paragraph, f"_Toc{self.headings:08d}"):
            paragraph.add_run(block.number)
            self._fill(paragraph, block.text)

    @contextmanager
    def _bookmark(self, paragraph: Any, name: str) -> Iterator[None]:
        """A name for what is written into the paragraph meanwhile."""
        self.bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), str(self.bookmarks))
        start.set(qn("w:name"), name)
        end.set(qn("w:id"), str(self.bookmarks))
        paragraph._p.append(start)
        yield
        paragraph._p.append(end)

    def _caption(self, kind: str, number: int | str, pieces: Sentence, keep: bool, key: str = "") -> None:
        paragraph = self._paragraph((), "Caption")
        paragraph.paragraph_format.keep_with_next = keep
        paragraph.add_run(outline.CAPTION[self.meta.lang][kind])
        with self._bookmark(paragraph, _mark(key)) if key else nullcontext():
            if isinstance(number, str):
                paragraph.add_run(number)
            else:
                docx_part.add_field(paragraph, f"SEQ {kind.capitalize()} \\* ARABIC", str(number))
        paragraph.add_run("　" if self.meta.lang == "zh" else ". ")
        self._fill(paragraph, pieces)

    def _table(self, block: Table) -> None:
        self._caption("table", block.label or block.number, block.caption, True, block.key)
        if block.unit:
            self._paragraph(block.unit, "Table Unit")
        self.tables.write(block)
        self._paragraph(block.note, "Source Note" if block.note else "Table Gap")

    def _figure(self, block: Figure) -> None:
        paragraph = self._paragraph((), "Figure")
        width = min(block.width, docx_page.TEXT[0])
        picture = paragraph.add_run().add_picture(io.BytesIO(drawing.png(block.svg)), width=Mm(width))
        docx_part.describe_picture(picture, block.alt, plain(block.caption))
        self.drawings += 1
        docx_part.add_vector(self.document, picture, block.svg, self.drawings)
        self._caption("figure", block.number, block.caption, bool(block.note))
        if block.note:
            self._paragraph(block.note, "Source Note")

    def _contents(self, depth: int) -> None:
        paragraph = self._paragraph((), "Letterhead")
        paragraph.add_run("目　录" if self.meta.lang == "zh" else "Contents")
        entries = [(place, one) for place, one in enumerate(self.outline, 1) if one.level <= min(depth, 2)]
        for place, one in entries:
            entry = self.document.add_paragraph(style=f"TOC {one.level}")
            if place == entries[0][0]:
                docx_part.open_field(entry, f'TOC \\o "1-{depth}" \\h \\z \\u')
            entry.add_run(f"{one.number}{plain(one.text)}\t")
            docx_part.add_field(entry, f"PAGEREF _Toc{place:08d} \\h", str(self.pages[place - 1]) if self.pages else "")
            if place == entries[-1][0]:
                docx_part.close_field(entry)
        docx_part.update_fields_on_open(self.document)
        self.break_next = True


def _mark(key: str) -> str:
    """The bookmark of what is cited by this key: at most 40 letters and digits, as Word asks."""
    return f"_Ref{crc32(key.encode()):010d}"


def _properties(document: Any, meta: Meta) -> None:
    core = document.core_properties
    moment = datetime(meta.made.year, meta.made.month, meta.made.day)  # noqa: DTZ001 - a day, no zone
    core.title, core.author, core.subject = meta.title, meta.author, meta.subject
    core.language = "zh-CN" if meta.lang == "zh" else "en"
    core.created = core.modified = moment
    core.last_modified_by, core.revision, core.comments = meta.author, 1, meta.release
    core.keywords = meta.mark


def _settle(raw: bytes, meta: Meta) -> bytes:
    """The same package with every member dated by the release, so that bytes do not depend on the clock."""
    out = io.BytesIO()
    day = (max(meta.made.year, 1980), meta.made.month, meta.made.day, 0, 0, 0)
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            info = zipfile.ZipInfo(name, day)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()
