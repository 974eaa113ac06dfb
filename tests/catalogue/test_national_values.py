"""National values: each is cited, says that a copy was read, and is bound only to an indicator that exists."""

from __future__ import annotations

import csv
from pathlib import Path

CATALOGUE = Path(__file__).parents[2] / "src/halfsky/catalogue"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


VALUES = rows(CATALOGUE / "national/values.csv")


def test_every_value_is_cited_and_says_what_was_read() -> None:
    for row in VALUES:
        assert "《" in row["report_zh"] and row["publisher_zh"] and row["published"][:2] == "20"
        assert row["read_from"] == "copy"
        float(row["value"])


def test_values_are_bound_to_indicators_of_the_same_unit() -> None:
    indicators = {r["code"]: r for f in sorted((CATALOGUE / "indicators").glob("*.csv")) for r in rows(f)}
    bound = [row for row in VALUES if row["indicator"]]
    assert len(bound) >= 15
    for row in bound:
        assert indicators[row["indicator"]]["unit"] == row["unit"], row
        for part in filter(None, row["breakdown"].split(";")):
            assert part.split("=")[0] in indicators[row["indicator"]]["breakdowns"].split(), row


def test_no_cell_has_two_values() -> None:
    keys = [(r["indicator"], r["breakdown"], r["year"]) for r in VALUES if r["indicator"]]
    assert len(keys) == len(set(keys))
