from __future__ import annotations

import copy
from datetime import date

import pytest

from halfsky.document import annual, block, drawing, pdf, template
from halfsky.document.block import Figure, Heading, Table
from halfsky.document.sections import Section
from halfsky.method.wording.piece import Field, Text, plain
from tests.document import county


def report(lang="zh", result=None, figures=None):
    return annual.annual_report(
        result or county.result(),
        county.framework(),
        figures or county.figures(),
        lang,
        issued=date(2025, 4, 18),
    )


@pytest.fixture(scope="module")
def blocks():
    return report()


def text(blocks):
    return "\n".join(plain(one) for one in block.sentences(blocks))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_number_stands_in_the_text_outside_a_bound_field(lang):
    for pieces in block.sentences(report(lang)):
        for piece in pieces:
            if isinstance(piece, Text):
                assert not any(ch.isdigit() for ch in piece.text), piece
            else:
                assert ":" in piece.key


def test_the_sections_follow_the_outline_of_an_annual_report(blocks):
    heads = [one.key for one in blocks if isinstance(one, Heading) and one.level == 1]
    assert heads == ["basis", "conclusion", "domains", "missed", "problems", "suggestions", "scope"]


def test_the_conclusion_prints_numerator_denominator_and_what_is_left_out(blocks):
    told = text(blocks)
    assert "4项主要目标中，2024年可监测3项，1项达标，达标率为33.33%（1/3）" in told
    assert "另有未上报1项，均不计入达标率的分母" in told


def test_a_share_against_its_target_last_year_and_base_year(blocks):
    assert (
        "女性基本养老保险参保率为92.30%，距2025年不低于95%的目标还差2.70个百分点，慢于应达进度，"
        "比上年提高1.40个百分点，比2020年提高5.90个百分点。"
        "分性别看，女性比男性（95.20%）低2.90个百分点，差距比2020年缩小1.70个百分点。"
    ) in text(blocks)


def test_one_years_rate_of_a_small_count_is_never_told(blocks):
    told = text(blocks)
    assert "按2020—2024年合并计算，为119.1/10万" in told
    assert "666.7" not in told


def test_a_carried_figure_is_said_to_be_carried(blocks):
    assert "人大代表中女性比例2024年无新的调查或统计，沿用2021年数据，为33.33%" in text(blocks)


def test_what_was_not_reported_is_named_with_its_reason(blocks):
    assert "孕产妇中重度贫血患病率2024年数据未上报" in text(blocks)


def test_a_changed_figure_changes_the_sentences_bound_to_it_and_no_other():
    figures = county.figures()
    revised = copy.deepcopy(figures)
    next(r for r in revised if r["year"] == 2023 and r["breakdown"] == "SEX=F")["value"] = "91.9"
    before, after = (list(block.sentences(report(figures=rows))) for rows in (figures, revised))
    changed = [(old, new) for old, new in zip(before, after, strict=True) if plain(old) != plain(new)]
    assert changed
    for old, new in changed:
        moved = {a.key for a, b in zip(old, new, strict=True) if isinstance(a, Field) and a != b}
        assert moved <= {"track:security.goal.1.track.1:change.last", "track:security.goal.1.track.1:last"}


def test_charts_come_with_a_text_alternative_and_tables_with_a_head(blocks):
    figures = [one for one in blocks if isinstance(one, Figure)]
    assert figures
    assert all(one.alt and one.svg for one in figures)
    assert all(one.columns and one.caption for one in blocks if isinstance(one, Table))


def test_a_chart_drawn_before_is_taken_as_it_is():
    result, framework = county.result(), county.framework()
    found = annual.reading.read(result, framework, county.figures(), "zh")
    drawn = {
        one.key: b"<svg xmlns='http://www.w3.org/2000/svg' width='6' height='4'/>"
        for one in annual.charts_of(found).values()
    }
    blocks = annual.annual_report(result, framework, county.figures(), drawn=drawn)
    assert all(one.svg in drawn.values() for one in blocks if isinstance(one, Figure))


def test_the_files_name_and_the_demo_mark_come_from_the_run():
    result = county.result()
    assert annual.file_name(result) == "annual-report-2024"
    meta = annual.meta(result, county.framework(), "zh", date(2025, 4, 18))
    assert meta.demo
    assert meta.title == "示例县妇女发展“十四五”规划2024年度监测报告"
    assert pdf.render(report(), meta).startswith(b"%PDF")


def test_the_issuing_bodies_stand_each_on_a_line():
    lines = annual.issuers((Text("甲县办公室　甲县统计局"),))
    assert [plain(one) for one in lines] == ["甲县办公室", "甲县统计局"]
    assert len(annual.issuers((Text("Bureau of Statistics"), Field("k", "1")))) == 1


def test_what_became_of_the_goals_since_last_year_is_counted_by_kind():
    result = county.result()
    kinds = ["fell_back", "became_met", "fell_back"]
    result["decomposition"] = [{"scope": "goals", "domain": "", "area": county.AREA, "kind": kind, "code": str(at)} for at, kind in enumerate(kinds)]
    said = " ".join(plain(one) for one in block.sentences(annual.annual_report(result, county.framework(), county.figures())))
    assert "与上年相比，新达标1项，上年达标、本年未保持的2项。" in said


def test_the_charts_of_a_section_switched_off_are_not_drawn(monkeypatch):
    asked = []
    monkeypatch.setattr(drawing, "draw_all", lambda specs, _processes=2: asked.append(len(specs)) or [b"<svg/>"] * len(specs))
    form = template.load("annual", "zh")

    def drawn(*on: str) -> int:
        arranged = tuple(Section(code, code in on) for code in form.shipped())
        blocks = annual.annual_report(county.result(), county.framework(), county.figures(), arranged=arranged)
        shown = [one for one in blocks if isinstance(one, block.Figure)]
        assert all(one.svg for one in shown) and asked[-1] == len(shown)
        return asked[-1]

    assert drawn("basis") == 0 < drawn("conclusion") < drawn(*form.shipped())
