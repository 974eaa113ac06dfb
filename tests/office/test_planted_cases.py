"""Each case planted among the demo county's figures is found in the ledger and in the run, as its list says."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
import yaml

from halfsky.formats.catalogue import shipped
from halfsky.office.framework.models import Indicator
from halfsky.office.monitoring.models import GoalResult, TrackResult
from tests.office.figures import cell

LISTED = yaml.safe_load((shipped() / "demo" / "kelan" / "planted.yaml").read_text(encoding="utf-8"))
PLANTED = {case["code"]: case for case in LISTED}


@pytest.fixture(scope="module")
def planted_county(county_home, tmp_path_factory, django_db_blocker):
    """One county for all cases: they only look."""
    from tests.office_story import living_in

    with django_db_blocker.unblock(), living_in(county_home, tmp_path_factory.mktemp("planted") / "home") as home:
        yield home


pytestmark = pytest.mark.usefixtures("planted_county")


@cache
def number(text: object) -> Decimal | None:
    return None if text is None else Decimal(str(text))


@pytest.mark.parametrize("code", PLANTED)
def test_its_cells_stand_in_the_ledger_as_listed(code):
    case = PLANTED[code]
    listed = [*case.get("cells", ()), *case.get("places", ())]
    assert listed
    for wanted in listed:
        first = cell(case["indicator"], wanted["year"], wanted["breakdown"])[0]
        for field in ("numerator", "denominator"):
            if field in wanted:
                assert getattr(first, field) == number(wanted[field]), wanted
        if "reason" in wanted:
            assert (first.reason, first.value) == (wanted["reason"], None), wanted
        if "status" in wanted:
            assert first.status == wanted["status"], wanted


def tracks_of(code: str) -> list[TrackResult]:
    return list(TrackResult.objects.filter(indicator=PLANTED[code]["indicator"]))


def goal_of(track: TrackResult) -> GoalResult:
    return GoalResult.objects.get(code=track.goal)


def one_case(code: str) -> str:
    return PLANTED[code]["indicator"]


def test_two_maternal_deaths_alarm_on_no_single_year():
    found = [track for track in tracks_of("two_maternal_deaths") if track.target]
    assert found and all(track.pooled for track in found)
    assert all(track.value < Decimal("600") for track in found)  # two in a year of 300 births were 666.7
    assert all(track.numerator >= 2 and track.denominator > 900 for track in found)


def test_a_missing_sex_split_is_neither_zero_nor_the_total():
    women, = cell(one_case("no_sex_split"), 2021, "SEX=F")
    total, = cell(one_case("no_sex_split"), 2021)
    assert women.value is None and women.status == "L" and total.value is not None


def test_the_later_version_of_a_revised_cell_counts_and_the_first_can_be_looked_up():
    for revised in PLANTED["revised_pension"]["revisions"]:
        first, second = cell(one_case("revised_pension"), 2023, revised["breakdown"])
        assert (first.current, first.status) == (False, "P") and second.current
        assert second.numerator == revised["numerator"] and first.numerator < second.numerator
    unchanged = {wanted["breakdown"] for wanted in PLANTED["revised_pension"]["cells"]} - {
        revised["breakdown"] for revised in PLANTED["revised_pension"]["revisions"]}
    assert all(len(cell(one_case("revised_pension"), 2023, breakdown)) == 1 for breakdown in unchanged)


def test_a_carried_figure_is_marked_wherever_it_is_used():
    values = {cell(one_case("carried_congress"), year)[0].value for year in (2021, 2022, 2023, 2024)}
    assert len(values) == 1
    found = tracks_of("carried_congress")
    assert found and all(track.carried for track in found if track.value is not None)


def test_a_census_figure_is_not_due_between_censuses():
    years = {year for year in range(2015, 2025) if cell(one_case("census_only"), year, "SEX=F")[0].value is not None}
    assert years == {2015, 2020}
    assert {track.state for track in tracks_of("census_only")} == {"not_due"}


def test_an_election_lifts_the_share():
    before, after = (cell(one_case("election_jump"), year)[0].value for year in (2020, 2021))
    assert before < 20 < 25 < after


def test_a_swing_moves_far_from_year_to_year_on_few_cases():
    rows = [cell(one_case("swing"), year)[0] for year in range(2018, 2025)]
    assert min(one.value for one in rows) < 20 and max(one.value for one in rows) > 50
    assert max(one.denominator for one in rows) < 40


def test_a_total_that_is_not_its_parts_can_be_told_from_the_ledger():
    total, women, men = (cell(one_case("total_not_parts"), 2023, part)[0].value for part in ("", "SEX=F", "SEX=M"))
    assert total - women - men == 60


def test_a_target_that_was_not_assigned_is_not_due():
    track, = tracks_of("external_not_assigned")
    assert (track.state, track.reason, track.goal) == ("not_due", "target_not_assigned", PLANTED["external_not_assigned"]["track"])
    assert goal_of(track).partial and cell(one_case("external_not_assigned"), 2024)[0].value is not None


def test_nobody_to_count_is_never_zero_per_cent():
    row, = cell(one_case("zero_denominator"), 2024)
    assert row.value is None and row.status == "M" and row.reason == "not_applicable"
    assert all(track.value != 0 or track.value_year != 2024 for track in tracks_of("zero_denominator"))


def test_one_girl_out_of_school_breaks_what_was_to_be_held():
    found = [track for track in tracks_of("one_girl_out_of_school") if track.target and track.breakdown == "SEX=F"]
    assert found and {track.state for track in found} == {"not_met"}
    assert all(track.value < Decimal("99.95") for track in found)


@pytest.mark.parametrize(
    "code",
    ["stem_not_reported", "institution_leaders_hard_to_obtain", "family_activities_not_reported",
     "joint_decisions_not_surveyed", "law_education_not_reported", "property_declaration_hard_to_obtain"],
)
def test_what_is_missing_gives_no_data_and_keeps_its_reason(code):
    found = tracks_of(code)
    assert found and {track.state for track in found} == {"no_data"}
    reasons = {wanted["reason"] for wanted in PLANTED[code]["cells"]}
    assert {track.reason for track in found} <= reasons


def test_a_goal_with_one_part_missing_is_judged_on_the_other_and_marked():
    track, = tracks_of("property_declaration_hard_to_obtain")
    goal = goal_of(track)
    assert goal.partial and goal.state not in ("no_data", "not_due", "not_monitorable")


def test_every_case_names_an_indicator_there_is():
    assert set(Indicator.objects.filter(code__in={case["indicator"] for case in LISTED}).values_list("code", flat=True)) == {
        case["indicator"] for case in LISTED}
