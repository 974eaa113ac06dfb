"""The bound targets are the plan's own: as many, on the same goals, with the same form, value and year."""

import os
from pathlib import Path

import pytest

from halfsky.formats.catalogue import load, shipped
from halfsky.plandoc.reading import read
from halfsky.plandoc.source import from_text

PLAN = load().plan("kelan-women-2021")
SLUGS = [shape.slug for shape in PLAN.domains]
OURS = shipped() / "plans" / "kelan-women-2021" / "document" / "kelan-women-2021.txt"


def bound():
    return sorted((t.domain, t.goal_no, t.operator, t.value, t.year) for t in PLAN.targets)


def written(path: Path):
    found = read(from_text(path.read_text(encoding="utf-8")))
    return sorted((SLUGS[t.domain_index], t.goal_no, t.operator, t.value, t.year) for t in found.targets)


def test_the_shipped_document_says_what_is_bound():
    assert bound() == written(OURS)


@pytest.mark.specimen
def test_the_real_document_says_what_is_bound():
    folder = Path(os.environ["HALFSKY_SPECIMENS"])
    assert bound() == written(folder / "kelan-women-plan-2021-2025.txt")
