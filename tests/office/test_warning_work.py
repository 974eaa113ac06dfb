"""The work on a warning: who answers, examines, puts it before the leading group, decides, closes; and who is told no."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from halfsky.office.monitoring.models import EarlyWarning, WarningAct
from halfsky.office.monitoring.policies import WarningRefused, may, sees
from halfsky.office.monitoring.services import answers
from halfsky.office.monitoring.services.answers import (
    accept,
    answer,
    close,
    decide,
    give_back,
    hold_review,
    raise_up,
)
from halfsky.office.monitoring.states import MOVES, STATE_WORDS
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.models import Entry
from halfsky.office.trail.selectors import verify
from tests.cast import CAST, MORNING, said
from tests.office.warned import DEATHS, Told, nothing_warned, ran, the_warning

ANSWER = {"cause": "检查车停运三个月", "action": "下半年补查两个乡", "remedy_on": "2025-11-30"}
REVIEW = {"held_on": "2025-03-10", "held_by": "县卫健局，市级专家组", "result": "转诊延误", "action": "完善转诊流程"}


@pytest.fixture
def warning(county):
    nothing_warned()
    ran(Told({"health.goal.3.track.2": "red", DEATHS: "red"}))
    return the_warning()


def answered(warning, **more):
    return answer(warning_id=warning.pk, token=warning.token, **{**ANSWER, **said("reporter"), **more})


def test_from_the_answer_to_the_end(warning):
    row = answered(warning)
    assert row.state == "answered"
    row = give_back(warning_id=row.pk, token=row.token, comment="没有分乡镇数据", **said("officer"))
    assert row.state == "returned" and row.due == warning.due
    row = answered(row, cause="两个乡未查", by=CAST["head"])
    row = accept(warning_id=row.pk, token=row.token, **said("officer"))
    row = raise_up(warning_id=row.pk, token=row.token, comment="需协调经费", **said("officer"))
    assert (row.state, row.escalation) == ("accepted", "raised")
    row = decide(warning_id=row.pk, token=row.token, comment="财政安排检查车经费", **said("leader"))
    row = close(warning_id=row.pk, token=row.token, comment="经查口径调整所致", **said("officer"))
    assert (row.state, row.escalation, row.token) == ("closed", "decided", 7)
    acts = list(WarningAct.objects.filter(warning=row).values_list("no", "act", "login", "role"))
    assert acts == [
        (1, "answer", "reporter", "reporter"), (2, "give_back", "officer", "officer"), (3, "answer", "head", "head"),
        (4, "accept", "officer", "officer"), (5, "raise_up", "officer", "officer"), (6, "decide", "leader", "leader"),
        (7, "close", "officer", "officer"),
    ]
    first = WarningAct.objects.get(warning=row, no=1)
    assert (first.cause, first.action, first.remedy_on, first.late) == ("检查车停运三个月", "下半年补查两个乡", date(2025, 11, 30), False)
    entries = list(Entry.objects.filter(about=f"warning:{row.pk}").values_list("action", flat=True))
    assert entries == [f"warning.{act}" for _, act, *_ in acts] and verify().ok


def test_a_case_review_is_reported_instead_of_an_answer(warning):
    row = the_warning(DEATHS)
    with pytest.raises(WarningRefused, match="case review"):
        answered(row)
    row = hold_review(warning_id=row.pk, token=row.token, **REVIEW, **said("reporter"))
    told = WarningAct.objects.get(warning=row)
    assert row.state == "answered"
    assert (told.held_on, told.held_by, told.cause) == (date(2025, 3, 10), "县卫健局，市级专家组", "转诊延误")
    with pytest.raises(WarningRefused):
        hold_review(warning_id=warning.pk, token=warning.token, **REVIEW, **said("reporter"))


@pytest.mark.parametrize(
    ("act", "login", "key"),
    [
        ("answer", "officer", "wrong_side"), ("answer", "outsider", "no_warning"), ("answer", "leader", "wrong_side"),
        ("answer", "statistician", "wrong_side"), ("accept", "officer", "wrong_state"), ("accept", "reporter", "wrong_side"),
        ("accept", "leader", "wrong_side"), ("give_back", "officer", "wrong_state"), ("raise_up", "reporter", "wrong_side"),
        ("decide", "leader", "not_raised"), ("decide", "officer", "wrong_side"), ("close", "officer", "wrong_state"),
        ("close", "head", "wrong_side"), ("raise_up", "outsider", "no_warning"), ("accept", "evaluator", "wrong_side"),
    ],
)  # fmt: skip
def test_who_may_not_and_when(warning, act, login, key):
    with pytest.raises(WarningRefused) as refused:
        if act == "answer":
            answered(warning, by=CAST[login])
        else:
            answers.ACTS[act](warning_id=warning.pk, token=warning.token, comment="理由", **said(login))
    assert refused.value.key == key and not WarningAct.objects.exists()


def test_a_returned_answer_may_get_a_new_day_that_lies_ahead(warning):
    row = answered(warning)
    with pytest.raises(WarningRefused) as refused:
        give_back(warning_id=row.pk, token=row.token, comment="没有分乡镇数据", again_by="2020-01-01", **said("officer"))
    assert refused.value.key == "due_past"
    row = give_back(warning_id=row.pk, token=row.token, comment="没有分乡镇数据", again_by="2099-12-31", **said("officer"))
    assert (row.state, row.due) == ("returned", date(2099, 12, 31)) and answered(row).state == "answered"
    assert not WarningAct.objects.get(warning=row, no=3).late


@pytest.mark.parametrize("act", ["give_back", "raise_up", "decide", "close"])
def test_an_act_that_needs_a_reason_gets_one(warning, act):
    row = answered(warning)
    if act == "decide":
        row = raise_up(warning_id=row.pk, token=row.token, comment="x", **said("officer"))
    if act == "close":
        row = accept(warning_id=row.pk, token=row.token, **said("officer"))
    by = "leader" if act == "decide" else "officer"
    with pytest.raises(WarningRefused) as refused:
        answers.ACTS[act](warning_id=row.pk, token=row.token, comment="  ", **said(by))
    assert refused.value.key == "no_comment"


@pytest.mark.parametrize(
    ("field", "value", "key"),
    [("cause", " ", "incomplete"), ("action", "", "incomplete"), ("remedy_on", "", "incomplete"),
     ("remedy_on", "年底", "bad_date"), ("remedy_on", "2025-02-30", "bad_date"), ("remedy_on", "2025-03-11", "date_past")],
)  # fmt: skip
def test_an_answer_that_is_not_complete_says_what_is_missing(warning, field, value, key):
    with pytest.raises(WarningRefused) as refused:
        answered(warning, **{field: value})
    assert refused.value.key == key and the_warning().state == "open"


def test_a_review_ahead_of_its_day_is_refused(warning):
    row = the_warning(DEATHS)
    with pytest.raises(WarningRefused, match="future"):
        hold_review(warning_id=row.pk, token=row.token, **{**REVIEW, "held_on": "2025-12-31"}, **said("reporter"))


def test_a_late_answer_is_marked(warning):
    answered(warning, at=MORNING + timedelta(days=40), remedy_on="2025-12-31")
    assert WarningAct.objects.get().late


def test_the_second_of_two_people_is_told(warning):
    answered(warning)
    with pytest.raises(WarningRefused) as refused:
        answered(warning, by=CAST["head"])
    assert refused.value.key == "moved" and WarningAct.objects.count() == 1
    row = the_warning()
    raise_up(warning_id=row.pk, token=row.token, comment="a", **said("officer"))
    with pytest.raises(WarningRefused) as refused:
        accept(warning_id=row.pk, token=row.token, **said("officer"))
    assert refused.value.key == "moved"


def test_one_of_two_at_the_same_moment_wins_even_when_both_passed_the_check(warning, monkeypatch):
    row = answered(warning)
    allowed = answers.check

    def meanwhile(*given):
        EarlyWarning.objects.filter(pk=row.pk).update(token=row.token + 1)
        return allowed(*given)

    monkeypatch.setattr(answers, "check", meanwhile)
    with pytest.raises(WarningRefused) as refused:
        accept(warning_id=row.pk, token=row.token, **said("officer"))
    assert refused.value.key == "moved" and the_warning().state == "answered"


def test_who_sees_a_warning(warning):
    helper = Actor("x", "x", warning.supporting.split()[0], "reporter")
    assert all(sees(warning, one) for one in (CAST["reporter"], CAST["head"], CAST["officer"], CAST["leader"], helper))
    assert not sees(warning, CAST["outsider"]) and sees(warning, CAST["township"])
    assert not may(warning, "answer", helper) and may(warning, "answer", CAST["reporter"])
    warning.owner = warning.supporting = ""
    assert not sees(warning, Actor("y", "y", "", "reporter"))


def test_a_warning_that_is_not_there(county):
    with pytest.raises(WarningRefused, match="gone"):
        accept(warning_id=10**9, token=0, **said("officer"))


def test_every_move_leads_to_a_known_state():
    for move in MOVES.values():
        assert {*move.before, move.after} <= {*STATE_WORDS, ""}
