"""Words are edited, figures are not: the marks come back as the same fields, and a typed figure is refused."""

from __future__ import annotations

import pytest

from halfsky.method.wording.edited import OUTSIDE, Bound, Chip, EditRefused, marked, read_back, remarked
from halfsky.method.wording.piece import Field, Text, figures, judged, plain

STATE = judged("track:a:state", "met")
VALUE, CHANGE = Bound("track:a:value", "95.20%", "7"), Bound("track:a:change.last", "2.1个百分点", "7")
SENTENCE = (Text("参保率为"), VALUE, Text("，比上年提高"), CHANGE, STATE, Text("。"))


def test_marks_stand_for_the_figures_and_come_back_as_they_were() -> None:
    text, chips = marked(SENTENCE)
    assert text == "参保率为⟦1⟧，比上年提高⟦2⟧。" and chips == (Chip(VALUE), Chip(CHANGE, (STATE,)))
    assert read_back(text, chips) == SENTENCE
    assert read_back("参保率为{1}，比上年提高｛ 2 ｝。", chips) == SENTENCE


def test_words_change_and_bindings_stay_a_mark_left_out_drops_its_own() -> None:
    _text, chips = marked(SENTENCE)
    moved = read_back("全县提高了⟦2⟧，\r\n参保率已达⟦1⟧。", chips)
    assert plain(moved) == "全县提高了2.1个百分点， 参保率已达95.20%。"
    assert figures(moved) == (CHANGE, STATE, VALUE)
    assert figures(read_back("参保率已达⟦1⟧。", chips)) == (VALUE,)
    assert figures(read_back("⟦2⟧，即⟦2⟧", chips)) == (CHANGE, STATE, CHANGE)


def test_a_judgement_at_the_beginning_goes_with_the_first_figure() -> None:
    assert marked((STATE, Text("为"), VALUE))[1] == (Chip(VALUE, (STATE,)),)
    assert marked((STATE, Text("完成")))[1] == ()


@pytest.mark.parametrize("words", ["参保率已达95%。", "已达百分之九十", "⟦1⟧，另有２０人"])
def test_a_typed_figure_is_refused_and_the_way_out_named(words: str) -> None:
    with pytest.raises(EditRefused) as refused:
        read_back(words, marked(SENTENCE)[1])
    said = refused.value.text()
    assert refused.value.key == "typed_figure" and "可用数字" in said and "【外：" in said
    assert any(one in said for one in ("95%", "百分之九十", "２０")) and "typed by hand" in refused.value.text("en")


def test_a_figure_from_outside_is_kept_with_its_source() -> None:
    said = read_back("另据统计，在园幼儿【外：1234人｜县教体局2025年快报】。", ())
    assert figures(said) == (Bound("outside:县教体局2025年快报", "1234人（县教体局2025年快报）", OUTSIDE),)
    assert plain(said) == "另据统计，在园幼儿1234人（县教体局2025年快报）。"
    assert isinstance(figures(said)[0], Field)


@pytest.mark.parametrize(
    ("text", "key"),
    [("【外：12人｜】", "no_source"), ("【外：12人】", "no_source"), ("⟦9⟧", "unknown_mark"), ("⟦0⟧", "unknown_mark"), (" \n", "empty"),
     ("字" * 4001, "too_long")],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused(text: str, key: str) -> None:
    with pytest.raises(EditRefused) as refused:
        read_back(text, marked(SENTENCE)[1])
    assert refused.value.key == key


def test_a_clause_number_and_a_whole_date_are_words() -> None:
    assert read_back("依据第12条，2025年3月8日通过。", ()) == (Text("依据第12条，2025年3月8日通过。"),)


def test_a_quantity_of_the_template_may_stay_where_it_stood() -> None:
    before = "可能性在一半以上（约⟦1⟧）。"
    chips = (Chip(VALUE),)
    assert plain(read_back("如期达标的可能性在一半以上（约⟦1⟧）。", chips, before)) == "如期达标的可能性在一半以上（约95.20%）。"
    for words in ("已有一半完成", "一半以下"):
        with pytest.raises(EditRefused):
            read_back(words, chips, before)
    with pytest.raises(EditRefused):
        read_back("可能性在一半以上", chips)


def test_marks_are_counted_anew_for_another_list_of_figures() -> None:
    old, new = (Chip(VALUE), Chip(CHANGE)), (Chip(CHANGE), Chip(Bound("track:c:value", "1", "7")), Chip(VALUE))
    assert remarked("甲⟦1⟧乙{2}【外：3｜快报】", old, new) == "甲⟦3⟧乙⟦1⟧【外：3｜快报】"
    assert remarked("⟦1⟧⟦9⟧", old, new[:2]) == "⟦0⟧⟦0⟧"
    with pytest.raises(EditRefused):
        read_back("⟦0⟧", new)
