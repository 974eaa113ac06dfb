from decimal import Decimal

from halfsky.document import chart_spec
from halfsky.method.wording.number import UNITS


def test_an_axis_leaves_air_and_does_not_fall_below_zero():
    low, high = chart_spec.span([Decimal(1), Decimal(100)])
    assert low == 0
    assert high > 100
    assert chart_spec.span([Decimal(5)])[0] < 5


def test_a_narrow_chart_labels_every_second_year_when_there_are_many():
    axis = chart_spec.year_axis(range(2015, 2025), "narrow")["axis"]["values"]
    assert axis == [2016, 2018, 2020, 2022, 2024]
    assert len(chart_spec.year_axis(range(2015, 2025), "wide")["axis"]["values"]) == 10


def test_a_frame_has_the_size_of_its_place():
    assert chart_spec.frame("narrow", [])["width"] == 350
    assert chart_spec.frame("wide", [], 99)["height"] == 99


def test_a_share_does_not_rise_above_a_hundred_on_its_axis():
    shares, people = chart_spec.ceiling(UNITS["percent"]), chart_spec.ceiling(UNITS["person"])
    assert chart_spec.span([Decimal("99.9"), Decimal(100)], ceiling=shares)[1] == 100
    assert chart_spec.span([Decimal(99), Decimal(104)], ceiling=shares)[1] > 104, "a gross enrolment may"
    assert people is None and chart_spec.span([Decimal(90), Decimal(100)], ceiling=people)[1] > 100


def test_a_legend_is_folded_where_its_words_do_not_fit_beside_the_names():
    short, long = ["已达标", "未达标"], ["met early", "met", "expected to be met", "hard to meet", "not met", "not due", "not reported"]
    assert chart_spec.legend_columns(short, chart_spec.PAGE) == 2 and chart_spec.legend_rows(short, chart_spec.PAGE) == 0
    assert chart_spec.legend_columns(long, chart_spec.PAGE) < len(long) and chart_spec.legend_rows(long, chart_spec.PAGE) >= 1
