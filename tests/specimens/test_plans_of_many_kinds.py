"""Fifteen synthetic plans (places and numbers invented) of every level and layout, held to their labels."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from halfsky.plandoc.reading import PlanReading, read
from halfsky.plandoc.source import from_text

PLANS = sorted(Path(__file__).with_name("plans").glob("*.gold.json"))
Key = tuple[int | None, int | None, str, Decimal]


def _value(value: object) -> Decimal:
    return round(Decimal(str(value)), 1 if float(str(value)) > 1 else 2)


def _read(labels: Path) -> tuple[PlanReading, dict[str, object]]:
    text = labels.with_name(labels.name.replace(".gold.json", ".txt")).read_text()
    return read(from_text(text)), json.loads(labels.read_text())


def _f1(found: Counter[Key], wanted: Counter[Key]) -> float:
    return 2 * sum((found & wanted).values()) / (sum(found.values()) + sum(wanted.values()))


def test_there_are_fifteen_plans() -> None:
    assert len(PLANS) == 15


@pytest.mark.parametrize("labels", PLANS, ids=lambda path: path.name.split(".")[0])
def test_a_plan_gives_its_labels(labels: Path) -> None:
    plan, gold = _read(labels)
    assert [(d.name, len(d.goals), len(d.measures)) for d in plan.domains] == [
        (d["name"], d["goals"], d["measures"]) for d in gold["domains"]]  # type: ignore[attr-defined]
    head = ("title", "region", "level", "start_year", "end_year")
    assert [getattr(plan, key) for key in head] == [gold[key] for key in head]
    found = Counter((t.domain_index, t.goal_no, t.operator, _value(t.value)) for t in plan.targets)
    wanted = Counter(
        (t["domain_index"], t["goal_no"], t["operator"], _value(t["value"])) for t in gold["targets"])  # type: ignore[attr-defined]
    assert _f1(found, wanted) >= 0.95, (found - wanted, wanted - found)


@pytest.mark.parametrize("labels", PLANS, ids=lambda path: path.name.split(".")[0])
def test_every_character_of_a_plan_is_placed_once(labels: Path) -> None:
    plan, _ = _read(labels)
    spans = sorted([(n.start, n.end) for n in plan.outline] + [u.span for u in plan.unplaced])
    assert [start for start, _ in spans] == [0, *(end for _, end in spans[:-1])]
    assert spans[-1][1] == len(plan.text)
