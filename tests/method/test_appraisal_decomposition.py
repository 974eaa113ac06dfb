from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from halfsky.method.appraisal.attainment import count
from halfsky.method.appraisal.decomposition import Piece, decompose, kind_of
from halfsky.method.appraisal.judgement import STATES


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        ("hard", "met", "became_met"), ("not_met", "met_early", "became_met"), ("met", "not_met", "fell_back"),
        ("no_data", "met", "entered_met"), ("not_due", "hard", "entered_unmet"), ("met_early", "no_data", "left_met"),
        ("expected", "not_monitorable", "left_unmet"), ("met", "met_early", ""), ("hard", "expected", ""),
        ("no_data", "not_due", ""),
    ],
)  # fmt: skip
def test_how_one_goal_moved(before, now, kind):
    assert kind_of(before, now) == kind


def test_the_change_is_told_goal_by_goal():
    before = {"a": "met", "b": "hard", "c": "hard", "d": "no_data"}
    now = {"a": "met", "b": "met", "c": "hard", "d": "hard"}
    # 1 of 3 = 33.33 %, 2 of 4 = 50.00 %: 16.67 points up
    assert decompose(before, now) == (
        Piece("b", "hard", "met", "became_met", Decimal("25.00")),
        Piece("d", "no_data", "hard", "entered_unmet", Decimal("-8.33")),
    )


def test_a_met_goal_that_is_no_longer_reported_costs_what_it_was_above_the_rate():
    found = decompose({"a": "met", "b": "hard", "c": "met"}, {"a": "met", "b": "hard", "c": "no_data"})
    assert found == (Piece("c", "met", "no_data", "left_met", Decimal("-16.67")),)


def test_without_a_rate_in_either_year_there_is_nothing_to_explain():
    assert decompose({"a": "no_data"}, {"a": "met"}) == ()
    assert decompose({"a": "met"}, {"a": "no_data"}) == ()
    assert decompose({"a": "met"}, {"a": "met_early"}) == ()


YEARS = st.lists(st.tuples(st.sampled_from(STATES), st.sampled_from(STATES)), min_size=1, max_size=40)


@given(YEARS, st.randoms())
def test_the_pieces_add_up_to_the_change_of_the_printed_rates_in_any_order(rows, random):
    before = {f"g{n}": row[0] for n, row in enumerate(rows)}
    now = {f"g{n}": row[1] for n, row in enumerate(rows)}
    pieces = decompose(before, now)
    rate_before, rate_now = count(before.values()).rate, count(now.values()).rate
    if rate_before is None or rate_now is None:
        assert pieces == ()
        return
    assert sum((piece.points for piece in pieces), Decimal(0)) == rate_now - rate_before
    codes = list(before)
    random.shuffle(codes)
    assert decompose({code: before[code] for code in codes}, {code: now[code] for code in codes}) == pieces


@given(YEARS)
def test_what_became_met_raises_the_rate_and_what_fell_back_lowers_it(rows):
    pieces = decompose({f"g{n}": row[0] for n, row in enumerate(rows)}, {f"g{n}": row[1] for n, row in enumerate(rows)})
    for piece in pieces:
        if piece.kind in ("became_met", "entered_met", "left_unmet"):
            assert piece.points >= Decimal("-0.01")
        else:
            assert piece.points <= Decimal("0.01")
