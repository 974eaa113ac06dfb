"""The page and the command by which a target set from above gets its value."""

from __future__ import annotations

from halfsky.office.framework.models import Track
from tests.cli.run import halfsky
from tests.office.test_target_assigned import AIR

ADDRESS = f"/plan/assign/{AIR}/"
FORM = {"operator": ">=", "value": "87", "year": "2025", "source": "晋环发〔2025〕3号"}


def test_on_its_page_a_refusal_keeps_what_was_typed_and_the_domain_leads_there(county, as_role, django_assert_max_num_queries):
    officer = as_role("officer")
    domain = officer.get("/plan/domain/environment/").content.decode()
    assert f'href="{ADDRESS}"' in domain and ADDRESS not in as_role("leader").get("/plan/domain/environment/").content.decode()
    with django_assert_max_num_queries(12):
        assert "目标值尚未下达" in officer.get(ADDRESS).content.decode()
    refused = officer.post(ADDRESS, {**FORM, "value": "八十七"})
    page = refused.content.decode()
    assert refused.status_code == 422 and "不是数字" in page and "晋环发〔2025〕3号" in page and Track.objects.get(code=AIR).target is None
    assert officer.post(ADDRESS, {**FORM, "year": "明年"}).status_code == 422
    done = officer.post(ADDRESS, FORM)
    assert done.headers["Location"] == "/plan/domain/environment/#goal-6"
    assert 'value="87"' in officer.get(ADDRESS).content.decode()
    assert officer.get("/plan/assign/health.goal.1.track.1/").status_code == 404 and as_role("leader").get(ADDRESS).status_code == 404


def test_by_the_command(county):
    run = halfsky("plan", "assign", AIR, "--value", "87", "--year", "2025", "--source", "晋环发〔2025〕3号", home=county)
    assert run.returncode == 0 and "≥" not in run.stdout and "已登记 environment.goal.6.target." in run.stdout
    assert halfsky("plan", "assign", "nothing", "--value", "87", "--year", "2025", "--source", "x", home=county).returncode == 2
