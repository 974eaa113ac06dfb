"""The sentences of a report, each with its line, and the figures in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from halfsky.plandoc.source import Block, Source
from halfsky.reportdoc.figure import Figure, figures_of

_END = re.compile(r"[。；;！!？?]+[”」』]*|(?<=[a-z)%])\.(?=\s|$)|\n{2,}")
_CLOSED = "。；：！？:;!?"
_HEADING = re.compile(r"^\s*(?:第?[一二三四五六七八九十百]+[、章节条部]|[（(][一二三四五六七八九十]+[)）]|\d+\s*[.、．)）](?!\d)|[①-⑳])")
_HAN = r"\u3001-\u303f\u4e00-\u9fff\uff01-\uff60"
_BLANKS = re.compile(rf"(?<=[{_HAN}])[ \t\u00a0\u3000]+|[ \t\u00a0\u3000]+(?=[{_HAN}%‰])")
"""Blanks that word processors set between Chinese and figures; they part no words."""
_LATIN = re.compile(r"[A-Za-z,)%\d.]$")
_LEFT_OUT = ("header", "footer", "page_number", "toc")
_FULL_LINE = 20
"""A line at least this long that does not end a sentence goes on in the next one (text with hard line breaks)."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """text: as printed, without the blanks beside Chinese characters; line: 1-based line of its first character; paragraph: its number in the document."""

    text: str
    line: int
    paragraph: int
    figures: tuple[Figure, ...]

    def before(self, figure: Figure) -> str:
        """The words between the figure before and this one."""
        ends = [f.end for f in self.figures if f.end <= figure.start]
        return self.text[max(ends, default=0) : figure.start]

    def after(self, figure: Figure) -> str:
        """The words between this figure and the next one."""
        starts = [f.start for f in self.figures if f.start >= figure.end]
        return self.text[figure.end : min(starts, default=len(self.text))]


def sentences(source: Source) -> Iterator[Sentence]:
    """Every sentence of the running text, headings included; tables are read by ``table``."""
    for number, (text, starts, lines) in enumerate(_paragraphs(source)):
        start = 0
        for end in [m.end() for m in _END.finditer(text)] + [len(text)]:
            words = _BLANKS.sub("", text[start:end].strip())
            if words:
                line = lines[bisect_right(starts, start + (len(text[start:end]) - len(text[start:end].lstrip()))) - 1]
                yield Sentence(words, line, number, tuple(figures_of(words)))
            start = end


def _paragraphs(source: Source) -> Iterator[tuple[str, list[int], list[int]]]:
    """Paragraphs with where each of their lines starts: lines that a hard break cut are joined again."""
    text, starts, lines = "", [0], [1]
    for block in source.blocks:
        if block.kind in _LEFT_OUT or block.cells:
            continue
        if text and _goes_on(text, block):
            starts.append(len(text))
            lines.append(block.line)
            text += (" " if text[-1:].isascii() and block.text.lstrip()[:1].isascii() and _LATIN.search(text) else "") + block.text.lstrip()
            continue
        if text:
            yield text, starts, lines
        text, starts, lines = block.text, [0], [block.line]
    if text:
        yield text, starts, lines


def _goes_on(text: str, block: Block) -> bool:
    last = text.rstrip()
    if block.kind == "heading" or block.number or _HEADING.match(block.text) or last[-1:] in _CLOSED:
        return False
    return len(last.rsplit("\n", 1)[-1]) >= _FULL_LINE and not block.text.startswith(("　", "  "))
