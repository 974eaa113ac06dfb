"""A county picked out of many is judged as it was among them, and its release says where it came from."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from halfsky.cube.errors import ReleaseError
from halfsky.cube.layout import read_manifest, verify, write_release
from halfsky.cube.pick import PickRefused, pick
from halfsky.cube.proof import recount
from halfsky.cube.run import monitor
from halfsky.cube.simulate import simulate
from tests.cube.many import CITY, city


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A city's release and its result, once."""
    folder = tmp_path_factory.mktemp("picked") / "city"
    write_release(folder, city(8))
    return folder, monitor(folder)


@pytest.fixture
def source(made, tmp_path):
    """The release, to read and to damage."""
    return Path(shutil.copytree(made[0], tmp_path / "city"))


@pytest.fixture
def area(made):
    """One county of it."""
    return made[1]["areas"][3]["area"]


LISTS = ("goals", "targets", "tracks", "gaps", "series", "outlooks", "warnings")


def told(result, area):
    return {name: [row for row in result[name] if row["area"] == area] for name in LISTS}


def test_a_picked_county_has_the_judgements_it_had_among_the_others(made, source, area, tmp_path):
    pick(source, area, tmp_path / "one")
    among, alone = made[1], monitor(tmp_path / "one")
    assert told(alone, area) == told(among, area)
    assert told(alone, area)["outlooks"]
    assert [one["area"] for one in alone["areas"]] == [area]
    assert alone["areas"] == [one for one in among["areas"] if one["area"] == area]
    assert alone["release"]["area"] == area


def test_so_it_has_in_a_simulated_city_with_small_counts_and_areas_above(tmp_path):
    simulate(tmp_path / "city", 3)
    among = monitor(tmp_path / "city")
    area = among["areas"][-1]["area"]
    pick(tmp_path / "city", area, tmp_path / "one")
    alone = monitor(tmp_path / "one")
    assert any(row["model"] == "counts" for row in alone["outlooks"])
    assert told(alone, area) == told(among, area)
    assert alone["release"]["demo"] is True


def test_its_origin_stands_in_it_and_it_is_sound(source, area, tmp_path):
    made = pick(source, area, tmp_path / "one")
    assert pick(source, area, tmp_path / "again").content_hash == made.content_hash
    assert verify(tmp_path / "one") == made
    assert recount(tmp_path / "one", made) == sum(made.rows.values())
    origin = read_manifest(source)
    assert json.loads((tmp_path / "one/framework.json").read_bytes())["picked_from"] == {
        "release": origin.identity, "area": CITY, "content_hash": origin.content_hash, "manifest_hash": origin.hash,
    }  # fmt: skip


def test_what_cannot_be_picked_is_named(source, tmp_path):
    for area, key in (("000000000000", "unknown"), (CITY, "own")):
        with pytest.raises(PickRefused) as refused:
            pick(source, area, tmp_path / "one")
        assert refused.value.key == key
    (source / "framework.json").chmod(0o644)
    (source / "framework.json").write_text("{}")
    with pytest.raises(ReleaseError):
        pick(source, "140924000000", tmp_path / "one")
    assert not (tmp_path / "one").exists()


def test_what_was_proved_before_is_not_read_whole_again(source, area, tmp_path):
    made = pick(source, area, tmp_path / "one")
    unread = source / "framework.json"
    unread.chmod(0o644)
    unread.write_bytes(unread.read_bytes() + b" ")
    with pytest.raises(ReleaseError):
        pick(source, area, tmp_path / "again")
    assert pick(source, area, tmp_path / "small", proved=True).rows == made.rows
