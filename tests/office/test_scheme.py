"""The monitoring scheme as a versioned, approved thing, frozen with the next release."""

from __future__ import annotations

import json

import pytest

from halfsky.method.scheme import Scheme, SchemeError
from halfsky.office.decision.policies import DecisionRefused
from halfsky.office.framework.models import SchemeVersion
from halfsky.office.framework.services import scheme as services
from halfsky.office.framework.services.scheme import SchemeRefused
from halfsky.office.release.services.freeze import freeze
from halfsky.office.release.shelf import release_path
from halfsky.office.trail.models import Entry
from tests.cast import said

EFFECT = {"release": "2024-1", "counts": {"goals": 1}}


def proposed(**changes):
    return services.propose(changes=changes or {"pace_percent": 80}, why="基期偏低", **said("officer"))


def act(version, name, login, comment=""):
    row = SchemeVersion.objects.select_related("matter").get(version=version)
    return services.act_on(version=version, act=name, token=row.matter.token, comment=comment, **said(login))


def in_force(**changes):
    version = proposed(**changes).version
    services.keep_effect(version=version, effect=EFFECT, **said("officer"))
    act(version, "put_forward", "officer")
    return act(version, "approve", "leader")


def test_the_default_is_version_nought_and_in_force_from_set_up(county):
    row = SchemeVersion.objects.get()
    assert (row.version, row.values, row.matter) == (0, Scheme().plain(), None) and row.valid_from
    services.load_default(**said("officer"))
    assert SchemeVersion.objects.count() == 1 and services.approved() == Scheme()


def test_an_approved_version_is_frozen_with_the_next_release_and_not_before(counted_office):
    version = proposed(pace_percent=80).version
    services.keep_effect(version=version, effect=EFFECT, **said("officer"))
    act(version, "put_forward", "officer", "请审定")
    before = freeze(year=2024, **said("statistician"))
    act(version, "approve", "leader", "同意")
    after = freeze(year=2024, reason="按新方案重算", **said("statistician"))
    written = [json.loads((release_path(one) / "framework.json").read_bytes())["scheme"] for one in (before, after)]
    assert [(one["version"], one["pace_percent"]) for one in written] == [(0, 95), (1, 80)]
    assert services.approved() == Scheme(version=1, pace_percent=80)
    row = SchemeVersion.objects.get(version=1)
    assert (row.base, row.valid_from) == (0, said("leader")["at"])


def test_an_objection_leaves_the_scheme_as_it_is(bare_office):
    version = proposed().version
    services.keep_effect(version=version, effect=EFFECT, **said("officer"))
    act(version, "put_forward", "officer")
    act(version, "object_to", "leader", "依据不足")
    assert services.approved() == Scheme()
    act(version, "redraft", "officer")
    row = SchemeVersion.objects.select_related("matter").get(version=version)
    services.revise(version=version, token=row.matter.token, changes={"watch": 0.6}, why="改提", **said("officer"))
    row.refresh_from_db()
    assert row.values["watch"] == 0.6 and row.values["pace_percent"] == 95 and row.effect is None


def test_the_effect_has_been_seen_before_it_is_put_forward(bare_office):
    version = proposed().version
    with pytest.raises(SchemeRefused) as refused:
        act(version, "put_forward", "officer")
    assert refused.value.key == "effect_first"
    services.keep_effect(version=version, effect=EFFECT, **said("officer"))
    assert act(version, "put_forward", "officer").matter.state == "put_forward"
    for late in (
        lambda: services.keep_effect(version=version, effect=EFFECT, **said("officer")),
        lambda: services.revise(version=version, token=2, changes={"watch": 0.6}, why="x", **said("officer")),
    ):
        with pytest.raises(SchemeRefused) as refused:
            late()
        assert refused.value.key == "not_draft"


def test_who_proposed_cannot_approve_and_another_role_cannot_propose(bare_office):
    version = proposed().version
    services.keep_effect(version=version, effect=EFFECT, **said("officer"))
    act(version, "put_forward", "officer")
    with pytest.raises(DecisionRefused):
        act(version, "approve", "officer")
    act(version, "object_to", "leader", "不妥")
    with pytest.raises(DecisionRefused):
        services.propose(changes={"watch": 0.6}, why="x", **said("leader"))
    assert SchemeVersion.objects.filter(valid_from__isnull=False).count() == 0 or services.approved() == Scheme()


@pytest.mark.parametrize(
    ("changes", "why", "error", "key"),
    [
        ({"pace_percent": 95}, "x", SchemeRefused, "nothing_changed"),
        ({"weights.health": 1}, "x", SchemeRefused, "nothing_changed"),
        ({"pace_percent": 90}, " ", SchemeRefused, "no_reason"),
        ({"pace_percent": 900}, "x", SchemeError, "out_of_range"),
        ({"speed": 1}, "x", SchemeError, "unknown"),
        ({"watch": 0.9}, "x", SchemeError, "order"),
    ],
)
def test_a_change_that_cannot_be_is_refused(bare_office, changes, why, error, key):
    with pytest.raises(error) as refused:
        services.propose(changes=changes, why=why, **said("officer"))
    assert refused.value.key == key and not SchemeVersion.objects.exclude(version=0).exists()


def test_one_change_at_a_time_and_each_on_the_scheme_in_force(bare_office):
    first = proposed(**{"weights.health": 2})
    with pytest.raises(SchemeRefused) as refused:
        proposed(watch=0.6)
    assert refused.value.key == "open_already"
    SchemeVersion.objects.filter(pk=first.pk).update(base=7, effect=EFFECT)
    with pytest.raises(SchemeRefused) as refused:
        act(first.version, "put_forward", "officer")
    assert refused.value.key == "base_moved"
    with pytest.raises(SchemeRefused):
        services.act_on(version=99, act="approve", token=0, comment="", **said("leader"))


def test_versions_build_on_each_other_and_the_trail_tells_what_changed(bare_office):
    in_force(**{"weights.health": 2})
    in_force(pace_percent=80)
    assert services.approved() == Scheme(version=2, pace_percent=80, weights={"health": 2})
    entry = Entry.objects.filter(action="framework.scheme.propose").order_by("seq").last()
    assert json.loads(entry.facts) == {"base": 1, "changes": {"pace_percent": [95, 80]}}
    in_force(**{"weights.health": 1})
    assert services.approved().weights == {}


def test_differences_are_told_parameter_by_parameter():
    before, after = Scheme().plain(), services.changed(Scheme().plain(), {"watch": 0.6, "weights.law": 3}, 1).plain()
    assert services.differences(before, after) == {"watch": [0.5, 0.6], "weights.law": [1, 3]}


def test_a_word_of_the_scale_is_a_parameter_like_any_other(bare_office):
    in_force(**{"words.hard.zh": "进度滞后", "words.met.zh": "已达标"})
    assert services.approved().words == {"hard": {"zh": "进度滞后"}}
    assert services.value_of(services.approved().plain(), "words.hard.zh") == "进度滞后"
    assert services.value_of(services.approved().plain(), "words.met.zh") == "已达标"
    assert services.value_of(services.approved().plain(), "speed") is None
    entry = Entry.objects.filter(action="framework.scheme.propose").order_by("seq").last()
    assert json.loads(entry.facts)["changes"] == {"words.hard.zh": ["达标困难", "进度滞后"]}
    in_force(**{"words.hard.zh": ""})
    assert services.approved().words == {}
