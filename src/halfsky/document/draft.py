"""Blocks as plain data that a table can keep, and back; drawings are named by their key and put in again on the way out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields as fields_of
from dataclasses import replace
from typing import Any

from halfsky.document.block import (
    Block,
    Column,
    Contents,
    Figure,
    Heading,
    Imprint,
    Letterhead,
    Masthead,
    Note,
    PageBreak,
    Paragraph,
    Row,
    Signature,
    Table,
    Title,
)
from halfsky.method.wording.edited import Bound
from halfsky.method.wording.piece import Field, Sentence, Text
from halfsky.method.wording.whole import frame

KINDS: dict[str, Any] = {
    kind.__name__.lower(): kind
    for kind in (
        Title, Letterhead, Masthead, Heading, Paragraph, Column, Row, Table, Figure, Note, Contents, PageBreak, Signature, Imprint,
    )
}
EDITABLE = (Heading, Paragraph, Note, Table, Figure)
"""The blocks whose words a person may change; of tables and drawings, which are made of figures, the caption alone."""
SHAPES = ("body", "item", "h1", "h2", "h3", "h4")
"""What a paragraph of an editor can be made: text, a line of a list, a heading of a level."""


def to_data(value: Any, source: str) -> Any:
    """A block as JSON values. `source`: where a field is from that does not say so itself."""
    match value:
        case Text(text):
            return {"w": text}
        case Field():
            return {"k": value.key, "t": value.text, "s": value.source if isinstance(value, Bound) else source}
        case tuple():
            return [to_data(one, source) for one in value]
        case str() | int() | float():
            return value
        case bytes():
            return ""
    facts = {one.name: to_data(getattr(value, one.name), source) for one in fields_of(value)}
    return {"is": type(value).__name__.lower(), **facts}


def from_data(data: Any) -> Any:
    """What `to_data` wrote, as it was, its drawings empty."""
    if isinstance(data, list):
        return tuple(from_data(one) for one in data)
    if not isinstance(data, Mapping):
        return data
    if "w" in data:
        return Text(str(data["w"]))
    if "k" in data:
        return Bound(str(data["k"]), str(data["t"]), str(data["s"]))
    kind = KINDS[str(data["is"])]
    facts = {name: from_data(one) for name, one in data.items() if name != "is"}
    if kind is Figure:
        facts.pop("png", None)  # as drafts were kept when every drawing was also kept as a bitmap
        facts["svg"] = b""
    return kind(**facts)


def rebound(block: Block, fresh: Mapping[str, str], source: str) -> Block:
    """The block with every figure that `fresh` (text by key) has with the same text bound to `source`; itself when none is."""

    def anew(data: Any) -> Any:
        if isinstance(data, list):
            return [anew(one) for one in data]
        if not isinstance(data, dict):
            return data
        if "k" in data:
            same = data["s"] != source and fresh.get(data["k"]) == data["t"]
            return {**data, "s": source} if same else data
        return {name: anew(one) for name, one in data.items()}

    before = to_data(block, source)
    after = anew(before)
    if after == before:
        return block
    made: Block = from_data(after)
    return replace(made, svg=block.svg) if isinstance(made, Figure) and isinstance(block, Figure) else made


def drawn(blocks: Sequence[Block], svgs: Mapping[str, bytes]) -> tuple[Block, ...]:
    """The blocks with their drawings, by the key of each."""
    return tuple(
        replace(one, svg=svgs[one.key]) if isinstance(one, Figure) and one.key in svgs else one for one in blocks
    )


def words_of(block: Block) -> Sentence | None:
    """The words of a block of text, None for another."""
    if isinstance(block, Heading):
        return block.text
    return block.pieces if isinstance(block, Paragraph | Note) else None


def edited_of(block: Block) -> Sentence | None:
    """The words of a block that may be edited: those of a text, the caption of a table or drawing; None for the head."""
    return block.caption if isinstance(block, Table | Figure) else words_of(block)


def with_words(block: Block, words: Sentence) -> Block:
    """The block with other words; a table or drawing remembers the caption it had first. TypeError for one that has none."""
    if isinstance(block, Heading):
        return replace(block, text=words)
    if isinstance(block, Paragraph | Note):
        return replace(block, pieces=words)
    if isinstance(block, Table | Figure):
        return replace(block, caption=words, known=block.known or frame(block.caption))
    raise TypeError(f"the words of a {type(block).__name__} are not edited")


def shape_of(block: Block) -> str:
    """Which of `SHAPES` a block has, "" for one that keeps its own: a template's heading, its lead, the head, a table."""
    if isinstance(block, Heading):
        return "" if block.key else f"h{block.level}"
    return block.style if isinstance(block, Paragraph) and block.style in SHAPES else ""


def shaped(block: Block, shape: str) -> Block:
    """The same words as another of `SHAPES`. TypeError where the block keeps its own."""
    words = words_of(block)
    if words is None or not shape_of(block) or shape not in SHAPES:
        raise TypeError(f"a {type(block).__name__} is not made {shape}")
    return Heading(int(shape[1]), words) if shape.startswith("h") else Paragraph(words, shape)


def bound_in(pieces: Sentence) -> Iterator[Field]:
    """The fields of a sentence that come from a run: not those from outside."""
    return (one for one in pieces if isinstance(one, Field) and not one.key.startswith("outside:"))
