"""A page as signs and lines."""

from pypdfium2 import PdfDocument

from halfsky.formats.intake.pdf_glyphs import Glyph, levelled, read_page
from tests.hostile.parts import scanned_pdf
from tests.specimens.converted import typeset


def first(data, most=10_000):
    return read_page(PdfDocument(data)[0], 1, most)


def test_signs_have_boxes_and_drawn_lines_are_found():
    page = first(typeset("#rect(width: 40mm, height: 20mm, stroke: 1pt)[妇女]"))
    assert "".join(glyph.sign for glyph in page.glyphs).strip() == "妇女"
    assert all(glyph.x1 > glyph.x0 and glyph.y1 > glyph.y0 for glyph in page.glyphs if glyph.sign.strip())
    assert sum(rule.upright for rule in page.rules) == 2
    assert len(page.rules) == 4


def test_turned_signs_are_left_out():
    page = first(typeset("正文 #place(rotate(45deg)[水印])"))
    assert "水" not in {glyph.sign for glyph in page.glyphs}


def test_the_number_of_signs_is_bounded_and_pictures_are_counted():
    assert len(first(typeset("妇女" * 100), most=10).glyphs) <= 10
    assert first(scanned_pdf()).pictures == 1


def test_signs_with_the_box_of_their_ink_take_the_height_of_their_line():
    row = [("一", 4.0, 1.0), ("、", 0.0, 3.0), ("总", 0.0, 10.0), ("，", -1.0, 4.0), ("体", 0.0, 10.0)]
    glyphs = [Glyph(sign, 10.0 * at, 100 + low, 10.0 * at + 10, 100 + low + size, size, at) for at, (sign, low, size) in enumerate(row)]
    note = Glyph("1", 50, 106, 53, 111, 5.0, 5)  # a raised number stands on a foot of its own
    made = levelled([*glyphs, note], lambda glyph: 106.0 if glyph.index == 5 else 100.0)
    assert [(glyph.y0, glyph.size) for glyph in made] == [(100.0, 10.0)] * 5 + [(106, 5.0)]
    assert levelled([], lambda _: 0.0) == []
