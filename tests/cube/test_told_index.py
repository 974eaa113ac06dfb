"""The engine's index is the method's, area by area, and what moved the rate adds up to its change."""

import dataclasses
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from halfsky.cube.layout import write_release
from halfsky.cube.run import monitor
from halfsky.cube.tables import target_rule
from halfsky.cube.told_index import ToldIndex
from halfsky.method.appraisal.composite import Part, average, ranks, score_range, score_target, thousandths
from halfsky.method.observation import base_year_of
from halfsky.method.scheme import Scheme
from tests.cube.county import county
from tests.cube.oracle import Oracle
from tests.cube.test_rules import HOME, OTHER, SOAK, any_release

SCHEMES = st.builds(
    Scheme, index_method=st.sampled_from(["target", "minmax"]), sensitivity_percent=st.sampled_from([0, 20, 100]),
    weights=st.dictionaries(st.sampled_from(["health", "law", "health.i0", "law.i1"]), st.sampled_from([0, 0.5, 2]), max_size=3),
)  # fmt: skip


class Scored:
    """The index of a release by the method alone."""

    def __init__(self, content, scheme):
        self.content, self.scheme, self.oracle = content, scheme, Oracle(content)
        self.items = {}
        offered = [(t.indicator, 1, t.code, t) for t in content.targets if t.indicator and target_rule(t, 2020).assigned]
        if scheme.index_method == "minmax":
            offered += [
                (t.indicator, 2, t.code, t) for t in content.tracks
                if t.kind == "directional" and (t.subject or "value") == "value" and t.indicator
            ]  # fmt: skip
        for indicator, place, _, row in sorted(offered, key=lambda one: one[:3]):
            self.items.setdefault(indicator, (place, row))

    def better(self, indicator, row):
        own = self.oracle.indicators[indicator].direction
        told = getattr(row, "direction", "")
        return own if own in ("up", "down") else told if told in ("up", "down") else ""

    def seen(self, indicator, area, year):
        """(value, base value, target rule and figure to reach, or None and None)."""
        place, row = self.items[indicator]
        now = self.oracle.standing(area, indicator, row.breakdown, year)
        rule = target_rule(row, 2020) if place == 1 else None
        base_year, _ = base_year_of(now, rule.base_year if rule else 2020, year)
        base = None if base_year is None else self.oracle.standing(area, indicator, row.breakdown, base_year).value
        reach = None
        if rule is not None:
            given_ = base
            if row.compare_indicator:
                given_ = self.oracle.standing(area, row.compare_indicator, row.compare_breakdown, year).value
            reach = rule.reach(given_, self.oracle.indicators[indicator].kind)
        return now.value, base, rule, reach

    def score(self, indicator, area, year):
        value, base, rule, reach = self.seen(indicator, area, year)
        if value is None:
            return None
        if self.scheme.index_method == "target":
            if reach is None:
                return None
            sense = rule.sense(self.oracle.indicators[indicator].direction)
            return score_target(sense, rule.hold, value, base, reach, rule.slack(reach, self.oracle.scheme.about_percent)).value
        figures = []
        for where in (HOME, OTHER):
            for when in (self.content.year, self.content.year - 1):
                now, then, _, aim = self.seen(indicator, where, when)
                figures += [one for one in (now, then, aim) if one is not None]
        found = score_range(self.better(indicator, self.items[indicator][1]), value, min(figures), max(figures))
        return None if found is None else found.value

    def domains(self, area, year):
        parts = {}
        for indicator in self.items:
            domain = indicator.partition(".")[0]
            weight = thousandths(self.scheme.weights.get(indicator, 1))
            parts.setdefault(domain, []).append(Part(indicator, self.score(indicator, area, year), weight))
        return {domain: average(rows, self.scheme.sensitivity_percent) for domain, rows in parts.items()}

    def weight(self, domain):
        return thousandths(self.scheme.weights.get(domain, 1))


