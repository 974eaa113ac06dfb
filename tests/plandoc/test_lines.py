"""Noise is set aside, glued lines are cut."""

from halfsky.plandoc.lines import lines_of, looks_like_table_head
from halfsky.plandoc.source import Piece, compose, from_text


def noise(text: str) -> list[str]:
    return [line.noise for line in lines_of(from_text(text))]


def test_page_numbers_and_running_heads() -> None:
    page = "望川县人民政府文件\n妇女健康水平不断提高。\n- 3 -\n"
    assert noise(page * 3) == ["header", "", "page_number"] * 3
    for words in ("主要目标和策略措施", "保障措施", "3.0—6岁儿童检查率达到90%以上"):
        assert noise(f"{words}\n提高。\n" * 3) == ["", ""] * 3


def test_a_title_that_comes_back_is_kept_once() -> None:
    assert noise("望川县妇女发展规划\n提高。\n" * 3) == ["", "", "header", "", "header", ""]


def test_a_table_of_contents_ends_where_the_text_begins() -> None:
    text = "目录\n一、总体要求\n二、组织实施\n一、总体要求\n坚持以人民为中心。\n二、组织实施\n"
    assert noise(text) == ["toc", "toc", "toc", "", "", ""]
    assert noise("妇女与健康……………… 3\n妇女与健康\n") == ["toc", ""]


def test_a_row_that_ends_in_a_figure_is_no_contents_line() -> None:
    assert noise("婴儿死亡率\t‰\t4\n") == [""]


def test_glued_items_and_markers_are_cut() -> None:
    lines = lines_of(from_text("主要目标：1.水平提高。2.能力增强。\n（一）妇女与健康 主要目标\n"))
    (indented, *_) = lines_of(from_text("　　主要目标：1.水平提高。\n"))
    assert indented.words.strip() == "主要目标:"
    assert [line.words for line in lines] == ["主要目标:", "1.水平提高。", "2.能力增强。", "(一)妇女与健康 ", "主要目标"]


def test_what_the_format_says_is_taken() -> None:
    lines = lines_of(compose([Piece("县政府", kind="header"), Piece("完善", number="1.")], format="docx"))
    assert (lines[0].noise, lines[1].body, lines[1].body_start) == ("header", "完善", lines[1].start)


def test_table_heads() -> None:
    assert looks_like_table_head("专栏1 主要指标")
    assert not looks_like_table_head("妇女健康水平")


def test_items_that_begin_with_a_figure_are_cut_when_their_number_is_due() -> None:
    text = "主要目标：1.接种率达到95%。2.0—6个月纯母乳喂养率达到50%。3.5岁以下儿童贫血率下降。预算9.5万元。"
    assert [line.words[:4] for line in lines_of(from_text(text))] == ["主要目标", "1.接种", "2.0—", "3.5岁"]


def test_a_number_alone_on_its_line_belongs_to_the_words_on_the_next() -> None:
    text = "（一）\n妇女与健康\n 1.\r\n 90%以上的乡镇建成托育机构。\n2.\n3.\n提高水平。\n"
    lines = lines_of(from_text(text))
    assert [(line.mark.style, line.mark.no, line.body.strip()) for line in lines if line.mark] == [
        ("han_bracket", 1, "妇女与健康"), ("digit_dot", 1, "90%以上的乡镇建成托育机构。"), ("digit_dot", 2, ""), ("digit_dot", 3, "提高水平。")]
    assert [text[line.body_start:line.end].strip() for line in lines] == ["妇女与健康", "90%以上的乡镇建成托育机构。", "", "提高水平。"]


def test_an_automatic_number_of_an_empty_paragraph_belongs_to_the_words_on_the_next() -> None:
    (line,) = lines_of(compose([Piece("", number="（一）"), Piece("妇女与健康")], format="docx"))
    assert (line.mark.no, line.body, line.body_start) == (1, "妇女与健康", line.start + 1)


def test_a_long_line_that_lost_its_breaks_is_cut_at_its_white_space() -> None:
    text = "（一）妇女与健康 主要目标： 1.到 2025 年达到 95%。 2.水平提高。 策略措施： 1.完善服务。" + "加强保障，" * 120 + "做好工作。 2.加强服务。"
    assert [line.words.strip()[:6] for line in lines_of(from_text(text))] == [
        "(一)妇女与", "主要目标:", "1.到 20", "2.水平提高", "策略措施:", "1.完善服务", "2.加强服务"]
    assert len(lines_of(from_text("加强 保障，" * 200))) == 1


def test_a_line_that_lost_its_breaks_may_be_broken_inside_its_words() -> None:
    text = ("河湾区儿童发展规划 （2021—2030年） 2020年，死亡率为3.9‰。 （一）儿童与安全 主要 目标： 1.0—17岁儿童覆盖率达到95%。 2.水平 - 3 - 提高。 策 略措施："
            " 1.完善服务。" + "加强保障，" * 120 + "做好工作。\n")
    lines = lines_of(from_text(text))
    assert [line.words.strip()[:6] for line in lines] == [
        "河湾区儿童发", "2020年，", "(一)儿童与", "主要 目标:", "1.0—17", "2.水平", "— 3 —", "提高。", "策 略措施:", "1.完善服务"]
    assert [line.noise for line in lines if line.noise] == ["page_number"]


def test_signs_of_bold_type_are_no_words() -> None:
    lines = lines_of(from_text("**（一）妇女与健康**\n**主要目标：**\n"))
    assert [(line.body.strip(), line.mark is not None) for line in lines] == [("妇女与健康", True), ("主要目标:", False)]


def test_the_raised_number_of_a_note_is_no_word() -> None:
    assert [line.body for line in lines_of(from_text("主要目标¹\n面积达到2.6m²²\n"))] == ["主要目标 ", "面积达到2.6m² "]


def test_a_line_that_ends_in_a_broken_decimal_is_not_finished() -> None:
    assert [line.finished for line in lines_of(from_text("面积达到2.\n水平提高.\n水平提高。”\n水平提高\n"))] == [False, True, True, False]


def test_a_document_on_one_line_without_white_space_is_cut_at_its_numbers() -> None:
    text = "望川县妇女发展规划（2021—2025年）" + "妇女是重要力量。" * 80 + (
        "一、发展领域、主要目标和策略措施（一）妇女与健康主要目标1.寿命提高。2.90%以上的村达标。策略措施1.完善制度。三、组织实施（一）加强领导。")
    words = [line.words for line in lines_of(from_text(text))]
    assert words[0] == "望川县妇女发展规划(2021—2025年)"
    assert words[2:] == ["一、发展领域、主要目标和策略措施", "(一)妇女与健康", "主要目标", "1.寿命提高。", "2.90%以上的村达标。", "策略措施", "1.完善制度。",
                         "三、组织实施", "(一)加强领导。"]
