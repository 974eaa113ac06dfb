from decimal import Decimal

from halfsky.method.wording.comparison import Pair, gap, sex_clause, urban_clause
from halfsky.method.wording.number import UNITS
from halfsky.method.wording.piece import plain

SHARE = UNITS["percent"]


def pair(*values):
    return Pair(*(Decimal(one) for one in values), before_year=2020)


def test_women_and_men_with_the_gap_narrowing():
    told = plain(sex_clause("k", pair("92.3", "95.2", "86.4", "91.0"), SHARE, 1, "zh"))
    assert told == "女性为92.3%、男性为95.2%，女性低2.9个百分点，差距比2020年缩小1.7个百分点"


def test_only_the_men_are_named_after_the_womens_figure():
    told = plain(sex_clause("k", pair("92.3", "95.2"), SHARE, 1, "zh", "men"))
    assert told == "女性比男性（95.2%）低2.9个百分点"


def test_town_and_country_in_english_with_the_gap_widening():
    told = plain(urban_clause("k", pair("94.3", "91.1", "90.0", "88.0"), SHARE, 1, "en"))
    assert told == (
        "it was 94.3% in urban and 91.1% in rural areas, 3.2 percentage points higher in urban areas, "
        "and the gap has widened by 1.2 percentage points since 2020"
    )


def test_equal_as_printed_is_equal():
    assert plain(urban_clause("k", pair("90.04", "90.01"), SHARE, 1, "zh")) == "城镇与农村均为90.0%"


def test_a_gap_is_taken_between_printed_figures():
    assert gap(pair("92.34", "95.16"), 1).amount == Decimal("2.9")


def test_years_differ_by_years():
    told = plain(sex_clause("k", pair("80.4", "76.2"), UNITS["years"], 1, "zh"))
    assert told == "女性为80.4岁、男性为76.2岁，女性高4.2岁"


def test_persons_are_more_or_fewer():
    told = plain(sex_clause("k", pair("2384", "3576"), UNITS["person"], 0, "zh", "men"))
    assert told == "女性比男性（3,576人）少1,192人"
