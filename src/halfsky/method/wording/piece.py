"""A sentence as pieces: fixed words, and fields bound to a result.

A number in a report is never typed into the text: it is a `Field` whose key names the result it was drawn
from, so that a revised release shows which sentences are stale. `fill` refuses a digit in the fixed words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import Formatter


@dataclass(frozen=True, slots=True)
class Text:
    """Fixed words: no digit may stand in them."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """Words drawn from a result; `key` is its address, such as `track:health.goal.2.track.1:value`.

    One key has one text in a document. A field without text is a judgement that chose the words (`judged`).
    """

    key: str
    text: str


Piece = Text | Field
Sentence = tuple[Piece, ...]
Slot = str | Piece | Sentence


class LiteralFigureError(ValueError):
    """A digit stands in fixed words: bind it to a result with a `Field`."""


def sentence(*slots: Slot) -> Sentence:
    """Put words, fields and sentences behind one another; neighbouring fixed words become one piece."""
    pieces: list[Piece] = []
    for slot in slots:
        parts: Sentence
        if isinstance(slot, str):
            parts = (Text(slot),) if slot else ()
        elif isinstance(slot, tuple):
            parts = slot
        else:
            parts = (slot,)
        for part in parts:
            if isinstance(part, Text):
                _refuse_digits(part.text)
                if pieces and isinstance(pieces[-1], Text):
                    pieces[-1] = Text(pieces[-1].text + part.text)
                    continue
            pieces.append(part)
    return tuple(pieces)


def judged(key: str, what: str) -> Field:
    """A judgement that chose the words beside it, such as `track:…:state=not_met`: bound like a figure, nothing to read.

    Where a rule picks between two phrases the fields in them can be the same; with this piece the sentence is bound
    to the pick as well.
    """
    return Field(f"{key}={what}", "")


def fill(template: str, slots: Mapping[str, Slot]) -> Sentence:
    """Fill the named placeholders of `template`.

    Raises `LiteralFigureError` when the template, or a slot given as plain words, holds a digit, and
    `KeyError` when a placeholder has no slot.
    """
    parts: list[Slot] = []
    for words, name, _, _ in Formatter().parse(template):
        parts.append(words)
        if name is not None:
            parts.append(slots[name])
    return sentence(*parts)


def plain(pieces: Sentence) -> str:
    """The sentence as a reader sees it."""
    return "".join(piece.text for piece in pieces)


def figures(pieces: Sentence) -> tuple[Field, ...]:
    """The bound fields of a sentence, in reading order."""
    return tuple(piece for piece in pieces if isinstance(piece, Field))


def join(sentences: Iterable[Sentence], separator: str = "") -> Sentence:
    """Join sentences (or clauses) with fixed words between them, leaving out empty ones."""
    parts: list[Slot] = []
    for one in sentences:
        if not one:
            continue
        if parts and separator:
            parts.append(separator)
        parts.append(one)
    return sentence(*parts)


def named(key: str, words: str) -> Piece:
    """A name from the catalogue: a field when it holds a digit (`35—64岁妇女…`), otherwise plain words."""
    return Field(key, words) if any(ch.isdigit() for ch in words) else Text(words)


def capital(pieces: Sentence) -> Sentence:
    """The sentence with its first letter as a capital (English; Chinese is unchanged)."""
    if not pieces or not pieces[0].text:
        return pieces
    first = pieces[0]
    words = first.text[0].upper() + first.text[1:]
    return ((Text(words) if isinstance(first, Text) else Field(first.key, words)), *pieces[1:])


def _refuse_digits(words: str) -> None:
    if any(ch.isdigit() for ch in words):
        raise LiteralFigureError(f"a digit stands in fixed words, bind it to a result: {words!r}")
