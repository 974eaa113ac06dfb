import dataclasses
import random
from decimal import Decimal

import pytest

from halfsky.cube.errors import ReleaseError
from halfsky.cube.layout import Manifest, read_manifest, verify, write_release
from tests.cube.county import county


@pytest.fixture(scope="module")
def content():
    return county(indicators=2, breakdowns=2, goals=2)


def test_a_release_is_written_whole_and_verifies(tmp_path, content):
    manifest = write_release(tmp_path / "2024-1", content)
    assert verify(tmp_path / "2024-1") == manifest
    assert manifest.rows["observations"] == len(content.observations)
    assert {p.name for p in tmp_path.iterdir()} == {"2024-1"}, "nothing is left beside it"


def test_the_same_content_gives_the_same_bytes_in_any_order(tmp_path, content):
    shuffled = list(content.observations)
    random.Random(3).shuffle(shuffled)
    other = dataclasses.replace(content, observations=tuple(shuffled), tracks=content.tracks[::-1])
    assert write_release(tmp_path / "a", content) == write_release(tmp_path / "b", other)
    for file in (tmp_path / "a").rglob("*"):
        if file.is_file():
            assert file.read_bytes() == (tmp_path / "b" / file.relative_to(tmp_path / "a")).read_bytes()


def test_the_content_hash_is_of_the_figures_and_not_of_the_hour(tmp_path, content):
    first = write_release(tmp_path / "1", content)
    again = dataclasses.replace(content, created_at="2026-01-01T00:00:00+08:00", number=2)
    assert write_release(tmp_path / "2", again).content_hash == first.content_hash
    row = dataclasses.replace(content.observations[0], value=Decimal("1.23"))
    other = dataclasses.replace(content, observations=(row, *content.observations[1:]))
    assert write_release(tmp_path / "3", other).content_hash != first.content_hash


def test_a_release_is_never_rewritten(tmp_path, content):
    write_release(tmp_path / "r", content)
    with pytest.raises(ReleaseError, match="exists already"):
        write_release(tmp_path / "r", content)


@pytest.mark.parametrize("name", ["observations.parquet", "framework.json", "codes/area.parquet", "manifest.json"])
def test_the_altered_file_is_named(tmp_path, content, name):
    write_release(tmp_path / "r", content)
    file = tmp_path / "r" / name
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)
    with pytest.raises(ReleaseError) as refused:
        verify(tmp_path / "r")
    assert name in refused.value.text("en") and name in refused.value.text("zh-hans")


def test_the_missing_file_is_named(tmp_path, content):
    write_release(tmp_path / "r", content)
    (tmp_path / "r" / "tracks.parquet").unlink()
    with pytest.raises(ReleaseError, match=r"lacks the file tracks\.parquet"):
        verify(tmp_path / "r")


def test_what_is_no_release_is_said_to_be_none(tmp_path):
    with pytest.raises(ReleaseError, match="no release folder"):
        read_manifest(tmp_path)
    (tmp_path / "manifest.json").write_text('{"schema": "halfsky/release/9"}')
    with pytest.raises(ReleaseError, match="upgrade"):
        read_manifest(tmp_path)
    for raw in (b"[]", b"{}", b"", b"\xff", b'{"schema": 3}'):
        (tmp_path / "manifest.json").write_bytes(raw)
        with pytest.raises(ReleaseError, match="damaged"):
            read_manifest(tmp_path)


def test_nothing_is_left_behind_when_a_row_does_not_fit(tmp_path, content):
    twice = dataclasses.replace(content, observations=(*content.observations, content.observations[0]))
    with pytest.raises(ReleaseError, match="stands twice"):
        write_release(tmp_path / "r", twice)
    with pytest.raises(ReleaseError, match="lacks 'plan'"):
        write_release(tmp_path / "r", dataclasses.replace(content, framework={}))
    assert list(tmp_path.iterdir()) == []


def test_the_disk_is_told_before_the_folder_appears(tmp_path, content, monkeypatch):
    monkeypatch.setattr("halfsky.cube.layout._sync", _fail)
    with pytest.raises(OSError, match="full"):
        write_release(tmp_path / "r", content)
    assert list(tmp_path.iterdir()) == []


def _fail(path):
    raise OSError(28, "disk full")


def test_a_manifest_knows_its_name():
    assert Manifest("s", 2024, 3, "a", "p", "t", False, {}, {}, "h").identity == "2024-3"
