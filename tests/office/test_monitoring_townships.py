"""Township figures stand beside the county's and are never mixed into its lines."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from halfsky.office.framework.measure import measures
from halfsky.office.monitoring.selectors.board import _lines
from halfsky.office.monitoring.selectors.gaps import gaps_of
from halfsky.office.monitoring.selectors.indicator import list_rows
from halfsky.office.monitoring.selectors.standing import standing
from halfsky.office.release.models import Figure
from halfsky.office.release.selectors import figures_of

TOILETS = "environment.rural_sanitary_toilets"
COUNTY, LANYI = "140929000000", "140929100000"


def test_a_line_has_one_point_a_year(county: Path) -> None:
    assert Figure.objects.filter(indicator=TOILETS, area=LANYI).count() == 2
    line = _lines(standing(), {TOILETS})[(TOILETS, "")]
    assert max(Counter(year for year, _ in line).values()) == 1 and line[-1][1] == Figure.objects.get(indicator=TOILETS, area=COUNTY, year=2024).value


def test_figures_without_an_area_asked_for_are_the_countys(county: Path) -> None:
    release = standing().release
    assert release is not None
    assert max(Counter((row.breakdown, row.year) for row in figures_of(release, TOILETS)).values()) == 1
    assert [row.year for row in figures_of(release, TOILETS, LANYI)] == [2024, 2023]


def test_the_list_of_indicators_gives_the_countys_figure(county: Path) -> None:
    shown = next(row for row in list_rows(standing(), "zh") if row.code == TOILETS)
    assert "76.50" in str(shown)


def test_each_township_stands_beside_the_county_on_the_indicators_page(county: Path) -> None:
    beside = gaps_of(standing(), TOILETS, measures("zh")[TOILETS], COUNTY, "zh").areas
    assert len(beside) == 10
    lanyi = next(row for row in beside if row.area == "岚漪镇")
    assert (lanyi.parent, lanyi.value, lanyi.parent_value, lanyi.difference) == ("岢岚县", "82.64%", "76.50%", "+6.14个百分点")
