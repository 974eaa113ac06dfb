from decimal import Decimal

import pytest

from halfsky.document import reading
from tests.document import county


@pytest.fixture
def found():
    return reading.read(county.result(), county.framework(), county.figures(), "zh")


def track(found, code):
    return next(row for row in found.tracks if row["code"] == code)


def test_a_track_is_read_with_its_cell_and_its_target(found):
    subject = found.subject(track(found, "security.goal.1.track.1"))
    assert (subject.value, subject.last, subject.base) == (Decimal("92.3"), Decimal("90.9"), Decimal("86.4"))
    assert subject.aim.value == 95
    assert subject.sexes.second == Decimal("95.2")
    assert subject.name == "女性基本养老保险参保率"


def test_a_small_count_has_no_yearly_value(found):
    subject = found.subject(track(found, "health.goal.1.track.1"))
    assert subject.pool == (2020, 2024)
    assert subject.last is subject.base is None


def test_a_qualitative_track_has_no_subject(found):
    assert found.subject(track(found, "security.goal.2.track.2")) is None


def test_figures_of_another_area_are_left_out():
    rows = [{**row, "area": "140900000000"} for row in county.figures()]
    assert reading.read(county.result(), county.framework(), rows, "zh").cells == {}


def test_rows_may_be_frozen_values():
    from halfsky.cube.content import ObservationRow

    row = ObservationRow(county.AREA, "health.screening", "", 2024, None, None, Decimal(60))
    found = reading.read(county.result(), county.framework(), [row], "en")
    assert found.value("health.screening", "", 2024) == 60
    assert found.name("health.screening", "SEX=F") == "women's cervical screening"


def test_the_lead_and_the_source_are_named(found):
    assert found.lead("health.goal.1") == "县卫健局"
    assert found.lead("health.goal.2") == ""
    assert found.body("health_bureau") == "县卫健局"


def test_two_groups_of_a_cell(found):
    pair = found.twin("security.pension_coverage", "SEX=F", "SEX")
    assert pair.first.key.endswith("SEX=F")
    assert pair.second.known[-1].value == Decimal("95.2")


def test_the_outlook_and_the_interval_of_a_track_reach_its_sentence():
    result = county.result()
    result["outlooks"] = [
        {"code": "security.goal.1.track.1", "area": county.AREA, "kind": "target", "p_met": 0.42, "level": "at_risk"},
        {"code": "security.goal.2.track.1", "area": county.AREA, "kind": "direction", "p_met": 0.9, "level": "on_track"},
    ]
    result["tracks"][0]["pooled"] |= {"low_95": 14.4, "high_95": 430.3}
    found = reading.read(result, county.framework(), county.figures(), "zh")
    by_code = {row["code"]: found.subject(row) for row in found.tracks}
    assert (by_code["security.goal.1.track.1"].chance, by_code["security.goal.1.track.1"].level) == (Decimal("0.42"), "at_risk")
    assert by_code["security.goal.2.track.1"].chance is None
    assert by_code["health.goal.1.track.1"].interval == (Decimal("14.4"), Decimal("430.3"))


def test_a_rare_event_has_the_outlooks_interval_as_on_the_pages():
    result = county.result()
    result["tracks"][0]["pooled"] |= {"low_95": 14.4, "high_95": 430.3}
    counts = {"low_80": 48, "high_80": 275.1, "low_95": 24.8, "high_95": 382.1}
    result["outlooks"] = [{"code": "health.goal.1.track.1", "area": county.AREA, "kind": "target", "counts": counts, "p_met": 0.01}]
    found = reading.read(result, county.framework(), county.figures(), "zh")
    assert found.subject(track(found, "health.goal.1.track.1")).interval == (Decimal("24.8"), Decimal("382.1"))
