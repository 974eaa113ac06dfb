"""Shares, changes and sex ratios of reports in English."""

from __future__ import annotations

import pytest

from halfsky.plandoc.source import from_text
from halfsky.reportdoc.english import check_english, numbers_of
from halfsky.reportdoc.sentence import sentences


def found(text: str) -> list[tuple[str, str]]:
    return [(f.kind, str(f.params["right"])) for f in check_english(list(sentences(from_text(text)))).findings]


@pytest.mark.parametrize(("text", "kind", "right"), [
    ("The rate rose from 91.1% in 2022 to 92.6% in 2023, an increase of 1.9 percentage points.", "change", "1.5 percentage points"),
    ("Coverage grew by 9.5%, from 8,200 to 8,856.", "change", "8.0 %"),
    ("The police took 214 reports, down 12% from 238 in 2022.", "change", "10.1 %"),
    ("Women's share was 40.4%, up from 39.9% a year earlier, an increase of 1.5 percentage points.", "change", "0.5 percentage points"),
    ("Stunting fell from 1.9% to 1.3%, or by 0.6%.", "point_as_percent", "0.6"),
    ("Legal aid was given to 3,615 minors, 415 more than in 2023, an increase of 11.5%.", "change", "13.0 %"),
    ("Schools had 4,862 students, of whom 2,519 (58.1%) were girls.", "share", "51.8 %"),
    ("Of 612 members, 186 were women (33.4%).", "share", "30.4 %"),
    ("Of these 61 indicators, 47 met the target (77.0%), 9 were close to it (14.8%) and 5 lagged behind (9.2%).", "share", "8.2 %"),
    ("Schools enrolled 2,140 students, including 893 girls; girls made up 47.1% of students.", "share", "41.7 %"),
    ("Of 6.42 million children 3.39 million were boys and 3.03 million were girls. The sex ratio was 109.9 boys per 100 girls.", "share", "111.9"),
])  # fmt: skip
def test_what_does_not_add_up_is_told(text: str, kind: str, right: str) -> None:
    assert found(text) == [(kind, right)]


@pytest.mark.parametrize("text", [
    "The rate rose from 99.1% in 2022 to 99.6% in 2023, an increase of 0.5 percentage points.",
    "There were 2,348 live births in 2023, down 6.2% from 2,503 in 2022.",
    "Mortality fell from 6.4 to 4.8 per 1,000, a decline of 25%.",
    "Enrolment grew from 100 to 140 over four years, an average annual growth of 8.8%.",
    "Some 400 of whom about 100 (30%) were girls.",
    "The target is 95%, against 93.4% in 2023 and 90% in 2020.",
])  # fmt: skip
def test_what_is_right_or_cannot_be_followed_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_years_are_no_counts() -> None:
    assert [n.is_count for n in numbers_of("2,503 in 2022, 9.5% of 3.1 million")] == [True, False, False, True]


def test_a_blank_lost_behind_a_comma_parts_no_thousands() -> None:
    assert found("Courts took 168 applications,24 more than in 2023, an increase of 14.3%.") == [("change", "16.7 %")]
