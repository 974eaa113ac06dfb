"""Words put in and taken out, figures marked apart."""

from __future__ import annotations

from halfsky.method.wording.compared import Part, compared
from halfsky.method.wording.piece import Field, Text, judged


def test_words_and_figures_are_told_apart() -> None:
    old = (Text("参保率为"), Field("a:value", "95.20%"), judged("a:state", "met"), Text("。"))
    new = (Text("参保率已达"), Field("a:value", "95.80%"), Text("。"))
    assert compared(old, new) == (
        Part("same", "参保率", False), Part("out", "为", False), Part("out", "95.20%", True), Part("in", "已达", False),
        Part("in", "95.80%", True), Part("same", "。", False),
    )  # fmt: skip


def test_a_figure_is_one_whole_and_english_goes_by_words() -> None:
    parts = compared((Text("It rose to "), Field("a", "12.5")), (Text("It fell to "), Field("a", "12.6")))
    assert [(one.how, one.text) for one in parts if one.how != "same"] == [("out", "rose"), ("in", "fell"), ("out", "12.5"), ("in", "12.6")]


def test_the_same_and_nothing() -> None:
    one = (Text("同"),)
    assert compared(one, one) == (Part("same", "同", False),)
    assert compared((), one) == (Part("in", "同", False),) and compared(one, ()) == (Part("out", "同", False),)
