"""What differs between two composed documents, sentence by sentence and row by row.

A sentence is stale when it is bound to something else now: a field has another text, another key, or is gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from halfsky.document.block import (
    Block,
    Contents,
    Figure,
    Heading,
    Imprint,
    Letterhead,
    Masthead,
    Note,
    PageBreak,
    Paragraph,
    Signature,
    Table,
    Title,
)
from halfsky.method.wording.piece import Field, Sentence, join
from halfsky.method.wording.whole import bound, frame, pair, split


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, caption or table row: in which part of the document, in which block, the how-many-eth there."""

    part: str
    block: int
    place: int
    pieces: Sentence


@dataclass(frozen=True, slots=True)
class Change:
    """A unit that is not the same any more; `old` None: it is new, `new` None: it is said no longer."""

    old: Unit | None
    new: Unit | None


def units(blocks: Sequence[Block]) -> Iterator[Unit]:
    """Everything that can go stale. `part` is the key of the template's heading above; a table is a part of its own."""
    part = ""
    for at, block in enumerate(blocks):
        if isinstance(block, Heading) and block.key:
            part = block.key
        if isinstance(block, Table):
            own = f"{part}|{block.known or frame(block.caption)}"
            yield from (Unit(own, at, place, pieces) for place, pieces in enumerate(_of_table(block)) if pieces)
            continue
        yield from (Unit(part, at, place, pieces) for place, pieces in enumerate(sentences_of(block)) if pieces)


def sentences_of(block: Block) -> tuple[Sentence, ...]:
    """The sentences of a block that is no table."""
    match block:
        case Title(lines) | Letterhead(lines) | Signature(lines):
            return lines
        case Masthead(issuer, number):
            return issuer, number
        case Imprint(copies, issuer, printed):
            return copies, issuer, printed
        case Heading(text=text):
            return (text,)
        case Paragraph(pieces=pieces) | Note(pieces):
            return split(pieces)
        case Figure():
            drawn: Sentence = (Field(f"drawing={block.key}", ""),)
            return ((*block.caption, *drawn), block.note)
        case Table() | Contents() | PageBreak():
            return ()


def compare(old: Sequence[Block], new: Sequence[Block]) -> list[Change]:
    """What is stale in `old` now that the document reads `new`, in the order of `old`; then what is new."""
    before, after = _parts(old), _parts(new)
    changes: list[Change] = []
    for part in {**before, **after}:
        mine, theirs = before.get(part, []), after.get(part, [])
        for left, right in pair([one.pieces for one in mine], [one.pieces for one in theirs]):
            one = None if left is None else mine[left]
            other = None if right is None else theirs[right]
            if one is None or other is None or stale(one.pieces, other.pieces):
                changes.append(Change(one, other))
    return changes


def stale(old: Sentence, new: Sentence) -> bool:
    """Whether the old sentence is bound to something else than the new one."""
    return bound(old) != bound(new)


def _parts(blocks: Sequence[Block]) -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = {}
    for unit in units(blocks):
        found.setdefault(unit.part, []).append(unit)
    return found


def _of_table(table: Table) -> tuple[Sentence, ...]:
    heads = join([column.head for column in table.columns], "　")
    return (table.caption, table.unit, heads, *(join(row.cells, "　") for row in table.rows), table.note)
