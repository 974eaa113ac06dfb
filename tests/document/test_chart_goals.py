import altair
import pytest

from halfsky.document import chart_goals
from halfsky.document.chart_goals import GoalRow
from halfsky.document.chart_spec import SIGN
from halfsky.method.wording.attainment import JUDGED, LEFT_OUT
from halfsky.method.wording.piece import plain

ROWS = [
    GoalRow("domain:health:goals", "妇女与健康", ((1, "met"), (2, "hard"), (3, "met"))),
    GoalRow("domain:law:goals", "妇女与法律", ((1, "no_data"), (2, "not_met"))),
]


@pytest.mark.parametrize("size", ["wide", "narrow"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_spec_is_valid(lang, size):
    altair.LayerChart.from_dict(chart_goals.goals(ROWS, lang, size).spec)


def test_every_goal_is_a_cell_told_by_its_sign_as_well_as_its_tone():
    cells = chart_goals.goals(ROWS).spec["layer"][0]["data"]["values"]
    assert [(one["name"], one["no"], one["sign"]) for one in cells] == [
        ("妇女与健康", 1, "○"), ("妇女与健康", 2, "△"), ("妇女与健康", 3, "○"), ("妇女与法律", 1, "…"), ("妇女与法律", 2, "×"),
    ]  # fmt: skip
    assert set(SIGN) == {*JUDGED, *LEFT_OUT} and len(set(SIGN.values())) == len(SIGN)


def test_the_sentence_counts_the_states_of_each_domain():
    said = plain(chart_goals.goals(ROWS).alt)
    assert said == "各项目标的状态：妇女与健康已达标2项，达标困难1项；妇女与法律未达标1项，未上报1项。"
    assert len(chart_goals.goals(ROWS).table.rows) == 5
