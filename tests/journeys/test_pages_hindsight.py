"""What became of past warnings: those issued, those worked out, and the backtest beside them, never mixed."""

from __future__ import annotations

import re

import pytest

from halfsky.formats.outlook_backtest import backtests
from halfsky.office.monitoring.models import OutlookResult, Run, TrackResult
from halfsky.office.monitoring.selectors.hindsight import hindsight_view, worked_out
from halfsky.office.monitoring.selectors.standing import standing
from halfsky.office.monitoring.services.run import hindsight_path
from halfsky.office.release.models import Figure
from halfsky.web.released import forget
from tests.office.warned import SCREENING, Told, nothing_warned, ran

PAGE = "/warnings/hindsight/"


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def issued(county):
    """The outlook of the run of 2022, which said that the screening would fall short in 2025."""
    nothing_warned()
    run = ran(Told({SCREENING: "red"}), year=2022)
    Figure.objects.filter(indicator="health.cervical_screening", year__gt=2022).update(value=60, status="A")
    return OutlookResult.objects.filter(run=run, code=SCREENING)


def of():
    return [one for one in hindsight_view(standing(), 2, "zh").issued if one.indicator == "health.cervical_screening"]


def test_the_run_keeps_what_would_have_been_said_and_the_page_has_its_rates(county, as_role):
    digest = Run.objects.get().result_hash
    assert hindsight_path(digest).is_file()
    page, view = text(as_role("leader").get(PAGE)), hindsight_view(standing(), 2, "zh")
    assert view.statements == sum(row["ahead"] == 2 for row in worked_out(digest)["statements"]) > 100
    for row in view.levels:
        rate = row.worked
        assert rate.whole and f"（{rate.interval}）" in page
        assert (rate.percent != "") == (rate.whole >= 30)
        assert (f">{rate.percent}<" if rate.percent else f">{rate.count} / {rate.whole}<") in page
    assert "未曾发出" in page and "推算的预警" in page and "演示数据" in page


def test_the_backtest_stands_beside_with_its_tenths_and_diagram(county, as_role):
    page, tried = text(as_role("leader").get(PAGE)), backtests()[0]
    for level in tried.levels:
        assert f"<b>{100 * (1 - level.met):.0f}%</b>" in page
    assert f"回测为 {100 * tried.found:.0f}%" in page and f"回测为 {100 * tried.needless:.0f}%" in page
    for tenth in tried.tenths:
        assert f"{100 * tenth.met:.1f}%</td>" in page
    assert page.count('class="pt m"') == len(tried.tenths) and 'class="whisker"' in page and f"{tried.count:,}" in page


def test_years_ahead_are_chosen_and_anything_else_is_the_usual(county, as_role):
    client = as_role("officer")
    one, two, wrong = (text(client.get(f"{PAGE}?ahead={n}")) for n in ("1", "2", "x9"))
    assert 'href="?ahead=1" aria-current="true"' in one and one != two
    assert re.sub(r"csrf\S+", "", two).count("2022 → 2024") == wrong.count("2022 → 2024") > 0
    assert "2023 → 2024" in one and "2023 → 2024" not in two


def test_without_an_earlier_run_the_page_says_so_and_gives_no_rate_of_issued_warnings(county, as_role):
    page = text(as_role("leader").get(PAGE))
    assert "还没有更早年份的监测运行" in page and page.count("还没有</span>") == 4


def test_a_warning_that_is_not_due_is_neither_right_nor_wrong(issued, as_role):
    row = of()[0]
    assert (row.outcome, row.origin, row.result) == ("open", 2022, 2025) and row.now == ""
    page = text(as_role("leader").get(PAGE))
    assert "发出 1 条，1 条未到期" in page and "未到期" in page and page.count("还没有</span>") == 4


@pytest.mark.parametrize(("state", "outcome", "word"), [("not_met", "came_true", "应验"), ("met", "needless", "虚警")])
def test_a_warning_whose_year_has_come_is_told_by_the_judgement(issued, as_role, state, outcome, word):
    issued.update(target_year=2024)
    TrackResult.objects.filter(run__year=2024, code=SCREENING).update(state=state)
    assert of()[0].outcome == outcome
    assert hindsight_view(standing(), 2, "zh").levels[-1].issued.count == (outcome == "came_true")
    page = text(as_role("leader").get(PAGE))
    assert word in page and f"{int(outcome == 'came_true')} / 1" in page and page.count("还没有</span>") == 3


def test_a_figure_that_should_hold_and_failed_once_came_true_before_the_target_year(issued, as_role):
    issued.update(hold=True)
    assert (of()[0].outcome, of()[0].result) == ("came_true", 2023)
    Figure.objects.filter(indicator="health.cervical_screening", year__gt=2022).update(value=65)
    assert of()[0].outcome == "open"


def test_a_judgement_without_a_figure_is_told_as_unknown(issued):
    issued.update(target_year=2024)
    TrackResult.objects.filter(run__year=2024, code=SCREENING).update(state="no_data")
    assert of()[0].outcome == "unknown" and hindsight_view(standing(), 2, "zh").levels[-1].issued.whole == 0


def test_a_run_of_before_the_page_was_there_has_the_backtest_alone(county, as_role):
    hindsight_path(Run.objects.get().result_hash).unlink()
    worked_out.cache_clear()
    forget()
    page = text(as_role("leader").get(PAGE))
    assert "推算不出可以对照的预警" in page and "概率说得准不准" in page


def test_before_a_run_the_page_says_what_comes_first(counted_office, as_role):
    page = as_role("officer").get(PAGE)
    assert page.status_code == 200 and "预警回溯" in text(page)


def test_the_board_leads_to_it_and_it_asks_few_questions_and_reads_in_english(issued, as_role, django_assert_max_num_queries):
    client = as_role("leader")
    assert f'href="{PAGE}"' in text(client.get("/warnings/"))
    with django_assert_max_num_queries(12):
        client.get(PAGE)
    client.post("/language/", {"language": "en", "next": "/"})
    page = text(client.get(PAGE))
    assert "Hindsight" in page and "never given" in page
