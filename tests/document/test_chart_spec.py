from decimal import Decimal

from halfsky.document import chart_spec


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
