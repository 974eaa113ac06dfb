"""Beside what is not met yet stand the share of the time that has passed and the pace that is needed."""

from __future__ import annotations


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
