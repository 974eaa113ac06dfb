"""A page in two columns is read column by column; a page in one, or a table without lines, is not."""

from halfsky.formats.intake.pdf_columns import Gutter, gutter_of, lines_in_columns
from halfsky.formats.intake.pdf_glyphs import Page
from tests.formats.test_intake_pdf_lines import signs

PAGE = Page(1, 600, 800, (), (), 0, 0, frozenset())


def column(words, x, top=700.0, first=0):
    return [glyph for at, line in enumerate(words) for glyph in signs(line, x, top - 20 * at, first=first + 100 * at)]


LEFT = ["左" * 22] * 11 + ["左" * 5]
RIGHT = ["右" * 22] * 11 + ["右" * 7]


def test_the_gutter_stands_between_two_columns_of_full_lines():
    glyphs = column(LEFT, 60) + column(RIGHT, 320, 694, 5000)
    gutter = gutter_of([(PAGE, glyphs)])
    assert gutter is not None
    assert gutter == Gutter(280, 320)


def test_one_column_and_a_table_without_lines_have_no_gutter():
    assert gutter_of([(PAGE, column(["正" * 46] * 30, 60))]) is None
    assert gutter_of([(PAGE, column(["指标" * (1 + at % 4) for at in range(20)], 60) + column(["目标"] * 20, 320, first=5000))]) is None
    assert gutter_of([]) is None
    rows = [glyph for x, words in ((60, "指标" * 10), (320, "单"), (380, "五"), (440, "四"))
            for glyph in column([words] * 20, x, first=x * 100)]
    assert gutter_of([(PAGE, rows)]) is None


def test_a_row_across_the_gutter_parts_the_page_into_bands():
    glyphs = (signs("题" * 40, 100, 760, first=9000) + column(LEFT[:3], 60) + column(RIGHT[:3], 320, first=5000)
              + signs("题" * 40, 100, 600, first=9500) + column(["左下"], 60, 560, 6000) + column(["右下"], 320, 560, 7000))
    lines = lines_in_columns(PAGE, glyphs, Gutter(280, 320))
    assert [line.text[0] for line in lines] == [*"题左左左右右右题左右"]
    assert {line.x0 for line in lines if line.text[0] in "左右"} == {60.0}


def test_a_page_that_mostly_crosses_is_read_as_it_stands():
    lines = lines_in_columns(PAGE, column(["正" * 46] * 9, 60), Gutter(280, 320))
    assert [len(line.text) for line in lines] == [46] * 9
