"""Notes at the foot of a page, and watermarks that stand upright."""

from dataclasses import replace

from halfsky.formats.intake.pdf_glyphs import Glyph, Page
from halfsky.formats.intake.pdf_lines import Line
from halfsky.formats.intake.pdf_lines import lines_of as lines_on
from halfsky.formats.intake.pdf_notes import notes_at_foot, without_watermark


def line(text, size=16.0):
    return Line((text,), (90.0,), 1, 90.0, 500.0, 100.0, 116.0, size, False)


def signs(words, size=16.0, y=400.0, first=0):
    return [Glyph(sign, 90 + i * size, y, 90 + (i + 1) * size, y + size, size, first + i) for i, sign in enumerate(words)]


def page(number, *rows):
    return Page(number, 595, 842, tuple(glyph for row in rows for glyph in row), (), 0, 0, frozenset())


def test_small_lines_at_the_foot_are_notes_from_their_first_sign_on():
    lines = [line("正文。"), line("小字正文", 10), line("1 数据来源", 10), line("于统计年鉴。", 10), line("② 含县城。", 10)]
    assert [note.text for note in notes_at_foot(lines, 16)] == ["1 数据来源", "于统计年鉴。", "② 含县城。"]
    assert notes_at_foot([line("1.达到90%。"), line("2.提高。")], 16) == []
    assert notes_at_foot([line("1 来源", 10), line("正文。")], 16) == []


def test_large_signs_that_come_back_at_one_place_are_a_watermark():
    text = signs("妇女与健康水平不断提高")
    marked = [page(n, text, signs("征求", 60, 300, 50)) for n in (1, 2, 3)]
    kept, count = without_watermark(marked)
    assert (count, [p.glyphs for p in kept]) == (3, [tuple(text)] * 3)
    title = [page(1, signs("标题", 60, 700), text), page(2, text), page(3, text)]
    assert without_watermark(title) == (title, 0)
    assert without_watermark(marked[:1]) == (marked[:1], 0)
    assert without_watermark([]) == ([], 0)


def test_a_raised_small_digit_is_the_number_of_a_note():
    text = signs("达到")
    note = replace(signs("3", 10, 406, 9)[0], x0=122, x1=128)
    low = replace(note, y0=400, y1=410)
    assert [found.text for found in lines_on(page(1, text), [*text, note])] == ["达到³"]
    assert [found.text for found in lines_on(page(1, text), [*text, low])] == ["达到3"]
