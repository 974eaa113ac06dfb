"""A township's card: its figures beside the county's; small counts as cases; none at all said plainly."""

from __future__ import annotations

from halfsky.document import brief
from halfsky.document.block import Paragraph, Table
from halfsky.method.wording.piece import plain
from tests.document import county

TOWN = "140929101000"


def row(indicator, value, area=TOWN, **more):
    return {"area": area, "indicator": indicator, "breakdown": "", "year": 2024, "value": value, "numerator": None, "denominator": None,
            "status": "A", "reason": "", "source_body": "", **more}  # fmt: skip


def card(rows):
    framework = county.framework() | {"areas": [{"code": TOWN, "name_zh": "甲镇", "name_en": "Town A"}]}
    return brief.brief("area", TOWN, county.result(), framework, rows)


def test_own_figures_stand_beside_the_countys():
    rows = [row("health.screening", "55.55"), row("health.screening", "60.00", county.AREA),
            row("health.maternal_mortality", "900", numerator="1"), row("health.anaemia", "2.00")]  # fmt: skip
    table = next(one for one in card(rows) if isinstance(one, Table))
    told = {plain(one.cells[0]): [plain(cell) for cell in one.cells[1:]] for one in table.rows}
    assert told["适龄妇女宫颈癌人群筛查率"] == ["%", "55.55", "60.00", "-4.45"]
    assert told["孕产妇死亡率"] == ["例数", "1", "—", "—"]
    assert told["孕产妇中重度贫血患病率"] == ["%", "2.00", "—", "—"]


def test_without_figures_the_card_says_so_and_how_to_get_them():
    blocks = card([row("health.screening", "60.00", county.AREA)])
    assert "没有甲镇的分乡镇数据" in "".join(plain(one.pieces) for one in blocks if isinstance(one, Paragraph))
