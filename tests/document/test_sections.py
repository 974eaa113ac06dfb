"""An office's own outline: order, switches, sections of its own whose figures are those of the report they are printed in."""

from __future__ import annotations

import pytest

from halfsky.document import annual, outline, sections, template, yearbook
from halfsky.document.block import Heading, Paragraph, Table, sentences
from halfsky.document.sections import OutlineRefused, Section
from halfsky.method.wording.edited import EditRefused
from halfsky.method.wording.piece import Field, Text, figures, plain
from tests.document import county

SHIPPED = template.load("annual", "zh").shipped()
OWN = Section(
    "own.1", True, (Text("组织领导情况"),), (),
    ((Text("全县纳入监测的目标"), Field("all:goals:total", "0"), Text("项，"), Field("track:gone:value", "9"), Text("人。")),),
)


def plan(*codes, off=(), own=OWN):
    return tuple(own if code == "own.1" else Section(code, code not in off) for code in codes)


def report(arranged, lang="zh"):
    return annual.annual_report(county.result(), county.framework(), county.figures(), lang, arranged=arranged)


def heads(blocks):
    return [f"{one.number}{plain(one.text)}" for one in outline.number(blocks, "zh") if isinstance(one, Heading) and one.level == 1]


def test_sections_are_moved_switched_off_and_renumbered():
    order = ["conclusion", "own.1", "basis", "domains", "missed", "problems", "suggestions", "scope"]
    assert heads(report(plan(*order, off=("domains", "missed")))) == [
        "一、总体情况", "二、组织领导情况", "三、监测依据和数据来源", "四、存在的主要问题", "五、对策建议", "六、指标口径和有关说明",
    ]


def test_the_figures_of_an_own_section_are_the_reports_and_a_missing_one_is_shown_as_missing():
    blocks = report(plan("own.1", *SHIPPED))
    (said,) = [one.pieces for one in blocks if isinstance(one, Paragraph) and "纳入监测" in plain(one.pieces)]
    total = next(one.text for said in sentences(blocks) for one in figures(said) if one.key == "all:goals:total")
    assert plain(said) == f"全县纳入监测的目标{total}项，…人。" and [one.key for one in figures(said)] == ["all:goals:total", "track:gone:value"]
    switched = report(plan("own.1", *SHIPPED, off=SHIPPED[:3]))
    assert f"目标{total}项" in " ".join(plain(one) for one in sentences(switched))


def test_an_own_section_without_words_in_a_language_is_left_out_of_it():
    assert all(one.key != "own.1" for one in report(plan("own.1", *SHIPPED), "en") if isinstance(one, Heading))


def test_no_outline_gives_the_report_that_ships():
    assert report(plan(*SHIPPED)) == report(())


def test_a_section_that_ships_since_is_taken_in_where_it_belongs():
    assert [one.code for one in sections.completed(plan("scope", "basis", "own.1", "gone"), ["basis", "conclusion", "scope"])] == [
        "scope", "basis", "conclusion", "own.1",
    ]


@pytest.mark.parametrize(("given", "key"), [
    (plan("basis", "basis"), "twice"), (plan("basis", "nonsense"), "unknown"), (plan(*SHIPPED, off=SHIPPED), "nothing"),
    (plan("own.1", own=Section("own.1")), "no_title"), (plan("own.1", own=Section("own.1", True, (Text("标题"),))), "no_text"),
    (plan("own.1", own=Section("own.1", True, (Text("长" * 41),), (), ((Text("文"),),))), "too_long"),
    (tuple(Section(f"own.{at}") for at in range(61)), "too_many"),
])  # fmt: skip
def test_what_cannot_be_used_is_refused_in_words(given, key):
    with pytest.raises(OutlineRefused) as refused:
        sections.checked(given, SHIPPED)
    assert refused.value.key == key


@pytest.mark.parametrize("piece", [Text("共有12人"), Text("百分之九十"), Field("outside:", "12人")])
def test_a_typed_figure_is_refused_wherever_it_comes_from(piece):
    own = Section("own.1", True, (Text("标题"),), (), ((piece,),))
    with pytest.raises(EditRefused):
        sections.checked(plan("own.1", own=own), SHIPPED)


def test_a_figure_must_be_one_of_the_results():
    with pytest.raises(OutlineRefused, match="track:gone:value"):
        sections.checked(plan("own.1"), SHIPPED, {"all:goals:total"})
    assert sections.checked(plan("own.1"), SHIPPED, sections.keys_of((OWN,)))


def test_an_outline_is_the_same_after_a_table_kept_it():
    whole = sections.checked(plan("own.1", *SHIPPED, off=("scope",)), SHIPPED)
    assert sections.from_data(sections.to_data(whole)) == whole
    with pytest.raises(OutlineRefused):
        sections.from_data([{"on": True}])


def test_moving_switching_putting_and_taking_out():
    whole = plan("basis", "conclusion")
    assert [one.code for one in sections.with_place(whole, "conclusion", -1)] == ["conclusion", "basis"]
    assert sections.with_place(whole, "basis", -1) == whole == sections.with_place(whole, "nonsense", 1)
    assert [one.on for one in sections.switched(whole, "basis")] == [False, True]
    longer = sections.put(whole, OWN, "basis")
    assert [one.code for one in longer] == ["basis", "own.1", "conclusion"] and sections.new_code(longer) == "own.2"
    assert sections.without(longer, "own.1") == whole == sections.without(whole, "basis")


def volume(*codes, off=()):
    return yearbook.yearbook(
        county.result(), county.framework(), county.figures(), charts=False, arranged=plan(*codes, off=off),
    )


PARTS = template.load("yearbook", "zh").shipped()


def test_tables_and_what_cites_them_are_numbered_again_in_the_yearbook():
    order = ["notes", "own.1", "index", "domains", "overview", "division", "definitions"]
    blocks = volume(*order)
    labels = {one.key: one.label for one in blocks if isinstance(one, Table) and one.key.startswith(outline.CITED)}
    cited = {one.key: one.text for said in sentences(blocks) for one in figures(said) if one.key.startswith(outline.CITED)}
    assert cited == labels and labels and all(label.split("-")[0] in ("4", "5") for label in labels.values())


def test_a_part_left_out_of_the_yearbook_leaves_no_citation_behind():
    words = " ".join(plain(one) for one in sentences(volume(*PARTS, off=("domains", "definitions", "overview"))))
    assert "指标解释" not in words and "量化目标表" not in words and "?" not in words
    assert "index" not in [one.key for one in volume(*PARTS, off=("domains",)) if isinstance(one, Heading)]
    assert "指标解释" in " ".join(plain(one) for one in sentences(volume(*PARTS)))


def test_an_outline_is_written_in_a_file_as_words_and_keys():
    own = Section("own.1", True, (Text("标题"),), (), ((Text("共"), Field("all:goals:total", "75"), Text("项，另有【外：12人｜县局】。")),))
    rows = sections.to_coded((Section("basis", False), own))
    assert rows[1]["paragraphs_zh"] == ["共{all:goals:total}项，另有【外：12人｜县局】。"]
    again = sections.from_coded(rows)
    assert [plain(said) for said in again[1].paragraphs_zh] == ["共…项，另有12人（县局）。"] and not again[0].on
    assert sections.to_coded(again) == rows
    with pytest.raises(EditRefused):
        sections.from_coded([{"code": "own.1", "title_zh": "标题", "paragraphs_zh": ["共12人"]}])
    for bad in ([{"on": True}], [3], 7):
        with pytest.raises(OutlineRefused):
            sections.from_coded(bad)
