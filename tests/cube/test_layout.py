import dataclasses
import json
import random
from decimal import Decimal

import pyarrow as pa
import pytest

from halfsky.cube import layout
from halfsky.cube.errors import ReleaseError
from halfsky.cube.layout import (
    ContentHash,
    Lineage,
    Manifest,
    being_made,
    read_manifest,
    remove,
    verify,
    write_release,
)
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
    file.chmod(0o644)
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
    monkeypatch.setattr("halfsky.cube.layout.sync", _fail)
    with pytest.raises(OSError, match="full"):
        write_release(tmp_path / "r", content)
    assert list(tmp_path.iterdir()) == []


def _fail(path):
    raise OSError(28, "disk full")


def test_a_manifest_knows_its_name():
    assert Manifest("s", 2024, 3, "a", "p", "t", False, {}, {}, "h").identity == "2024-3"


LINEAGE = Lineage(
    previous={"id": "2023-1", "hash": "ab" * 32}, revises={"id": "2024-1", "reason": "更正"},
    embargo="2025-03-01T09:00:00+08:00", signer={"body": "statistics_bureau", "body_name": "县统计局", "role": "statistician"},
    key_id="cd" * 16,
)


def test_lineage_is_in_the_manifests_hash_and_not_in_the_contents(tmp_path, content):
    plain, told = write_release(tmp_path / "1", content), write_release(tmp_path / "2", content, LINEAGE)
    assert told.content_hash == plain.content_hash and told.hash != plain.hash
    again = verify(tmp_path / "2")
    assert (again.previous, again.revises, again.embargo) == (LINEAGE.previous, LINEAGE.revises, LINEAGE.embargo)
    assert again.signer == LINEAGE.signer and again.hash == told.hash


def test_what_signs_sees_the_bytes_of_the_manifest_and_its_answer_lies_beside(tmp_path, content):
    seen = []
    write_release(tmp_path / "r", content, sign=lambda written: seen.append(written) or b"signed")
    assert seen == [(tmp_path / "r" / "manifest.json").read_bytes()]
    assert (tmp_path / "r" / "signature.json").read_bytes() == b"signed"


def test_a_release_that_cannot_be_signed_is_not_written(tmp_path, content):
    with pytest.raises(RuntimeError, match="no key"):
        write_release(tmp_path / "r", content, sign=lambda written: (_ for _ in ()).throw(RuntimeError("no key")))
    assert list(tmp_path.iterdir()) == []


def test_the_files_of_a_release_can_only_be_read_and_yet_be_removed(tmp_path, content):
    write_release(tmp_path / "r", content, sign=lambda written: b"signed")
    files = [path for path in (tmp_path / "r").rglob("*") if path.is_file()]
    assert len(files) >= 12 and all(path.stat().st_mode & 0o222 == 0 for path in files)
    remove(tmp_path / "r")
    remove(tmp_path / "r")
    assert list(tmp_path.iterdir()) == []


def sealed_again(folder, **fields):
    """The manifest with other fields, its own hash worked out anew: what somebody hostile would write."""
    manifest = dataclasses.replace(read_manifest(folder), **fields)
    (folder / "manifest.json").chmod(0o644)
    (folder / "manifest.json").write_bytes(layout.manifest_bytes(manifest))


