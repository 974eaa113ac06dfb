"""The demo county's warnings: every state is there to be seen, and building again changes nothing."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from halfsky.office.monitoring.models import EarlyWarning, Run, WarningAct
from halfsky.office.monitoring.selectors.board import board
from halfsky.office.monitoring.selectors.standing import standing
from halfsky.office.monitoring.states import ACCEPTED, ANSWERED, CLOSED, OPEN, RETURNED, WATCHED
from halfsky.office.trail.models import Entry
from halfsky.office.trail.selectors import verify
from halfsky.upkeep import demo_work
from halfsky.upkeep.demo_work import DAYS_BEFORE, WORK, work
from tests.cast import CAST


def done() -> int:
    return work(office=CAST["officer"], leader=CAST["leader"], cast=[CAST["reporter"], CAST["outsider"]], at=Run.objects.get().ran_at)


@pytest.fixture
def worked(county):
    assert done() == len(WORK)
    return county


def test_every_state_of_a_warning_is_there(worked):
    states = Counter(EarlyWarning.objects.values_list("state", flat=True))
    assert set(states) == {WATCHED, OPEN, ANSWERED, RETURNED, ACCEPTED, CLOSED}
    assert set(EarlyWarning.objects.values_list("escalation", flat=True)) == {"", "raised", "decided"}
    assert set(WarningAct.objects.values_list("act", flat=True)) == {
        "answer", "hold_review", "accept", "give_back", "raise_up", "decide", "close",
    }  # fmt: skip


def test_what_is_not_answered_is_overdue_and_the_board_shows_each_group(worked):
    found = board(standing(), CAST["officer"], "zh", timezone.localdate())
    for view in ("persisting", "cleared", "owed", "overdue", "answered", "raised"):
        assert found.views[view], view
    assert found.views["overdue"] < found.standing / 2
    assert any(row.state == RETURNED and row.left > 0 for row in found.rows), "one waits and is not overdue"
    assert (timezone.now() - Run.objects.get().ran_at).days == DAYS_BEFORE


def test_every_word_is_marked_as_a_demo_and_no_answer_came_before_its_run(worked):
    ran = Run.objects.get().ran_at
    for act in WarningAct.objects.all():
        assert act.at > ran and act.at - ran < timedelta(days=DAYS_BEFORE)
        for words in (act.cause, act.action, act.comment):
            assert not words or words.startswith("演示"), words
    assert verify().ok


def test_a_second_build_adds_nothing_and_one_broken_off_goes_on(county, monkeypatch):
    real, count = demo_work.SERVICES["accept"], []

    def once(*given):
        if count:
            raise KeyboardInterrupt
        count.append(1)
        return real(*given)

    monkeypatch.setitem(demo_work.SERVICES, "accept", once)
    with pytest.raises(KeyboardInterrupt):
        done()
    monkeypatch.setitem(demo_work.SERVICES, "accept", real)
    assert done() == len(WORK)
    before = list(WarningAct.objects.values_list("warning__code", "no", "act")), Entry.objects.count()
    assert len(before[0]) == sum(map(len, WORK.values()))
    assert done() == len(WORK)
    assert (list(WarningAct.objects.values_list("warning__code", "no", "act")), Entry.objects.count()) == before
