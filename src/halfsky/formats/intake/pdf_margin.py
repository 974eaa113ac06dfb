"""Line numbers in the margin: found on the whole document, and taken out of its lines."""

import itertools
from collections.abc import Sequence

from halfsky.formats.intake.pdf_glyphs import Glyph
from halfsky.formats.intake.pdf_lines import rows_of

#: Fewer numbered rows than this on a page prove nothing; of all rows at least this share is numbered.
_FEWEST = 5
_SHARE = 0.6
_GAP = 0.25


def without_line_numbers(pages: Sequence[Sequence[Glyph]]) -> tuple[list[list[Glyph]], int]:
    """The signs of each page without the numbers of its lines (one by one, or by fives), and how many pages had them.

    Nothing is taken out but where most lines of the document are numbered; then a short last page is too.
    """
    rows = sum(len(rows_of(glyph for glyph in glyphs if not glyph.sign.isspace())) for glyphs in pages)
    found = [_numbers(glyphs, _FEWEST) for glyphs in pages]
    if sum(len(numbers) * step for numbers, step in found) < max(1, _SHARE * rows):
        return [list(glyphs) for glyphs in pages], 0
    found = [numbered if numbered[0] else _numbers(glyphs, 1) for numbered, glyphs in zip(found, pages, strict=True)]
    taken = [{glyph.index for number in numbers for glyph in number} for numbers, _ in found]
    return ([[glyph for glyph in glyphs if glyph.index not in numbers] for glyphs, numbers in zip(pages, taken, strict=True)],
            sum(map(bool, taken)))


def _numbers(glyphs: Sequence[Glyph], fewest: int) -> tuple[list[list[Glyph]], int]:
    """The line numbers of a page, a list of signs each, and their step: 1 or 5. They stand left of all words and rise."""
    leading: list[tuple[int, list[Glyph]]] = []
    words: list[float] = []
    for row in rows_of(glyphs):
        seen = [glyph for glyph in row if not glyph.sign.isspace()]
        digits = _digits(seen)
        rest = seen[len(digits):]
        if digits and len(digits) <= 4 and not (rest and _near(digits[-1], rest[0])):
            leading.append((int("".join(glyph.sign for glyph in digits)), digits))
            words += [rest[0].x0] if rest else []
        elif seen:
            words.append(seen[0].x0)
    edge = min(words, default=0.0)
    leading = [(number, digits) for number, digits in leading if digits[-1].x1 <= edge + 1]
    for step in (1, 5):
        rising = sum(one + step == other for (one, _), (other, _) in itertools.pairwise(leading))
        if len(leading) >= max(1, fewest // step) and rising >= 0.9 * (len(leading) - 1):
            return [digits for _, digits in leading], step
    return [], 1


def _digits(seen: Sequence[Glyph]) -> list[Glyph]:
    """The digits a row begins with, up to the first gap."""
    digits: list[Glyph] = []
    for glyph in seen:
        if not (glyph.sign.isascii() and glyph.sign.isdigit()) or (digits and not _near(digits[-1], glyph)):
            break
        digits.append(glyph)
    return digits


def _near(before: Glyph, glyph: Glyph) -> bool:
    return glyph.x0 - before.x1 <= _GAP * glyph.size
