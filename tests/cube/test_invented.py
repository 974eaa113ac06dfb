from collections import Counter

import pytest

from halfsky.cube.invented import (
    BREAKDOWNS,
    INDICATORS,
    NATION,
    PROVINCES,
    areas,
    codes,
    home_of,
    kind_of,
    nation,
)
from halfsky.cube.tables import tables

REAL = {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82}


def test_no_division_code_exists():
    assert len(set(PROVINCES)) == 31 and not {int(code) for code in PROVINCES} & REAL
    placed = codes(2844)
    assert len({county for county, _, _ in placed}) == 2844 and placed == sorted(placed)
    assert all(len(code) == 12 and county[:4] == city[:4] for county, city, _ in placed for code in (county, city))


def test_every_name_says_that_it_is_made_up():
    content = nation(130, "2025-03-01T09:00:00+08:00")
    named = [*content.areas, *content.indicators, *content.bodies]
    assert content.demo and all("虚构" in row.name_zh and "invented" in row.name_en for row in named)
    assert all("虚构" in row.title_zh for row in [*content.tracks, *content.milestones])


@pytest.mark.parametrize(("counties", "home"), [(1, "600101000000"), (14, "600100000000"), (120, "600000000000"), (2844, NATION)])
def test_it_is_the_release_of_the_area_above_its_counties(counties, home):
    listed = areas(counties)
    assert home_of(counties) == home and home in {row.code for row in listed}
    assert sum(row.judged for row in listed) == counties
    known = {row.code for row in listed}
    assert all(row.parent in known for row in listed if row.code != home)


@pytest.mark.parametrize("counties", [1, 2, 20, 21, 200, 201, 999, 20_000])
def test_any_number_of_counties_can_be_placed(counties):
    assert len({county for county, _, _ in codes(counties)}) == counties


def test_the_plan_follows_every_indicator_and_every_goal():
    content = nation(1, "t")
    assert len(content.indicators) == INDICATORS and len(content.framework["goals"]) == 75
    assert {track.indicator for track in content.tracks} - {""} == {row.code for row in content.indicators}
    assert {track.goal for track in content.tracks} == {goal["code"] for goal in content.framework["goals"]}
    assert Counter(t.kind for t in content.tracks) == {"quantitative": 132, "directional": 168, "qualitative": 75}
    assert {kind_of(n).kind for n in range(25)} == {"share", "rate", "level", "count"}


def test_breakdowns_are_numbered_as_they_are_listed():
    table = next(one for one in tables(nation(1, "t")) if one.name == "codes/breakdown")
    assert tuple(row[1] for row in table.rows) == BREAKDOWNS
