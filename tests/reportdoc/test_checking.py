"""A report's own arithmetic: what does not add up is found with the right figure, and nothing else is accused."""

from __future__ import annotations

import pytest

from halfsky.plandoc.source import Piece, compose, from_text
from halfsky.reportdoc.checking import check
from tests.reportdoc.passages import RIGHT, WRONG


@pytest.mark.parametrize(("passage", "kind", "right"), WRONG)
def test_wrong_passages_are_found_with_the_right_figure(passage: str, kind: str, right: str) -> None:
    checked = check(from_text(passage))
    assert [finding.kind for finding in checked.findings] == [kind]
    assert right in checked.findings[0].text("zh")
    assert right in checked.findings[0].text("en") or kind in ("direction", "misattributed")


@pytest.mark.parametrize("passage", RIGHT)
def test_right_or_unclear_passages_are_left_alone(passage: str) -> None:
    assert check(from_text(passage)).findings == []


def test_findings_come_in_the_order_of_the_text_with_their_lines() -> None:
    text = "一、概况\n" + WRONG[0][0] + "\n二、健康\n" + WRONG[1][0] + "\n"
    found = check(from_text(text)).findings
    assert [finding.line for finding in found] == [2, 4]
    assert found[0].sentence == WRONG[0][0]


def test_a_table_and_its_text_are_checked_together() -> None:
    rows = [("领域", "监测指标", "达标", "达标率（%）"), ("健康", "10", "8", "80.0"), ("教育", "9", "6", "66.7"), ("合计", "19", "15", "73.7")]
    pieces = [Piece(text="各领域达标情况如下。"), *(Piece(kind="table_row", cells=row, table=0) for row in rows)]
    kinds = [finding.kind for finding in check(compose(pieces, format="docx")).findings]
    assert kinds == ["table_total", "table_share"]
