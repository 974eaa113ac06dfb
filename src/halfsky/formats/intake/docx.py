"""Word documents: paragraphs with their counted numbers, headings, tables, and what lies beside the text."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from halfsky.formats.intake.container import Package, attributes, checked
from halfsky.formats.intake.docx_numbering import Numbering
from halfsky.formats.intake.docx_styles import Look, Styles, local, paragraph_look, run_look, value
from halfsky.formats.intake.docx_words import Words, words_of
from halfsky.formats.intake.limits import Limits
from halfsky.formats.intake.refusal import IntakeRefused
from halfsky.formats.intake.text import Warned
from halfsky.plandoc.source import Piece, Source, compose

DOCUMENT = "word/document.xml"
LONGEST_HEADING = 60
_TOC_STYLE = re.compile(r"^(toc|目录)\s*\d", re.IGNORECASE)
_CONTAINERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "AlternateContent", "Choice"})
_COUNTS = (("deletions", "warn.deletions"), ("hidden", "warn.hidden"), ("textboxes", "warn.textboxes"),
           ("comments", "warn.comments"), ("pictures", "warn.pictures"))


def read_docx(data: bytes, limits: Limits, warnings: Warned) -> Source:
    """Read a .docx or .docm. Automatic numbers are counted and given as each block's ``number``; tracked
    insertions are kept and deletions left out; footnotes, headers and footers come after the text as blocks of
    kind ``footer`` and ``header``. What is left out is said in ``warnings``. Raises IntakeRefused."""
    with checked(data, limits, warnings) as package:
        reader = _Reader(package, limits)
        pieces = list(reader.pieces())
        pieces += reader.beside()
        reader.report(warnings)
    if not any(piece.text.strip() or piece.cells for piece in pieces if piece.kind not in ("header", "footer")):
        raise IntakeRefused("file.blank")
    return compose(pieces, format="docx")


class _Reader:
    def __init__(self, package: Package, limits: Limits) -> None:
        self._package = package
        self._limits = limits
        self._styles = Styles(self._optional("word/styles.xml"))
        self._numbering = Numbering(self._optional("word/numbering.xml"))
        self._seen: Counter[str] = Counter()
        self._tables = 0
        self._characters = 0

    def _optional(self, name: str) -> Element | None:
        return self._package.tree(name) if self._package.has(name) else None

    def pieces(self) -> Iterator[Piece]:
        """The body, element by element; each is dropped as soon as it has been read."""
        body: Element | None = None
        depth = 0
        for event, element in self._package.events(DOCUMENT):
            if event == "start":
                depth += 1
                if body is None and local(element) == "body":
                    body, depth = element, 0
            else:
                if body is not None and depth == 1 and element is not body:
                    yield from self._element(element)
                    body.clear()
                depth -= 1
        if body is None:
            raise IntakeRefused("xml.damaged", part=DOCUMENT, line=1)

    def _element(self, element: Element) -> Iterator[Piece]:
        tag = local(element)
        if tag == "p":
            yield from self._paragraph(element)
        elif tag == "tbl":
            yield from self._table(element)
        elif tag in _CONTAINERS:
            parts = list(element)[:1] if tag == "AlternateContent" else list(element)
            toc = tag == "sdt" and any("Table of Contents" in value(part) for part in element.iter())
            for part in parts:
                for piece in self._element(part):
                    yield replace(piece, kind="toc") if toc and piece.kind in ("paragraph", "heading") else piece

    def _paragraph(self, paragraph: Element) -> Iterator[Piece]:
        look, words = self._looked(paragraph)
        number = self._number(paragraph, look, words)
        lines = [line.strip("\r\n ") for line in words.lines]
        toc = bool(_TOC_STYLE.match(look.name))
        for line in lines:
            if not line.strip() and len(lines) > 1:
                continue
            self._spend(len(line))
            kind = "toc" if toc else "paragraph"
            level = look.level if len(line) <= LONGEST_HEADING and not toc else None
            if level is not None and line.strip():
                kind = "heading"
            shown = number if line.strip() else ""
            yield Piece(line, kind, level, words.bold, look.centered, words.size, (), shown)
            number = ""
        for box in words.boxes:
            for child in box:
                yield from self._element(child)

    def _looked(self, paragraph: Element) -> tuple[Look, Words]:
        properties = next((child for child in paragraph if local(child) == "pPr"), None)
        code = ""
        for child in [] if properties is None else properties:
            if local(child) == "pStyle":
                code = value(child)
        look = self._styles.look(code)
        if look.list_id and look.list_level is None:
            look = replace(look, list_level=self._numbering.level_of_style(look.list_id, code))
        if properties is not None:
            look = paragraph_look(properties, look)
        words = words_of(paragraph, look)
        self._seen.update(words.seen)
        return look, words

    def _number(self, paragraph: Element, look: Look, words: Words) -> str:
        if look.list_id in ("", "0") or not any(line.strip() for line in words.lines):
            return ""
        for part in paragraph:
            if local(part) == "pPr":
                for mark in part:
                    if local(mark) == "rPr" and run_look(mark, look).hidden:
                        return ""
        number = self._numbering.next(look.list_id, look.list_level or 0)
        first = next((line.strip() for line in words.lines if line.strip()), "")
        return number + " " if number.endswith((".", "．")) and first[:1].isdigit() else number

    def _table(self, table: Element) -> Iterator[Piece]:
        rows = [row for row in _rows(table) if not _deleted(row)]
        cells_of = [list(_cells(row)) for row in rows]
        if len(rows) == 1 and len(cells_of[0]) == 1 and _is_frame(cells_of[0][0]):
            for child in cells_of[0][0]:
                yield from self._element(child)
            return
        number = self._tables
        self._tables += 1
        for row, cells in zip(rows, cells_of, strict=True):
            texts: list[str] = [""] * _span(row, "gridBefore", 0)
            bold = True
            boxes: list[Piece] = []
            for cell in cells:
                text, all_bold, beside = self._cell(cell)
                boxes += beside
                bold = bold and (all_bold or not text)
                texts += [text] + [""] * (_span(cell, "gridSpan", 1) - 1)
            if any(text.strip() for text in texts):
                self._spend(sum(map(len, texts)))
                yield Piece("", "table_row", bold=bold, cells=tuple(texts), table=number)
            yield from boxes

    def _cell(self, cell: Element) -> tuple[str, bool, list[Piece]]:
        lines: list[str] = []
        bold = True
        boxes: list[Piece] = []
        continued = any(local(mark) == "vMerge" and value(mark) != "restart"
                        for part in cell if local(part) == "tcPr" for mark in part)
        for paragraph in _paragraphs(cell):
            look, words = self._looked(paragraph)
            number = self._number(paragraph, look, words)
            text = "\n".join(line.strip() for line in words.lines if line.strip())
            if text:
                lines.append(number + text)
                bold = bold and words.bold
            for box in words.boxes:
                for child in box:
                    boxes += self._element(child)
        return "" if continued else "\n".join(lines), bold and bool(lines), boxes

    def beside(self) -> list[Piece]:
        """Footnotes, endnotes, headers and footers: once each, after the text, marked as what they are."""
        found: list[Piece] = []
        for name in sorted(self._package.names):
            part = re.match(r"^word/(footnotes|endnotes|header\d*|footer\d*)\.xml$", name)
            if not part:
                continue
            kind = "header" if part[1].startswith("header") else "footer"
            for paragraph in _noted(self._package.tree(name)):
                _, words = self._looked(paragraph)
                text = " ".join(line.strip() for line in words.lines if line.strip())
                self._spend(len(text))
                bare = re.sub(r"[\s\d—–\-·第页共/]", "", text)
                known = any(piece.text == text for piece in found)
                if text and (part[1].endswith("notes") or (bare and not known)):
                    found.append(Piece(text, kind))
        return found

    def report(self, warnings: Warned) -> None:
        """Say what was seen and left out or moved."""
        for seen, key in _COUNTS:
            if self._seen[seen]:
                warnings.append((key, {"count": self._seen[seen]}))
        if self._seen["notes"]:
            warnings.append(("warn.footnotes", {"count": self._seen["notes"]}))
        links = 0
        for name in self._package.names:
            if name.startswith("word/_rels/") and name.endswith(".rels"):
                links += sum(1 for link in self._package.tree(name)
                             if attributes(link).get("TargetMode") == "External"
                             and not str(attributes(link).get("Type", "")).endswith("/hyperlink"))
        if links:
            warnings.append(("warn.links", {"count": links}))

    def _spend(self, characters: int) -> None:
        self._characters += characters
        if self._characters > self._limits.text_characters:
            raise IntakeRefused(
                "file.text_too_long", count=self._characters, limit=self._limits.text_characters)


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if local(child) == "tr":
            yield child
        elif local(child) in _CONTAINERS:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if local(child) == "tc":
            yield child
        elif local(child) in _CONTAINERS:
            yield from _cells(child)


def _paragraphs(node: Element) -> Iterator[Element]:
    """The paragraphs of a cell or note, those of a table inside it too."""
    for child in node:
        if local(child) == "p":
            yield child
        elif local(child) in ("tbl", "tr", "tc") or local(child) in _CONTAINERS:
            yield from _paragraphs(child)


def _noted(root: Element) -> Iterator[Element]:
    """The paragraphs of a notes, header or footer part; Word's own separator notes are not the author's."""
    for child in root:
        if local(child) in ("footnote", "endnote"):
            if not str(attributes(child).get("type", "")).lower().endswith(("separator", "notice")):
                yield from _paragraphs(child)
        elif local(child) == "p":
            yield child
        else:
            yield from _paragraphs(child)


def _is_frame(cell: Element) -> bool:
    """A table of one cell that holds several paragraphs is a frame around text, not a table."""
    return sum(1 for child in cell if local(child) in ("p", "tbl")) > 3


def _deleted(row: Element) -> bool:
    return any(local(mark) == "del" for part in row if local(part) == "trPr" for mark in part)


def _span(node: Element, tag: str, default: int) -> int:
    for part in node:
        if local(part) in ("tcPr", "trPr"):
            for mark in part:
                if local(mark) == tag and value(mark).isascii() and value(mark).isdigit():
                    return min(int(value(mark)[:3]), 63)
    return default
