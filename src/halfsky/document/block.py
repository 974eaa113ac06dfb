"""What a document is made of: frozen blocks, the same for docx, PDF and HTML.

Words come as sentences whose numbers are bound fields; a block decides no number and no word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil

from halfsky.method.wording.piece import Field, Sentence, figures

ITEM_MARK = {"zh": "——", "en": "– "}
"""What a list line begins with."""
KEPT_WHOLE = 225 / 25.4 * 72 / 3
"""Points of the tallest table that is not broken over pages, a third of the page: a taller one would leave more of it white."""
TABLE_LINE, CELL_ROOM, CAPTION_ROOM, UNIT_ROOM, NOTE_LINE = 14.0, 4.5, 27.0, 14.0, 12.0
"""Points of a line in a cell, of the room in a row beside its lines, of caption, unit line and a line of the note (`docx_page`)."""
NOTE_WIDE = 49.0
LINE = 42.0
"""Wide characters on a line of a table over the whole width, 10.5 pt on 156 mm; a narrow one takes half."""


@dataclass(frozen=True, slots=True)
class Title:
    """The document's title; `lines` as they are to be broken."""

    lines: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands between title and text: issuing body, date, release. One centred line each."""

    lines: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Masthead:
    """The head of an official document: the issuing body in red, the number, a red line.

    `form`: `letter` has a double line, the number below it at the right; `file` has the number centred two lines below
    the mark and a single line under it.
    """

    issuer: Sentence
    number: Sentence
    form: str = "letter"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4; its number is given by `outline.number`. `key` names the section that the report's template
    opens with it; an editor's own heading has none."""

    level: int
    text: Sentence
    number: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: `body`, `lead` (the page's answer, set off from the rest), `item` (a list line), `flush` (the
    line that names the addressee, without indent), `annex` (a line that names an annex) or `annex_more` (the next one)."""

    pieces: Sentence
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its head, `left`, `right` or `centre`, and its share of the width."""

    head: Sentence
    align: str = "left"
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from left to right; `kind` is `body`, `group` (one cell over the whole width) or `total`."""

    cells: tuple[Sentence, ...]
    kind: str = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption above and its source below; the header row is repeated on every page."""

    caption: Sentence
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: Sentence = ()
    note: Sentence = ()
    number: int = 0
    label: str = ""
    """What the table is cited by, such as ``3-12``; "" takes its number in the document."""
    key: str = ""
    """The key of the fields that name this table by its label, wherever they stand; "" where none does."""
    known: str = ""
    """The frame of the caption that the report's template gave it, where an editor changed the words; "" where nobody did."""

    @property
    def whole(self) -> bool:
        """A table that takes no more than a third of a page is kept on one."""
        return self.height <= KEPT_WHOLE

    @property
    def height(self) -> float:
        """About how many points the table takes with its caption and note, by the widths of the columns."""
        head = Row(tuple(column.head for column in self.columns))
        rows = sum(self._lines(row) * TABLE_LINE + CELL_ROOM for row in (head, *self.rows))
        note = NOTE_LINE * (ceil(wide(self.note) / NOTE_WIDE) + 1)
        return rows + CAPTION_ROOM + (UNIT_ROOM if self.unit else 0) + note

    @property
    def lines(self) -> int:
        """About how many lines the rows take."""
        return sum(self._lines(row) for row in self.rows)

    def _lines(self, row: Row) -> int:
        if row.kind == "group":
            return 1
        total = sum(column.width for column in self.columns) or 1.0
        pairs = zip(row.cells, self.columns, strict=False)
        return max((ceil(wide(cell) / max(LINE * column.width / total - 0.6, 1.0)) for cell, column in pairs), default=1) or 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart: the drawing, caption below, the text alternative in words.

    `width` and `height` in millimetres. `svg` is empty where only the words were asked for.
    """

    svg: bytes
    caption: Sentence
    alt: str
    width: float
    height: float
    note: Sentence = ()
    number: int = 0
    key: str = ""
    """The hash of the drawing's content, by which it is kept."""
    known: str = ""
    """As a table's."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note on scope, in small type."""

    pieces: Sentence


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents, to `depth` levels."""

    depth: int = 2


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block opens a page."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The issuing body and the date at the end, set right."""

    lines: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Imprint:
    """The foot of an official document's last page, between lines: to whom copies go, who printed it, and when."""

    copies: Sentence
    issuer: Sentence
    printed: Sentence


Block = Title | Letterhead | Masthead | Heading | Paragraph | Table | Figure | Note | Contents | PageBreak | Signature | Imprint


@dataclass(frozen=True, slots=True)
class Meta:
    """What belongs to the document as a whole.

    `demo` and `draft` put their marks on every page; `made` is the day of the release (never the clock), so that the
    same release gives the same bytes.
    """

    title: str
    lang: str = "zh"
    demo: bool = False
    author: str = ""
    subject: str = ""
    made: date = field(default=date(2000, 1, 1))
    release: str = ""
    draft: bool = False

    @property
    def mark(self) -> str:
        """What every page says above its text, "" for nothing: that it is a draft, that its figures are invented."""
        marks = ([DRAFT_MARK[self.lang]] if self.draft else []) + ([DEMO_MARK[self.lang]] if self.demo else [])
        return ("　" if self.lang == "zh" else ". ").join(marks)


DRAFT_MARK = {"zh": "草稿，未经审批，不得引用", "en": "Draft, not approved, not to be cited"}
DEMO_MARK = {"zh": "演示数据，不代表实际情况", "en": "Demo data, not the actual situation"}


def wide(cell: Sentence) -> float:
    """How many wide characters a sentence takes; a narrow one takes half."""
    return sum(1.0 if ord(sign) > 0x2E7F else 0.5 for piece in cell for sign in piece.text)


def sentences(blocks: Sequence[Block]) -> Iterator[Sentence]:
    """Every sentence of a document in reading order: texts, captions, cells, notes."""
    for block in blocks:
        match block:
            case Title(lines) | Letterhead(lines) | Signature(lines):
                yield from lines
            case Masthead(issuer, number):
                yield from (issuer, number)
            case Imprint(copies, issuer, printed):
                yield from (copies, issuer, printed)
            case Heading(text=text):
                yield text
            case Paragraph(pieces=pieces) | Note(pieces):
                yield pieces
            case Table():
                yield from (block.caption, block.unit, *(column.head for column in block.columns))
                for row in block.rows:
                    yield from row.cells
                yield block.note
            case Figure():
                yield from (block.caption, block.note)
            case Contents() | PageBreak():
                pass


def fields(blocks: Sequence[Block]) -> tuple[Field, ...]:
    """Every bound field of a document, in reading order."""
    return tuple(one for pieces in sentences(blocks) for one in figures(pieces))
