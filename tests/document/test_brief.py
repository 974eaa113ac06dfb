"""Short papers: one page for the leader, one for a department, a card for a township, topics."""

from __future__ import annotations

import pypdfium2
import pytest

from halfsky.document import block, brief, pdf, reading
from halfsky.document.block import Figure, Paragraph, Table
from halfsky.method.wording.piece import Text, plain
from tests.document import county

PAPERS = [("leader", ""), ("body", "health_bureau"), ("area", county.AREA), ("domain", "health"), ("tasks", "health_bureau")]


def paper(shape, subject, lang="zh", result=None, figures=None):
    return brief.brief(shape, subject, result or county.result(), framework(), figures or county.figures(), lang)


def framework():
    return county.framework() | {"areas": [{"code": county.AREA, "name_zh": "示例县", "name_en": "The county"}]}


def told(blocks):
    return "\n".join(plain(one) for one in block.sentences(blocks))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("shape", "subject"), PAPERS)
def test_every_number_is_bound(shape, subject, lang):
    for pieces in block.sentences(paper(shape, subject, lang)):
        for piece in pieces:
            assert not (isinstance(piece, Text) and any(sign.isdigit() for sign in piece.text)), piece
    assert brief.meta(shape, subject, county.result(), framework(), lang).demo


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_leaders_paper_is_one_page_at_its_longest(lang):
    result, own = county.result(), framework()
    own["goals"] = [{**goal, "title_zh": "各级各类目标内容较长" * 4, "title_en": "A goal of many words, told at some length " * 3} for goal in own["goals"]]
    own["plan"] |= {"title_zh": "示例自治县妇女发展“十四五”规划"}
    result["warnings"] = [
        {"code": f"w{colour}", "area": county.AREA, "goal": "security.goal.1", "level": colour, "p_met": 0.1, "indicator": "security.pension_coverage", "breakdown": ""}
        for colour in ("red", "orange", "yellow", "blue")
    ]  # fmt: skip
    raw = pdf.render(paper("leader", "", lang, result), brief.meta("leader", "", result, own, lang))
    assert len(pypdfium2.PdfDocument(raw)) == 1


def test_the_leaders_paper_is_one_page_with_the_answer_first():
    blocks = paper("leader", "")
    assert next(one for one in blocks if isinstance(one, Paragraph)).style == "lead"
    assert sum(isinstance(one, Figure) for one in blocks) == 1
    table = next(one for one in blocks if isinstance(one, Table))
    assert [plain(row.cells[-1]) for row in table.rows] == ["未达标", "达标困难"]
    raw = pdf.render(blocks, brief.meta("leader", "", county.result(), county.framework()))
    assert len(pypdfium2.PdfDocument(raw)) == 1


def test_the_leaders_paper_counts_the_warnings_by_colour():
    result = county.result()
    result["warnings"] = [
        {"code": "security.goal.1.track.1", "area": county.AREA, "goal": "security.goal.1", "level": "red", "p_met": 0.1,
         "indicator": "security.pension_coverage", "breakdown": "SEX=F"},
    ]  # fmt: skip
    assert "发出预警1条：红色1条。" in told(paper("leader", "", result=result))


def test_a_department_sees_its_goals_its_warnings_and_what_is_due():
    result = county.result()
    result["warnings"] = [
        {"code": "health.goal.1.track.1", "area": county.AREA, "goal": "health.goal.1", "level": "orange", "p_met": 0.31,
         "indicator": "health.maternal_mortality", "breakdown": ""},
        {"code": "security.goal.1.track.1", "area": county.AREA, "goal": "security.goal.1", "level": "red", "p_met": 0.1,
         "indicator": "security.pension_coverage", "breakdown": ""},
    ]  # fmt: skip
    said = told(paper("body", "health_bureau", result=result))
    assert "县卫生健康局牵头1项主要目标" in said
    assert "孕产妇死亡率" in said and "31%" in said and "10%" not in said
    result["warnings"][0]["kind"] = "case_review"
    rare = told(paper("body", "health_bureau", result=result))
    assert "个案评审" in rare and "31%" not in rare
    assert "应报未报" in said


def test_a_department_that_leads_nothing_is_told_so():
    framework = county.framework()
    framework["division"] = []
    blocks = brief.brief("body", "health_bureau", county.result(), framework, county.figures())
    assert "没有由县卫生健康局牵头的目标" in told(blocks)


def test_a_topic_on_a_domain_describes_its_indicators():
    blocks = paper("domain", "security")
    assert "基本养老保险参保率" in told(blocks)
    assert any(isinstance(one, Figure) for one in blocks)
    assert "孕产妇" not in told(blocks)


def test_names_and_unknown_subjects():
    assert brief.file_name("body", "health_bureau", county.result()) == "body-health_bureau-2024"
    found = reading.read(county.result(), county.framework(), (), "zh")
    with pytest.raises(KeyError):
        brief.subject_name(found, "body", "nobody")
