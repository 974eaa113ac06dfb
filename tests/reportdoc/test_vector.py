"""Figures told together: lists, their units, the words before them, which earlier time is meant."""

from __future__ import annotations

from halfsky.plandoc.source import from_text
from halfsky.reportdoc.sentence import sentences
from halfsky.reportdoc.vector import at_constant_prices, counts, falls, moved, same_period, told


def _told(text: str) -> list[list[tuple[str, str]]]:
    (sentence,) = sentences(from_text(text))
    return [[(f.printed, f.unit) for f in token.figures] for token in told(sentence)]


def test_a_list_is_one_and_its_last_figure_names_the_unit_of_all() -> None:
    assert _told("死亡率分别为1.6‰、2.3‰和3.4‰，分别比上年下降0.2个、0.4个和0.5个千分点。") == [
        [("1.6‰", "‰"), ("2.3‰", "‰"), ("3.4‰", "‰")],
        [("0.2个", "个千分点"), ("0.4个", "个千分点"), ("0.5个千分点", "个千分点")],
    ]


def test_two_values_with_their_own_names_are_no_list() -> None:
    assert [len(token) for token in _told("男童5.17万人、女童4.69万人。")] == [1, 1]


def test_years_and_numbers_in_words_tell_no_value() -> None:
    assert _told("2023年三项分别为1.8‰和2.7‰。") == [[("1.8‰", "‰"), ("2.7‰", "‰")]]
    (sentence,) = sentences(from_text("平均受教育年限为9.46年，2020年为9.2年。"))
    assert [f.printed for f in sentence.figures if counts(f)] == ["9.46年", "9.2年"]


def test_how_a_change_is_told() -> None:
    (sentence,) = sentences(from_text("参保5.62万人，较2020年末增长5.0%，年均增长1.2%。"))
    _, grown, yearly = told(sentence)
    found = moved(grown)
    assert found is not None and (found["verb"], found["period"]) == ("增长", "2020年末")
    assert moved(yearly) is None
    assert falls("降幅") and not falls("增速")


def test_one_earlier_time_has_several_names() -> None:
    assert same_period("上年末", "去年") and same_period("", "上年同期") and same_period("2020年末", "2020年")
    assert not same_period("上届", "上年") and not same_period("2020年", "2021年")


def test_growth_of_output_is_told_at_constant_prices() -> None:
    assert at_constant_prices("全州生产总值") and not at_constant_prices("女职工")
