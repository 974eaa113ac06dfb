"""Numbers for headings, tables and figures: 一、（一）1.（1） in Chinese (GB/T 9704), 1, 1.1 in English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from halfsky.document.block import Block, Figure, Heading, Table

NUMERALS = "〇一二三四五六七八九"
DEEPEST = 4
ANNEX = "annex"
"""Beginning of the keys of headings behind the signature, which carry no number of the text's."""


class OutlineError(ValueError):
    """A heading skips a level: give it the level below its parent's."""


def chinese(number: int) -> str:
    """1 to 99 in Chinese numerals: 一, 十, 二十一."""
    if not 1 <= number <= 99:
        raise ValueError(f"no such heading number: {number}")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else NUMERALS[tens] + "十")
    return head + (NUMERALS[ones] if ones else "")


def label(level: int, path: Sequence[int], lang: str) -> str:
    """The number printed before a heading, with its own mark of punctuation."""
    own = path[-1]
    if lang != "zh":
        return ".".join(str(one) for one in path) + ("." if level == 1 else "") + " "
    return {1: f"{chinese(own)}、", 2: f"（{chinese(own)}）", 3: f"{own}. ", 4: f"（{own}）"}[level]


def number(blocks: Sequence[Block], lang: str) -> tuple[Block, ...]:
    """The same blocks, headings, tables and figures numbered. Raises `OutlineError` on a skipped level."""
    path: list[int] = []
    tables = figures = 0
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.key.startswith(ANNEX):
            out.append(replace(block, number=""))
        elif isinstance(block, Heading):
            if not 1 <= block.level <= min(len(path) + 1, DEEPEST):
                raise OutlineError(f"heading of level {block.level} below level {len(path)}")
            path = [*path[: block.level - 1], (path[block.level - 1] if len(path) >= block.level else 0) + 1]
            out.append(replace(block, number=label(block.level, path, lang)))
        elif isinstance(block, Table):
            tables += 1
            out.append(replace(block, number=tables))
        elif isinstance(block, Figure):
            figures += 1
            out.append(replace(block, number=figures))
        else:
            out.append(block)
    return tuple(out)


CAPTION = {"zh": {"table": "表", "figure": "图"}, "en": {"table": "Table ", "figure": "Figure "}}
