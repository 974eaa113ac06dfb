"""The document as it came: one text, cut into blocks that know their place in it.

A reader of a file format (docx, pdf, txt) hands over a `Source`; the rules of this room read nothing else.
`Source.text` is the document's own text, and every block is a slice of it,
``source.text[block.start:block.end] == block.text``. Blocks are in order and do not overlap; between
two blocks is nothing but white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

#: A line ends here. Only the first three alternatives count as a new line for `Block.line`;
#: a form feed, a vertical tab or a Unicode separator cuts a block but is not counted.
_BREAK = re.compile(r"\r\n|\n|\r|[\x0b\x0c\x85\u2028\u2029]")
_COUNTED = ("\n", "\r\n", "\r")

#: What is longer than this is no plan: it gets no blocks, or only so many, and `reading.read` refuses it.
MAX_CHARACTERS = 1_000_000
MAX_BLOCKS = 40_000

KINDS = ("paragraph", "heading", "table_row", "header", "footer", "page_number", "toc")


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph or table row before its place is known; what `compose` takes.

    kind: one of `KINDS`. A format that cannot tell says ``paragraph``; the rules look at the words.
    text: the words, without the automatic number. Empty for a table row: its cells are joined by tabs.
    level: 1-based outline level when the format states one (a heading style), else None.
    bold, centered, size: how it looks, when known (size in points).
    cells: the cells of a table row. A cell merged downwards is given in its first row and "" below it.
    number: the automatic number as shown ("（一）", "1."), which is not part of the document's text.
    table: 0-based number of the table a row belongs to, page: 1-based page, both None when unknown.
    """

    text: str = ""
    kind: str = "paragraph"
    level: int | None = None
    bold: bool = False
    centered: bool = False
    size: float | None = None
    cells: tuple[str, ...] = ()
    number: str = ""
    table: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A piece with its place: 1-based line and the character span [start, end) in `Source.text`."""

    kind: str
    text: str
    line: int
    start: int
    end: int
    level: int | None = None
    bold: bool = False
    centered: bool = False
    size: float | None = None
    cells: tuple[str, ...] = ()
    number: str = ""
    table: int | None = None
    page: int | None = None

    @property
    def shown(self) -> str:
        """The words as a reader of the page sees them, the automatic number in front."""
        return self.number + self.text


@dataclass(frozen=True, slots=True)
class Source:
    """A document's text and its blocks.

    format: "txt", "docx" or "pdf". warnings: what the reader had to leave out or guess, a sentence each.
    """

    text: str
    blocks: tuple[Block, ...]
    format: str = "txt"
    warnings: tuple[str, ...] = ()


def from_text(text: str, *, format: str = "txt", warnings: Iterable[str] = ()) -> Source:  # noqa: A002
    """Cut plain text into one block per line. Blank lines give no block. Every character keeps its place.

    A text over `MAX_CHARACTERS` gets no blocks, one over `MAX_BLOCKS` lines no more than that: it will be refused.
    """
    blocks: list[Block] = []
    if len(text) > MAX_CHARACTERS:
        return Source(text, (), format, tuple(warnings))
    line, start = 1, 0
    for found in _BREAK.finditer(text):
        _add_line(blocks, text, line, start, found.start())
        if len(blocks) > MAX_BLOCKS:
            return Source(text, tuple(blocks), format, tuple(warnings))
        start = found.end()
        if found.group() in _COUNTED:
            line += 1
    _add_line(blocks, text, line, start, len(text))
    return Source(text, tuple(blocks), format, tuple(warnings))


def _add_line(blocks: list[Block], text: str, line: int, start: int, end: int) -> None:
    words = text[start:end]
    if words.strip():
        blocks.append(Block("paragraph", words, line, start, end))


def compose(pieces: Iterable[Piece], *, format: str, warnings: Iterable[str] = ()) -> Source:  # noqa: A002
    """Join pieces into a document, one line each, and give every piece its place.

    A piece without words and without cells becomes an empty line and no block. Line breaks inside a piece
    stay in it and are counted.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    line, start = 1, 0
    for piece in pieces:
        words = piece.text or "\t".join(cell.replace("\n", " ") for cell in piece.cells)
        if words.strip() or piece.number:
            blocks.append(Block(
                piece.kind, words, line, start, start + len(words), piece.level, piece.bold, piece.centered,
                piece.size, piece.cells, piece.number, piece.table, piece.page,
            ))
        parts.append(words)
        start += len(words) + 1
        line += 1 + words.count("\n")
    return Source("\n".join(parts), tuple(blocks), format, tuple(warnings))
