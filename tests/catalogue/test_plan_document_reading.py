"""Our plan document is read as the county's own is: the same domains, goals, measures and targets."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from halfsky.formats.intake.docx import read_docx
from halfsky.formats.intake.limits import Limits
from halfsky.plandoc.reading import read
from halfsky.plandoc.source import from_text

PLAN = Path(__file__).parents[2] / "src/halfsky/catalogue/plans/kelan-women-2021"
SHAPE = yaml.safe_load((PLAN / "plan.yaml").read_text(encoding="utf-8"))
STEM = PLAN / "document/kelan-women-2021"
FORMS = ["txt", "docx"]


def reading(form: str) -> dict[str, object]:
    if form == "txt":
        return read(from_text(STEM.with_suffix(".txt").read_text(encoding="utf-8"))).to_dict()
    return read(read_docx(STEM.with_suffix(".docx").read_bytes(), Limits(), [])).to_dict()


def labels(found: dict[str, object]) -> list[tuple[object, ...]]:
    keys = ("domain_index", "goal_no", "operator", "value", "unit", "year")
    return sorted((tuple(float(t[k]) if k == "value" else t[k] for k in keys) for t in found["targets"]), key=str)


def directions(found: dict[str, object]) -> set[tuple[object, ...]]:
    return {(d["domain_index"], d["goal_no"], d["direction"]) for d in found["directions"]}


@pytest.mark.parametrize("form", FORMS)
def test_the_document_gives_the_plan_s_shape(form: str) -> None:
    found = reading(form)
    domains = SHAPE["shape"]["domains"]
    assert [d["name"] for d in found["domains"]] == [d["name_zh"] for d in domains]
    assert [len(d["goals"]) for d in found["domains"]] == [d["goals"] for d in domains]
    assert [len(d["measures"]) for d in found["domains"]] == [d["measures"] for d in domains]
    assert (found["region"], found["level"]) == ("岢岚县", "county")
    assert (found["start_year"], found["end_year"]) == (2021, 2025)


@pytest.mark.parametrize("form", FORMS)
def test_the_document_gives_nineteen_targets_and_loses_nothing(form: str) -> None:
    found = reading(form)
    assert len(found["targets"]) == 19
    assert found["unplaced"] == []


def test_text_and_docx_give_the_same_targets() -> None:
    assert labels(reading("txt")) == labels(reading("docx"))


@pytest.mark.specimen
@pytest.mark.parametrize("form", FORMS)
def test_targets_and_directions_are_those_of_the_county_s_own_document(form: str) -> None:
    county = Path(os.environ["HALFSKY_SPECIMENS"]) / "kelan-women-plan-2021-2025.txt"
    own = read(from_text(county.read_text(encoding="utf-8"))).to_dict()
    found = reading(form)
    assert labels(found) == labels(own)
    assert directions(found) == directions(own)
