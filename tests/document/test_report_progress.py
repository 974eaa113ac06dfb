"""Progress against the time passed, outlook and annex of the mid-term and final reports."""

from __future__ import annotations

import pytest

from halfsky.document import annual, block, reading, report_progress, template
from halfsky.document.block import Heading, Paragraph, Table
from halfsky.method.wording.piece import Field, Text, plain
from tests.document import county

KINDS = ("midterm", "final", "midterm_evaluation", "final_evaluation")


def result():
    made = county.result()
    made["targets"] = [{
        "code": "security.goal.1.target.1", "area": county.AREA, "basis": "", "progress": 68.6, "share_of_time": 80.0,
        "base_value": 86.4, "value": 92.3, "pace_needed": 2.7,
    }]  # fmt: skip
    made["outlooks"] = [{"code": "security.goal.1.track.1", "area": county.AREA, "kind": "target", "p_met": 0.3521, "level": "at_risk"}]
    return made


def found(made=None, lang="zh"):
    return reading.read(made or result(), county.framework(), county.figures(), lang)


def texts(blocks):
    return [plain(one.pieces) for one in blocks if isinstance(one, Paragraph)]


def slots(seen):
    return annual._slots(seen)


def test_progress_counts_who_is_behind_the_time():
    blocks = report_progress.progress(found(), template.load("midterm", "zh"), slots(found()))
    assert "不少于时间进度的有0个，落后于时间进度的有1个" in texts(blocks)[0]
    table = next(one for one in blocks if isinstance(one, Table))
    assert [plain(cell) for cell in table.rows[0].cells] == ["女性基本养老保险参保率", "%", "86.40", "92.30", "≥95", "68.6%", "80.0%", "+2.70"]


def test_without_open_targets_it_says_so():
    made = result()
    made["targets"][0]["progress"] = None
    assert texts(report_progress.progress(found(made), template.load("midterm", "zh"), slots(found()))) == ["量化目标尚不能比较进度。"]


def test_the_outlook_lists_what_calls_for_attention_with_its_chance():
    blocks = report_progress.outlook(found(), template.load("midterm", "zh"))
    assert "对1个尚未到期" in texts(blocks)[0] and "达标困难1个" in texts(blocks)[0]
    table = next(one for one in blocks if isinstance(one, Table))
    assert [plain(cell) for cell in table.rows[0].cells][:4] == ["女性基本养老保险参保率", "≥95%", "达标困难", "35%"]
    made = result() | {"outlooks": []}
    assert texts(report_progress.outlook(found(made), template.load("midterm", "zh"))) == ["本次监测没有可以研判达标前景的目标。"]


def test_the_annex_has_every_indicator_and_never_one_years_rate_of_a_small_count():
    tables = report_progress.annex(found(), template.load("midterm", "zh"))
    rows = {plain(row.cells[0]): [plain(cell) for cell in row.cells[1:]] for table in tables for row in table.rows}
    assert set(rows) == {row["name_zh"] for row in county.framework()["indicators"]}
    assert rows["孕产妇死亡率"][-1] == "—"
    assert [len(report_progress.annex(found(), template.load("midterm", "zh"), "health"))] == [1]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_composed_with_every_number_bound(kind, lang):
    blocks = annual.annual_report(result(), county.framework(), county.figures(), lang, kind=kind)
    for pieces in block.sentences(blocks):
        for piece in pieces:
            assert isinstance(piece, Field) or not any(sign.isdigit() for sign in piece.text), piece
            assert isinstance(piece, Text | Field)
    assert sum(isinstance(one, Heading) and one.level == 1 for one in blocks) >= 6
    assert annual.file_name(result(), kind).endswith("-2024")
    told = " ".join(texts(blocks))
    assert ("评估组" in told or "evaluation group" in told) == kind.endswith("evaluation")


def test_a_chance_near_nothing_is_not_told_as_nought():
    result = county.result()
    result["outlooks"] = [
        {"code": "security.goal.1.track.1", "area": county.AREA, "kind": "target", "level": "off_track", "p_met": 0.003, "fan": []},
    ]  # fmt: skip
    found = reading.read(result, county.framework(), county.figures(), "zh")
    table = report_progress.outlook(found, template.load("midterm", "zh"))[1]
    assert plain(table.rows[0].cells[3]) == "低于 1%"
