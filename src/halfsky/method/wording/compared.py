"""What differs between two wordings of a sentence: words put in and taken out, and figures, which are marked apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from halfsky.method.wording.piece import Field, Sentence

_WORD = re.compile(r"[A-Za-z]+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text: ``same``, ``in`` or ``out``; ``figure`` where it is a bound figure."""

    how: str
    text: str
    figure: bool


def compared(old: Sentence, new: Sentence) -> tuple[Part, ...]:
    """The new wording with what was taken out left in its place. A figure is one whole: it is the same or another."""
    before, after = _tokens(old), _tokens(new)
    found: list[tuple[str, str, bool]] = []
    for how, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if how == "equal":
            found += [("same", text, figure) for text, figure in after[j1:j2]]
        else:
            found += [("out", text, figure) for text, figure in before[i1:i2]]
            found += [("in", text, figure) for text, figure in after[j1:j2]]
    return tuple(
        Part(how, "".join(text for _how, text, _figure in some), figure)
        for (how, figure), some in groupby(found, key=lambda one: (one[0], one[2]))
    )


def _tokens(pieces: Sequence[object]) -> list[tuple[str, bool]]:
    out: list[tuple[str, bool]] = []
    for piece in pieces:
        text = str(getattr(piece, "text", ""))
        if isinstance(piece, Field):
            out += [(text, True)] if text else []
        else:
            out += [(word, False) for word in _WORD.findall(text)]
    return out
