"""A printed figure is compared with a release only when name, year and unit are plain."""

from __future__ import annotations

from decimal import Decimal

import pytest

from halfsky.plandoc.source import from_text
from halfsky.reportdoc.ours import Known, compare

KNOWN = [
    Known("住院分娩率", 2024, Decimal("99.87"), "percent"),
    Known("住院分娩率", 2023, Decimal("99.5"), "percent"),
    Known("孕产妇死亡率", 2024, Decimal("12.5"), "per_100k"),
    Known("高中阶段毛入学率", 2024, Decimal("95.04"), "percent"),
]


@pytest.mark.parametrize(("text", "claims", "wrong"), [
    ("2024年，住院分娩率为99.9%。", 1, 0),
    ("2024年，住院分娩率达到99.8%。", 1, 1),
    ("2023年住院分娩率为99.5%，2024年住院分娩率为99.9%。", 1, 0),
    ("2024年农村住院分娩率为99.1%。", 0, 0),
    ("2024年全省住院分娩率为99.1%。", 0, 0),
    ("2024年住院分娩率为99.1%，比全县低0.8个百分点。", 0, 0),
    ("2024年住院分娩率为99.1%，比上年低0.4个百分点。", 1, 1),
    ("住院分娩率为99.1%。", 0, 0),
    ("2024年孕产妇死亡率为12.5/10万。", 1, 0),
    ("2024年孕产妇死亡率下降3%。", 0, 0),
])  # fmt: skip
def test_compare(text: str, claims: int, wrong: int) -> None:
    checked = compare(from_text(text), KNOWN, "2024-1")
    assert (checked.claims, len(checked.findings)) == (claims, wrong)


def test_the_title_names_the_year_of_the_whole_report() -> None:
    text = "某县妇女发展规划2024年度监测报告\n住院分娩率为99.1%。"
    (found,) = compare(from_text(text), KNOWN, "2024-1").findings
    assert found.params["right"] == "99.87%"
    assert "2024-1" in found.text("zh")