@settings(max_examples=200 if SOAK else 12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**31), SCHEMES)
def test_the_engines_index_is_the_methods(seed, scheme):
    content = any_release(seed)
    scheme = dataclasses.replace(scheme, about_percent=Oracle(content).scheme.about_percent)
    with tempfile.TemporaryDirectory() as folder:
        write_release(Path(folder) / "r", content)
        result = monitor(Path(folder) / "r", scheme=scheme)
    told, method = result["index"], Scored(content, scheme)
    scored = {row["indicator"]: row for row in told["indicators"]}
    assert set(scored) == set(method.items)
    for indicator, row in scored.items():
        for year, key in ((content.year, "score"), (content.year - 1, "previous")):
            expected = method.score(indicator, HOME, year)
            assert row[key] == (None if expected is None else float(expected)), (indicator, key)
    by_area = {area: method.domains(area, content.year) for area in (HOME, OTHER)}
    for row in told["domains"]:
        one = by_area[HOME].get(row["slug"])
        values = (None, None, None) if one is None else (one.value, one.low, one.high)
        assert (row["value"], row["low"], row["high"]) == tuple(None if v is None else float(v) for v in values)
    known = {
        area: {slug: one.value for slug, one in found.items() if one.value is not None and method.weight(slug) > 0}
        for area, found in by_area.items()
    }
    parts = {area: [Part(slug, v, method.weight(slug)) for slug, v in found.items()] for area, found in known.items()}
    placed = ranks(known, {slug: method.weight(slug) for slug in ("health", "law")}, scheme.sensitivity_percent)
    areas = {row["area"]: row for row in told["areas"]}
    for area in known:
        value = average(parts[area], scheme.sensitivity_percent).value
        assert areas.get(area, {"value": None})["value"] == (None if value is None else float(value))
        if area in placed and value is not None:
            assert (areas[area]["rank"], areas[area]["rank_best"], areas[area]["rank_worst"]) == placed[area]
    home = average(parts[HOME], scheme.sensitivity_percent)
    assert told["overall"]["value"] == (None if home.value is None else float(home.value))
    assert told["overall"]["low"] == (None if home.low is None else float(home.low))


@settings(max_examples=100 if SOAK else 8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**31))
def test_the_pieces_add_up_to_the_change_of_every_printed_rate(seed):
    content = any_release(seed)
    with tempfile.TemporaryDirectory() as folder:
        write_release(Path(folder) / "r", content)
        result = monitor(Path(folder) / "r")
    places = {"": (result["all"], result["previous"]["all"])}
    before = {row["slug"]: row for row in result["previous"]["domains"]}
    places |= {row["slug"]: (row, before[row["slug"]]) for row in result["domains"]}
    for slug, (now, then) in places.items():
        for what in ("goals", "indicators"):
            pieces = [row for row in result["decomposition"] if (row["scope"], row["domain"]) == (what, slug)]
            total = sum((Decimal(repr(row["points"])) for row in pieces), Decimal(0))
            if now[what]["rate"] is None or then[what]["rate"] is None:
                assert pieces == []
            else:
                assert total == Decimal(repr(now[what]["rate"])) - Decimal(repr(then[what]["rate"]))
    oracle = Oracle(content)
    states = {row["code"]: row["now"] for row in result["decomposition"] if row["scope"] == "goals"}
    goals = oracle.goals(HOME, content.year)
    assert {code: goals[code][0] for code in states} == states


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    path = tmp_path_factory.mktemp("r") / "2024-1"
    write_release(path, county(indicators=6, breakdowns=8, goals=5))
    return monitor(path)


def test_the_contributions_of_the_indicators_add_up_to_the_index(result):
    index = result["index"]
    parts = [row["contribution"] for row in index["indicators"] if row["contribution"] is not None]
    assert sum(parts) == pytest.approx(index["overall"]["value"], abs=0.005 * (len(parts) + 1))
    assert sum(row["contribution"] for row in index["domains"]) == pytest.approx(index["overall"]["value"], abs=0.05)
    assert index["overall"]["low"] <= index["overall"]["value"] <= index["overall"]["high"]
    assert index["overall"]["scored"] == len(parts) and index["overall"]["change"] is not None


def test_one_area_alone_has_no_rank(result):
    assert [(row["value"], row["rank"]) for row in result["index"]["areas"]] == [(result["index"]["overall"]["value"], None)]


def test_a_weight_with_a_quote_in_its_name_harms_nothing(tmp_path):
    write_release(tmp_path / "r", county(indicators=2, breakdowns=1, goals=1))
    scheme = Scheme(weights={"o'brien'; drop table index_run; --": 2, "health": 3})
    found = monitor(tmp_path / "r", scheme=scheme)["index"]
    assert next(row for row in found["domains"] if row["slug"] == "health")["weight"] == 3


def test_nothing_to_score_gives_an_empty_index():
    empty = ToldIndex(Scheme(), 2024, 0, ["health"])
    told = empty.index({0: HOME}, {}, {})
    assert told["overall"]["value"] is None and told["domains"][0]["value"] is None and told["areas"] == []
    assert empty.decomposition() == []
