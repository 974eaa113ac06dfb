from decimal import Decimal

import pytest

from halfsky.method.observation import Observation, Standing, base_year_of, standing
from halfsky.method.period import SeriesRule

ANNUAL = SeriesRule()
TERM = SeriesRule(frequency=5, anchor_year=2021, carry_years=4)
DEATHS = SeriesRule(small_count=True, scale=Decimal(100_000))


def seen(year, value, **more):
    return Observation(year, None if value is None else Decimal(value), **more)


def counts(year, deaths, births, **more):
    value = Decimal(deaths) * 100_000 / Decimal(births) if births else None
    return Observation(year, value, Decimal(deaths), Decimal(births), **more)


def test_a_year_is_told_by_its_own_figure():
    now = standing([seen(2023, 90), seen(2024, 91), seen(2025, 99)], ANNUAL, 2024)
    assert (now.value, now.year, now.carried, now.missing) == (Decimal(91), 2024, False, "")


def test_an_election_figure_stands_until_the_next_election_and_is_marked():
    now = standing([seen(2016, 20), seen(2021, 25)], TERM, 2024)
    assert (now.value, now.year, now.carried) == (Decimal(25), 2021, True)
    after = standing([seen(2021, 25)], TERM, 2026)
    assert (after.value, after.missing, after.why) == (None, "no_data", "not_reported")


def test_a_figure_reported_as_carried_names_the_year_it_is_of_and_is_not_carried_on():
    rows = [seen(2021, 25), seen(2022, 25, status="I")]
    assert standing(rows, TERM, 2022).year == 2021
    assert standing(rows[1:], TERM, 2022).year == 2022
    assert standing(rows[1:], TERM, 2023).value is None


@pytest.mark.parametrize(
    ("row", "rule", "expected"),
    [
        (seen(2024, None, status="M", reason="not_applicable"), TERM, ("not_monitorable", "not_applicable")),
        (seen(2024, None, status="O", reason="not_due"), ANNUAL, ("not_due", "period_not_come")),
        (seen(2024, None, status="L", reason="hard_to_obtain"), ANNUAL, ("no_data", "hard_to_obtain")),
        (seen(2023, 4), SeriesRule(frequency=5), ("not_due", "period_not_come")),
        (seen(2023, 4), ANNUAL, ("no_data", "not_reported")),
    ],
)
def test_the_kinds_of_absence_are_kept_apart(row, rule, expected):
    now = standing([row], rule, 2024)
    assert (now.missing, now.why) == expected


def test_two_deaths_in_a_year_of_300_births_are_judged_with_the_years_before():
    rows = [counts(2020, 0, 340), counts(2021, 0, 330), counts(2022, 0, 320), counts(2023, 0, 310), counts(2024, 2, 300)]
    now = standing(rows, DEATHS, 2024)
    assert now.value == Decimal("125.000000")
    assert (now.numerator, now.denominator, now.pooled_from, now.pooled_years) == (2, 1600, 2020, 5)


def test_fewer_than_three_years_are_not_pooled():
    now = standing([counts(2023, 0, 310), counts(2024, 2, 300)], DEATHS, 2024)
    assert (now.missing, now.why) == ("no_data", "too_few_years")


def test_a_small_count_without_its_counts_is_no_data():
    assert standing([seen(2024, 12)], DEATHS, 2024).why == "no_counts"
    assert standing([], DEATHS, 2024).why == "not_reported"


def test_a_year_without_an_exposed_case_rests_on_the_years_that_had_one():
    rows = [counts(y, 0, 3) for y in (2020, 2021, 2022)]
    empty = seen(2024, None, status="M", reason="not_applicable")
    now = standing([*rows, empty], DEATHS, 2024)
    assert (now.value, now.year, now.pooled_years) == (0, 2022, 3)
    assert standing([empty], DEATHS, 2024).missing == "not_monitorable"


def test_pooling_starts_anew_at_a_break():
    rows = [counts(y, 1, 100, status="B" if y == 2023 else "A") for y in range(2020, 2025)]
    now = standing(rows, DEATHS, 2024)
    assert (now.why, now.break_year) == ("too_few_years", 2023)


def test_what_a_figure_is_compared_with():
    plain = Standing(Decimal(1), 2024)
    assert base_year_of(plain, 2020, 2024) == (2020, "")
    assert base_year_of(plain, 2025, 2024) == (None, "no_base")
    broken = Standing(Decimal(1), 2024, break_year=2022)
    assert base_year_of(broken, 2020, 2024) == (2022, "")
    assert base_year_of(broken, 2023, 2024) == (2023, "")
    assert base_year_of(Standing(Decimal(1), 2022, break_year=2022), 2020, 2024) == (None, "series_break")
