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
    assert right.replace("倍", "").replace("/10万", "") in checked.findings[0].text("en") or kind in ("direction", "misattributed")


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


def test_a_real_bulletin_is_left_alone() -> None:
    """Published sentences whose figures are right: rates beside amounts, shares in brackets, bases of other years."""
    text = (
        "2021年末，卫生人员总数1398.3万人，比上年增加50.8万人（增长3.8%）。卫生总费用75593.6亿元，其中：政府支出20718.5亿元，占27.4%；"
        "社会支出33920.3亿元，占44.9%；个人支出20954.8亿元，占27.7%。\n全国共有幼儿园29.48万所，比上年增加3117所，增长1.07%。其中，普惠性幼儿园24.47万所，"
        "比上年增加1.06万所，增长4.55%，占全国幼儿园的比例83.00%。\n男性人口为72334万人，占51.24%；女性人口为68844万人，占48.76%。"
        "总人口性别比（以女性为100）为105.07，出生人口性别比为111.3，较2010年下降6.8。"
    )
    assert check(from_text(text)).findings == []


def test_a_finding_tells_its_page_and_the_heading_above_it() -> None:
    pieces = [Piece(text="一、概况", page=1), Piece(text=RIGHT[0], page=1), Piece(text="二、健康", page=2), Piece(text=WRONG[0][0], page=2)]
    (found,) = check(compose(pieces, format="pdf")).findings
    assert (found.page, found.under) == (2, "二、健康")
    assert (found.place("zh-hans"), found.place("en")) == ("第 2 页", "page 2")
    assert (found.plain()["page"], found.plain()["under"]) == (2, "二、健康")
