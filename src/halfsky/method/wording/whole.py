"""Whole sentences of a text: where one ends, what it is about, what it is bound to, and which belong together.

Two texts made from two releases are compared sentence by sentence. A sentence is paired with the one that says the
same thing there: about the same result, in the same words, else in its turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence

from halfsky.method.wording.piece import Field, Piece, Sentence, Text

_END = re.compile(r"(?<=[。！？])|(?<=[.!?])(?=\s)")
GENERAL = ("release:", "plan:", "report:", "all:domains", "period:", "year:")
"""Beginnings of keys that name no single result; a sentence is about the first key that is none of these."""


def split(pieces: Sentence) -> tuple[Sentence, ...]:
    """The sentences of a paragraph; put behind one another they are the paragraph again.

    A sentence ends at 。！？ or at a full stop before a space, in the fixed words only: never inside a field.
    """
    out: list[Sentence] = []
    current: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Field):
            if not piece.text and not current and out:
                out[-1] = (*out[-1], piece)
            else:
                current.append(piece)
            continue
        parts = _END.split(piece.text)
        for place, part in enumerate(parts):
            if part:
                current.append(Text(part))
            if place < len(parts) - 1 and current:
                out.append(tuple(current))
                current = []
    if current and out and not "".join(piece.text for piece in current).strip():
        out[-1] = (*out[-1], *current)
    elif current:
        out.append(tuple(current))
    return tuple(out)


def bound(pieces: Sentence) -> tuple[tuple[str, str], ...]:
    """What a sentence is bound to: key and text of every field, in reading order."""
    return tuple((piece.key, piece.text) for piece in pieces if isinstance(piece, Field))


def frame(pieces: Sentence) -> str:
    """The fixed words with the keys of the fields in their places: `比上年提高{track:…:change.last}。`."""
    return "".join(piece.text if isinstance(piece, Text) else "{" + piece.key + "}" for piece in pieces).strip()


def about(pieces: Sentence) -> str:
    """The result a sentence is about, such as `track:health.goal.2.track.1`; "" for one that names none."""
    for piece in pieces:
        if isinstance(piece, Field) and not piece.key.startswith(GENERAL):
            return piece.key.partition("=")[0].rpartition(":")[0]
    return ""


def mould(pieces: Sentence) -> str:
    """The fixed words with what each field tells and not of whom: the same for one phrase about two results."""
    return "".join(
        piece.text if isinstance(piece, Text) else "{" + piece.key.partition("=")[0].rpartition(":")[2] + "}" for piece in pieces
    ).strip()


Pairs = list[tuple[int | None, int | None]]


def pair(old: Sequence[Sentence], new: Sequence[Sentence]) -> Pairs:
    """Which sentence of `old` is which of `new`, by place; None where there is none. In the order of `old`, then new ones.

    First those of the same frame, then those about the same result, then those of the same mould, each in their turn.
    """
    left, right = dict(enumerate(old)), dict(enumerate(new))
    found: dict[int, int] = {}
    for name in (frame, _about_or_frame, mould):
        _take(left, right, found, name)
    pairs: Pairs = [(place, found.get(place)) for place in range(len(old))]
    return [*pairs, *((None, place) for place in range(len(new)) if place in right)]


def _about_or_frame(pieces: Sentence) -> str:
    return about(pieces) or frame(pieces)


def _take(
    left: dict[int, Sentence], right: dict[int, Sentence], found: dict[int, int], name: Callable[[Sentence], Hashable]
) -> None:
    waiting: dict[Hashable, list[int]] = {}
    for place, pieces in right.items():
        waiting.setdefault(name(pieces), []).append(place)
    for place, pieces in list(left.items()):
        places = waiting.get(name(pieces))
        if places:
            found[place] = places.pop(0)
            del left[place], right[found[place]]
