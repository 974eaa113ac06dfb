from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from halfsky.method.appraisal.attainment import count, share, worst
from halfsky.method.appraisal.judgement import STATES


def test_the_report_that_said_90_met_and_96_per_cent():
    counts = count(["met"] * 88 + ["not_met"] * 4 + ["no_data"] * 2)
    assert (counts.met, counts.monitorable, counts.total) == (88, 92, 94)
    assert share(88, counts.total, 1) == Decimal("93.6")
    assert share(88, counts.monitorable, 1) == Decimal("95.7")
    assert counts.rate == Decimal("95.65")


@pytest.mark.parametrize(
    ("part", "whole", "decimals", "percent"), [(100, 371, 1, "27.0"), (44, 54, 1, "81.5"), (35, 36, 2, "97.22")]
)
def test_shares_that_were_published(part, whole, decimals, percent):
    assert share(part, whole, decimals) == Decimal(percent)


def test_early_counts_as_met_and_nothing_judged_has_no_rate():
    assert count(["met_early", "met", "hard", "expected"]).rate == 50
    assert count(["no_data", "not_due", "not_monitorable"]).rate is None
    assert count([]).total == 0


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["met_early", "met"], ("met", False)),
        (["met", "hard", "not_due"], ("hard", True)),
        (["expected", "not_met"], ("not_met", False)),
        (["not_due", "no_data"], ("no_data", True)),
        (["not_monitorable", "not_due"], ("not_due", True)),
        ([], ("not_monitorable", False)),
    ],
)
def test_a_goal_is_as_good_as_the_worst_of_its_judged_tracks(parts, expected):
    assert worst(parts) == expected


@given(st.lists(st.sampled_from(STATES)), st.randoms())
def test_the_order_of_rows_never_matters(states, shuffle):
    other = list(states)
    shuffle.shuffle(other)
    assert worst(states) == worst(other) and count(states) == count(other)
