"""Matters put before the leading group: who may do what, when, and that one person alone cannot."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from halfsky.office.decision import policies, services
from halfsky.office.decision.models import Act, Matter
from halfsky.office.decision.policies import DecisionRefused
from halfsky.office.decision.selectors import matter_views
from halfsky.office.decision.states import MOVES, STATE_WORDS
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.models import Entry
from halfsky.office.trail.selectors import verify
from tests.cast import CAST, said

SECOND_LEADER = Actor("leader2", "副组长", "county_government", "leader")


@pytest.fixture
def matter(bare_office):
    return services.open_matter(kind="scheme", subject="scheme:9", title="监测方案第 9 版", **said("officer"))


def put(matter, **more):
    return services.put_forward(matter_id=matter.pk, token=matter.token, **{**said("officer"), **more})


def test_a_matter_goes_from_draft_to_approval_with_every_act_kept(matter):
    waiting = put(matter, comment="请审定")
    done = services.approve(matter_id=matter.pk, token=waiting.token, comment="同意", **said("leader"))
    assert (done.state, done.drafted_by, done.put_by, done.decided_by) == ("approved", "officer", "officer", "leader")
    acts = [(act.act, act.login, act.role, act.comment) for act in Act.objects.filter(matter=matter)]
    assert acts == [
        ("draft", "officer", "officer", ""), ("put_forward", "officer", "officer", "请审定"),
        ("approve", "leader", "leader", "同意"),
    ]
    entries = list(Entry.objects.filter(about="scheme:9").values_list("action", "login"))
    assert entries == [("decision.draft", "officer"), ("decision.put_forward", "officer"), ("decision.approve", "leader")]
    assert verify().ok


@pytest.mark.parametrize(
    ("steps", "act", "login", "key"),
    [
        ([], "approve", "leader", "wrong_state"),
        ([], "put_forward", "leader", "wrong_role"),
        (["drop"], "put_forward", "officer", "wrong_state"),
        (["put_forward"], "drop", "officer", "wrong_state"),
        ([], "put_forward", "reporter", "wrong_role"),
        (["put_forward"], "approve", "officer", "wrong_role"),
        (["put_forward"], "object_to", "city", "wrong_role"),
        (["put_forward"], "touch", "officer", "wrong_state"),
        (["put_forward"], "put_forward", "officer", "wrong_state"),
        (["put_forward", "approve"], "object_to", "leader", "wrong_state"),
        (["put_forward", "approve"], "take_back", "officer", "wrong_state"),
    ],
)
def test_who_may_do_what_and_when(matter, steps, act, login, key):
    does = {**services.ACTS, "touch": services.touch}
    for step in steps:
        matter = does[step](matter_id=matter.pk, token=matter.token, **said("leader" if step == "approve" else "officer"))
    before = Matter.objects.values().get(pk=matter.pk)
    with pytest.raises(DecisionRefused) as refused:
        does[act](matter_id=matter.pk, token=matter.token, comment="为何", **said(login))
    assert refused.value.key == key
    assert Matter.objects.values().get(pk=matter.pk) == before


@pytest.mark.parametrize("who", ["put_by", "drafted_by"])
def test_nobody_approves_what_they_drafted_or_put_forward(matter, who):
    waiting = put(matter)
    Matter.objects.filter(pk=matter.pk).update(**{who: "leader"})
    with pytest.raises(DecisionRefused) as refused:
        services.approve(matter_id=matter.pk, token=waiting.token, **said("leader"))
    assert refused.value.key == "same_person"
    approved = services.approve(matter_id=matter.pk, token=waiting.token, by=SECOND_LEADER, at=said("leader")["at"])
    assert approved.state == "approved"


def test_the_database_itself_refuses_one_person_on_both_sides(matter):
    with pytest.raises(IntegrityError), transaction.atomic():
        Matter.objects.filter(pk=matter.pk).update(state="approved", put_by="leader", decided_by="leader")


def test_an_objection_says_why_and_the_matter_can_be_drafted_again(matter):
    waiting = put(matter)
    with pytest.raises(DecisionRefused) as refused:
        services.object_to(matter_id=matter.pk, token=waiting.token, comment="  ", **said("leader"))
    assert refused.value.key == "no_comment"
    refused_matter = services.object_to(matter_id=matter.pk, token=waiting.token, comment="依据不足", **said("leader"))
    again = services.redraft(matter_id=matter.pk, token=refused_matter.token, **said("officer"))
    assert (again.state, again.put_by, again.decided_by, again.decided_at) == ("draft", "", "", None)
    assert services.touch(matter_id=matter.pk, token=again.token, **said("officer")).state == "draft"


def test_who_comes_second_is_told_and_changes_nothing(matter):
    waiting = put(matter)
    services.take_back(matter_id=matter.pk, token=waiting.token, **said("officer"))
    put(Matter.objects.get(pk=matter.pk))
    with pytest.raises(DecisionRefused) as refused:
        services.approve(matter_id=matter.pk, token=waiting.token, **said("leader"))
    assert refused.value.key == "moved" and Matter.objects.get(pk=matter.pk).state == "put_forward"


def test_only_a_role_that_drafts_may_begin_and_a_matter_that_is_gone_is_told(bare_office):
    for login in ("leader", "reporter", "sysadmin"):
        with pytest.raises(DecisionRefused):
            services.open_matter(kind="scheme", subject="scheme:8", title="监测方案", **said(login))
    with pytest.raises(DecisionRefused) as refused:
        services.approve(matter_id=987654, token=0, **said("leader"))
    assert refused.value.key == "no_matter" and not Matter.objects.exists()


def test_a_matter_in_words_with_what_the_reader_may_do(matter):
    put(matter, comment="请审定")
    for login, may in (("leader", ("approve", "object_to")), ("officer", ("take_back",)), ("reporter", ())):
        view = matter_views(["scheme:9"], CAST[login], "zh")["scheme:9"]
        assert (view.state_word, view.may) == ("已呈批", may)
    assert [(act.words, act.name, act.comment) for act in view.acts] == [
        ("起草", "妇儿工委办干事", ""), ("呈批", "妇儿工委办干事", "请审定"),
    ]
    assert matter_views(["scheme:9"], CAST["city"], "en")["scheme:9"].state_word == "Put forward"


def test_a_draft_can_be_given_up(matter):
    assert services.drop(matter_id=matter.pk, token=matter.token, **said("officer")).state == "dropped"


def test_every_move_starts_and_ends_in_a_state_that_has_words():
    assert {state for move in MOVES.values() for state in (move.before, move.after)} <= set(STATE_WORDS)
    assert policies.may(Matter(kind="scheme", state="draft", title="x"), "put_forward", CAST["officer"])
