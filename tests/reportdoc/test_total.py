"""Totals with all their parts beside them."""

from __future__ import annotations

import pytest

from halfsky.plandoc.source import from_text
from halfsky.reportdoc.sentence import sentences
from halfsky.reportdoc.total import check_totals


@pytest.mark.parametrize(("text", "claims", "wrong"), [
    ("妇纲45项、儿纲49项，共94项指标。", 1, 0),
    ("城镇320人、农村180人，合计510人。", 1, 1),
    ("参保1.2万人，其中男性0.7万人，女性0.5万人。", 1, 0),
    ("参保1.2万人，其中男性0.7万人，女性0.7万人。", 1, 1),
    ("健康9项目标达标7项；教育10项达标8项，达标率80%；合计19项达标15项。", 2, 0),
    ("健康9项目标达标7项；教育10项达标8项，达标率80%；合计19项达标16项。", 2, 1),
    ("健康9项目标达标7项；教育10项达标8项；合计75项达标52项。", 0, 0),  # not all that was added up is listed
    ("健康9项达标7项；合计9项达标8项。", 0, 0),
    ("共1200人，其中女性550人，占45.8%。", 0, 0),
    ("新增5项、完善3项，占全部的20%。", 0, 0),
])  # fmt: skip
def test_totals(text: str, claims: int, wrong: int) -> None:
    checked = check_totals(list(sentences(from_text(text))))
    assert (checked.claims, len(checked.findings)) == (claims, wrong)
