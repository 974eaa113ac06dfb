"""A clause: some of the document's characters, white space aside, each knowing where it stands.

Rules match on `Clause.text` (half-width, no white space); quotes are cut from `Clause.raw`, the characters as they
are in the document. A clause broken over lines or pages is one clause, and its places still point into the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from halfsky.plandoc.numerals import half_width

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
#: A sign that is no white space and no raised number of a note (95%¹); that of m² stays.
_SAID = re.compile(r"[^\s⁰¹²³⁴-⁹]|(?<=[A-Za-z])[⁰¹²³⁴-⁹]")
#: 提高保健水平——系统管理率达到90%: not the dash of a range (8——10).
_DASH = re.compile(r"(?<=[^\d%‰岁年])——(?=\D)")
_OPEN, _CLOSE = "([《“「{", ")]》”」}"
_SENTENCE_END = "。;！？!?"
_PHRASE_END = ",，"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part [start, end) of a clause between two commas; `sentence` counts the sentences of the clause from 0."""

    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Clause:
    """text: for rules; raw: for quotes; at[i]: where character i stands in the document; line_of via `Source`."""

    text: str
    raw: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The document's span of the clause's characters [start, end)."""
        return self.at[start], self.at[end - 1] + 1

    def quote(self, start: int, end: int) -> str:
        """The words as in the document, white space aside."""
        return self.raw[start:end]


def clause_of(document: str, spans: Iterable[tuple[int, int]]) -> Clause:
    """Join the given spans of a document into one clause, leaving out white space and the raised numbers of notes."""
    places = [
        start + found.start() for start, end in spans for found in _SAID.finditer(half_width(document[start:end]))]
    raw = "".join(document[i] for i in places)
    return Clause(half_width(raw), raw, tuple(places))


def phrases(clause: Clause) -> Iterator[Phrase]:
    """Cut at commas, sentence ends and dashes between words that stand outside brackets, quotation marks and numbers."""
    text = clause.text
    dashes = {place for match in _DASH.finditer(text) for place in range(*match.span())}
    kept = {match.start() for match in _THOUSANDS.finditer(text)}
    start = sentence = depth = 0
    opened = -1
    for i, sign in enumerate(text):
        if sign in _OPEN:
            depth, opened = depth + 1, i
        elif sign in _CLOSE:
            depth = max(0, depth - 1)
        if depth and i - opened > 120:
            depth = 0
        ends = sign in _SENTENCE_END or i in dashes
        if depth or not (ends or (sign in _PHRASE_END and i not in kept)):
            continue
        if i > start:
            yield Phrase(start, i, sentence)
        start = i + 1
        sentence += ends
    if start < len(text):
        yield Phrase(start, len(text), sentence)
