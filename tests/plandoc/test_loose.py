"""Tables without lines: rows of commas and one cell a line become rows again."""

from halfsky.plandoc.loose import with_loose_tables
from halfsky.plandoc.reading import read
from halfsky.plandoc.source import from_text

HEAD = "望川县儿童发展规划（2021-2025年）\n为促进儿童全面发展，根据《中国儿童发展纲要（2021—2030年）》，结合我县实际，制定本规划，请认真组织实施。\n"
END = "三、组织实施\n（一）加强领导。\n"
PLAN = "".join(
    f"（{no}）儿童与{name}\n主要目标\n1.水平提高。\n策略措施\n1.完善服务。\n" for no, name in (("一", "健康"), ("二", "教育"), ("三", "福利")))


def rows(text: str) -> list[tuple[str, ...]]:
    source = from_text(text)
    joined = with_loose_tables(source)
    assert joined.text == source.text
    assert all(joined.text[block.start:block.end] == block.text for block in joined.blocks)
    return [block.cells for block in joined.blocks if block.kind == "table_row"]


def test_rows_of_commas() -> None:
    text = '领域,类别,序号,内容\n健康,目标,1,"覆盖率达到90%,并保持"\n健康,目标,2,水平,能力提高。\n,措施,1,完善服务，加强宣传。\n三、组织实施,保障\n'
    assert rows(text) == [
        ("领域", "类别", "序号", "内容"), ("健康", "目标", "1", "覆盖率达到90%,并保持"), ("健康", "目标", "2", "水平,能力提高。"),
        ("", "措施", "1", "完善服务，加强宣传。")]
    assert rows("健康,教育,经济,环境\n一,二,三,四\n") == []
    assert rows("领域,类别,序号,内容\n其他\n") == []


def test_one_cell_a_line() -> None:
    text = "序号\n指标\n单位\n2020年\n2025年\n1\n婴儿死亡率\n‰\n5.6\n5.2以下\n2\n毛入园率\n%\n92\n3\n参保率\n%\n—\n98\n一、组织实施\n"
    assert rows(text) == [
        ("序号", "指标", "单位", "2020年", "2025年"), ("1", "婴儿死亡率", "‰", "5.6", "5.2以下"), ("2", "毛入园率", "%", "", "92"),
        ("3", "参保率", "%", "—", "98")]
    assert rows("序号\n指标\n单位\n说明文字。\n") == []


def test_a_merged_domain_and_a_group_of_one_cell_a_line() -> None:
    text = "领域\n指标\n单位\n2025年\n健康\n婴儿死亡率\n‰\n5\n孕产妇死亡率\n/10万\n9\n教育\n毛入园率\n%\n92\n"
    assert rows(text)[1:] == [
        ("健康", "婴儿死亡率", "‰", "5"), ("", "孕产妇死亡率", "/10万", "9"), ("教育", "毛入园率", "%", "92")]
    text = "指标\n单位\n2025年\n儿童健康\n婴儿死亡率\n‰\n5\n"
    assert rows(text)[1:] == [("儿童健康",), ("婴儿死亡率", "‰", "5")]


def test_a_plan_of_commas_is_read() -> None:
    body = "".join(f"{name},{kind},{no},{words}\n" for name in ("儿童与健康", "儿童与教育") for kind, no, words in (
        ("主要目标", 1, "服务覆盖率达到90%以上，水平提高。"), ("主要目标", 2, "服务能力明显增强，质量提高。"), ("策略措施", 1, "完善服务体系，加强队伍建设。")))
    reading = read(from_text(HEAD + "领域,类别,序号,内容\n" + body + END))
    assert [(d.name, len(d.goals), len(d.measures)) for d in reading.domains] == [("儿童与健康", 2, 1), ("儿童与教育", 2, 1)]
    assert [(t.domain_index, t.goal_no, f"{t.value}", t.quote) for t in reading.targets] == [
        (0, 1, "90", "服务覆盖率达到90%以上"), (1, 1, "90", "服务覆盖率达到90%以上")]


def test_a_table_of_the_whole_plan_in_the_last_section() -> None:
    table = "专栏 儿童发展主要指标\n序号\n指标\n单位\n2025年\n1\n婴儿死亡率\n‰\n5\n2\n毛入园率\n%\n92\n3\n儿童之家覆盖率\n%\n90\n"
    reading = read(from_text(HEAD + PLAN + table + END))
    assert [(t.domain_index, t.goal_no, t.operator, f"{t.value}") for t in reading.targets] == [
        (0, None, "<=", "5"), (1, None, ">=", "92"), (2, None, ">=", "90")]
    assert [node.kind for node in reading.outline].count("table_row") == 4


def test_a_plan_of_one_cell_a_line_is_read() -> None:
    body = "领域\n主要目标\n策略措施\n责任单位\n" + "".join(
        f"{name}\n1.水平提高，覆盖率达到90%。2.服务增强。\n1.完善服务。\n县卫健局\n" for name in ("儿童与健康", "儿童与教育"))
    reading = read(from_text(HEAD + body + END))
    assert [(d.name, len(d.goals), len(d.measures)) for d in reading.domains] == [("儿童与健康", 2, 1), ("儿童与教育", 2, 1)]
    assert [(t.domain_index, t.goal_no, f"{t.value}") for t in reading.targets] == [(0, 1, "90"), (1, 1, "90")]
