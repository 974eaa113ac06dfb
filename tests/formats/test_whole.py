import os
from pathlib import Path

import pytest

from halfsky.formats.whole import being_written, write_whole


def everything_under(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_write_that_fails_leaves_no_file(monkeypatch, tmp_path):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "out" / "report.docx", b"x" * 100)
    assert everything_under(tmp_path / "out") == []


def test_a_write_that_fails_leaves_the_old_file_as_it_was(monkeypatch, tmp_path):
    target = tmp_path / "report.docx"
    write_whole(target, b"old")
    monkeypatch.setattr(os, "fsync", lambda _descriptor: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(OSError, match="full"):
        write_whole(target, b"new" * 1000)
    assert everything_under(tmp_path) == [target] and target.read_bytes() == b"old"


def test_the_content_and_its_folder_are_synced_before_the_name_is_there(monkeypatch, tmp_path):
    seen = []
    usual = os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: (seen.append((tmp_path / "a").exists()), usual(descriptor)))
    write_whole(tmp_path / "a", b"x")
    assert seen == [False, True]  # the file while it still has no name, then the folder that holds the name


def test_a_private_file_is_the_owners_alone_and_another_is_not(tmp_path):
    usual = os.umask(0o022)
    try:
        write_whole(tmp_path / "accounts.txt", b"x", private=True)
        write_whole(tmp_path / "report.docx", b"x")
    finally:
        os.umask(usual)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("accounts.txt", "report.docx")] == [0o600, 0o644]


def test_a_folder_is_made_only_when_it_may_be(tmp_path):
    with pytest.raises(FileNotFoundError) as refused:
        write_whole(tmp_path / "absent" / "a.json", b"x", make_folder=False)
    assert refused.value.filename == str(tmp_path / "absent" / "a.json")
    with pytest.raises(IsADirectoryError):
        write_whole(Path(), b"x")
    write_whole(tmp_path / "made" / "a.json", b"x")
    assert everything_under(tmp_path) == [tmp_path / "made" / "a.json"]


def test_a_file_written_by_parts_gets_its_name_at_the_end(monkeypatch, tmp_path):
    seen = []
    usual = os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: (seen.append((tmp_path / "deep" / "a").exists()), usual(descriptor)))
    with being_written(tmp_path / "deep" / "a") as aside:
        aside.write_bytes(b"one")
        assert not (tmp_path / "deep" / "a").exists()
    assert (tmp_path / "deep" / "a").read_bytes() == b"one" and seen == [False, True]
    assert everything_under(tmp_path) == [tmp_path / "deep" / "a"]


def test_a_part_that_fails_leaves_the_old_file_and_nothing_else(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(RuntimeError), being_written(tmp_path / "a") as aside:
        aside.write_bytes(b"new")
        raise RuntimeError
    assert everything_under(tmp_path) == [tmp_path / "a"] and (tmp_path / "a").read_bytes() == b"old"
