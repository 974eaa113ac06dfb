"""Ranked tables say what the results say: equal figures share a rank, ends are cut, shares are of the judged."""

from __future__ import annotations

import csv

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from halfsky.cube.layout import write_release
from halfsky.cube.ranked import RankedRefused, write_ranked
from halfsky.cube.results import SCHEMA, run_to
from tests.cube.many import city


def table(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def results(path, gaps):
    rows = [
        {"demo": True, "year": 2024, "kind": "track", "area": f"{n:012}", "area_level": "county", "track": "t", "target": "g",
         "value": 10.0 * n, "gap_to_target": gap, "state": "met" if gap <= 0 else "hard", "warning": "red" if gap > 2 else ""}
        for n, gap in enumerate(gaps)
    ]  # fmt: skip
    pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), path)
    return path


def test_equal_gaps_share_a_rank_and_both_ends_are_told(tmp_path):
    given = results(tmp_path / "r.parquet", [0.5, -1.0, 3.0, 0.5, 2.0])
    write_ranked(given, tmp_path / "all", most=0)
    rows = table(tmp_path / "all", "ranked")
    assert [(row["gap_to_target"], row["rank"]) for row in rows] == [("-1", "1"), ("0.5", "2"), ("0.5", "2"), ("2", "4"), ("3", "5")]
    assert {row["demo"] for row in rows} == {"1"}
    write_ranked(given, tmp_path / "ends", most=1)
    assert [row["rank"] for row in table(tmp_path / "ends", "ranked")] == ["1", "5"]
    (spread,) = table(tmp_path / "all", "distribution")
    assert (spread["q50"], spread["q25"], spread["met"], spread["share_met"], spread["red"]) == ("20", "10", "1", "20", "1")


def test_a_run_of_a_city_gives_all_four_in_both_forms(tmp_path):
    write_release(tmp_path / "city", city(5))
    told = run_to(tmp_path / "city", tmp_path / "r.parquet")
    counts = write_ranked(tmp_path / "r.parquet", tmp_path / "t")
    assert all(counts.values())
    best = max(one["all"]["goals"]["rate"] for one in told["areas"] if one["area"] != "140900000000")
    first = next(row for row in table(tmp_path / "t", "attainment") if row["area_level"] == "county" and row["domain"] == "")
    assert float(first["rate"]) == best and first["rank"] == "1" and first["of_areas"] == "5"
    assert {row["counted"] for row in table(tmp_path / "t", "domains")} == {"goals", "indicators"}
    assert write_ranked(tmp_path / "r.parquet", tmp_path / "x", form="xlsx") == counts
    assert sorted(p.suffix for p in (tmp_path / "x").iterdir()) == [".xlsx"] * 4


def test_what_is_no_file_of_results_is_refused(tmp_path):
    (tmp_path / "r.parquet").write_text("no")
    for given, options, key in (
        ("r.parquet", {}, "no_results"), ("none.parquet", {}, "no_results"), ("r.parquet", {"form": "pdf"}, "form"),
        ("r.parquet", {"most": -1}, "most"),
    ):  # fmt: skip
        with pytest.raises(RankedRefused) as refused:
            write_ranked(tmp_path / given, tmp_path / "out", **options)
        assert refused.value.key == key
