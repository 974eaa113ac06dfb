"""The reference page is the rules."""

from pathlib import Path

import pytest

from halfsky.plandoc.clause import clause_of
from halfsky.plandoc.rules import PHRASES, page
from halfsky.plandoc.targets import readings

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "reading-rules.md"


def test_the_page_says_what_the_rules_say() -> None:
    """When this fails: python -c 'from halfsky.plandoc.rules import page; print(page(), end="")' writes the page."""
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize(("name", "says", "example", "gives"), PHRASES)
def test_the_example_of_a_phrase(name: str, says: str, example: str, gives: str) -> None:
    found, _ = readings(clause_of(example, [(0, len(example))]), 2021, 2025)
    assert ", ".join(f"{reading.operator} {reading.value}" for reading in found) == gives
