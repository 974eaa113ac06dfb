"""The page of the composite index and of what moved the attainment rate."""

from __future__ import annotations

import json

import pytest

from halfsky.office.monitoring.models import Run
from halfsky.office.monitoring.selectors.composite import _why_none, index_view, moved_view
from halfsky.office.monitoring.selectors.standing import standing
from halfsky.office.monitoring.services.run import result_of, result_path
from halfsky.web.released import forget


@pytest.fixture
def page(county, as_role):
    return as_role("leader").get("/index/").content.decode()


def test_the_index_is_the_runs_with_its_contributions(county, page):
    index = result_of(Run.objects.get())["index"]
    assert f"{index['overall']['value']:.2f}" in page and f"+{index['overall']['change']:.2f}" in page
    assert f"{index['overall']['low']:.2f}–{index['overall']['high']:.2f}" in page
    for row in index["domains"]:
        assert row["value"] is None or f"{row['contribution']:.2f}" in page
    for slug in ("family", "law"):
        row = page[page.index(f'/plan/domain/{slug}/"', page.index("各领域")):].split("</tr>")[0]
        assert "规划在这个领域没有数值目标" in row and "不占总指数的权重" in row
    assert page.count("没有数值目标，按") == 2 and "权重上下调 20%" in page and "监测方案第 0 版" in page


def test_the_indicators_that_lose_most_stand_first(county):
    view = index_view(standing(), "zh")
    lost = [float(row.lost) for row in view.indicators if row.lost]
    assert lost == sorted(lost, reverse=True) and view.indicators[0].name == "孕产妇死亡率"
    assert not view.indicators[-1].lost and view.scored == len(lost)
    own = index_view(standing(), "zh", "health")
    assert own.of == 5 and not own.domains and {row.slug for row in own.indicators} == {"health"}
    assert index_view(standing(), "zh", "nothing") is None


def test_what_moved_the_rate_is_told_goal_by_goal_and_adds_up(county, page):
    goals, indicators = moved_view(standing(), "zh")
    assert goals.sentence.startswith("目标达标率由71.83%降到62.69%，下降9.14个百分点：") and goals.sentence in page
    assert indicators.sentence in page and "反家庭暴力联动机制有效运行" in page and "拉高1.49个百分点" in page
    assert {row.tone for row in goals.rows} == {"better", "worse"}
    assert moved_view(standing(), "en", "law")[0].sentence.startswith("The attainment rate of goals")


def test_the_overview_leads_to_the_reason(county, as_role):
    assert 'href="/index/#moved"' in as_role("leader").get("/").content.decode()


def test_before_a_run_the_page_says_what_comes_first(counted_office, as_role):
    page = as_role("officer").get("/index/")
    assert page.status_code == 200 and "综合指数" in page.content.decode()


def test_a_run_without_an_index_says_so(county, as_role):
    run = Run.objects.get()
    path = result_path(run.result_hash)
    kept = json.loads(path.read_text(encoding="utf-8"))
    old = "0" * 64
    result_path(old).write_text(json.dumps({k: v for k, v in kept.items() if k not in ("index", "decomposition")}), encoding="utf-8")
    Run.objects.update(result_hash=old)
    forget()
    page = as_role("leader").get("/index/").content.decode()
    assert "不计算综合指数" in page and "达标率为什么变了" not in page


def test_the_page_asks_few_questions_and_reads_in_english(county, as_role, django_assert_max_num_queries):
    client = as_role("leader")
    with django_assert_max_num_queries(12):
        client.get("/index/")
    client.post("/language/", {"language": "en", "next": "/"})
    page = client.get("/index/").content.decode()
    assert "Why the attainment rate moved" in page and "Composite index" in page


@pytest.mark.parametrize(("method", "of", "said"), [("target", 0, "没有数值目标"), ("minmax", 0, "分得出好坏"), ("minmax", 3, "有 3 个可计分的指标，但都没有数")])
def test_a_domain_without_an_index_says_why(method, of, said):
    row = {"value": None, "of": of}
    assert said in _why_none(row, method, "zh") and _why_none(row, method, "en") and not _why_none({"value": 1, "of": 1}, method, "zh")
