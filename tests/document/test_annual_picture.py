from halfsky.document import annual, annual_picture
from halfsky.document.block import Figure
from halfsky.document.reading import read
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


def test_groups_closer_than_a_point_are_not_drawn_apart():
    for dimension in ("SEX", "URBANISATION"):
        pairs = annual_picture._pairs(found(), dimension)
        year = found().year
        for one in pairs:
            first, second = (next(p.value for p in side.points if p.year == year) for side in (one.first, one.second))
            assert abs(first - second) >= annual_picture.APART
        assert len(pairs) <= annual_picture.SIDES


def test_few_pairs_make_no_picture():
    made = annual_picture.charts_of(found())
    for dimension in ("SEX", "URBANISATION"):
        enough = len(annual_picture._pairs(found(), dimension)) >= annual_picture.FEWEST
        assert (f"sides:{dimension}" in made) is enough
