"""Numbers for headings, tables and figures: 一、（一）1.（1） in Chinese (GB/T 9704), 1, 1.1 in English.

What is cited by another name, such as table 3-12, and every place that cites it is numbered with them, so that a part that
was moved or left out takes nothing false along.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from halfsky.document.block import Block, Contents, Figure, Heading, Note, PageBreak, Paragraph, Row, Table
from halfsky.method.wording.piece import Field, Sentence

NUMERALS = "〇一二三四五六七八九"
DEEPEST = 4
ANNEX = "annex"
"""Beginning of the keys of headings behind the signature, which carry no number of the text's but their own: 附件1."""
CITED = "yearbook:table:"
"""How the key of a field begins that names a table by its label."""
SEEN = "seen:table:"
"""How the key of a field begins that names a table by its number in the document."""
GONE = "—"
"""What stands where a table is cited that the document has not."""


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
    """The same blocks, headings, tables, figures and citations numbered. Raises `OutlineError` on a skipped level."""
    path: list[int] = []
    tables = figures = annexes = 0
    annexed = False
    several = sum(1 for one in blocks if isinstance(one, Heading) and _is_annex(one)) > 1
    out: list[Block] = []
    for block in cited(blocks):
        if isinstance(block, Heading) and block.level == 1:
            annexed = _is_annex(block)
        if isinstance(block, Heading) and (block.key.startswith(ANNEX) or (annexed and not block.key)):
            annexes += _is_annex(block)
            out.append(replace(block, number=_annex(lang, annexes if several else 0) if _is_annex(block) else ""))
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
    said = {one.key: one.label or str(one.number) for one in out if isinstance(one, Table) and one.key.startswith(SEEN)}
    return tuple(_citing(one, said, SEEN) for one in out)


def seen(name: str, lang: str) -> Field:
    """The number of the table whose key is the field's, until `number` knows it."""
    return Field(f"{SEEN}{name}", {"zh": "（表号）", "en": "(number)"}[lang])


def _is_annex(block: Heading) -> bool:
    return block.level == 1 and block.key.startswith(ANNEX)


def _annex(lang: str, place: int) -> str:
    """What stands before the title of an annex; ``place`` is 0 where there is one alone."""
    count = str(place or "")
    return f"附件{count}　" if lang == "zh" else f"Annex {count}. " if count else "Annex. "


def paged(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same blocks with their page breaks where they make sense, whatever was moved or taken out between them.

    A break opens a page for a heading or the contents; one that nothing of these follows, or another break, is left out. In
    a volume, which has contents, each part opens a page, the first one after the contents by itself.
    """
    volume = any(isinstance(one, Contents) for one in blocks)
    kept = [one for one in blocks if not isinstance(one, PageBreak)]
    broken = {id(blocks[at + 1]) for at, one in enumerate(blocks[:-1]) if isinstance(one, PageBreak)}
    out: list[Block] = []
    for at, block in enumerate(kept):
        before = kept[at - 1] if at else None
        wanted = isinstance(block, Heading | Contents) and id(block) in broken
        if volume and isinstance(block, Heading) and block.level == 1:
            wanted = True
        if wanted and before is not None and not isinstance(before, Contents):
            out.append(PageBreak())
        out.append(block)
    return tuple(out)


def cited(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same blocks, their labelled tables numbered within the part (heading of level 1) and cited by these numbers."""
    part = place = count = 0
    said: dict[str, str] = {}
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            part, place = part + 1, 0
        elif isinstance(block, Table) and block.label:
            place, count = place + 1, count + 1
            block = replace(block, label=f"{part}-{place}")
            if block.key:
                said[block.key] = block.label
        out.append(block)
    if count:
        said |= {"yearbook:tables": str(count), "yearbook:example": next(iter(said.values()), GONE)}
    return tuple(_citing(one, said, CITED) for one in out)


def _citing(block: Block, said: Mapping[str, str], prefix: str) -> Block:
    match block:
        case Paragraph(pieces=pieces) | Note(pieces):
            return replace(block, pieces=_named(pieces, said, prefix))
        case Table() if any(_cites(cell, said, prefix) for row in block.rows for cell in row.cells):
            return replace(block, rows=tuple(Row(tuple(_named(cell, said, prefix) for cell in row.cells), row.kind) for row in block.rows))
    return block


def _cites(pieces: Sentence, said: Mapping[str, str], prefix: str) -> bool:
    return any(isinstance(one, Field) and (one.key in said or one.key.startswith(prefix)) for one in pieces)


def _named(pieces: Sentence, said: Mapping[str, str], prefix: str) -> Sentence:
    if not _cites(pieces, said, prefix):
        return pieces
    return tuple(
        replace(one, text=said.get(one.key, GONE)) if isinstance(one, Field) and (one.key in said or one.key.startswith(prefix)) else one
        for one in pieces
    )


CAPTION = {"zh": {"table": "表", "figure": "图"}, "en": {"table": "Table ", "figure": "Figure "}}
