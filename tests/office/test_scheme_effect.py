"""What a change of the scheme does to the newest release, seen before it is put forward; and the commands for all of it."""

from __future__ import annotations

import json
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from halfsky.method.scheme import Scheme
from halfsky.office.framework.models import SchemeVersion
from halfsky.office.framework.scheme_rows import parameter_groups, token_of, versions
from halfsky.office.framework.services import scheme as services
from halfsky.office.framework.services.scheme import SchemeRefused
from halfsky.office.monitoring.models import Run
from halfsky.office.monitoring.selectors.effect import effect_view, lines_of
from halfsky.office.monitoring.services.effect import effect_of, look_at
from halfsky.office.plan.models import Plan
from halfsky.office.release.models import Release
from tests.cast import CAST, said
from tests.cli.run import halfsky as command

SLACK = {"pace_percent": 50, "interim": "pace"}


def test_a_looser_pace_lets_a_goal_be_expected_and_nothing_is_written(county):
    before = list(Run.objects.values()), sorted(path.name for path in (county / "runs").iterdir())
    found = effect_of(services.changed(Scheme().plain(), SLACK, 1))
    assert {"code": "environment.goal.8", "domain": "environment", "before": "hard", "after": "expected"} in found["goals"]
    assert found["release"] == "2024-1" and found["schemes"] == [0, 1]
    assert (list(Run.objects.values()), sorted(path.name for path in (county / "runs").iterdir())) == before
    lines = lines_of(found, "zh")
    assert "  environment.goal.8  达标困难 → 预期达标" in lines


def test_the_effect_is_kept_with_the_draft_and_read_in_words(county):
    version = services.propose(changes=SLACK, why="偏紧", **said("officer")).version
    row = look_at(version=version, **said("officer"))
    assert row.effect["counts"]["goals"] >= 1
    view = effect_view(row.effect, Plan.objects.get(status="adopted").pk, "zh")
    goal = next(one for one in view.goals if one.slug == "environment")
    assert (goal.goal_no, goal.before_word, goal.after_word) == (8, "达标困难", "预期达标") and not view.nothing
    [drafted, default] = versions(CAST["officer"], "zh", {})
    assert (drafted.version, drafted.matter.state, drafted.in_force) == (version, "draft", False)
    assert ("进度门槛（%）", "95", "50") in drafted.changes and default.in_force
    assert token_of(version) == 0 and token_of(0) == 0
    with pytest.raises(SchemeRefused):
        look_at(version=77, **said("officer"))


def test_what_is_held_back_or_came_from_another_office_enters_no_effect(county):
    own = Release.objects.get()
    Release.objects.filter(pk=own.pk).update(embargo=timezone.now() + timedelta(days=30))
    assert effect_of(services.changed(Scheme().plain(), SLACK, 1))["release"] == ""
    Release.objects.filter(pk=own.pk).update(embargo=None, origin="140900000000")
    assert effect_of(services.changed(Scheme().plain(), SLACK, 1))["release"] == ""


def test_without_a_release_the_effect_is_none_and_says_so(counted_office):
    found = effect_of(services.changed(Scheme().plain(), SLACK, 1))
    assert found["release"] == "" and lines_of(found, "en") == ["There is no release yet to see an effect on."]
    assert effect_view(found, None, "zh").nothing and effect_view(None, None, "zh") is None


def test_every_parameter_is_listed_with_its_default_and_each_domain_with_its_weight():
    groups = parameter_groups(
        Scheme(version=2, watch=0.6, weights={"law": 2}), {"health": "妇女与健康"}, {"watch": "0.7"}, "zh"
    )
    rows = {row.name: row for group in groups for row in group.rows}
    assert (rows["watch"].default, rows["watch"].value, rows["watch"].typed, rows["watch"].moved) == ("0.5", "0.6", "0.7", True)
    assert rows["weights.health"].value == "1" and rows["weights.law"].value == "2"
    assert rows["interim"].choices[0] == ("outlook", "按预测的达标概率")
    assert {name.partition(".")[0] for name in rows} == set(Scheme().plain()) - {"version"}


def halfsky(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return command("scheme", *words, home=home)


def test_a_change_is_proposed_and_decided_at_the_command_line(county):
    proposed = halfsky(county, "propose", "--set", "pace_percent=50", "--set", "interim=pace", "--why", "偏紧", "--as", "officer", "--json")
    assert proposed.returncode == 0, proposed.stderr
    told = json.loads(proposed.stdout)
    assert told["state"] == "put_forward" and told["effect"]["counts"]["goals"] >= 1
    alone = halfsky(county, "approve", str(told["version"]), "--as", "officer")
    assert alone.returncode == 2 and "领导小组" in alone.stderr and "Traceback" not in alone.stderr
    done = halfsky(county, "approve", str(told["version"]), "--as", "leader", "--comment", "同意")
    assert done.returncode == 0 and "下次冻结起使用" in done.stdout, done.stderr
    shown = json.loads(halfsky(county, "show", "--json").stdout)
    assert shown["scheme"]["pace_percent"] == 50 and [v["in_force"] for v in shown["versions"]] == [True, False]
    assert "pace_percent = 50（默认 95）" in halfsky(county, "show", "--all").stdout


@pytest.mark.parametrize(
    ("words", "said_"),
    [
        (("effect", "--set", "speed=1"), "speed"),
        (("effect", "--set", "pace_percent"), "pace_percent=数值"),
        (("propose", "--set", "watch=0.6", "--why", "偏松"), "--as"),
        (("approve", "9", "--as", "leader"), "第 9 版"),
        (("object", "9", "--comment", "x", "--as", "leader"), "第 9 版"),
    ],
)
def test_what_cannot_be_done_ends_in_one_sentence(county, words, said_):
    done = halfsky(county, *words)
    assert done.returncode == 2 and said_ in done.stderr and "Traceback" not in done.stderr
    assert SchemeVersion.objects.count() == 1


def test_a_try_at_the_command_line_keeps_nothing_and_an_objection_says_why(county):
    tried = halfsky(county, "effect", "--set", "pace_percent=50", "--set", "interim=pace")
    assert tried.returncode == 0 and "environment.goal.8" in tried.stdout
    assert halfsky(county, "propose", "--set", "watch=0.6", "--why", "偏松", "--as", "officer", "--draft").returncode == 0
    assert SchemeVersion.objects.get(version=1).matter.state == "draft"
    services.act_on(version=1, act="put_forward", token=0, comment="", **said("officer"))
    done = halfsky(county, "object", "1", "--comment", "依据不足", "--as", "leader")
    assert done.returncode == 0 and SchemeVersion.objects.get(version=1).matter.state == "objected", done.stderr
