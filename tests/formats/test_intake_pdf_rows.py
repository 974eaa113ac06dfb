"""Tables without drawn lines."""

from halfsky.formats.intake.pdf_glyphs import Glyph, Page
from halfsky.formats.intake.pdf_lines import lines_of
from halfsky.formats.intake.pdf_rows import cells_in, rows_at

STARTS = (60, 120, 260, 310, 370)


def read(*rows):
    """rows: (height, {column or place: words}); signs are 10 points wide."""
    glyphs = []
    for y, cells in rows:
        for at, words in cells.items():
            x = STARTS[at] if at < len(STARTS) else at
            glyphs += [Glyph(sign, x + 10 * i, y, x + 10 * i + 10, y + 10, 10, 0) for i, sign in enumerate(words)]
    return lines_of(Page(1, 600, 800, (), (), 0, 0, frozenset()), glyphs)


HEAD = (700, {0: "领域", 1: "指标", 2: "单位", 3: "现状", 4: "目标"})
FIRST = (680, {0: "健康", 1: "孕产妇死亡率", 2: "‰", 3: "5", 4: "四以下"})


def test_a_cell_goes_on_in_the_next_line_of_its_column():
    lines = read(HEAD, FIRST, (660, {0: "健康", 1: "以乡镇为单位疫苗接", 2: "%", 3: "90", 4: "保持在九"}), (645, {1: "种率", 4: "十以上"}),
                 (625, {0: "教育", 1: "入园率", 2: "%", 3: "88", 4: "90"}), (600, {60: "以上指标由县统计局负责监测并公布结果"}))
    rows = rows_at(lines, 0, {})
    assert [len(row) for row in rows] == [1, 1, 2, 1]
    assert cells_in(rows)[2] == ["健康", "以乡镇为单位疫苗接种率", "%", "90", "保持在九十以上"]


def test_cells_with_a_narrow_gap_are_parted_where_a_column_begins():
    lines = read(HEAD, FIRST, (660, {0: "健康", 1: "每千人口婴幼儿托位数一二", 245: "三", 2: "个", 3: "20", 4: "30"}))
    assert lines[2].cells == ("健康", "每千人口婴幼儿托位数一二 三 个", "20", "30")
    assert cells_in(rows_at(lines, 0, {}))[2] == ["健康", "每千人口婴幼儿托位数一二三", "个", "20", "30"]


def test_words_that_leave_their_column_stand_far_below_or_in_other_type_are_no_row():
    for last in ((660, {60: "以上指标由县统计局负责"}), (640, {1: "种率"})):
        assert [len(row) for row in rows_at(read(HEAD, FIRST, last), 0, {})] == [1, 1]
    assert rows_at(read(HEAD, (660, {60: "正文"})), 0, {}) == []
    lines = read(HEAD, FIRST)
    assert rows_at(lines, 0, {id(lines[1]): "footer"}) == []
