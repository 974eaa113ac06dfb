"""The back of the yearbook: division of tasks, definitions, index by sound."""

from __future__ import annotations

import pytest

from halfsky.document import reading, template, yearbook_back
from halfsky.document.block import Heading, Paragraph, Table
from halfsky.method.wording.piece import plain
from tests.document import county


def found(lang="zh", **indicator):
    framework = county.framework()
    framework["indicators"][0] |= indicator
    framework["division"][0]["supporting"] = ["health_bureau"]
    return reading.read(county.result(), framework, county.figures(), lang)


@pytest.mark.parametrize(("name", "letter"), [
    ("孕产妇死亡率", "Y"), ("艾滋病母婴传播率", "A"), ("基本养老保险参保率", "J"), ("15岁妇女识字率", ""), ("住院分娩率", "Z"),
])  # fmt: skip
def test_initials_follow_the_sounds(name, letter):
    assert yearbook_back.initial(name, "zh") == letter


def test_the_index_names_every_table_once():
    tables = {"health.anaemia": "3-4", "security.pension_coverage": "4-2", "health.maternal_mortality": "3-2"}
    (table,) = yearbook_back.index(found(), template.load("yearbook", "zh"), tables)
    assert isinstance(table, Table)
    assert [[plain(cell) for cell in row.cells] for row in table.rows] == [
        ["J"], ["基本养老保险参保率", "4-2"], ["Y"], ["孕产妇死亡率", "3-2"], ["孕产妇中重度贫血患病率", "3-4"],
    ]  # fmt: skip


def test_definitions_name_table_computation_and_comparability():
    seen = found(definition_zh="参保的人。", numerator_zh="参保人数", denominator_zh="应参保人数", comparability_zh="口径一致。")
    blocks = yearbook_back.definitions(seen, template.load("yearbook", "zh"), {"security.pension_coverage": "4-2"})
    assert [plain(one.text) for one in blocks if isinstance(one, Heading)] == ["妇女与健康", "妇女与社会保障"]
    told = next(plain(one.pieces) for one in blocks if isinstance(one, Paragraph) and "养老" in plain(one.pieces))
    assert told == "基本养老保险参保率（表4-2）　参保的人。计算方法：参保人数÷应参保人数。可比性：口径一致。"


def test_the_division_of_tasks_has_leads_and_supporters():
    table = yearbook_back.division(found(), template.load("yearbook", "zh"))[0]
    assert [plain(cell) for cell in table.rows[0].cells] == ["1", "目标内容", "县卫健局", "县卫健局"]
    assert [plain(cell) for cell in table.rows[1].cells][2:] == ["—", "—"]
