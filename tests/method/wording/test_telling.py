"""How the clauses of one indicator become sentences: strung on commas in Chinese, shared out over sentences in English."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from halfsky.method.wording.clause import Aim, Subject
from halfsky.method.wording.comparison import Pair
from halfsky.method.wording.number import UNITS
from halfsky.method.wording.piece import plain
from halfsky.method.wording.telling import describe

D = Decimal
BASE = Subject(
    "track:x.goal.1.track.1", "pension coverage", UNITS["percent"], 1, "up", 2024, "expected",
    value=D("92.3"), last=D("90.9"), base=D("86.4"), base_year=2020, aim=Aim(">=", D(95), 2025, 2020),
)  # fmt: skip


def told(**change: object) -> str:
    return plain(describe(replace(BASE, **change), "en"))  # type: ignore[arg-type]


def test_of_a_missed_target_english_says_first_how_far_it_is_and_then_how_it_moved() -> None:
    assert told(state="not_met", short=D("2.7"), aim=Aim("hold>=", D(95), 2025)) == (
        "Pension coverage was 92.3%. It fell 2.7 percentage points short of the target of at least 95% every year. "
        "It was up 1.4 percentage points on the previous year and 5.9 percentage points on 2020."
    )


def test_a_carried_figure_does_not_move_by_itself() -> None:
    assert told(observed_year=2021, state="met", last=None) == (
        "Pension coverage was not measured anew in 2024; the 2021 figure, 92.3%, is carried forward. It meets the 2025 target of at least 95%. "
        "It was up 5.9 percentage points on 2020."
    )


def test_a_gap_that_widened_markedly_comes_before_the_target() -> None:
    wide = Pair(D("92.3"), D("95.2"), D("92.0"), D("93.0"), 2020)
    said = told(sexes=wide, women=True)
    assert said.index("By sex, women were 2.9") < said.index("pace needed")
    slight = replace(wide, before_first=D("91.0"), before_second=D("93.8"))
    assert told(sexes=slight, women=True).index("By sex") > told(sexes=slight, women=True).index("pace needed")


def test_one_change_and_no_target_leave_one_sentence() -> None:
    assert told(aim=None, state="met", last=None) == "Pension coverage was 92.3%, up 5.9 percentage points on 2020."
    assert told(value=None, state="no_data", reason="not_reported") == "Pension coverage was not reported for 2024."
