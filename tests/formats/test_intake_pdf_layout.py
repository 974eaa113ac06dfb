"""Lines to paragraphs."""

from halfsky.formats.intake.pdf_layout import PageLines, pieces_of
from halfsky.formats.intake.pdf_lines import Line

LEFT, RIGHT, SIZE = 80.0, 480.0, 10.0


def line(text, y, page=1, x0=LEFT, x1=RIGHT, size=SIZE):
    return Line((text,), (x0,), page, x0, x1, y - size / 2, y + size / 2, size, False)


def page(number, *lines):
    return PageLines(number, 560, 800, lines, ())


def test_a_paragraph_goes_on_over_the_page_and_furniture_comes_after_it():
    pieces = pieces_of([
        page(1, line("县政府文件", 780, 1, 200, 300), line("一段很长的话写到了行", 700, 1, LEFT + 20), line("末还没有写完要", 680, 1),
             line("— 1 —", 30, 1, 270, 300)),
        page(2, line("县政府文件", 780, 2, 200, 300), line("到下一页才完。", 700, 2, LEFT, 200), line("另起一段。", 680, 2, LEFT + 20, 200),
             line("— 2 —", 30, 2, 270, 300)),
    ])
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("header", "县政府文件"), ("paragraph", "一段很长的话写到了行末还没有写完要到下一页才完。"), ("page_number", "— 1 —"),
        ("header", "县政府文件"), ("paragraph", "另起一段。"), ("page_number", "— 2 —")]


def test_a_number_too_long_for_the_line_above_still_belongs_to_its_paragraph():
    pieces = pieces_of([page(1, line("全县婴儿死亡率分别下降到", 700, x1=RIGHT - 60), line("4.9‰、6.7‰，学前教育毛入园率有提高", 680),
                             line("儿童事业发展取得明显成效。", 660, x1=200))])
    assert len(pieces) == 1


def test_a_marked_line_begins_a_paragraph_even_after_a_full_one():
    pieces = pieces_of([page(1, line("1.第一条写满了一整行，句子到此为止。", 700), line("2.第二条", 680, x1=200), line("主要目标：", 660, x1=130))])
    assert [piece.text[:2] for piece in pieces] == ["1.", "2.", "主要"]


def test_an_item_that_comes_back_at_the_top_of_pages_is_no_running_head():
    pages = [page(number, line("2.落实经费保障", 780, number, x1=200), line("健全机制。", 700, number, x1=200)) for number in (1, 2, 3)]
    assert [piece.kind for piece in pieces_of(pages)] == ["paragraph"] * 6


def test_no_pages_give_no_pieces():
    assert pieces_of([]) == []


def test_the_margin_is_found_where_few_paragraphs_go_on():
    short = [line(f"第{n}个单行的段落。", 750 - 20 * (n % 30), n // 30 + 2, LEFT + 20, RIGHT if n % 9 == 0 else 300) for n in range(120)]
    pieces = pieces_of([page(1, line("这个段落写满了一整行还没有写", 790, x0=LEFT + 20), line("完。", 770, x1=100), line("另一段写满了一整行", 750, x0=LEFT + 20), line("就完。", 730, x1=100)),
                        *[page(n + 2, *short[30 * n:30 * n + 30]) for n in range(4)], page(6, line("这一段刚好写满了一整行就结束了。", 750, 6, LEFT + 20), line("妇女与教育", 730, 6, LEFT + 20, 180))])
    assert [piece.text for piece in pieces][-2:] == ["这一段刚好写满了一整行就结束了。", "妇女与教育"]
    assert pieces[0].text == "这个段落写满了一整行还没有写完。"
