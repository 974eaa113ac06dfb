"""The framework that ships, bound to the plan that fits it; another plan keeps its bindings open."""

from __future__ import annotations

from pathlib import Path

import pytest

from halfsky.formats.catalogue import load, shipped
from halfsky.office.framework.models import Binding, FrameworkVersion, Indicator, Track
from halfsky.office.framework.services.adoption import adopt, bind, load_indicators, plan_that_fits
from halfsky.office.framework.services.evidence import report_milestones
from halfsky.office.plan.models import Division, Goal, Milestone, MilestoneState, Plan, Target
from halfsky.office.plan.services import targets
from halfsky.office.plan.services.intake import take_in
from halfsky.office.release.services.freeze import freeze
from halfsky.office.trail.models import Entry
from tests.cast import said
from tests.office.plans import CHILDREN, draft_of, target

DOCUMENT = Path(str(shipped() / "plans" / "kelan-women-2021" / "document" / "kelan-women-2021.txt"))


def taken_in() -> Plan:
    return take_in(path=DOCUMENT, name=DOCUMENT.name, **said("officer"))


def test_every_target_every_goal_and_every_measure_is_bound(framed_office):
    plan = Plan.objects.get()
    assert plan.code == "kelan-women-2021"
    assert Binding.objects.filter(target__domain__plan=plan).count() == 19
    goals = Goal.objects.filter(domain__plan=plan)
    assert goals.count() == 75 and not goals.filter(tracks__isnull=True).exists()
    assert Division.objects.filter(plan=plan).count() == 75 + 92 == 167
    assert not Division.objects.exclude(status="suggested").exists()
    assert not goals.filter(title_en="").exists()
    assert Track.objects.filter(kind="quantitative", target__isnull=True).count() == 0
    assert set(Track.objects.filter(kind="quantitative").values_list("target__code", flat=True)) == set(
        Target.objects.filter(domain__plan=plan).values_list("code", flat=True)
    )


def test_adopting_binds_and_says_so_in_the_trail(bare_office):
    draft = taken_in()
    plan = adopt(plan_id=draft.pk, token=draft.token, **said("officer"))
    assert plan.code == "kelan-women-2021" and FrameworkVersion.objects.get().version == 1
    actions = [entry.action for entry in Entry.objects.order_by("-seq")[:3]]
    assert actions == ["framework.bind", "framework.indicators", "plan.adopt"]
    assert '"open":0,"targets":19' in Entry.objects.get(action="framework.bind", about=f"plan:{plan.pk}").facts


def test_a_dropped_target_leaves_its_track_out(bare_office):
    draft = taken_in()
    gone = Target.objects.filter(domain__plan=draft, goal__no=10, domain__slug="health").order_by("start").first()
    targets.drop(target_id=gone.pk, token=draft.token, **said("officer"))
    draft.refresh_from_db()
    adopt(plan_id=draft.pk, token=draft.token, **said("officer"))
    assert Binding.objects.count() == 18 and not Binding.objects.filter(target=gone).exists()
    assert not Track.objects.filter(target=gone).exists()
    whole = len([row for row in load().plans[0].tracks if row.kind == "quantitative"])
    assert Track.objects.filter(kind="quantitative").count() == whole - 1


def test_loading_and_binding_twice_adds_nothing(framed_office):
    plan, catalogue = Plan.objects.get(), load()
    counted = (Indicator, Track, Binding, Milestone, Division)
    before = [model.objects.count() for model in counted]
    entries = Entry.objects.count()
    assert load_indicators(catalogue=catalogue, **said("officer")) == 0
    assert Entry.objects.count() == entries
    bind(plan=plan, rows=plan_that_fits(plan, catalogue), **said("officer"))
    assert [model.objects.count() for model in counted] == before
    assert [one.version for one in FrameworkVersion.objects.order_by("version")] == [1, 2]


def test_what_the_county_changed_in_an_indicator_is_left_alone(framed_office):
    Indicator.objects.filter(code="health.maternal_mortality").update(name_zh="本县孕产妇死亡率")
    load_indicators(catalogue=load(), **said("officer"))
    assert Indicator.objects.get(code="health.maternal_mortality").name_zh == "本县孕产妇死亡率"


def test_a_plan_of_another_shape_is_adopted_with_open_bindings(bare_office, tmp_path):
    draft = draft_of(tmp_path, CHILDREN)
    plan = adopt(plan_id=draft.pk, token=1, **said("officer"))
    assert (plan.status, plan.code, plan.genre) == ("adopted", "", "children")
    assert plan_that_fits(plan, load()) is None
    assert not Binding.objects.exists() and not Track.objects.exists() and Indicator.objects.count() > 100


def test_when_binding_fails_the_plan_is_not_adopted_either(bare_office, monkeypatch):
    from halfsky.office.framework.services import adoption

    draft = taken_in()
    monkeypatch.setattr(adoption, "_division", lambda *_a: (_ for _ in ()).throw(RuntimeError("broken")))
    with pytest.raises(RuntimeError, match="broken"):
        adopt(plan_id=draft.pk, token=1, **said("officer"))
    draft.refresh_from_db()
    assert draft.status == "draft" and draft.token == 1 and not Indicator.objects.exists()


def test_milestones_are_reported_once_and_a_changed_state_is_changed(framed_office):
    MilestoneState.objects.all().delete()
    code = Milestone.objects.order_by("id").first().code
    row = {"milestone": code, "year": "2024", "state": "partial", "evidence_zh": "印发的文件"}
    unknown = {**row, "milestone": "health.goal.99.track.1.milestone.1"}
    assert report_milestones(rows=[row, unknown], **said("officer")) == 1
    entries = Entry.objects.count()
    assert report_milestones(rows=[row], **said("officer")) == 0 and Entry.objects.count() == entries
    assert report_milestones(rows=[{**row, "state": "done"}], **said("officer")) == 1
    state = MilestoneState.objects.get()
    assert (state.state, state.year, state.evidence, state.reported_by) == ("done", 2024, "印发的文件", "officer")


def test_a_target_that_stands_in_a_table_does_not_hinder_the_freeze(counted_office):
    plan = Plan.objects.get()
    Target.objects.create(
        domain=plan.domains.get(slug="health"), goal=None, code="health.table.target.1", operator=">=", value=90,
        unit="%", year=2025, quote="专栏",
    )
    release = freeze(year=2024, **said("statistician"))
    assert release.name == "2024-1"


def test_a_target_added_to_a_table_gets_a_code_of_its_own(bare_office, tmp_path):
    plan = draft_of(tmp_path)
    for number in (1, 2):
        made = targets.add(plan_id=plan.pk, token=number, domain_order=0, goal_no=None, operator=">=", value=number,
                           unit="%", year=2025, quote="专栏", **said("officer"))
        assert made.code == f"health.table.target.{number}"
    assert target(plan, 2).goal is None
