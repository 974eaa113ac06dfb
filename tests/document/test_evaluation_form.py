"""What only the evaluation group can say stands as a form, with what monitoring knows in it."""

from __future__ import annotations

import pytest

from halfsky.document import annual, evaluation_form, reading, template
from halfsky.document.block import Heading, PageBreak, Paragraph, Signature, Table
from halfsky.method.wording.piece import plain
from tests.document import county


def parts(section, lang="zh", result=None, kind="midterm_evaluation"):
    found = reading.read(result or county.result(), county.framework(), county.figures(), lang)
    return evaluation_form.parts(section, found, template.load(kind, lang))


def table(blocks):
    return next(one for one in blocks if isinstance(one, Table))


@pytest.mark.parametrize("kind", ["midterm_evaluation", "final_evaluation"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_step_of_the_evaluation_says_what_to_fill_in(kind, lang):
    form = table(parts("process", lang, kind=kind))
    assert len(form.rows) == 7
    assert all(plain(row.cells[1]) and not plain(row.cells[2]).strip() for row in form.rows)


def test_every_weak_goal_waits_for_its_cause_with_state_and_department():
    head, _asked, form = parts("problems")
    assert plain(head.text) == "原因与整改"
    assert [[plain(cell).strip() for cell in row.cells] for row in form.rows] == [
        ["目标内容", "未达标", "县卫健局", "", "", ""], ["目标内容", "达标困难", "—", "", "", ""],
    ]  # fmt: skip
    result = county.result()
    for goal in result["goals"]:
        goal["state"] = "met"
    assert "无需填写" in plain(parts("problems", result=result)[0].pieces)


def test_departments_have_their_goals_counted_and_their_scores_blank():
    form = table(parts("annex_scores"))
    assert [[plain(cell).strip() for cell in row.cells] for row in form.rows] == [["县卫健局", "1", "0", "", "", "", ""]]
    assert parts("conclusion") == []


def test_the_report_holds_the_forms_and_signs_before_its_annexes():
    blocks = annual.annual_report(county.result(), county.framework(), county.figures(), kind="midterm_evaluation")
    assert not any(isinstance(one, Paragraph) and one.style == "pending" for one in blocks)
    signed = next(at for at, one in enumerate(blocks) if isinstance(one, Signature))
    behind = [one for one in blocks[signed:] if isinstance(one, Heading)]
    assert [one.key for one in behind] == ["annex_indicators", "annex_scores"]
    assert isinstance(blocks[signed + 1], PageBreak)
