from __future__ import annotations

from datetime import date

import pytest

from halfsky.document import annual, official, outline
from halfsky.document.block import Heading, Imprint, Letterhead, Masthead, Paragraph, Signature, Title, fields
from halfsky.document.official import Issue
from halfsky.method.wording.piece import plain, sentence
from tests.document import county

ISSUE = Issue(3, date(2025, 4, 20), "示例县")


def report(kind="annual", lang="zh"):
    return annual.annual_report(county.result(), county.framework(), county.figures(), lang, kind=kind, issued=date(2025, 4, 18))


def of(blocks, kind):
    return [one for one in blocks if isinstance(one, kind)]


def test_a_signed_report_has_mark_number_and_foot_of_the_office():
    made = official.issued(report(), ISSUE)
    assert isinstance(made[0], Masthead)
    assert made[0].form == "file"
    assert (plain(made[0].issuer), plain(made[0].number)) == ("示例县妇女儿童工作委员会办公室文件", "妇儿工委办〔2025〕3号")
    assert not of(made, Letterhead)
    foot = made[-1]
    assert isinstance(foot, Imprint)
    assert plain(foot.copies) == "抄送：示例县妇女儿童工作委员会各成员单位。"
    assert (plain(foot.issuer), plain(foot.printed)) == ("示例县妇女儿童工作委员会办公室", "2025年4月20日印发")


def test_every_issuing_body_signs_and_the_day_is_the_day_of_issue():
    before = of(report(), Signature)[0].lines
    after = of(official.issued(report(), ISSUE), Signature)[0].lines
    assert len(before) == 3
    assert [plain(one) for one in after] == [*(plain(one) for one in before[:2]), "2025年4月20日"]


def test_copies_go_where_the_officer_says():
    assert plain(official.issued(report(), Issue(3, ISSUE.day, "示例县", copies="市妇儿工委办公室"))[-1].copies) == "抄送：市妇儿工委办公室。"


def test_a_correction_says_under_the_title_what_it_corrects():
    made = official.issued(report(), Issue(4, ISSUE.day, "示例县", corrects="妇儿工委办〔2025〕3号", corrected="示例报告"))
    at = next(place for place, one in enumerate(made) if isinstance(one, Title))
    assert isinstance(made[at + 1], Letterhead)
    assert "更正妇儿工委办〔2025〕3号《示例报告》" in plain(made[at + 1].lines[0])


def test_annexes_are_named_before_the_signature_as_they_are_numbered():
    made = outline.number(official.issued(report("midterm_evaluation"), ISSUE), "zh")
    signed = next(place for place, one in enumerate(made) if isinstance(one, Signature))
    named = [plain(one.pieces) for one in made[:signed] if isinstance(one, Paragraph) and one.style.startswith("annex")]
    annexes = [one for one in made[signed:] if isinstance(one, Heading) and one.level == 1]
    assert len(annexes) == 2
    assert named == [f"附件：1. {plain(annexes[0].text)}", f"2. {plain(annexes[1].text)}"]
    assert [one.number for one in annexes] == ["附件1　", "附件2　"]


def test_what_is_not_signed_keeps_its_head():
    blocks = (Title((sentence("年鉴"),)), Letterhead((sentence("示例县统计局"),)), Paragraph(sentence("正文。")))
    made = official.issued(blocks, ISSUE)
    assert not of(made, Masthead)
    assert not of(made, Imprint)
    assert [plain(one) for one in made[1].lines] == ["妇儿工委办〔2025〕3号", "2025年4月20日"]


@pytest.mark.parametrize(("lang", "words"), [("zh", "妇儿工委办〔2025〕3号"), ("en", "Committee office document 3 of 2025")])
def test_the_number_is_bound(lang, words):
    number = official.number(Issue(3, ISSUE.day, "示例县", lang=lang))
    assert plain(number) == words
    assert {one.key for one in fields([Paragraph(number)])} == {"edition:no", "edition:year"}
