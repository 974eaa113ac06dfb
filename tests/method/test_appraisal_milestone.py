from decimal import Decimal

import pytest

from halfsky.method.appraisal.milestone import Step, judge_milestones


def steps(*states, due=2023):
    return [Step(due, Decimal(1), state) for state in states]


@pytest.mark.parametrize(
    ("given", "year", "expected"),
    [
        ([], 2024, ("not_due", "no_milestone_due")),
        (steps("done", due=2025), 2024, ("not_due", "no_milestone_due")),
        (steps("", ""), 2024, ("no_data", "nothing_reported")),
        (steps("done", "done"), 2024, ("met", "milestones_done")),
        (steps("done", "none"), 2024, ("expected", "milestones_half")),
        (steps("partial", "partial"), 2024, ("expected", "milestones_half")),
        (steps("partial", ""), 2024, ("hard", "milestones_late")),
        (steps("done", "partial"), 2025, ("not_met", "milestones_missed")),
        (steps("done"), 2025, ("met", "milestones_done")),
    ],
)
def test_how_far_the_milestones_have_come(given, year, expected):
    found = judge_milestones(given, year, 2025)
    assert (found.state, found.reason) == expected


def test_weights_decide_what_is_half():
    heavy = [Step(2022, Decimal(3), "none"), Step(2022, Decimal(2), "done")]
    assert judge_milestones(heavy, 2023, 2025).state == "hard"
