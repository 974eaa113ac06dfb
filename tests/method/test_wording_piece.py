import pytest
from hypothesis import given
from hypothesis import strategies as st

from halfsky.method.wording.piece import (
    Field,
    LiteralFigureError,
    Text,
    capital,
    figures,
    fill,
    join,
    judged,
    named,
    plain,
    sentence,
)


def test_a_digit_in_fixed_words_is_refused():
    with pytest.raises(LiteralFigureError):
        fill("达标率为95%", {})
    with pytest.raises(LiteralFigureError):
        fill("达标率为{rate}", {"rate": "95%"})


def test_a_bound_field_keeps_its_address():
    told = fill("达标率为{rate}。", {"rate": Field("all:goals:rate", "95.00%")})
    assert plain(told) == "达标率为95.00%。"
    assert figures(told) == (Field("all:goals:rate", "95.00%"),)


def test_neighbouring_words_become_one_piece():
    assert sentence("甲", Text("乙"), "") == (Text("甲乙"),)


def test_a_name_with_a_digit_is_a_field():
    assert named("k", "35—64岁妇女筛查率") == Field("k", "35—64岁妇女筛查率")
    assert named("k", "筛查率") == Text("筛查率")


def test_empty_sentences_are_left_out_of_a_join():
    assert plain(join([sentence("甲"), (), sentence("乙")], "，")) == "甲，乙"


def test_a_sentence_opens_with_a_capital():
    assert plain(capital(sentence("women"))) == "Women"
    assert capital(()) == ()


@given(st.lists(st.text(alphabet="甲乙丙abc", min_size=1)))
def test_nothing_is_lost_by_putting_pieces_together(parts):
    assert plain(sentence(*parts)) == "".join(parts)


def test_a_judgement_is_bound_and_has_nothing_to_read():
    said = sentence("已达标", judged("track:x:state", "met"))
    assert plain(said) == "已达标" and figures(said) == (Field("track:x:state=met", ""),)
