"""The false alarms that the page states are those of the program, by simulation."""

import ast
import re
from dataclasses import fields

import numpy as np
import pytest

from halfsky.formats.outlook_priors import fitted, record
from halfsky.method.outlook.judging import Series
from halfsky.method.outlook.volatility import swings
from halfsky.method.scheme import Scheme
from tests.docs.pages import DOCS, text_of
from tests.office_story import ROOT

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


def constants() -> list[str]:
    """Every number that a module of the outlook keeps under a name of its own, as ``module.NAME``."""
    found = []
    for path in sorted((ROOT / "src/halfsky/method/outlook").glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.Assign) or not _numbers(node.value):
                continue
            names = [name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)]
            found += [f"{path.stem}.{name}" for name in names if name.isupper() and not name.startswith("_")]
    return found


def _numbers(node: ast.expr) -> bool:
    """Whether a value is a number or a tuple of numbers."""
    if isinstance(node, ast.UnaryOp):
        return _numbers(node.operand)
    if isinstance(node, ast.Tuple):
        return bool(node.elts) and all(map(_numbers, node.elts))
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


def test_every_number_of_the_outlook_stands_on_the_page_of_parameters():
    page, known = text_of(DOCS / "method" / "outlook-parameters.md"), constants()
    assert len(known) > 25
    assert [name for name in known if f"`{name}`" not in page] == []


def test_every_parameter_of_the_scheme_has_a_row_with_default_and_source():
    rows = {
        name: cells
        for line in text_of(DOCS / "method" / "scheme.md").splitlines() if line.startswith("| `")
        for cells in [[cell.strip() for cell in line.strip("|").split("|")]] for name in re.findall(r"`(\w+)`", cells[0])
    }
    for field in fields(Scheme):
        if field.name == "version":
            continue
        _, default, means, source = rows[field.name]
        assert len(means) > 15 and len(source) > 8, field.name
        if isinstance(field.default, int | float | str):
            assert str(field.default) in default.split(), field.name


def test_the_page_says_how_many_targets_its_record_rests_on():
    assert f"{record()['scores']['outlook']['count']:,}" in PAGE