HOSTILE = {
    "a file outside": lambda m: {"files": {**m.files, "../../etc/passwd": "0" * 64}},
    "an absolute file": lambda m: {"files": {**m.files, "/etc/passwd": "0" * 64}},
    "a table without a file": lambda m: {"rows": {**m.rows, "more": 1}},
    "a file without a table": lambda m: {"files": {**m.files, "more.parquet": "0" * 64}},
    "rows that are no number": lambda m: {"rows": {**m.rows, "observations": "many"}},
    "a negative count": lambda m: {"rows": {**m.rows, "observations": -1}},
    "a long text": lambda m: {"plan": "x" * 10_000},
    "a year that is no number": lambda m: {"year": "2024"},
    "a strange previous": lambda m: {"previous": {"id": ["2023-1"]}},
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_manifest_of_a_strange_shape_is_refused_although_its_hash_fits(tmp_path, content, case):
    write_release(tmp_path / "r", content)
    sealed_again(tmp_path / "r", **HOSTILE[case](read_manifest(tmp_path / "r")))
    with pytest.raises(ReleaseError) as refused:
        verify(tmp_path / "r")
    assert refused.value.key == "damaged_manifest"


def test_a_link_in_the_place_of_a_file_is_refused(tmp_path, content):
    write_release(tmp_path / "r", content)
    file = tmp_path / "r" / "tracks.parquet"
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ReleaseError, match=r"tracks\.parquet"):
        verify(tmp_path / "r")


def test_a_manifest_of_gigabytes_is_not_read_whole(tmp_path):
    (tmp_path / "manifest.json").write_bytes(b'{"schema": "' + b"x" * 2_000_000 + b'"}')
    with pytest.raises(ReleaseError) as refused:
        read_manifest(tmp_path)
    assert refused.value.key == "damaged_manifest"


def test_a_folder_that_is_being_made_appears_whole_or_not_at_all(tmp_path):
    with pytest.raises(RuntimeError), being_made(tmp_path / "r") as partial:
        (partial / "a").write_bytes(b"half")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []
    with being_made(tmp_path / "r") as partial:
        (partial / "a").write_bytes(b"whole")
        assert not (tmp_path / "r").exists()
    assert (tmp_path / "r" / "a").read_bytes() == b"whole" and [p.name for p in tmp_path.iterdir()] == ["r"]
    with pytest.raises(ReleaseError, match="exists already"), being_made(tmp_path / "r"):
        pass


def test_the_content_hash_may_be_taken_row_by_row_or_by_lines_of_json():
    taken = [ContentHash({"year": 2024}, b"{}") for _ in range(2)]
    for one in taken:
        one.table("t", ["a", "b", "c"])
    taken[0].row((1, "岢岚", None))
    taken[1].lines('[1,"岢岚",null]\n'.encode())
    assert taken[0].hexdigest() == taken[1].hexdigest() != ContentHash({"year": 2024}, b"{}").hexdigest()


@pytest.mark.parametrize("size", [7, 100, 250])
def test_row_groups_do_not_depend_on_how_the_rows_come(size, monkeypatch):
    monkeypatch.setattr(layout, "ROW_GROUP", 20)
    flags = [n % 5 == 0 or n > 230 for n in range(250)]
    whole = pa.table({"n": range(250), "followed": flags})
    groups = [group.to_pydict() for group in layout.row_groups(whole.slice(at, size) for at in range(0, 250, size))]
    assert groups == [group.to_pydict() for group in layout.row_groups([whole])]
    assert all(len(set(group["followed"])) == 1 for group in groups)
    for kind in (True, False):
        rows = [n for group in groups for n, flag in zip(group["n"], group["followed"], strict=True) if flag is kind]
        assert rows == [n for n in range(250) if flags[n] is kind], "each row once, in the order given"
    assert sum(len(group["n"]) < 20 for group in groups) <= 2


def test_a_table_in_which_nothing_is_marked_has_row_groups_of_one_size(monkeypatch):
    monkeypatch.setattr(layout, "ROW_GROUP", 64)
    assert [group.num_rows for group in layout.row_groups([pa.table({"n": range(250)})])] == [64, 64, 64, 58]


def test_a_row_is_taken_as_the_line_that_the_standard_library_writes():
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x3000 + 0xE000), 0x10FFFF)))
    row = (2**63 - 1, -(2**63), 0, None, True, False, "", every)
    taken, told = (ContentHash({}, b"") for _ in range(2))
    taken.row(row)
    told.lines(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    assert taken.hexdigest() == told.hexdigest()
