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
    ("共1200人，其中女性550人，占45.8%。", 0, 0),
    ("新增5项、完善3项，占全部的20%。", 0, 0),
])  # fmt: skip
def test_totals(text: str, claims: int, wrong: int) -> None:
    checked = check_totals(list(sentences(from_text(text))))
    assert (checked.claims, len(checked.findings)) == (claims, wrong)
