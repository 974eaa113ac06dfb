"""Small counts inside the run: pooled, with the city's rate as prior, and never one year's."""

from decimal import Decimal

import numpy as np
import pytest

from halfsky.method.outlook.counts import shape_of
from halfsky.method.pooling import gamma_interval, probability_at_most
from tests.cube.looked_at import CITY, COUNTIES, HOME, changed, release
from tests.cube.test_outlook import of, run


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    return run(release(), tmp_path_factory.mktemp("rare"))


def test_the_rate_is_pooled_under_the_citys_rate_and_the_siblings_spread(result):
    told = of(result, "deaths")
    assert told["model"] == "counts" and told["fan"] == [] and told["swing"] == ""
    counts = told["counts"]
    assert (counts["events"], counts["exposure"], counts["from"], counts["to"]) == (4, 1500, 2020, 2024)
    events = [sum((at + n) % 7 // 5 for n in range(5)) if at else 4 for at in range(10)]
    upper = 45 / 150000
    k = shape_of(np.array(events, dtype=float), np.full(10, 1500.0), upper)
    assert told["p_met"] == round(probability_at_most(12e-5, 4, 1500, upper, k), 4)
    low, high = gamma_interval(4, 1500, upper, 0.8, k)
    assert (counts["low_80"], counts["high_80"]) == pytest.approx((low * 1e5, high * 1e5), rel=1e-6)
    assert counts["next_low"] == 0 < counts["next_high"] < 10


def test_without_siblings_the_shape_is_two_and_without_a_level_above_there_is_no_prior(tmp_path):
    alone = release(areas=(HOME,))
    told = of(run(alone, tmp_path), "deaths")
    assert told["p_met"] == round(probability_at_most(12e-5, 4, 1500, 45 / 150000, 2.0), 4)
    import dataclasses

    orphan = dataclasses.replace(alone, observations=tuple(o for o in alone.observations if o.area != CITY))
    assert of(run(orphan, tmp_path), "deaths")["p_met"] != told["p_met"]


def test_a_published_rate_of_the_level_above_will_do(tmp_path):
    import dataclasses

    content = release(areas=(HOME,))
    rows = tuple(
        dataclasses.replace(o, numerator=None, denominator=None) if o.area == CITY else o for o in content.observations
    )
    told = of(run(dataclasses.replace(content, observations=rows), tmp_path), "deaths")
    assert told["p_met"] == round(probability_at_most(12e-5, 4, 1500, 30e-5, 2.0), 4)


def test_few_cases_that_meet_the_target_are_at_worst_watched(tmp_path):
    none, some = (of(run(release(deaths=deaths), tmp_path), "deaths") for deaths in ((0,) * 5, (1, 1, 1, 1, 1)))
    assert none["p_met"] < 0.2 and none["level"] == none["previous_level"] == "watch"
    assert some["level"] == some["previous_level"] == "off_track"


def test_fewer_than_three_years_or_no_counts_are_not_judged(tmp_path):
    gone = {"numerator": None, "denominator": None}
    few = changed(release(), "health.deaths", y2020=gone, y2021=gone, y2022=gone)
    assert of(run(few, tmp_path), "deaths")["why"] == "too_few_points"
    none = changed(release(), "health.deaths", **{f"y{y}": gone for y in range(2020, 2025)})
    assert of(run(none, tmp_path), "deaths")["why"] == "no_counts"
    assert {COUNTIES[0]} == {HOME} and Decimal(1)
