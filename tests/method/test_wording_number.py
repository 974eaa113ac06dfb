from decimal import Decimal

import pytest

from halfsky.method.wording.number import UNITS, digits, in_points, signed, unit_of, with_unit


@pytest.mark.parametrize(
    ("value", "code", "decimals", "zh", "en"),
    [
        ("95.2", "percent", 2, "95.20%", "95.20%"),
        ("12.45", "per_100k", 1, "12.5/10万", "12.5 per 100,000"),
        ("5.25", "permille", 1, "5.3‰", "5.3‰"),
        ("22946", "person", 0, "22,946人", "22,946 people"),
        ("-0.04", "percent", 1, "0.0%", "0.0%"),
        ("1.5", "ratio", 2, "1.50", "1.50"),
    ],
)
def test_a_number_is_written_with_its_unit_and_decimals(value, code, decimals, zh, en):
    assert with_unit(Decimal(value), UNITS[code], decimals, "zh") == zh
    assert with_unit(Decimal(value), UNITS[code], decimals, "en") == en


def test_a_tie_is_rounded_up():
    assert digits(Decimal("2.675"), 2) == "2.68"


def test_years_of_life_and_years_of_schooling_differ():
    assert unit_of("years", "人均预期寿命").zh == "岁"
    assert unit_of("years", "劳动年龄人口平均受教育年限").zh == "年"


def test_a_count_takes_the_measure_word_of_its_name():
    assert unit_of("count", "家庭暴力告诫书件数").zh == "件"
    assert unit_of("count", "妇女之家").zh == "个"


def test_one_point_is_singular_in_english():
    assert in_points(Decimal(1), 0, "en") == "1 percentage point"
    assert in_points(Decimal("2.1"), 1, "zh") == "2.1个百分点"


def test_a_change_in_a_table_has_its_sign():
    assert [signed(Decimal(one), 1) for one in ("2.14", "-0.44", "0")] == ["+2.1", "-0.4", "0.0"]
