"""The pages that show the run: the same numbers as the run's, twelve queries at most, empty states with a next step."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from halfsky.office.framework.models import Indicator
from halfsky.office.monitoring.models import GoalResult, Run, Tally, TrackResult
from halfsky.office.plan.models import Plan
from halfsky.office.release.models import Figure, Release
from halfsky.web import released
from tests.office_story import CHARTED

PAGES = (
    "/", "/plan/", "/plan/?show=bad", "/plan/domain/health/", "/plan/domain/law/", "/indicators/",
    "/indicators/?q=x&sort=change", "/indicators/health.maternal_mortality/", f"/indicators/{CHARTED}/", "/documents/", "/documents/check/",
    "/plan/intake/", "/plan/intake/1/", "/figures/", "/releases/", "/releases/2024-1/", "/releases/freeze/?year=2024", "/jobs/",
)
MOST_QUERIES = 12


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_the_database_twelve_times_at_most(address: str, county: Path, as_role: Callable[..., Client]) -> None:
    client = as_role("officer")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) <= MOST_QUERIES, [query["sql"][:120] for query in asked.captured_queries]


def test_a_page_of_a_frozen_run_is_written_once_and_again_after_a_new_run(
    county: Path, as_role: Callable[..., Client]
) -> None:
    client = as_role("leader")
    first = text_of(client, "/plan/domain/health/")
    with CaptureQueriesContext(connection) as asked:
        again = text_of(client, "/plan/domain/health/")
    assert len(asked) <= 3
    body = re.compile(r'<main.*?</main>', re.S)
    assert body.search(first).group() == body.search(again).group()  # type: ignore[union-attr]
    Plan.objects.update(token=99)
    with CaptureQueriesContext(connection) as asked:
        text_of(client, "/plan/domain/health/")
    assert len(asked) > 3


def test_the_overview_gives_the_numbers_of_the_run(county: Path, as_role: Callable[..., Client]) -> None:
    text = text_of(as_role("leader"), "/")
    tally = Tally.objects.get(domain="", scope="goals", year=2024)
    attained = tally.met + tally.met_early
    assert f"{attained} / {tally.monitorable}" in text
    assert f"未上报 {tally.no_data}，未到期 {tally.not_due}，不可监测 {tally.not_monitorable}" in text
    assert f"未达标 {tally.not_met}，困难 {tally.hard}" in text
    assert text.count('<li><a class="cell ') == GoalResult.objects.count() == 75
    assert Release.objects.get().content_hash[:4] in text
    assert "演示数据" in text


def test_the_plan_page_has_every_goal_and_its_filters_count_goals(county: Path, as_role: Callable[..., Client]) -> None:
    client = as_role("leader")
    text = text_of(client, "/plan/")
    assert text.count("<tbody data-tags=") == 75
    tally = Tally.objects.get(domain="", scope="goals", year=2024)
    chosen = text_of(client, "/plan/?show=bad")
    assert 75 - len(re.findall(r"<tbody data-tags=\"[^\"]*\" hidden>", chosen)) == tally.not_met + tally.hard


def test_each_domain_page_has_its_goals_measures_and_milestones(county: Path, as_role: Callable[..., Client]) -> None:
    client = as_role("head")
    goals, measures = 0, 0
    for slug in ("health", "education", "economy", "decision", "security", "family", "environment", "law"):
        text = text_of(client, f"/plan/domain/{slug}/")
        goals += len(re.findall(r'id="goal-\d+"', text))
        measures += text.split('class="measures"')[1].count("<li>")
    assert (goals, measures) == (75, 92)


def test_every_indicator_has_a_page_that_says_who_signed(county: Path, as_role: Callable[..., Client]) -> None:
    client = as_role("statistician")
    signed = 0
    for code in Indicator.objects.values_list("code", flat=True):
        text = text_of(client, f"/indicators/{code}/")
        signed += "这个数是谁签的" in text
    assert signed == Figure.objects.exclude(signer="").values("indicator").distinct().count()


def test_a_missing_figure_names_its_reason_and_never_shows_nought(county: Path, as_role: Callable[..., Client]) -> None:
    figure = Figure.objects.filter(value__isnull=True, breakdown="", reason="hard_to_obtain").first()
    assert figure is not None
    text = text_of(as_role("statistician"), f"/indicators/{figure.indicator}/")
    assert "难以取得" in text


def test_a_revision_and_a_carried_value_are_marked(county: Path, as_role: Callable[..., Client]) -> None:
    client = as_role("statistician")
    assert "修订 1 次" in text_of(client, "/indicators/security.pension_coverage/")
    carried = TrackResult.objects.filter(carried=True).exclude(indicator="").first()
    assert carried is not None
    assert f"沿用 {carried.value_year} 年数据" in text_of(client, f"/indicators/{carried.indicator}/")


def test_small_counts_show_cases_and_no_line_of_the_rate(county: Path, as_role: Callable[..., Client]) -> None:
    text = text_of(as_role("leader"), "/indicators/health.maternal_mortality/")
    assert "只画逐年例数，不画率的曲线" in text and "城镇与农村</h2>" not in text and "多年合并" in text


def test_a_chart_is_sent_once_and_kept_for_good(county: Path, as_role: Callable[..., Client]) -> None:
    client = as_role("leader")
    text = text_of(client, f"/indicators/{CHARTED}/")
    assert 'alt="逐年上升"' in text
    answer = client.get(f"/charts/{'a' * 64}.svg")
    assert answer.status_code == 200 and "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Type"] == "image/svg+xml" and "sandbox" in answer.headers["Content-Security-Policy"]


def test_figures_leave_as_csv_without_formulas(county: Path, as_role: Callable[..., Client]) -> None:
    text = as_role("leader").get(f"/indicators/{CHARTED}/figures.csv").content.decode("utf-8-sig")
    rows = text.splitlines()
    assert len(rows) == Figure.objects.filter(indicator=CHARTED, area="140929000000").count() + 1
    assert not any(cell[:1] in "=+@" for row in rows for cell in row.split(",") if cell)


def test_the_list_finds_by_name_code_and_source(county: Path, as_role: Callable[..., Client]) -> None:
    client = as_role("leader")
    assert "health.maternal_mortality" in text_of(client, "/indicators/?q=孕产妇死亡率")
    assert "health.maternal_mortality" in text_of(client, "/indicators/?q=MATERNAL_mort")
    assert "没有找到指标" in text_of(client, "/indicators/?q=<script>alert(1)</script>")
    assert "<script>alert" not in text_of(client, "/indicators/?q=<script>alert(1)</script>")


@pytest.mark.parametrize("address", ["/", "/plan/", "/indicators/", "/documents/", "/plan/intake/", "/figures/"])
def test_before_a_plan_each_page_says_what_to_do_next(
    address: str, bare_office: Path, as_role: Callable[..., Client]
) -> None:
    text = text_of(as_role("officer"), address)
    assert 'class="empty"' in text and 'href="/plan/intake/"' in text


def test_with_a_plan_but_no_release_the_plan_is_shown_without_states(county: Path, as_role: Callable[..., Client]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")
        for model in (GoalResult, TrackResult, Tally, Run, Figure, Release):
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
    released.forget()
    client = as_role("officer")
    assert "halfsky release freeze" in text_of(client, "/")
    plan = text_of(client, "/plan/")
    assert plan.count("<tbody data-tags=") == 75 and 'class="state ' not in plan
    assert "还没有发布的数据" in text_of(client, f"/indicators/{CHARTED}/")
    assert "还没有监测结果" in text_of(client, "/indicators/")
    assert client.get("/plan/domain/health/").status_code == 200


def test_english_pages_have_no_chinese_words_of_the_frame(county: Path, as_role: Callable[..., Client]) -> None:
    client = as_role("leader")
    client.post("/language/", {"language": "en"})
    for address in ("/", "/indicators/", "/documents/", f"/indicators/{CHARTED}/"):
        text = re.sub(r'<(\w+)[^>]* lang="zh-CN".*?</\1>', "", text_of(client, address), flags=re.S)
        for word in ("领域", "达标", "牵头", "指标", "发布版", "年份", "状态", "来源"):
            assert word not in re.sub(r"<[^>]+>", "", text), (address, word)
