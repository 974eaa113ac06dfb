"""The invented figures: the same bytes from the seed, sound arithmetic, and the planted cases where they belong."""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
import yaml

from tools import demo_figures

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "src/halfsky/catalogue"
DEMO = CATALOGUE / "demo/kelan"
GENERATED = ["figures.csv", "revisions.csv", "milestones.csv"]

Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


FIGURES = rows(DEMO / "figures.csv")
REVISIONS = rows(DEMO / "revisions.csv")
PLANTED = yaml.safe_load((DEMO / "planted.yaml").read_text(encoding="utf-8"))
INDICATORS = {row["code"]: row for row in demo_figures.indicators()}
UNITS = {row["code"]: row for row in rows(CATALOGUE / "codes/unit.csv")}
CELLS = {(row["indicator"], row["breakdown"], int(row["year"])): row for row in FIGURES}


def test_the_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    demo_figures.write(tmp_path)
    for name in GENERATED:
        assert (tmp_path / name).read_bytes() == (DEMO / name).read_bytes(), f"run tools/demo_figures.py: {name}"


def test_every_indicator_has_a_level_of_its_own_and_no_level_is_left_over() -> None:
    levels = [row["indicator"] for row in rows(DEMO / "levels.csv")]
    assert sorted(levels) == sorted(INDICATORS)


def test_every_indicator_has_figures() -> None:
    assert {row["indicator"] for row in FIGURES} == set(INDICATORS)


@pytest.mark.parametrize("name", GENERATED)
def test_every_row_says_that_it_is_invented(name: str) -> None:
    column = "evidence_zh" if name == "milestones.csv" else "note"
    assert all(row[column].startswith("演示数据") for row in rows(DEMO / name))
    assert "编造" in (DEMO / "README.md").read_text(encoding="utf-8")


def test_a_value_is_its_numerator_over_its_denominator() -> None:
    for row in FIGURES + REVISIONS:
        if not row["numerator"] or not row["value"]:
            continue
        indicator = INDICATORS[row["indicator"]]
        scale = int(UNITS[indicator["unit"]]["scale"])
        exact = Decimal(row["numerator"]) * scale / Decimal(row["denominator"])
        step = Decimal(1).scaleb(-int(indicator["decimals"]))
        assert Decimal(row["value"]) == exact.quantize(step, ROUND_HALF_UP), row


def test_shares_stay_between_0_and_100() -> None:
    for row in FIGURES + REVISIONS:
        if row["value"] and INDICATORS[row["indicator"]]["kind"] == "share":
            assert 0 <= Decimal(row["value"]) <= 100, row


def test_missing_figures_have_a_reason_and_no_value() -> None:
    states = {row["code"]: row["status"] for row in rows(CATALOGUE / "codes/reason.csv")}
    for row in FIGURES:
        if row["status"] in {"O", "L", "M"}:
            assert row["value"] == "", row
            assert states[row["reason"]] == row["status"], row
        else:
            assert row["value"] and not row["reason"], row


F, M, U, R = "SEX=F", "SEX=M", "URBANISATION=U", "URBANISATION=R"
MARGINS = [
    (F, M, ""), (U, R, ""),
    (f"{F};{U}", f"{F};{R}", F), (f"{M};{U}", f"{M};{R}", M),
    (f"{F};{U}", f"{M};{U}", U), (f"{F};{R}", f"{M};{R}", R),
]  # fmt: skip


def _parts_that_miss_their_total(versions: dict[tuple[str, str, int], Row]) -> set[tuple[str, int]]:
    broken = set()
    groups: dict[tuple[str, int], dict[str, Row]] = defaultdict(dict)
    for (indicator, breakdown, year), row in versions.items():
        groups[indicator, year][breakdown] = row
    for (indicator, year), group in groups.items():
        counted = INDICATORS[indicator]["unit"] in {"person", "count"}
        columns = ["value"] if counted else ["numerator", "denominator"]
        for keys in MARGINS:
            cells = [group.get(key) for key in keys]
            for column in columns:
                if all(cell and cell[column] for cell in cells):
                    first, second, total = (Decimal(cell[column]) for cell in cells)
                    if first + second != total:
                        broken.add((indicator, year))
    return broken


