"""Where a sentence ends, what it is about, and which sentences of two texts belong together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from halfsky.method.wording.piece import Field, Sentence, Text, judged, plain, sentence
from halfsky.method.wording.whole import about, bound, frame, mould, pair, split

NAMES = {"a": "甲", "b": "乙", "c": "丙", "d": "丁", "h": "住院分娩率"}


def rate(code: str, value: str, change: str = "", way: str = "up") -> Sentence:
    said: list[object] = [f"{NAMES[code[0]]}为", Field(f"track:{code}:value", value)]
    if change:
        said += ["，比上年提高", Field(f"track:{code}:change.last", change), judged(f"track:{code}:change.last", way)]
    return sentence(*said, "。")  # type: ignore[arg-type]


@pytest.mark.parametrize(("pieces", "parts"), [
    ((Text("全县达标。"),), ["全县达标。"]),
    ((Text("一是"), Field("a:b", "3.5%"), Text("。二是"), Field("a:c", "4"), Text("！")), ["一是3.5%。", "二是4！"]),
    ((Text("Rose. Fell by "), Field("a:b", "3.5%"), Text(".")), ["Rose.", " Fell by 3.5%."]),
    ((Text("没有句号"),), ["没有句号"]),
    ((Text("One. "),), ["One. "]),
    ((), []),
])  # fmt: skip
def test_a_paragraph_is_split_at_its_full_stops(pieces: Sentence, parts: list[str]) -> None:
    assert [plain(one) for one in split(pieces)] == parts


def test_a_judgement_behind_a_full_stop_belongs_to_the_sentence_before() -> None:
    mark = judged("all:goals", "none")
    assert split((Text("没有。"), mark, Text("另外。"))) == ((Text("没有。"), mark), (Text("另外。"),))


@given(st.lists(st.one_of(st.text("甲。 .!aB", max_size=6).map(Text), st.tuples(st.just("k:v"), st.text("1.。 ", max_size=4)).map(lambda one: Field(*one)))))
def test_split_loses_nothing(pieces: list[Text | Field]) -> None:
    parts = split(tuple(pieces))
    assert "".join(plain(one) for one in parts) == plain(tuple(pieces))
    assert [item for one in parts for item in bound(one)] == list(bound(tuple(pieces)))


def test_what_a_sentence_is_about_is_its_first_result() -> None:
    said = sentence(Field("release:year", "2024"), "年", rate("health.goal.1.track.1", "9%"))
    assert about(said) == "track:health.goal.1.track.1"
    assert about(sentence("没有数字。")) == "" and about(sentence(Field("plan:title", "2021规划"))) == ""
    assert about((Text("持平"), judged("all:goals:rate.change", "flat"))) == "all:goals"


def test_frame_and_mould() -> None:
    said = rate("a.track.1", "9%", "2个百分点")
    assert frame(said) == "甲为{track:a.track.1:value}，比上年提高{track:a.track.1:change.last}{track:a.track.1:change.last=up}。"
    assert mould(said).endswith("比上年提高{change.last}{change.last}。")


def test_sentences_are_paired_though_their_order_changed() -> None:
    old = [rate("a", "1%"), rate("b", "2%"), rate("c", "3%")]
    new = [rate("c", "3%"), rate("a", "1%", "0.5个百分点"), rate("d", "4%")]
    assert pair(old, new) == [(0, 1), (1, None), (2, 0), (None, 2)]


def test_one_phrase_about_another_result_is_its_successor() -> None:
    old = [sentence("达标率最高的是", Field("domain:health:goals:rate", "90%"), "。")]
    new = [sentence("达标率最高的是", Field("domain:law:goals:rate", "95%"), "。")]
    assert pair(old, new) == [(0, 0)]


def test_two_sentences_about_one_result_keep_their_turn() -> None:
    first, second = rate("a", "1%"), sentence("分性别看，", Field("track:a:women", "2%"), "。")
    moved = sentence("从性别看，", Field("track:a:women", "3%"), "。")
    assert pair([first, second], [first, moved]) == [(0, 0), (1, 1)]
