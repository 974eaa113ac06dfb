"""Two sides as two lines: each side's figures, its end in words, names that do not lie on one another."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from halfsky.office.framework.measure import measures
from halfsky.office.monitoring.selectors.twin import APART, twins
from halfsky.office.release.models import Release
from halfsky.office.release.selectors import Seen, figures_of


def test_sides_are_drawn_as_their_figures_lie(county):
    measure = measures("zh")["security.pension_coverage"]
    seen = figures_of(Release.objects.get().pk, "security.pension_coverage")
    found = twins(seen, measure, "zh")
    assert list(found) == ["sex", "urban"]
    women, men = found["sex"].lines
    known = {row.year: row.value for row in seen if row.breakdown == "SEX=F" and row.value is not None}
    assert len(women.marks) == len(known) and women.value == measure.bare(known[max(known)]) and (women.style, men.style) == ("f", "m")
    assert abs(float(women.y) - float(men.y)) >= 2 * APART - 0.2, "the words at the ends can be read"
    heights = [float(y) for _, y in women.marks]
    assert heights[0] > heights[-1], "a rising share rises in the drawing"
    assert "女2024 年 94.54%" in found["sex"].alt and "women 94.54% in 2024" in twins(seen, measure, "en")["sex"].alt.lower()


def test_one_figure_is_no_line_and_equal_ends_are_kept_apart(county):
    measure = measures("zh")["security.pension_coverage"]
    row = next(row for row in figures_of(Release.objects.get().pk, "security.pension_coverage") if row.value is not None)

    def side(breakdown: str, *values: str | None) -> list[Seen]:
        return [replace(row, breakdown=breakdown, year=2020 + n, value=Decimal(v) if v else None) for n, v in enumerate(values)]

    equal = twins(side("SEX=F", "50", "60") + side("SEX=M", "70", "60"), measure, "zh")["sex"]
    assert abs(float(equal.lines[0].y) - float(equal.lines[1].y)) >= 2 * APART - 0.2
    assert twins(side("SEX=F", "50", None) + side("SEX=M", "70", "60"), measure, "zh") == {}
