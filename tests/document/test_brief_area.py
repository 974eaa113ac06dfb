"""A township's card: its figures beside last year's, the county's and the other townships'; none at all said plainly."""

from __future__ import annotations

import pytest

from halfsky.document import brief
from halfsky.document.block import Paragraph, Table
from halfsky.method.wording.piece import plain
from tests.document import county

TOWN = "140929101000"


def row(indicator, value, area=TOWN, year=2024, **more):
    return {"area": area, "indicator": indicator, "breakdown": "", "year": year, "value": value, "numerator": None, "denominator": None,
            "status": "A", "reason": "", "source_body": "", **more}  # fmt: skip


def card(rows, gaps=(), lang="zh"):
    framework = county.framework() | {"areas": [{"code": TOWN, "name_zh": "甲镇", "name_en": "Town A"}]}
    result = county.result() | {"area_gaps": [{"indicator": "health.screening", "area": area, "value": value} for area, value in gaps]}
    return brief.brief("area", TOWN, result, framework, rows, lang)


def told(blocks):
    return [plain(one.pieces) for one in blocks if isinstance(one, Paragraph)]


ROWS = [row("health.screening", "55.55", denominator="400"), row("health.screening", "50.00", year=2023), row("health.screening", "60.00", county.AREA),
        row("health.maternal_mortality", "900", numerator="1"), row("health.anaemia", "2.00"), row("health.anaemia", "2.50", county.AREA)]  # fmt: skip
GAPS = [(TOWN, 55.55), ("b", 61.0), ("c", 40.0)]


def test_own_figures_stand_beside_last_years_the_countys_and_the_other_townships():
    table = next(one for one in card(ROWS, GAPS) if isinstance(one, Table))
    cells = {plain(one.cells[0]): [plain(cell) for cell in one.cells[1:]] for one in table.rows}
    assert cells["适龄妇女宫颈癌人群筛查率"] == ["%", "50.00", "55.55", "60.00", "-4.45", "2/3"]
    assert cells["孕产妇死亡率"] == ["例数", "—", "1", "—", "—", "—"]
    assert cells["孕产妇中重度贫血患病率"] == ["%", "—", "2.00", "2.50", "-0.50", "—"]


def test_what_is_behind_the_county_is_told_with_its_place_and_its_change():
    lead, weak = told(card(ROWS, GAPS))
    assert lead == "甲镇报送监测指标3项。与全县平均水平相比，较好1项、较差1项。"
    assert weak == (
        "低于全县较多的指标：适龄妇女宫颈癌人群筛查率为55.55%，比全县低4.45个百分点，在3个乡镇中居第2位，比上年提高5.55个百分点。"
    )
    assert "Cervical screening was 55.55%, 4.45 percentage points below the county" in told(card(ROWS, GAPS, "en"))[1]


@pytest.mark.parametrize(("gaps", "denominator"), [(GAPS, "29"), ([(TOWN, 55.55), ("b", 55.55)], "400"), ((), "400")])
def test_few_cases_and_equal_townships_have_no_place(gaps, denominator):
    rows = [row("health.screening", "55.55", denominator=denominator), row("health.screening", "60.00", county.AREA)]
    table = next(one for one in card(rows, gaps) if isinstance(one, Table))
    assert plain(table.rows[-1].cells[-1]) == "—"
    assert "居第" not in "".join(told(card(rows, gaps)))


def test_a_carried_figure_is_marked_and_does_not_move():
    rows = [row("health.screening", "55.55", status="I"), row("health.screening", "55.55", year=2023), row("health.screening", "60.00", county.AREA)]
    blocks = card(rows)
    assert plain(next(one for one in blocks if isinstance(one, Table)).rows[-1].cells[3]) == "55.55沿"
    assert "上年" not in told(blocks)[1]


def test_without_figures_the_card_says_so_and_how_to_get_them():
    assert "没有甲镇的分乡镇数据" in "".join(told(card([row("health.screening", "60.00", county.AREA)])))
