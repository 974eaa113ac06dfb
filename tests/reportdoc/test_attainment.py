"""Counts of indicators and the rate of attainment, with either denominator in use."""

from __future__ import annotations

import pytest

from halfsky.plandoc.source import from_text
from halfsky.reportdoc.attainment import check_attainment
from halfsky.reportdoc.sentence import sentences


@pytest.mark.parametrize(("text", "claims", "wrong"), [
    ("54项指标中44项达标，达标率81.48%。", 1, 0),
    ("54项指标中44项达标，达标率81.5%。", 1, 0),
    ("54项指标中44项达标，达标率82%。", 1, 1),
    ("共监测94项指标，达标88项，未达标4项，无数据2项，达标率93.6%。", 2, 0),
    ("共监测94项指标，达标88项，未达标4项，无数据2项，达标率95.7%。", 2, 0),
    ("共监测94项指标，达标88项，未达标4项，无数据2项，达标率96.7%。", 2, 1),
    ("共监测94项指标，其中提前达标20项，达标40项，达标率63.8%。", 1, 0),  # met early and met: 60 of 94
        ("共监测94项指标，其中提前达标20项，达标40项，达标率68.1%。", 1, 1),
    ("全县有54项指标列入监测。", 0, 0),
])  # fmt: skip
def test_attainment(text: str, claims: int, wrong: int) -> None:
    checked = check_attainment(list(sentences(from_text(text))))
    assert (checked.claims, len(checked.findings)) == (claims, wrong)


def test_both_right_rates_are_told() -> None:
    (found,) = check_attainment(list(sentences(from_text("94项指标中，4项未达标，2项无数据，其余90项达标，达标率96%。")))).findings
    assert "93.6%（÷94）、95.7%（÷92）" in found.text("zh")
