"""The false alarms that the page states are those of the program, by simulation."""

import re

import numpy as np
import pytest

from halfsky.formats.outlook_priors import fitted, record
from halfsky.method.outlook.judging import Series
from halfsky.method.outlook.volatility import swings
from halfsky.method.scheme import Scheme
from tests.docs.pages import DOCS, text_of

PAGE = text_of(DOCS / "method" / "outlook.md")
ROWS = re.findall(r"^\| (level|share), (noise|walk|trend) \|(.+)\|$", PAGE, flags=re.MULTILINE)
COUNT = 20_000


def steady(kind, shape, n):
    """COUNT series of n points of one kind."""
    draws = np.random.default_rng(100 + n).standard_normal((n, COUNT))
    z = {
        "noise": 0.03 * draws, "walk": np.cumsum(0.03 * draws, axis=0), "trend": np.arange(n)[:, None] * 0.03 + 0.01 * draws,
    }[shape]  # fmt: skip
    values = 50 * np.exp(z) if kind == "level" else 100 / (1 + np.exp(-z))
    code = np.full(COUNT, 2 if kind == "level" else 0)
    return Series(values, 0, code, np.ones(COUNT, dtype=int), np.ones(COUNT), np.full(COUNT, n + 1))


def test_the_page_has_every_row():
    assert len(ROWS) == 6


@pytest.mark.parametrize(("kind", "shape", "cells"), ROWS)
def test_false_alarms_on_steady_series_are_as_the_page_says(kind, shape, cells):
    told = [tuple(map(float, cell.split("/"))) for cell in cells.split("|")]
    for n, (watch, flag) in zip(range(4, 11), told, strict=True):
        found = swings(steady(kind, shape, n), *fitted(), Scheme(), ends=False).swing
        assert 100 * (found > 0).mean() == pytest.approx(watch, abs=0.6), n
        assert 100 * (found > 1).mean() == pytest.approx(flag, abs=0.4), n


def test_every_parameter_of_the_scheme_that_the_outlook_uses_is_on_the_page_of_parameters():
    page = text_of(DOCS / "method" / "outlook-parameters.md")
    scheme = Scheme()
    assert f"{scheme.on_track}, {scheme.watch}, {scheme.at_risk}" in page
    assert f"{scheme.swing_watch:.0%}, {scheme.swing_flag:.0%}".replace("%", " %") in page and str(scheme.hysteresis) in page


def test_the_page_says_how_many_targets_its_record_rests_on():
    assert f"{record()['scores']['outlook']['count']:,}" in PAGE
