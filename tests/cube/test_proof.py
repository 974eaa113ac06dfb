import dataclasses
import json
import shutil
from decimal import Decimal

import pytest

from halfsky.cube import layout
from halfsky.cube.errors import ReleaseError
from halfsky.cube.layout import read_manifest, verify, write_release
from halfsky.cube.proof import recount
from tests.cube.county import county


@pytest.fixture(scope="module")
def content():
    return county(indicators=2, breakdowns=2, goals=2)


def test_the_rows_of_the_files_give_the_content_hash_again(tmp_path, content):
    manifest = write_release(tmp_path / "r", content)
    assert recount(tmp_path / "r", manifest) == sum(manifest.rows.values()) > len(content.observations)


def test_batches_do_not_change_the_hash(tmp_path, content, monkeypatch):
    manifest = write_release(tmp_path / "r", content)
    monkeypatch.setattr("halfsky.cube.proof.BATCH", 7)
    assert recount(tmp_path / "r", manifest) > 0


def test_a_manifest_that_lies_about_its_rows_is_found_though_every_digest_fits(tmp_path, content):
    """The files and the manifest fit each other; only the content hash is another release's."""
    honest = write_release(tmp_path / "honest", content)
    row = dataclasses.replace(content.observations[0], value=Decimal("1.23"))
    write_release(tmp_path / "r", dataclasses.replace(content, observations=(row, *content.observations[1:])))
    forged = dataclasses.replace(read_manifest(tmp_path / "r"), content_hash=honest.content_hash)
    (tmp_path / "r" / "manifest.json").chmod(0o644)
    (tmp_path / "r" / "manifest.json").write_bytes(layout.manifest_bytes(forged))
    assert verify(tmp_path / "r") == forged  # the harm: digests alone do not see it
    with pytest.raises(ReleaseError) as found:
        recount(tmp_path / "r", forged)
    assert found.value.key == "altered_content"


def test_a_table_that_is_none_is_named(tmp_path, content):
    manifest = write_release(tmp_path / "r", content)
    file = tmp_path / "r" / "targets.parquet"
    file.chmod(0o644)
    file.write_bytes(b"no parquet at all")
    with pytest.raises(ReleaseError, match=r"targets\.parquet"):
        recount(tmp_path / "r", manifest)


def test_a_release_copied_elsewhere_counts_the_same(tmp_path, content):
    manifest = write_release(tmp_path / "r", content)
    shutil.copytree(tmp_path / "r", tmp_path / "stick" / "2024-1")
    assert recount(tmp_path / "stick" / "2024-1", manifest) == recount(tmp_path / "r", manifest)
    assert json.loads((tmp_path / "stick" / "2024-1" / "manifest.json").read_text())["manifest_hash"] == manifest.hash
