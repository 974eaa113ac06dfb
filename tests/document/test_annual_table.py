import pytest

from halfsky.document import annual_table, reading, template
from halfsky.method.wording.piece import Field, plain
from tests.document import county

SLOTS = dict.fromkeys(("year", "end_year", "release"), Field("k:x", "2024")) | {"held": ()}


@pytest.fixture
def found():
    return reading.read(county.result(), county.framework(), county.figures(), "zh")


@pytest.fixture
def form():
    return template.load("annual", "zh")


def rows(table):
    return [[plain(cell) for cell in row.cells] for row in table.rows]


def test_the_domains_add_up_to_the_last_row(found, form):
    told = rows(annual_table.domains(found, form, SLOTS))
    assert told[-1] == ["合计", "4", "0", "1", "0", "1", "1", "1", "0", "0", "3", "33.33%"]
    for column in range(1, 11):
        assert sum(int(row[column]) for row in told[:-1]) == int(told[-1][column])


def test_a_target_stands_with_base_last_year_this_year_and_state(found, form):
    told = rows(annual_table.targets(found, form, SLOTS))
    assert ["女性基本养老保险参保率", "%", "86.40", "90.90", "92.30", "≥95", "达标困难"] in told
    assert ["孕产妇死亡率", "/10万", "—", "—", "119.1合", "≤12.5", "未达标"] in told


def test_a_goal_judged_in_part_has_a_star_and_a_note(found, form):
    table = annual_table.by_state(found, form, ("no_data",), "silent_caption")
    assert rows(table)[0][-1] == "未上报*"
    assert plain(table.note).startswith("注：带*")
    assert annual_table.by_state(found, form, ("not_due",), "silent_caption") is None


def test_a_target_without_an_indicator_stands_in_the_plans_own_words(form):
    framework = county.framework() | {"targets": [
        {"code": "health.goal.1.target.1", "domain": "health", "indicator": "", "quote": "筛查率达到70%"},
        {"code": "health.goal.1.target.2", "domain": "health", "indicator": "health.screening", "quote": "合格率达到90%"},
    ]}  # fmt: skip
    bare = reading.read(county.result(), framework, county.figures(), "zh")
    assert rows(annual_table.unbound(bare, form)) == [["妇女与健康", "筛查率达到70%", "不可监测"]]
    assert annual_table.unbound(reading.read(county.result(), county.framework(), county.figures(), "zh"), form) is None
