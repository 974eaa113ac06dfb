"""The results as one Parquet say what the run says, for every area, whether told in one part or in many."""

from __future__ import annotations

import dataclasses
import hashlib

import pyarrow.parquet as pq
import pytest

from halfsky.cube import run
from halfsky.cube.layout import write_release
from halfsky.cube.results import ResultsRefused, run_to
from tests.cube.many import city


def rows(file, kind):
    return [row for row in pq.read_table(file).to_pylist() if row["kind"] == kind]


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    path = tmp_path_factory.mktemp("results") / "2024-1"
    write_release(path, city(4))
    return path


def test_every_track_warning_and_count_of_the_run_stands_in_the_file(release, tmp_path):
    out = tmp_path / "results.parquet"
    told = run_to(release, out)
    tracks = rows(out, "track")
    assert {(r["area"], r["track"]): (r["state"], r["value"], r["reason"]) for r in tracks} == {
        (r["area"], r["code"]): (r["state"], r["value"], r["reason"]["key"] if isinstance(r["reason"], dict) else r["reason"])
        for r in told["tracks"]
    }
    assert {(r["area"], r["track"], r["warning"], r["warning_kind"]) for r in tracks if r["warning"]} == {
        (w["area"], w["code"], w["level"], w["kind"]) for w in told["warnings"]
    }
    known = {(r["area"], r["code"]): (r["p_met"], r["level"], r["previous_level"], r["why"]) for r in told["outlooks"]}
    seen = {
        (r["area"], r["track"]): (r["p_met"], r["level"], r["previous_level"], r["why_not_judged"]) for r in tracks if r["level"]
    }
    assert seen
    assert seen == {key: known[key] for key in seen}
    counted = {(r["area"], r["domain"], r["counted"]): (r["rate"], r["n_judged"]) for r in rows(out, "attainment")}
    assert counted[told["areas"][1]["area"], "", "goals"] == (
        told["areas"][1]["all"]["goals"]["rate"], told["areas"][1]["all"]["goals"]["monitorable"],
    )  # fmt: skip
    assert len(counted) == len(told["areas"]) * (1 + len(told["domains"])) * 2


def test_parts_give_the_same_rows_each_area_once(release, tmp_path, monkeypatch):
    whole, parts = tmp_path / "whole.parquet", tmp_path / "parts.parquet"
    run_to(release, whole)
    monkeypatch.setattr("halfsky.cube.told_outlook.TOLD_AREAS", 1)
    monkeypatch.setattr(run, "SERIES_AT_ONCE", 1)
    run_to(release, parts)
    order = lambda file: sorted(rows(file, "track"), key=lambda r: (r["area"], r["track"]))  # noqa: E731
    assert order(parts) == order(whole)


def test_the_same_release_gives_the_same_bytes_and_invented_figures_are_marked(tmp_path):
    write_release(tmp_path / "r", dataclasses.replace(city(2), demo=True))
    digests = set()
    for threads in (1, 2):
        out = tmp_path / f"{threads}.parquet"
        run_to(tmp_path / "r", out, threads=threads)
        digests.add(hashlib.sha256(out.read_bytes()).hexdigest())
    assert len(digests) == 1
    assert all(row["demo"] is True for row in rows(out, "track"))
    assert pq.read_metadata(out).metadata[b"halfsky:demo"] == b"true"


def test_what_cannot_be_written_is_refused_and_leaves_nothing(release, tmp_path):
    with pytest.raises(ResultsRefused, match=r"no-outlook"):
        run_to(release, tmp_path / "a.parquet", outlook=False)
    with pytest.raises(ResultsRefused, match=r"\.parquet"):
        run_to(release, tmp_path / "a.csv")
    with pytest.raises(ResultsRefused, match="DuckDB"):
        run_to(release, tmp_path / "a.parquet", engine="local")
    assert list(tmp_path.iterdir()) == []
