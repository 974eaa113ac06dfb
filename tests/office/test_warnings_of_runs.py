"""Warnings over runs: opened, kept, moved between levels, cleared, and opened again."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from halfsky.office.monitoring.models import EarlyWarning, OutlookResult, WarningEntry
from halfsky.office.monitoring.services.warnings import keep_outlooks
from halfsky.office.monitoring.states import CLOSED, LEVELS, OPEN, WATCHED, state_after, trend
from halfsky.office.trail.models import Entry
from halfsky.office.trail.selectors import verify
from tests.cast import MORNING, said
from tests.office.warned import DEATHS, SCREENING, Told, nothing_warned, ran, result_of, the_warning

LATER = MORNING + timedelta(days=365)
OTHER = "health.goal.10.track.1"


@pytest.fixture
def office(county):
    nothing_warned()
    return county


def entries(code: str = SCREENING) -> list[tuple[int, str, str, str, str]]:
    return list(
        WarningEntry.objects.filter(warning__code=code).values_list("year", "before", "level", "trend", "since")
    )


def test_the_first_run_opens_warnings_with_owner_and_due_date_and_compares_with_last_year(office):
    run = ran(Told({SCREENING: "red", OTHER: "orange"}, {OTHER: "orange"}))
    row = the_warning()
    assert (row.level, row.state, row.opened_year, row.owner) == ("red", OPEN, 2024, "health_bureau")
    assert row.supporting and row.due == date(2025, 4, 2) and row.due_announced
    assert entries() == [(2024, "", "red", "new", "year")]
    assert entries(OTHER) == [(2024, "orange", "orange", "persisting", "year")]
    kept = OutlookResult.objects.get(run=run, code=SCREENING)
    assert (str(kept.p_met), kept.level, kept.fan[0]["q50"]) == ("0.0400", "off_track", 59.2)
    facts = Entry.objects.filter(action="monitoring.warnings").latest("seq").facts
    assert '"new":1' in facts and '"persisting":1' in facts and verify().ok


def test_what_was_warned_of_by_last_years_data_and_is_no_more_is_told_as_cleared(office):
    ran(Told({}, {SCREENING: "yellow"}))
    assert entries() == [(2024, "yellow", "", "cleared", "year")]
    assert (the_warning().state, the_warning().due) == (CLOSED, None)


@pytest.mark.parametrize(
    ("first", "then", "moved", "state"),
    [
        ("yellow", "red", "escalated", OPEN), ("red", "yellow", "eased", OPEN), ("red", "red", "persisting", OPEN),
        ("red", "", "cleared", CLOSED), ("red", "blue", "eased", WATCHED), ("blue", "orange", "escalated", OPEN),
    ],
)  # fmt: skip
def test_the_next_year_moves_a_warning(office, first, then, moved, state):
    ran(Told({SCREENING: first}))
    ran(Told({SCREENING: then}), year=2025, at=LATER)
    assert entries()[-1] == (2025, first, then, moved, "run")
    row = the_warning()
    assert (row.level, row.state, row.token) == (then, state, 1)
    assert row.due == (date(2026, 4, 2) if state == OPEN else None)
    assert EarlyWarning.objects.count() == 1


def test_a_revised_release_of_the_year_asks_again_only_when_it_is_worse(office):
    ran(Told({SCREENING: "orange", OTHER: "yellow"}))
    EarlyWarning.objects.update(state="accepted")
    ran(Told({SCREENING: "red", OTHER: "yellow"}), number=2, at=MORNING + timedelta(days=30))
    assert (the_warning().state, the_warning().due) == (OPEN, date(2025, 5, 6))
    assert (the_warning(OTHER).state, the_warning(OTHER).due) == ("accepted", date(2025, 4, 2))


def test_a_cleared_warning_that_comes_back_is_new_with_a_new_date(office):
    for year, colour in ((2024, "red"), (2025, ""), (2026, "orange")):
        ran(Told({SCREENING: colour}), year=year, at=MORNING + timedelta(days=365 * (year - 2024)))
    assert [row[3] for row in entries()] == ["new", "cleared", "new"]
    row = the_warning()
    assert (row.opened_year, row.state, row.level) == (2026, OPEN, "orange")


def test_data_that_went_missing_clears_nothing(office):
    ran(Told({SCREENING: "red"}))
    ran(Told({}, lost=(SCREENING,)), year=2025, at=LATER)
    assert entries()[-1][2:4] == ("red", "persisting") and the_warning().state == OPEN
    assert WarningEntry.objects.latest("id").reason == "years_missing"


def test_a_track_that_is_followed_no_more_is_cleared(office):
    ran(Told({SCREENING: "red"}))
    ran(Told({OTHER: "red"}), year=2025, at=LATER)
    assert entries()[-1][2:4] == ("", "cleared") and WarningEntry.objects.get(year=2025, level="").reason == "not_followed"


def test_a_rare_event_opens_a_case_review_and_no_alarm(office):
    ran(Told({DEATHS: "red"}))
    row = the_warning(DEATHS)
    assert (row.kind, row.level, row.state) == ("case_review", "review", OPEN)


def test_a_run_of_an_older_release_moves_nothing(office):
    ran(Told({SCREENING: "red"}))
    older = ran(Told({SCREENING: "yellow"}), year=2023, at=LATER)
    assert the_warning().level == "red" and entries() == [(2024, "", "red", "new", "year")]
    assert older.outlooks.count() == 1


def test_another_area_in_the_result_is_not_work_of_this_office(office):
    run = ran(Told({SCREENING: "red"}))
    told = result_of(Told({OTHER: "red"}), "140926000000") | {"release": {"area": run.release.area}}
    assert keep_outlooks(run=run, result=told, framework={}, **said("statistician")) == {}
    assert EarlyWarning.objects.count() == 1


def test_a_year_without_announced_holidays_says_so(office):
    ran(Told({SCREENING: "red"}), at=datetime(2090, 3, 6, 9, 0, tzinfo=MORNING.tzinfo))
    assert (the_warning().due, the_warning().due_announced) == (date(2090, 3, 27), False)


def test_the_working_days_of_the_scheme_count(office):
    ran(Told({SCREENING: "red"}, working_days=3))
    assert the_warning().due == date(2025, 3, 17)


@pytest.mark.parametrize("before", ["", *LEVELS])
@pytest.mark.parametrize("now", ["", *LEVELS])
def test_a_trend_and_a_state_follow_from_any_two_levels(before, now):
    moved = trend(before, now)
    assert bool(moved) == bool(before or now)
    state = state_after("" if not before else OPEN, now, moved, new_year=True)
    assert (state == CLOSED) == (not now) and (state == WATCHED) == (now == "blue")
