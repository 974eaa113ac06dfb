import dataclasses
import json
import shutil
from decimal import Decimal

import pytest

from halfsky.cube.content import BodyRow
from halfsky.cube.difference import KINDS, SCHEMA, compare
from halfsky.cube.errors import ReleaseError
from halfsky.cube.layout import write_release
from halfsky.method.scheme import Scheme
from tests.cube.county import AREA, county


@pytest.fixture(scope="module")
def content():
    return county(indicators=3, breakdowns=3, goals=2)


@pytest.fixture(scope="module")
def old(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("old") / "2024-1"
    write_release(folder, content)
    return folder


def against(old, tmp_path, content, **change):
    write_release(tmp_path / "2024-2", dataclasses.replace(content, number=2, **change))
    return compare(old, tmp_path / "2024-2")


def edited(content, index, **change):
    rows = list(content.observations)
    rows[index] = dataclasses.replace(rows[index], **change)
    return tuple(rows)


def nothing_but(found, *parts):
    """Names of the parts in which something differs."""
    tables = [name for name in ("targets", "tracks", "indicators", "milestones", "milestone_states", "areas", "bodies", "framework")
              if any(found[name].values())]
    seen = [name for name in KINDS if found["observations"][name]]
    return sorted([*tables, *seen, *(["scheme"] if found["scheme"] else [])]) == sorted(parts)


def test_the_same_release_under_another_number_differs_in_nothing(old, tmp_path, content):
    found = against(old, tmp_path, content)
    assert found["schema"] == SCHEMA and nothing_but(found)
    assert (found["old"]["id"], found["new"]["id"]) == ("2024-1", "2024-2")
    judged = found["judgements"]
    assert judged["goals"] == judged["targets"] == judged["outlooks"] == found["warnings"] == []
    assert judged["attainment"]["old"] == judged["attainment"]["new"] and found["labels"]["indicators"] == {}


def test_a_figure_added_removed_changed_with_both_sides(old, tmp_path, content):
    rows = list(content.observations)
    gone, kept = rows[0], rows[5]
    rows[5] = dataclasses.replace(kept, numerator=Decimal("1234.5"), value=Decimal("12.345678"))
    more = dataclasses.replace(gone, year=2014, value=Decimal("1.5"))
    found = against(old, tmp_path, content, observations=(*rows[1:], more))
    assert nothing_but(found, "added", "removed", "changed")
    by_kind = {row["kind"]: row for row in found["observations"]["rows"]}
    assert by_kind["added"]["old"] is None and by_kind["added"]["new"]["value"] == 1.5 and by_kind["added"]["year"] == 2014
    assert by_kind["removed"]["new"] is None and by_kind["removed"]["old"]["value"] == float(gone.value)
    assert by_kind["changed"]["new"] == {"value": 12.345678, "numerator": 1234.5, "denominator": 2000, "status": "A", "reason": ""}
    assert {(row["indicator"], row["area"]) for row in found["observations"]["rows"]} <= {
        (row.indicator, AREA) for row in content.observations}
    assert set(found["labels"]["indicators"]) >= {gone.indicator, kept.indicator}
    assert found["labels"]["indicators"][kept.indicator]["unit"] == "percent"


@pytest.mark.parametrize(("change", "kind"), [
    ({"status": "P"}, "status"), ({"note": "更正"}, "words"), ({"signer": "李某"}, "words"), ({"source_body": "court"}, "words"),
    ({"denominator": Decimal(2001)}, "changed"), ({"value": None, "status": "O", "reason": "not_reported"}, "changed"),
])
def test_what_of_a_figure_changed_is_told_apart(old, tmp_path, content, change, kind):
    found = against(old, tmp_path, content, observations=edited(content, 7, **change))
    assert nothing_but(found, kind) and found["observations"][kind] == 1


def test_a_new_code_that_shifts_all_numbers_changes_no_figure(old, tmp_path, content):
    """Codes are numbered in each release anew; a new indicator in front shifts them all."""
    first = dataclasses.replace(content.indicators[0], code="a.first")
    found = against(old, tmp_path, content, indicators=(first, *content.indicators))
    assert nothing_but(found, "indicators") and found["indicators"]["added"] == ["a.first"]


def test_a_target_its_binding_and_its_judgement_move_together(old, tmp_path, content):
    easy = tuple(dataclasses.replace(row, value=Decimal(100)) if row.operator == "<=" else row for row in content.targets)
    eased = {row.code for row in easy if row.operator == "<="}
    found = against(old, tmp_path, content, targets=easy)
    assert nothing_but(found, "targets")
    assert found["targets"]["changed"] == [{"code": code, "field": "value", "old": 60, "new": 100} for code in sorted(eased)]
    moves = found["judgements"]["targets"]
    assert moves and {row["code"] for row in moves} <= eased
    for row in moves:
        assert (row["old"]["reach"], row["new"]["reach"]) == (60, 100) and row["old"]["state"] != row["new"]["state"] == "met_early"


def test_a_figure_that_decides_moves_the_goal_and_the_attainment(old, tmp_path, content):
    """All figures of one year made very bad: goals that were met are not any more, and the difference names them."""
    bad = tuple(
        dataclasses.replace(row, value=Decimal(0), numerator=Decimal(0)) if row.year == 2024 and row.value is not None else row
        for row in content.observations
    )
    found = against(old, tmp_path, content, observations=bad)
    goals = found["judgements"]["goals"]
    assert goals and all(row["old"] != row["new"] for row in goals)
    was, now = (found["judgements"]["attainment"][side]["all"]["goals"] for side in ("old", "new"))
    for state in ("met", "expected", "hard", "not_met", "no_data"):
        came, went = (sum(row[side] == state for row in goals) for side in ("new", "old"))
        assert now[state] - was[state] == came - went, state


def test_framework_scheme_bodies_and_milestones_are_told(old, tmp_path, content):
    framework = {**content.framework, "scheme": {**Scheme().plain(), "version": 1, "pace_percent": 90}}
    framework["goals"] = [{**row, "title_zh": "新名"} if row["code"] == "health.goal.1" else row for row in framework["goals"]]
    states = tuple(dataclasses.replace(row, state="done") for row in content.milestone_states)
    found = against(old, tmp_path, content, framework=framework, milestone_states=states,
                    bodies=(*content.bodies, BodyRow("court", "县法院")))
    assert found["framework"]["changed"] == [{"code": "goals:health.goal.1", "field": "title_zh", "old": "目标", "new": "新名"}]
    assert {"field": "pace_percent", "old": 95, "new": 90} in found["scheme"]
    assert found["bodies"]["added"] == ["court"]
    assert {row["field"] for row in found["milestone_states"]["changed"]} == {"state"}
    assert all(row["code"].endswith(f"{AREA} 2023") for row in found["milestone_states"]["changed"])


def test_order_of_rows_never_matters_and_the_bytes_are_the_same(old, tmp_path, content):
    rows = edited(content, 3, value=Decimal("1.25"))
    write_release(tmp_path / "a" / "2024-2", dataclasses.replace(content, number=2, observations=rows))
    write_release(tmp_path / "b" / "2024-2", dataclasses.replace(content, number=2, observations=rows[::-1], targets=content.targets[::-1]))
    first, second = (json.dumps(compare(old, tmp_path / side / "2024-2"), sort_keys=True) for side in "ab")
    assert first == second


def test_turned_round_what_was_added_is_removed(old, tmp_path, content):
    forth = against(old, tmp_path, content, observations=content.observations[2:])
    back = compare(tmp_path / "2024-2", old)
    assert forth["observations"]["removed"] == back["observations"]["added"] == 2
    assert [row["old"] for row in forth["observations"]["rows"]] == [row["new"] for row in back["observations"]["rows"]]


def test_a_damaged_release_is_refused(old, tmp_path, content):
    shutil.copytree(old, tmp_path / "r")
    (tmp_path / "r" / "targets.parquet").chmod(0o644)
    (tmp_path / "r" / "targets.parquet").write_bytes(b"x")
    with pytest.raises(ReleaseError, match=r"targets\.parquet"):
        compare(old, tmp_path / "r")
