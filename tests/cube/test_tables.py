import dataclasses
from decimal import Decimal

import pytest

from halfsky.cube.content import MilestoneStateRow
from halfsky.cube.errors import ReleaseError
from halfsky.cube.tables import side_key, tables, target_rule
from halfsky.method.rounding import StoredRangeError
from tests.cube.county import AREA, county

CONTENT = county(indicators=2, breakdowns=2, goals=2)


def table(content, name):
    return next(t for t in tables(content) if t.name == name)


def changed(field, **change):
    rows = getattr(CONTENT, field)
    return dataclasses.replace(CONTENT, **{field: (dataclasses.replace(rows[0], **change), *rows[1:])})


def test_cells_are_numbered_and_kept_in_order():
    made = table(CONTENT, "observations")
    cells = [row[0] for row in made.rows]
    assert cells == sorted(set(cells))
    cell, area, indicator, breakdown, year = made.rows[-1][:5]
    assert cell == ((area * 10**4 + indicator) * 10**4 + breakdown) * 10**4 + year


def test_figures_are_whole_millionths():
    made = table(changed("observations", value=Decimal("99.9500005")), "observations")
    assert 99_950_001 in [row[7] for row in made.rows]


def test_the_side_of_a_gap_keeps_the_other_dimensions():
    assert side_key("AGE=Y35T45;SEX=M", "SEX", "F") == "SEX=F;AGE=Y35T45"
    assert side_key("SEX=F", "URBANISATION", "R") == "SEX=F;URBANISATION=R"


def test_a_target_takes_the_plans_base_year_unless_it_has_its_own():
    row = CONTENT.targets[0]
    assert target_rule(row, 2020).base_year == 2020
    assert target_rule(dataclasses.replace(row, base_year=2018), 2020).base_year == 2018


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (changed("observations", indicator="health.nothing"), "health.nothing"),
        (changed("observations", area="1"), "uses the area '1'"),
        (changed("observations", status="Z"), "unknown status"),
        (changed("observations", value=None), "value and a reason"),
        (changed("observations", reason="not_due"), "value and a reason"),
        (changed("indicators", direction="sideways"), "unknown direction"),
        (changed("targets", operator="=>"), "unknown operator"),
        (changed("tracks", kind="other"), "unknown kind"),
        (changed("tracks", target="no.target"), "no.target"),
        (changed("milestones", track="no.track"), "no.track"),
        (changed("milestone_states", state="perhaps"), "unknown state"),
        (changed("milestone_states", area="1"), "uses the code '1'"),
        (dataclasses.replace(CONTENT, areas=(*CONTENT.areas, *CONTENT.areas)), "stands twice in areas"),
        (dataclasses.replace(CONTENT, indicators=(*CONTENT.indicators, CONTENT.indicators[0])), "stands twice in ind"),
        (dataclasses.replace(CONTENT, tracks=(*CONTENT.tracks, CONTENT.tracks[0])), "stands twice in tracks"),
    ],
)
def test_a_row_that_does_not_fit_is_named(content, sentence):
    with pytest.raises(ReleaseError, match=sentence):
        tables(content)


def test_a_figure_that_cannot_be_stored_is_refused():
    with pytest.raises(StoredRangeError):
        tables(changed("observations", value=Decimal("1E14")))


def test_a_milestone_may_be_told_of_once_a_year():
    state = CONTENT.milestone_states[0]
    later = MilestoneStateRow(state.milestone, AREA, 2024, "done")
    tables(dataclasses.replace(CONTENT, milestone_states=(*CONTENT.milestone_states, later)))
    with pytest.raises(ReleaseError, match="stands twice in milestone_states"):
        tables(dataclasses.replace(CONTENT, milestone_states=(*CONTENT.milestone_states, state)))
