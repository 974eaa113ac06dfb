"""Signs at one height are a line; a wide gap parts cells."""

from halfsky.formats.intake.pdf_glyphs import Glyph, Page
from halfsky.formats.intake.pdf_lines import lines_of

PAGE = Page(1, 600, 800, (), (), 0, 0, frozenset({0, 1}))


def signs(text, x=50.0, y=700.0, size=10.0, first=0):
    return [Glyph(sign, x + size * i, y, x + size * (i + 1), y + size, size, first + i) for i, sign in enumerate(text)]


def test_lines_are_read_from_the_top_and_cells_parted_at_wide_gaps():
    glyphs = signs("下行", y=600) + signs("甲", first=10) + signs("乙丙", x=200, first=20)
    found = lines_of(PAGE, glyphs)
    assert [line.cells for line in found] == [("甲", "乙丙"), ("下行",)]
    assert found[0].starts == (50.0, 200.0)
    assert found[1].bold
    assert not found[0].bold


def test_a_small_gap_is_a_space_and_a_sign_printed_twice_is_one():
    glyphs = signs("甲", first=5) + signs("乙", x=64, first=6) + signs("乙", x=64.3, first=7)
    assert lines_of(PAGE, glyphs)[0].text == "甲 乙"


def test_white_space_alone_is_no_line():
    assert lines_of(PAGE, signs("   ")) == []


def test_words_set_wide_lose_their_gaps():
    def wide(text):
        return [sign for i, one in enumerate(text) for sign in signs(one, x=50 + 14 * i, first=i)]

    assert lines_of(PAGE, wide("妇女健康达到95%以上"))[0].text == "妇女健康达到95%以上"
    assert lines_of(PAGE, signs("（一）健康") + signs("主要目标", x=105, first=9))[0].text == "（一）健康 主要目标"
