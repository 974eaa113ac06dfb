"""A statistical table of a docx, written as one piece of XML.

Cell by cell through the object model a yearbook's tables took half a minute; as text they take a second. The result is
what the object model would have written.
"""

from __future__ import annotations

from html import escape
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from halfsky.document.block import Row, Table
from halfsky.method.wording.piece import Field, Sentence, plain

_HEAVY = 'w:val="single" w:sz="12" w:space="0" w:color="000000"'
_HAIR = 'w:val="single" w:sz="4" w:space="0" w:color="808080"'
FIRST_ROWS = LAST_ROWS = 2
"""Rows that stand on one page with the head of a table that may be broken, and at its end with the note."""
TWIPS = 56.7
"""Twentieths of a point in a millimetre."""


class TableWriter:
    """Writes tables of one document; the style names are looked up once."""

    def __init__(self, document: Any, text_width: float, field_style: str) -> None:
        """``text_width`` in millimetres; ``field_style`` is the character style of bound figures."""
        self.document = document
        self.text_width = text_width
        self.styles = {name: document.styles[name].style_id for name in ("Table Head", "Table Text", field_style)}
        self.field = self.styles[field_style]

    def write(self, block: Table) -> None:
        """Append the table: open at both sides, heavy at top and foot, its head repeated on every page."""
        whole = sum(column.width for column in block.columns)
        widths = [round(self.text_width * column.width / whole * TWIPS) for column in block.columns]
        last = len(block.rows)
        kept = {*range(1, last if block.whole else min(FIRST_ROWS, last)), *range(max(last - LAST_ROWS + 1, 1), last), *({last} if block.note else ())}
        kept |= {place for place, row in enumerate(block.rows, 1) if row.kind == "group"}
        rows = [self._row(Row(tuple(column.head for column in block.columns), "head"), block, widths, True)]
        rows += [self._row(row, block, widths, place in kept) for place, row in enumerate(block.rows, 1)]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        self.document.element.body._insert_tbl(parse_xml(
            f"<w:tbl {nsdecls('w')}><w:tblPr>"
            '<w:tblW w:type="auto" w:w="0"/><w:jc w:val="center"/>'
            f"<w:tblBorders><w:top {_HEAVY}/><w:bottom {_HEAVY}/><w:insideH {_HAIR}/><w:insideV {_HAIR}/></w:tblBorders>"
            '<w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="45" w:type="dxa"/><w:right w:w="45" w:type="dxa"/></w:tblCellMar>'
            '<w:tblLook w:firstColumn="1" w:firstRow="1" w:lastColumn="0" w:lastRow="0" w:noHBand="0" w:noVBand="1" w:val="04A0"/>'
            f'<w:tblCaption w:val="{escape(plain(block.caption))}"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
        ))  # fmt: skip

    def _row(self, row: Row, block: Table, widths: list[int], keep: bool) -> str:
        head = '<w:tblHeader w:val="true"/>' if row.kind == "head" else ""
        if row.kind == "group":
            cells = self._cell(row.cells[0], "Table Head", "left", sum(widths), keep, len(widths))
        else:
            style = "Table Text" if row.kind == "body" else "Table Head"
            cells = "".join(
                self._cell(pieces, style, "centre" if row.kind == "head" else column.align, width, keep)
                for pieces, column, width in zip(row.cells, block.columns, widths, strict=True)
            )
        return f'<w:tr><w:trPr><w:cantSplit w:val="true"/>{head}</w:trPr>{cells}</w:tr>'

    def _cell(self, pieces: Sentence, style: str, align: str, width: int, keep: bool, span: int = 1) -> str:
        spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        side = "center" if align == "centre" else align
        return (
            f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/>{spanned}<w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{self.styles[style]}"/>{"<w:keepNext/>" if keep else ""}<w:jc w:val="{side}"/></w:pPr>'
            f"{''.join(self._run(piece.text, isinstance(piece, Field)) for piece in pieces if piece.text)}</w:p></w:tc>"
        )

    def _run(self, text: str, bound: bool) -> str:
        style = f'<w:rPr><w:rStyle w:val="{self.field}"/></w:rPr>' if bound else ""
        kept = "".join(sign for sign in text if sign >= " " and sign not in "\ufffe\uffff")
        return f'<w:r>{style}<w:t xml:space="preserve">{escape(kept)}</w:t></w:r>'
