"""Beside what is not met yet stand the share of the time that has passed and the pace that is needed."""

from __future__ import annotations

from halfsky.office.monitoring.models import OutlookResult


def test_the_pace_stands_beside_what_is_not_met_on_plan_domain_and_indicator_pages(county, as_role):
    client = as_role("officer")
    for address in ("/plan/", "/plan/domain/environment/", "/indicators/environment.rural_sanitary_toilets/"):
        page = client.get(address).content.decode()
        assert "时间已过80%，每年还须提高8.50个百分点" in page, address


def test_what_is_met_or_held_has_no_pace_and_milestones_have_the_time(county, as_role):
    page = as_role("officer").get("/plan/domain/environment/").content.decode()
    goals = page.split('<article class="goalcard')
    tap_water, media = (next(part for part in goals if f'id="goal-{no}"' in part) for no in (7, 3))
    assert "pacenote" not in tap_water
    assert "到期的里程碑完成不足一半" in media and "时间已过80%" in media


def row_of(page: str, words: str) -> str:
    return next(row for row in page.split("<tr>") if words in row)


def test_a_figure_to_hold_that_fell_short_says_what_the_next_year_needs(county, as_role):
    row = row_of(as_role("officer").get("/plan/domain/education/").content.decode(), "女童初中净入学率")
    assert "时间已过80%，明年须提高0.04个百分点" in row


def test_a_direction_that_went_the_wrong_way_says_the_pace_back_to_the_base(county, as_role):
    row = row_of(as_role("officer").get("/plan/domain/economy/").content.decode(), "高技能人才中女性比例提高")
    assert "时间已过80%，每年还须提高0.38个百分点" in row


def test_a_rare_event_has_its_pooled_interval_and_no_pace_of_a_year(county, as_role):
    row = row_of(as_role("officer").get("/plan/domain/health/").content.decode(), ">孕产妇死亡率<")
    assert "每年还须" not in row and "时间已过80%" in row
    counts = OutlookResult.objects.get(code="health.goal.2.track.1").counts
    assert f"95% 区间 {counts['low_95']:.1f} 至 {counts['high_95']:.1f}" in row


def test_a_comparison_says_on_which_side_of_the_other_figure_it_stands(county, as_role):
    page = as_role("officer").get("/plan/domain/decision/").content.decode()
    assert "高 9.56个百分点" in row_of(page, "党代会代表中女性比例不少于党员中女性比例")
    row = row_of(page, "职代会代表中女性比例与女职工比例相适应")
    assert "低 0.79个百分点" in row and "高 0.41个百分点" in row and "1.20个百分点" in row and "better" in row