def test_parts_add_up_but_for_the_planted_error() -> None:
    case = next(case for case in PLANTED if case["kind"] == "total_not_parts")
    assert _parts_that_miss_their_total(CELLS) == {(case["indicator"], 2023)}
    later = {(row["indicator"], row["breakdown"], int(row["year"])): row for row in REVISIONS}
    assert _parts_that_miss_their_total(CELLS | later) == {(case["indicator"], 2023)}


def test_the_planted_kinds_are_all_there() -> None:
    kinds = {case["kind"] for case in PLANTED}
    assert kinds >= {
        "no_sex_split", "revision", "carried", "election_jump", "small_count", "swing", "total_not_parts",
        "not_surveyed", "hard_to_obtain", "external_target", "zero_denominator", "not_due", "not_reported",
    }  # fmt: skip
    assert len({case["code"] for case in PLANTED}) == len(PLANTED)


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case["code"])
def test_a_planted_case_stands_where_the_list_says(case: dict[str, object]) -> None:
    assert case["expect_zh"] and case["expect_en"]
    places = [*case.get("cells", []), *case.get("places", [])]
    assert places
    for place in places:
        found = CELLS[case["indicator"], place["breakdown"], place["year"]]
        for column in ("numerator", "denominator", "reason", "status", "value"):
            if column in place:
                assert found[column] == str(place[column]), (case["code"], found)


def test_two_mothers_died_in_a_year_of_300_births() -> None:
    row = CELLS["health.maternal_mortality", "", 2022]
    assert (row["numerator"], row["denominator"], row["value"]) == ("2", "300", "666.7")


def test_a_revision_is_a_later_version_of_a_cell_with_a_note() -> None:
    assert REVISIONS
    for row in REVISIONS:
        before = CELLS[row["indicator"], row["breakdown"], int(row["year"])]
        assert before["value"] != row["value"]
        assert "修订" in row["note"]


def test_the_election_year_jumps_and_the_years_after_it_are_carried() -> None:
    code = "decision.village_committee_women_share"
    assert Decimal(CELLS[code, "", 2021]["value"]) - Decimal(CELLS[code, "", 2020]["value"]) > 10
    assert [CELLS[code, "", year]["status"] for year in range(2021, 2025)] == ["A", "I", "I", "I"]


def test_every_cell_a_track_or_target_is_judged_on_has_rows() -> None:
    plan = CATALOGUE / "plans/kelan-women-2021"
    for row in rows(plan / "tracks.csv") + rows(plan / "targets.csv"):
        if row["indicator"]:
            assert (row["indicator"], row["breakdown"], 2024) in CELLS, row["code"]
        if row["compare_indicator"]:
            assert (row["compare_indicator"], row["compare_breakdown"], 2024) in CELLS, row["code"]


def test_births_fall_from_about_500_to_about_300() -> None:
    births = [int(CELLS["health.hospital_delivery", "", year]["denominator"]) for year in range(2015, 2025)]
    assert 480 <= births[0] <= 520
    assert min(births) == 300


def test_no_death_is_invented_besides_the_planted_two() -> None:
    deaths = [int(row["numerator"]) for key, row in CELLS.items() if key[:2] == ("health.maternal_mortality", "")]
    assert sum(deaths) == 2


def test_outcomes_name_tracks_and_milestones_that_exist_and_every_other_milestone_reports() -> None:
    steps = rows(CATALOGUE / "plans/kelan-women-2021/milestones.csv")
    known = {row["code"] for row in steps} | {row["track"] for row in steps}
    outcomes = {row["track"]: row["outcome"] for row in rows(DEMO / "outcomes.csv")}
    assert set(outcomes) <= known
    assert set(outcomes.values()) <= {*demo_figures.STATES, "silent"}
    silent = {code for code, outcome in outcomes.items() if outcome == "silent"}
    due = {row["code"] for row in steps if not {row["code"], row["track"]} & silent}
    assert {row["milestone"] for row in rows(DEMO / "milestones.csv")} == due
