"""What a PDF page holds: signs with their boxes, and the straight lines drawn on it."""

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium

MOST_OBJECTS = 20_000
MOST_SEGMENTS = 2_000
THIN = 2.5


@dataclass(frozen=True, slots=True)
class Glyph:
    """One sign and its box in points, y upwards. size: the font's."""

    sign: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    index: int

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: at ``at`` across from ``low`` to ``high``; upright lines have x = at."""

    upright: bool
    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Page:
    """number is 1-based; unmapped: signs without a character map; pictures: image objects on the page; turned: signs
    left out because they do not stand upright."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    unmapped: int
    pictures: int
    bold: frozenset[int]
    turned: int = 0


def read_page(page: Any, number: int, most: int) -> Page:
    """Take one loaded pypdfium2 page apart; at most ``most`` signs. Turned signs (watermarks) are left out."""
    width, height = page.get_size()
    text = page.get_textpage()
    try:
        glyphs, unmapped, turned = _glyphs(text.raw, most)
        glyphs = levelled(glyphs, lambda glyph: _foot(text.raw, glyph.index))
        bold = _bold(text.raw, glyphs)
    finally:
        text.close()
    rules, pictures = _drawn(page.raw)
    return Page(number, width, height, tuple(glyphs), tuple(rules), unmapped, pictures, bold, turned)


def _glyphs(text: Any, most: int) -> tuple[list[Glyph], int, int]:
    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    found: list[Glyph] = []
    unmapped = turned = 0
    for index in range(min(pdfium.FPDFText_CountChars(text), most)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in (0, 10, 13) or not pdfium.FPDFText_GetLooseCharBox(text, index, reference):
            continue
        if 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            code = 0xFFFD
        if pdfium.FPDFText_HasUnicodeMapError(text, index) == 1:
            unmapped += 1
        angle = pdfium.FPDFText_GetCharAngle(text, index)
        if 0.1 < angle < 6.18:
            turned += code > 32
            continue
        size = abs(box.top - box.bottom)
        found.append(Glyph(chr(code), box.left, min(box.top, box.bottom), box.right, max(box.top, box.bottom),
                           size, index))
    return found, unmapped, turned


_LOW = 0.75
_REACH = 12


def levelled(glyphs: Sequence[Glyph], foot: Callable[[Glyph], float]) -> list[Glyph]:
    """Some fonts give each sign the box of its ink: a comma or 一 then has a low one and seems to stand on a line of its
    own. Such a sign takes the height of a full one beside it that stands on the same foot (``foot``: a sign's y)."""
    made: list[Glyph] = []
    full: Glyph | None = None
    sizes = sorted(glyph.size for glyph in glyphs if not glyph.sign.isspace())
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    for at, glyph in enumerate(glyphs):
        if glyph.sign.isspace() or (glyph.size >= _LOW * usual and (full is None or glyph.size >= _LOW * full.size)):
            full = full if glyph.sign.isspace() else glyph
            made.append(glyph)
            continue
        beside = [full] if full is not None and glyph.size < _LOW * full.size else []
        if not beside or abs(foot(beside[0]) - foot(glyph)) > 0.3:
            ahead = [other for other in glyphs[at + 1:at + 1 + _REACH] if glyph.size < _LOW * other.size and not other.sign.isspace()]
            beside += sorted(ahead, key=lambda other: -other.size)
        level = next((other for other in beside if abs(foot(other) - foot(glyph)) <= 0.3), None)
        if level is None:
            full = glyph
        else:
            full = level
            glyph = replace(glyph, y0=level.y0, y1=level.y1, size=level.size)
        made.append(glyph)
    return made


def _foot(text: Any, index: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
    return y.value


def _bold(text: Any, glyphs: list[Glyph]) -> frozenset[int]:
    """The indexes of signs in a bold font, asked once where the box's size or height changes."""
    bold: set[int] = set()
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    before: tuple[float, float] | None = None
    heavy = False
    for glyph in glyphs:
        here = (round(glyph.size, 1), round(glyph.y0, 1))
        if here != before:
            before = here
            length = pdfium.FPDFText_GetFontInfo(text, glyph.index, name, 128, ctypes.byref(flags))
            font = name.raw[: max(0, min(length, 128) - 1)].decode("utf-8", "replace").lower()
            weight = pdfium.FPDFText_GetFontWeight(text, glyph.index)
            heavy = weight >= 600 or "bold" in font or "heiti" in font or "simhei" in font or "黑体" in font
        if heavy:
            bold.add(glyph.index)
    return frozenset(bold)


def _drawn(page: Any) -> tuple[list[Rule], int]:
    rules: list[Rule] = []
    pictures = 0
    for index in range(min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        thing = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            rules.extend(_rules(thing))
    return rules, pictures


def _rules(path: Any) -> Iterator[Rule]:
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(mode), ctypes.byref(stroked))
    for points in _outlines(path):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, right, low, high = min(xs), max(xs), min(ys), max(ys)
        if high - low <= THIN and right - left > THIN:
            yield Rule(False, (low + high) / 2, left, right)
        elif right - left <= THIN and high - low > THIN:
            yield Rule(True, (left + right) / 2, low, high)
        elif stroked.value and len(points) in (4, 5) and high - low > THIN:
            yield from (Rule(False, low, left, right), Rule(False, high, left, right))
            yield from (Rule(True, left, low, high), Rule(True, right, low, high))


def _outlines(path: Any) -> Iterator[list[tuple[float, float]]]:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, ctypes.byref(matrix))
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(min(pdfium.FPDFPath_CountSegments(path), MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        points.append((matrix.a * x.value + matrix.c * y.value + matrix.e,
                       matrix.b * x.value + matrix.d * y.value + matrix.f))
    if points:
        yield points
