"""What stands on a page and is no part of its text: notes at the foot, and a watermark printed upright."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from halfsky.formats.intake.pdf_glyphs import Page
from halfsky.formats.intake.pdf_lines import Line

_SMALL = 0.9
_LARGE = 1.8
_NOTE = re.compile(r"\s*(?:[\[〔（(]?[\d⁰¹²³⁴-⁹]{1,3}[\]〕）)]?|[①-⑳*※]|注\s?[\d：:])")


def notes_at_foot(lines: Sequence[Line], size: float) -> list[Line]:
    """The last lines of a page in smaller type, from the first that begins with a note's sign. lines: without page
    numbers and running feet, from the top down; size: of the document's body."""
    first = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].size > _SMALL * size:
            break
        if _NOTE.match(lines[at].text):
            first = at
    return list(lines[first:])


def without_watermark(pages: Sequence[Page]) -> tuple[list[Page], int]:
    """The pages without large signs that come back at the same place on most of them, and how many pages had such."""
    sizes = sorted(glyph.size for page in pages for glyph in page.glyphs if not glyph.sign.isspace())
    if len(pages) < 2 or not sizes:
        return list(pages), 0
    large = _LARGE * sizes[len(sizes) // 2]
    seen = Counter(
        place for page in pages
        for place in {(glyph.sign, round(glyph.x0), round(glyph.y0)) for glyph in page.glyphs if glyph.size > large})
    marks = {place for place, count in seen.items() if count >= max(2, 0.6 * len(pages))}
    if not marks:
        return list(pages), 0
    kept = [tuple(glyph for glyph in page.glyphs if glyph.size <= large or (glyph.sign, round(glyph.x0), round(glyph.y0)) not in marks)
            for page in pages]
    return ([replace(page, glyphs=glyphs) for page, glyphs in zip(pages, kept, strict=True)],
            sum(len(glyphs) < len(page.glyphs) for page, glyphs in zip(pages, kept, strict=True)))
