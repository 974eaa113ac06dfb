from dataclasses import replace
from decimal import Decimal

from halfsky.document import annual, annual_picture
from halfsky.document.block import Figure
from halfsky.document.reading import Cell, read
from halfsky.method.wording.piece import plain
from tests.document import county


def found(lang="zh"):
    return read(county.result(), county.framework(), county.figures(), lang)


def test_the_report_shows_every_goal_in_one_picture():
    figures = [one for one in annual.annual_report(county.result(), county.framework(), county.figures()) if isinstance(one, Figure)]
    heat = next(one for one in figures if "各项目标的状态" in plain(one.caption))
    for row in county.result()["goals"]:
        name = next(one["name_zh"] for one in county.result()["domains"] if one["slug"] == row["domain"])
        assert name in heat.alt
    assert plain(heat.caption) == f"{found().year}年各项目标的状态"


def sided(values: dict[str, tuple[str, str]]):
    """A reading in which each indicator has a track, and women's and men's figures of the year."""
    base = found()
    indicator = next(iter(base.tables["indicators"].values()))
    row = next(one for one in base.tracks if one.get("indicator"))
    codes = {code: {**indicator, "code": code, "name_zh": code, "unit": "percent", "decimals": 1, "breakdowns": "SEX", "small_count": "no"} for code in values}
    tracks = tuple({**row, "code": f"health.goal.1.track.{n}", "indicator": code, "breakdown": "SEX=F", "pooled": None} for n, code in enumerate(codes))
    cells = {
        (code, f"SEX={sex}"): {base.year: Cell(Decimal(value), None, None, "A", "", "")}
        for code, both in values.items() for sex, value in zip("FM", both, strict=True)
    }  # fmt: skip
    return replace(base, tables={**base.tables, "indicators": codes}, tracks=tracks, cells=cells)


FAR = {"甲率": ("50", "58"), "乙率": ("70", "72"), "丙率": ("31", "35")}


def test_the_widest_gaps_come_first_and_groups_closer_than_a_point_are_left_out():
    made = annual_picture.charts_of(sided({**FAR, "丁率": ("80.0", "80.9")}))["sides:SEX"]
    assert [plain(row.cells[0]) for row in made.table.rows] == ["甲率", "丙率", "乙率"]


def test_too_few_gaps_make_no_picture():
    assert "sides:SEX" in annual_picture.charts_of(sided(FAR))
    assert "sides:SEX" not in annual_picture.charts_of(sided({**FAR, "丙率": ("31", "31.5")}))


def test_the_open_targets_least_likely_to_be_met_have_their_fan():
    base = found()
    row = next(one for one in base.tracks if one.get("indicator") and one["state"] in ("expected", "hard"))
    others = [{**row, "code": f"health.goal.9.track.{n}"} for n in range(4)]
    fan = [{"year": base.year + 1, "q10": 1.0, "q50": 2.0, "q90": 3.0}]
    chances = {one["code"]: chance for one, chance in zip(others, (0.5, 0.1, 0.3, 0.99), strict=True)}
    outlooks = {
        code: {"kind": "target", "p_met": p, "level": "at_risk" if p < 0.6 else "on_track", "fan": fan} for code, p in chances.items()
    }  # fmt: skip
    made = annual_picture.charts_of(replace(base, tracks=tuple(others), outlooks=outlooks))
    assert [name for name in made if name.startswith("fan:")] == ["fan:health.goal.9.track.1", "fan:health.goal.9.track.2"]
    settled = replace(base, tracks=tuple({**one, "state": "met"} for one in others), outlooks=outlooks)
    assert not [name for name in annual_picture.charts_of(settled) if name.startswith("fan:")]
