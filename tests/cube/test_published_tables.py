"""Published tables of the national women's and children's outlines, followed from their figures to what was said of them.

The figures are those of ``catalogue/national/values.csv``, read from copies of the monitoring reports named there; the
sentences are the reports' own.
"""

import csv
import random
from decimal import Decimal

import pytest

from halfsky.cube.content import AreaRow, IndicatorRow, ObservationRow, ReleaseContent, TargetRow, TrackRow
from halfsky.cube.layout import write_release
from halfsky.cube.run import dumps, monitor
from halfsky.formats.catalogue import shipped
from halfsky.method.rounding import ratio
from halfsky.method.wording.change import between, table_words
from halfsky.method.wording.number import unit_of

NATION = "000000000000"
MORTALITY, LIFE = "health.maternal_mortality", "health.life_expectancy"


def published():
    with (shipped() / "national" / "values.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


ROWS = published()


def value(name, year, breakdown=""):
    found = {row["value"] for row in ROWS if (row["name_zh"], row["year"], row["breakdown"]) == (name, str(year), breakdown)}
    assert len(found) == 1, (name, year)
    return Decimal(found.pop())


@pytest.mark.parametrize(
    ("name", "breakdown", "unit", "decimals", "before", "now", "words"),
    [
        ("孕产妇死亡率", "", "per_100k", 1, 2010, 2016, "-33.7%"),
        ("孕产妇死亡率", "", "per_100k", 1, 2010, 2020, "-43.7%"),
        ("女性人均预期寿命", "SEX=F", "years", 2, 2010, 2020, "+3.51岁"),
        ("5岁以下儿童死亡率", "", "permille", 1, 2021, 2022, "-0.3个千分点"),
        ("婴儿死亡率", "", "permille", 1, 2021, 2022, "-0.1个千分点"),
        ("新生儿访视率", "", "percent", 1, 2021, 2022, "+0.5百分点"),
    ],
)
def test_the_change_is_the_one_the_report_prints(name, breakdown, unit, decimals, before, now, words):
    direction = "up" if name in ("女性人均预期寿命", "新生儿访视率") else "down"
    moved = between(value(name, now, breakdown), value(name, before, breakdown), unit_of(unit, name), decimals, direction)
    told = table_words(moved, "zh")
    if unit == "permille":  # a rate per thousand is told by per cent in the tables, by its own points in the reports
        apart = value(name, now) - value(name, before)
        assert f"{apart:+}个千分点" == words and told.startswith("-")
    else:
        assert told == words


def outline(year, *, base, end, aim, order=None):
    """The nation under its outline: maternal mortality at most ``aim`` by ``end``, the gap of town and country narrower."""
    rows = [
        ObservationRow(NATION, row["indicator"], row["breakdown"], int(row["year"]), None, None, Decimal(row["value"]))
        for row in ROWS if row["indicator"] in (MORTALITY, LIFE) and int(row["year"]) <= year
    ]  # fmt: skip
    if order is not None:
        random.Random(order).shuffle(rows)
    place = "health.goal.1"
    indicators = [
        IndicatorRow(MORTALITY, "孕产妇死亡率", "", "per_100k", Decimal(100000), 1, "down", kind="rate"),
        IndicatorRow(LIFE, "女性人均预期寿命", "", "years", None, 2, "up", kind="level"),
    ]
    tracks = [
        TrackRow(f"{place}.track.1", "health", place, "quantitative", "死亡率", "", f"{place}.target.1", MORTALITY),
        TrackRow(f"{place}.track.2", "health", place, "directional", "差距", "", "", MORTALITY, "", "narrow", "gap:URBANISATION"),
        TrackRow(f"{place}.track.3", "health", place, "directional", "寿命", "", "", LIFE, "SEX=F", "up", "value"),
    ]
    if order is not None:
        indicators.reverse()
        tracks.reverse()
    return ReleaseContent(
        year, 1, NATION, "national-women", "", False, tuple(rows), tuple(indicators),
        (TargetRow(f"{place}.target.1", "health", place, MORTALITY, "", "<=", Decimal(aim), "per_100k", end),),
        tuple(tracks), (), (), (), (AreaRow(NATION, "全国"),),
        {"plan": {"base_year": base, "end_year": end}, "domains": [{"slug": "health", "name_zh": "健康", "name_en": ""}],
         "goals": [{"code": place, "domain": "health", "no": 1}], "scheme": {"interim": "pace"}},
    )  # fmt: skip


def judged(tmp_path, year, **plan):
    write_release(tmp_path / "r", outline(year, **plan))
    result = monitor(tmp_path / "r")
    return result, {row["code"].rpartition(".")[2]: row for row in result["tracks"]}


@pytest.mark.parametrize(
    ("year", "state", "progress", "share"),
    [(2015, "expected", 99.0, 50.0), (2016, "met_early", 101.0, 60.0), (2020, "met", 131.0, 100.0)],
)
def test_maternal_mortality_under_the_outline_of_2011_to_2020(tmp_path, year, state, progress, share):
    """30.0 in 2010 to at most 20 in 2020; the final report: 16.9, the aim is reached."""
    _result, tracks = judged(tmp_path, year, base=2010, end=2020, aim=20)
    row = tracks["1"]
    assert (row["state"], row["progress"], row["share_of_time"]) == (state, progress, share)
    if year == 2015:
        assert row["pace_needed"] == -0.02 and row["pace_expected"] == 25


@pytest.mark.parametrize(("year", "state", "gap", "size_moved"), [(2020, "not_met", -4.4, 4.0), (2024, "not_met", -3.4, 3.0)])
def test_the_gap_of_town_and_country_since_2015(tmp_path, year, state, gap, size_moved):
    """20.2 and 19.8 in 2015, 18.5 and 14.1 in 2020, 15.9 and 12.5 in 2024: both fall and the gap is wider than in 2015."""
    result, tracks = judged(tmp_path, year, base=2015, end=2030, aim=12)
    [row] = [one for one in result["gaps"] if one["indicator"] == MORTALITY]
    assert (tracks["2"]["state"], row["difference"], row["change"], row["worse"]) == (state, gap, size_moved, "R")
    expected = ratio(value("孕产妇死亡率", year, "URBANISATION=U"), value("孕产妇死亡率", year, "URBANISATION=R"), 1, 4)
    assert row["parity"] == float(expected) and row["difference_95"] is None


def test_the_gap_narrowed_between_2020_and_2024(tmp_path):
    _result, tracks = judged(tmp_path, 2024, base=2020, end=2030, aim=12)
    assert tracks["2"]["state"] == "met" and tracks["2"]["reason"]["key"] == "narrowed"
    assert tracks["1"]["state"] == "expected" and tracks["1"]["progress"] == 53.1 and tracks["1"]["share_of_time"] == 40


def test_life_expectancy_rose_and_between_censuses_nothing_is_invented(tmp_path):
    _, tracks = judged(tmp_path, 2020, base=2010, end=2020, aim=20)
    assert (tracks["3"]["state"], tracks["3"]["value"], tracks["3"]["base_value"]) == ("met", 80.88, 77.37)
    _, tracks = judged(tmp_path / "later", 2024, base=2010, end=2030, aim=12)
    assert tracks["3"]["state"] == "no_data" and tracks["3"]["value"] is None


def test_the_order_of_rows_never_matters(tmp_path):
    plan = {"base": 2010, "end": 2020, "aim": 20}
    told = set()
    for order in (None, 1, 2):
        path = tmp_path / str(order)
        write_release(path, outline(2020, order=order, **plan))
        told.add(dumps(monitor(path)))
    assert len(told) == 1
