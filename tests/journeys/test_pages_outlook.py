"""The outlook on an indicator's page: probability, fan with its table, what if, how right, and when it cannot be said."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone

from halfsky.office.framework.measure import measures
from halfsky.office.monitoring.models import OutlookResult, TrackResult
from halfsky.office.monitoring.selectors.indicator import gap_note
from halfsky.office.monitoring.selectors.outlook import short_of
from halfsky.office.release.selectors import Seen

PENSION, DEATHS = "/indicators/security.pension_coverage/", "/indicators/health.maternal_mortality/"


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def looked(county: Path) -> OutlookResult:
    return OutlookResult.objects.get(code="security.goal.4.track.1")


def test_the_outlook_says_probability_pace_and_how_right_such_a_statement_is(looked, as_role):
    page = text(as_role("officer").get(PENSION))
    percent = round(float(looked.p_met) * 100)
    assert f"<em>{percent}%</em>" in page
    for words in ("展望", "需关注", "达标每年需提高", "近年平均每年提高", "10 个年度数据", "经过修订", "这样的说法有多准", "次中，", "预警与部门答复"):
        assert words in page, words


def test_the_fan_has_a_sentence_and_a_table_of_the_same_data(looked, as_role):
    page = text(as_role("officer").get(PENSION))
    end = looked.fan[-1]
    assert page.count("x-fan80") == 2 and "展望的数据" in page
    label = re.search(r'class="chart fan desk"[^>]*aria-label="([^"]+)"', page)
    assert label and f"{end['year']} 年预计 {end['q50']:.2f}%" in label.group(1)
    assert f'<td class="r b">{end["q50"]:.2f}</td>' in page


def test_what_if_is_worked_out_for_those_without_scripts_and_carries_its_numbers(looked, as_role):
    page = text(as_role("officer").get(PENSION))
    box = re.search(r'<div class="whatifbox"([^>]*)>', page)
    assert box is not None
    data = dict(re.findall(r'data-([a-z]+)="([^"]*)"', box.group(1)))
    assert float(data["value"]) + float(looked.pace_needed) * int(data["years"]) == pytest.approx(float(data["reach"]), abs=0.01)
    assert data["sense"] == "at_least" and data["points"] == "个百分点" and data["top"] == "100"
    table = page[page.index("如果每年的变化是"):].split("</table>")[0]
    verdicts = re.findall(r'<td class="r b">([\d.]+)%</td><td>([^<]+)</td>', table)
    assert 3 <= len(verdicts) <= 5
    for value, said in verdicts:
        assert said == "达到要求" if float(value) >= 95 else said.startswith("还差"), (value, said)
    assert "js/outlook.js" in page and 'class="field slider" hidden' in page


def test_a_rare_event_has_counts_and_no_fan(county, as_role):
    page = text(as_role("officer").get(DEATHS))
    assert "展望" in page and "多年合并的率" in page and "不推算单年的率" in page
    assert "x-fan80" not in page and "whatifbox" not in page


def test_what_cannot_be_judged_says_why(looked, as_role):
    OutlookResult.objects.filter(pk=looked.pk).update(why="too_few_points", level="cannot_judge", p_met=None, model="", fan=[])
    assert "无法研判：可用的年度数据不足3个" in text(as_role("officer").get(PENSION))


def test_the_page_asks_few_questions(looked, as_role, django_assert_max_num_queries):
    client = as_role("officer")
    for address in (PENSION, DEATHS):
        with django_assert_max_num_queries(12):
            client.get(address)


def test_every_indicator_with_an_outlook_has_a_page(county, as_role):
    client = as_role("officer")
    for code in sorted(set(OutlookResult.objects.values_list("indicator", flat=True))):
        assert client.get(f"/indicators/{code}/").status_code == 200, code


def test_in_english(looked, as_role):
    client = as_role("officer")
    client.post("/language/", {"language": "en", "next": "/"})
    page = text(client.get(PENSION))
    assert "What if the yearly step were" in page and "percentage points" in page


def rows_of(page: str, words: str) -> str:
    """The table row that holds ``words``."""
    return next(row for row in page.split("<tr>") if words in row)


def test_the_plan_shows_the_level_beside_what_is_not_met_yet(looked, as_role):
    for address in ("/plan/", "/plan/domain/security/"):
        row = rows_of(text(as_role("officer").get(address)), "妇女基本养老保险参保率")
        assert f"展望：需关注，达标概率 {round(float(looked.p_met) * 100)}%" in row and "时间已过80%" in row, address


def test_a_gap_with_too_few_cases_is_not_judged_and_shows_no_change(county, as_role):
    track = TrackResult.objects.get(reason="too_few_cases")
    assert (track.state, track.value is not None, track.base is not None) == ("no_data", True, True)
    row = rows_of(text(as_role("officer").get("/plan/")), "病例太少")
    assert "不作判断" in row and "未上报" not in row and 'class="delta' not in row


def test_milestones_show_how_many_of_those_due_are_done(county, as_role):
    track = TrackResult.objects.filter(kind="qualitative", reason="milestones_half").first()
    page = text(as_role("officer").get("/plan/"))
    assert track.due and f'到期里程碑 <b class="b">{track.done.normalize():f}</b> / {track.due.normalize():f}' in page
    assert "到期的里程碑完成过半" in page


def test_gaps_are_compared_with_the_base_year_and_not_with_the_first_year_drawn(county):
    def seen(year: int, breakdown: str, value: str) -> Seen:
        return Seen(breakdown, year, Decimal(value), None, None, 1, "A", "", "", "", "", timezone.now())

    measure = measures("zh")["security.pension_coverage"]
    figures = [seen(*row) for row in (
        (2015, "SEX=F", "90"), (2015, "SEX=M", "91"), (2020, "SEX=F", "90"), (2020, "SEX=M", "95"), (2024, "SEX=F", "92"), (2024, "SEX=M", "95"),
    )]  # fmt: skip
    assert gap_note(figures, measure, "SEX=F", "SEX=M", "zh", 2020) == "2024 年差距 3.00个百分点，比 2020 年缩小"
    assert gap_note(figures[4:], measure, "SEX=F", "SEX=M", "zh", 2020) == "2024 年差距 3.00个百分点"


def steps_of(page: str) -> list[tuple[str, str]]:
    table = page[page.index("如果每年的变化是"):].split("</table>")[0]
    return re.findall(r'<td class="r b">([\d.]+)\D*</td><td>([^<]+)</td>', table)


def data_of(page: str) -> dict[str, str]:
    box = re.search(r'<div class="whatifbox"([^>]*)>', page)
    assert box is not None
    return dict(re.findall(r'data-([a-z]+)="([^"]*)"', box.group(1)))


def test_what_if_of_about_holds_within_the_recorded_tolerance_in_every_year(county, as_role):
    page = text(as_role("officer").get("/indicators/economy.employed_women_share/"))
    data = data_of(page)
    assert (data["sense"], data["hold"], float(data["slack"]), float(data["reach"])) == ("about", "1", 1.0, 45.0)
    assert "允许相差 1.00个百分点" in page
    verdicts = steps_of(page)
    assert {said == "各年都守住" for _, said in verdicts} >= {True}
    for value, said in verdicts:
        assert (said == "各年都守住") == (abs(float(value) - 45) <= 1) or said.startswith("偏离"), (value, said)


def test_what_if_of_at_most_is_met_from_below(county, as_role):
    row = OutlookResult.objects.filter(sense="at_most", model="mixture").first()
    row.reach = Decimal(str(row.fan[-1]["q50"]))
    row.save(update_fields=["reach"])
    page = text(as_role("officer").get(f"/indicators/{row.indicator}/"))
    assert data_of(page)["sense"] == "at_most"
    verdicts = steps_of(page)
    assert len({said == "达到要求" for _, said in verdicts}) == 2
    for value, said in verdicts:
        assert (said == "达到要求") == (Decimal(value) <= row.reach), (value, said)


def test_what_if_counts_a_target_with_a_tolerance_as_the_judgement_does(county, as_role):
    """About 85 % with one point of tolerance, followed upwards: 84 meets it."""
    row = OutlookResult.objects.get(code="environment.goal.8.track.1")
    assert (row.sense, row.slack) == ("at_least", 1)
    for value, said in steps_of(text(as_role("officer").get("/indicators/environment.rural_sanitary_toilets/"))):
        assert (said == "达到要求") == (Decimal(value) >= 84), (value, said)


@pytest.mark.parametrize(
    ("value", "sense", "slack", "short"),
    [("84", "at_least", "1", "0"), ("83", "at_least", "1", "2"), ("13", "at_most", "0", "0.5"), ("12", "at_most", "0", "0"),
     ("45.5", "about", "1", "0"), ("47", "about", "1", "2"), ("43.9", "about", "1", "1.1")],
)  # fmt: skip
def test_how_far_a_value_is_off(value, sense, slack, short):
    reach = {"at_least": "85", "at_most": "12.5", "about": "45"}[sense]
    assert short_of(Decimal(value), Decimal(reach), Decimal(slack), sense) == Decimal(short)


def test_a_line_that_ends_well_but_starts_too_low_does_not_hold(looked, as_role):
    OutlookResult.objects.filter(pk=looked.pk).update(hold=True, target_year=2029, reach=98)
    verdicts = steps_of(text(as_role("officer").get(PENSION)))
    ends_well = [said for value, said in verdicts if float(value) >= 98]
    assert ends_well and any(said.startswith("还差") for said in ends_well)
