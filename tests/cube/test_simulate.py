import shutil
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from halfsky.cube import simulate as module
from halfsky.cube.errors import ReleaseError
from halfsky.cube.invented import NATION, ROWS_AN_AREA
from halfsky.cube.layout import read_manifest, verify
from halfsky.cube.proof import recount
from halfsky.cube.run import monitor
from halfsky.cube.simulate import BYTES_A_ROW, SimulateError, check, disk_needed, simulate, told


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    path = tmp_path_factory.mktemp("invented") / "city"
    simulate(path, 3)
    return path


def test_it_is_an_ordinary_release_marked_as_invented(city):
    manifest = verify(city)
    assert manifest.demo and manifest.rows["observations"] == 4 * ROWS_AN_AREA
    assert recount(city, manifest) == sum(manifest.rows.values()), "the content hash is that of its rows"


def test_what_is_followed_lies_in_row_groups_of_its_own_in_the_order_of_the_cells(city):
    file = pq.ParquetFile(city / "observations.parquet")
    assert file.metadata.num_row_groups > 1
    sizes = {True: [], False: []}
    cells = {True: [], False: []}
    for n in range(file.metadata.num_row_groups):
        group = file.read_row_group(n, columns=["cell_id", "followed"])
        (kind,) = set(group["followed"].to_pylist())
        sizes[kind].append(group.num_rows)
        cells[kind] += group["cell_id"].to_pylist()
    for kind in (True, False):
        assert cells[kind] == sorted(cells[kind])
        assert set(sizes[kind][:-1]) <= {65_536} and sizes[kind][-1] <= 65_536
    assert len(set(cells[True] + cells[False])) == 4 * ROWS_AN_AREA
    assert 0 < len(cells[True]) < len(cells[False]) / 4


def test_the_run_judges_every_county_of_it(city):
    result = monitor(city, outlook=False)
    assert result["release"]["demo"] and len(result["areas"]) == 4
    states = Counter(track["state"] for track in result["tracks"])
    assert {"met", "hard", "expected", "met_early", "not_met", "no_data"} <= set(states)
    reasons = {row["reason"] for row in result["series"]}
    assert {"not_reported", "no_sex_split", "hard_to_obtain"} <= reasons
    assert any(row["carried"] for row in result["series"]) and any(row["pooled"] for row in result["series"])


def test_the_same_seed_gives_the_same_bytes_and_another_others(city, tmp_path):
    simulate(tmp_path / "again", 3)
    simulate(tmp_path / "other", 3, seed=2)
    one, again, other = (read_manifest(path) for path in (city, tmp_path / "again", tmp_path / "other"))
    assert one.files == again.files and one.content_hash == again.content_hash != other.content_hash


def test_a_county_has_the_same_figures_however_many_are_made(city, tmp_path):
    simulate(tmp_path / "two", 2)
    columns = ["indicator", "breakdown", "year", "numerator", "denominator", "value", "status", "reason"]

    def first_county(path):
        table = pq.read_table(path / "observations.parquet")
        return table.filter(pc.equal(table["area"], 1)).select(columns)

    assert first_county(city).equals(first_county(tmp_path / "two"))


@pytest.mark.parametrize(("areas", "seed"), [(0, 1), (-3, 1), (20_001, 1), (3, -1), (3, 2**32)])
def test_a_number_that_makes_no_sense_is_refused_before_anything_is_written(tmp_path, areas, seed):
    with pytest.raises(SimulateError, match="whole number"):
        simulate(tmp_path / "n", areas, seed)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_too_small_is_told_before_the_start(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=10**9))
    with pytest.raises(SimulateError, match=r"About 1[0-9]{3} MB are needed .* 1000 MB are free"):
        simulate(tmp_path / "far" / "away", 2844)
    check(tmp_path / "n", 120, 1)
    assert list(tmp_path.iterdir()) == []


def test_what_is_told_before_is_enough_and_not_far_off(city):
    taken = sum(file.stat().st_size for file in Path(city).rglob("*") if file.is_file())
    assert taken <= disk_needed(3) and 1.8 * taken / 4 > BYTES_A_ROW * ROWS_AN_AREA
    assert told("x", 2844)["rows"] == 2845 * ROWS_AN_AREA and told("x", 2844)["area"] == NATION


def test_an_interrupted_simulation_leaves_nothing(tmp_path, monkeypatch):
    made = module._batch

    def fails_later(kinds, seed, areas):
        if areas[0][0] > 0:
            raise KeyboardInterrupt
        return made(kinds, seed, areas)

    monkeypatch.setattr(module, "_batch", fails_later)
    with pytest.raises(KeyboardInterrupt):
        simulate(tmp_path / "n", 20)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_release_is_not_written_over(city):
    with pytest.raises(ReleaseError, match="exists already"):
        simulate(city, 3)
    verify(city)


def test_it_is_signed_by_who_hands_it_out(tmp_path):
    made = simulate(tmp_path / "n", 1, key_id="k1", sign=lambda written: b"signed " + str(len(written)).encode())
    assert made.key_id == "k1" and read_manifest(tmp_path / "n").key_id == "k1"
    assert (tmp_path / "n/signature.json").read_bytes() == b"signed " + str((tmp_path / "n/manifest.json").stat().st_size).encode()
