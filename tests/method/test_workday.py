"""Terms of working days over holidays, moved weekends and years not announced yet."""

from datetime import date

import pytest

from halfsky.method.workday import Term, is_workday, term


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        (date(2025, 3, 12), 15, date(2025, 4, 2)),
        (date(2025, 3, 14), 1, date(2025, 3, 17)),
        (date(2025, 9, 25), 5, date(2025, 10, 9)),
        (date(2025, 9, 30), 3, date(2025, 10, 11)),
        (date(2025, 3, 12), 0, date(2025, 3, 12)),
    ],
    ids=["plain weeks", "over a weekend", "a working Sunday and the October holiday", "a working Saturday", "none"],
)
def test_a_term_ends_on_a_working_day(start, days, last):
    assert term(start, days) == Term(last, True)


def test_a_year_that_is_not_announced_counts_monday_to_friday_and_says_so():
    assert term(date(2090, 1, 2), 5) == Term(date(2090, 1, 9), False)
    assert is_workday(date(2090, 1, 7)) == (False, False)
