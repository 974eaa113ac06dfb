"""A target set from above: not due until it comes, judged from the next release on, and the earlier release as it was."""

from __future__ import annotations

import pytest

from halfsky.office.framework.models import Track
from halfsky.office.framework.services.assigned import AssignRefused, assign
from halfsky.office.monitoring.models import TrackResult
from halfsky.office.monitoring.services.run import result_of, run_release
from halfsky.office.plan.errors import PlanRefused
from halfsky.office.plan.models import Plan, Target
from halfsky.office.plan.services.targets import check_form, number_of
from halfsky.office.release.services.freeze import freeze
from halfsky.office.trail.models import Entry
from tests.cast import said

AIR = "environment.goal.6.track.1"
GIVEN = {"track": AIR, "value": "87", "year": 2025, "source": "晋环发〔2025〕3号"}


def states(release):
    run = run_release(release=release, **said("statistician"))
    row = next(row for row in result_of(run)["tracks"] if row["code"] == AIR)
    return row["state"], row["reach"]


def test_it_is_judged_from_the_next_release_on_and_again_when_it_is_changed(county):
    before = TrackResult.objects.get(code=AIR)
    assert before.state == "not_due"
    made = assign(**GIVEN, **said("officer"))
    assert (made.operator, str(made.value), made.quote, made.goal.code) == (">=", "87", "晋环发〔2025〕3号", "environment.goal.6")
    state, reach = states(freeze(year=2024, reason="上级下达目标值", **said("statistician")))
    assert state in ("expected", "hard") and reach == 87
    again = assign(**{**GIVEN, "value": "80.5", "source": "晋环发〔2026〕1号"}, **said("officer"))
    assert again.pk == made.pk and Target.objects.filter(tracks__code=AIR).count() == 1
    assert states(freeze(year=2024, reason="上级调整目标值", **said("statistician")))[0] == "met_early"
    assert TrackResult.objects.get(pk=before.pk).state == "not_due", "what was published says what it said"
    told = [entry.facts for entry in Entry.objects.filter(action="framework.target.assign").order_by("seq")]
    assert len(told) == 2 and "晋环发〔2025〕3号" in str(told[1])


@pytest.mark.parametrize(("given", "refused", "words"), [
    ({"track": "health.goal.1.track.1"}, AssignRefused, AIR), ({"source": "  "}, AssignRefused, "document"),
    ({"value": "八十七"}, PlanRefused, "no number"), ({"value": "-1"}, PlanRefused, "negative"), ({"year": 2040}, PlanRefused, "2040"),
    ({"operator": "=="}, PlanRefused, "=="), ({"operator": "delta>="}, PlanRefused, "delta"),
])  # fmt: skip
def test_what_cannot_be_taken_is_refused_and_nothing_stays(county, given, refused, words):
    with pytest.raises(refused, match=words):
        assign(**{**GIVEN, **given}, **said("officer"))
    assert Track.objects.get(code=AIR).target is None


def test_the_same_value_again_is_told(county):
    assign(**GIVEN, **said("officer"))
    with pytest.raises(AssignRefused) as refused:
        assign(**GIVEN, **said("officer"))
    assert refused.value.key == "same"


def test_a_value_and_a_year_are_looked_at_as_those_of_the_plan_itself(county):
    assert str(number_of(" 87.5 ")) == "87.5" and check_form(Plan.objects.get(), ">=", 2025) is None
    with pytest.raises(PlanRefused):
        number_of("1e99")
    with pytest.raises(PlanRefused, match="2019"):
        check_form(Plan.objects.get(), ">=", 2019)
