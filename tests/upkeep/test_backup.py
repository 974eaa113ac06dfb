"""A backup is whole, taken while somebody writes; a restore gives the same office back or nothing at all."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import stat
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from halfsky.upkeep import backup
from halfsky.upkeep.backup import BackupError, back_up, restore
from tests.cast import MORNING
from tests.cli.run import halfsky


@pytest.fixture
def made(county_home, tmp_path):
    return back_up(county_home, tmp_path / "b.tar", MORNING), tmp_path / "b.tar"


def bytes_of(home: Path) -> dict[str, bytes]:
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for folder in backup.FOLDERS for path in (home / folder).rglob("*") if path.is_file()
    }


def rows_of(home: Path) -> list[str]:
    with closing(sqlite3.connect(home / backup.DATABASE)) as database:
        return list(database.iterdump())


def refused(archive: Path, home: Path) -> str:
    with pytest.raises(BackupError) as caught:
        restore(archive, home)
    assert not home.exists() and not list(home.parent.glob(".part-*"))
    assert caught.value.text("zh-hans") and caught.value.text("en")
    return caught.value.key


def names_of(archive: Path) -> list[str]:
    with tarfile.open(archive) as tar:
        return tar.getnames()


def rewritten(archive: Path, target: Path, change) -> Path:
    """The archive with its members changed: ``change(name, data)`` gives (name, data) or None."""
    with tarfile.open(archive) as old, tarfile.open(target, "w") as new:
        for member in old:
            given = change(member.name, old.extractfile(member).read())
            if given is not None:
                info = tarfile.TarInfo(given[0])
                info.size = len(given[1])
                new.addfile(info, io.BytesIO(given[1]))
    return target


def test_what_is_restored_is_what_was_backed_up(county_home, made, tmp_path):
    told, archive = made
    back = restore(archive, tmp_path / "home")
    assert back == told and told.files == len(bytes_of(county_home)) + 1
    assert bytes_of(tmp_path / "home") == bytes_of(county_home) and rows_of(tmp_path / "home") == rows_of(county_home)
    assert not (tmp_path / "home" / "accounts.txt").exists()


def test_only_the_owner_can_read_a_backup_and_what_comes_back(made, tmp_path):
    restore(made[1], tmp_path / "home")
    keys = [path for path in (tmp_path / "home" / "keys").rglob("*") if path.is_file()]
    for path in [made[1], *keys]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_a_backup_taken_while_somebody_writes_holds_one_moment(county_home, tmp_path):
    home = shutil.copytree(county_home, tmp_path / "busy")
    with closing(sqlite3.connect(home / backup.DATABASE, isolation_level=None)) as writer:
        writer.execute("pragma journal_mode=wal")
        writer.execute("create table probe (n integer)")
        writer.execute("begin immediate")
        writer.executemany("insert into probe values (?)", [(n,) for n in range(500)])
        back_up(home, tmp_path / "b.tar", MORNING)
        writer.execute("commit")
        back_up(home, tmp_path / "c.tar", MORNING)
    found = []
    for name in ("b", "c"):
        restore(tmp_path / f"{name}.tar", tmp_path / name)
        with closing(sqlite3.connect(tmp_path / name / backup.DATABASE)) as database:
            found.append(database.execute("select count(*) from probe").fetchone()[0])
    assert found == [0, 500]


def test_nothing_is_written_over(county_home, made, tmp_path):
    with pytest.raises(BackupError) as caught:
        back_up(county_home, made[1], MORNING)
    assert caught.value.key == "exists"
    with pytest.raises(BackupError) as caught:
        back_up(county_home, county_home / "files" / "b.tar", MORNING)
    assert caught.value.key == "inside" and not (county_home / "files" / "b.tar").exists()
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("mine")
    with pytest.raises(BackupError) as caught:
        restore(made[1], tmp_path / "home")
    assert caught.value.key == "not_empty" and [path.name for path in (tmp_path / "home").iterdir()] == ["letter.txt"]
    with pytest.raises(BackupError) as caught:
        back_up(tmp_path, tmp_path.parent / "none.tar", MORNING)
    assert caught.value.key == "no_office"


def test_one_changed_byte_is_found_and_nothing_is_restored(made, tmp_path):
    with tarfile.open(made[1]) as tar:
        victim = next(member for member in tar if member.name.startswith("releases/") and member.size)
    data = bytearray(made[1].read_bytes())
    data[victim.offset_data] ^= 1
    (tmp_path / "bad.tar").write_bytes(data)
    assert refused(tmp_path / "bad.tar", tmp_path / "home") == "changed"


def test_a_member_left_out_added_or_cut_off_is_found(made, tmp_path):
    names = names_of(made[1])
    left_out = rewritten(made[1], tmp_path / "1.tar", lambda name, data: None if name == names[-1] else (name, data))
    assert refused(left_out, tmp_path / "home") == "changed"
    added = rewritten(made[1], tmp_path / "2.tar", lambda name, data: (name, data))
    with tarfile.open(added, "a") as tar:
        tar.addfile(tarfile.TarInfo("files/extra"), io.BytesIO(b""))
    assert refused(added, tmp_path / "home") == "changed"
    (tmp_path / "3.tar").write_bytes(made[1].read_bytes()[: made[1].stat().st_size // 2])
    assert refused(tmp_path / "3.tar", tmp_path / "home") in {"not_a_backup", "changed"}


@pytest.mark.parametrize("name", ["../escaped", "/tmp/escaped", "files/../../escaped", "other/file", "files\\..\\x", "keys"])
def test_a_name_that_leads_elsewhere_is_refused(made, tmp_path, name):
    def change(member, data):
        if member != "manifest.json":
            return (name, data) if member == first else (member, data)
        plain = json.loads(data)
        for row in plain["members"]:
            row["name"] = name if row["name"] == first else row["name"]
        return member, json.dumps(plain).encode()

    first = next(one for one in names_of(made[1]) if one.startswith("files/"))
    assert refused(rewritten(made[1], tmp_path / "bad.tar", change), tmp_path / "home") == "changed"
    assert not (tmp_path / "escaped").exists() and not Path("/tmp/escaped").exists()


def test_a_link_in_a_backup_is_refused(made, tmp_path):
    bad = rewritten(made[1], tmp_path / "bad.tar", lambda name, data: (name, data) if name == "manifest.json" else None)
    with tarfile.open(bad, "a") as tar:
        link = tarfile.TarInfo(backup.DATABASE)
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    assert refused(bad, tmp_path / "home") == "changed"


def test_what_is_no_backup_or_of_a_newer_version_is_told(made, tmp_path):
    (tmp_path / "letter.tar").write_bytes(b"dear all" * 200)
    assert refused(tmp_path / "letter.tar", tmp_path / "home") == "not_a_backup"
    assert refused(tmp_path / "none.tar", tmp_path / "home") == "no_backup"

    def newer(name, data):
        return name, json.dumps({**json.loads(data), "version": "99.0.0"}).encode() if name == "manifest.json" else data

    assert refused(rewritten(made[1], tmp_path / "new.tar", newer), tmp_path / "home") == "newer"


def test_a_torn_database_is_not_restored(county_home, tmp_path):
    home = shutil.copytree(county_home, tmp_path / "torn")
    archive = tmp_path / "b.tar"
    back_up(home, archive, MORNING)
    data = bytearray(archive.read_bytes())
    with tarfile.open(archive) as tar:
        member = tar.getmember(backup.DATABASE)
    torn = bytes(data[member.offset_data : member.offset_data + 8192]) + os.urandom(member.size - 8192)

    def change(name, old):
        if name == backup.DATABASE:
            return name, torn
        if name == "manifest.json":
            plain = json.loads(old)
            plain["members"][0]["sha256"] = hashlib.sha256(torn).hexdigest()
            return name, json.dumps(plain).encode()
        return name, old

    assert refused(rewritten(archive, tmp_path / "torn.tar", change), tmp_path / "home") == "database"


def test_the_commands_back_up_and_restore_and_stand_in_the_trail(county_home, tmp_path):
    home = shutil.copytree(county_home, tmp_path / "home")
    told = halfsky("backup", tmp_path / "b.tar", "--as", "sysadmin", home=home)
    assert told.returncode == 0 and "已备份" in told.stdout, told.stderr
    assert halfsky("backup", tmp_path / "b.tar", home=home).returncode == 2
    told = halfsky("restore", tmp_path / "b.tar", home=tmp_path / "new")
    assert told.returncode == 0 and "已恢复" in told.stdout, told.stderr
    assert halfsky("restore", tmp_path / "b.tar", home=tmp_path / "new").returncode == 2
    with closing(sqlite3.connect(home / backup.DATABASE)) as database:
        assert database.execute("select login from trail_entry where action = 'upkeep.backup'").fetchall() == [("sysadmin",)]
    with closing(sqlite3.connect(tmp_path / "new" / backup.DATABASE)) as database:
        assert database.execute("select action from trail_entry order by seq desc limit 1").fetchone() == ("upkeep.restore",)
    doctor = halfsky("doctor", "--json", home=tmp_path / "new")
    assert all(row["state"] != "bad" for row in json.loads(doctor.stdout)), doctor.stdout


def test_a_folder_that_is_not_there_is_not_made(county_home, tmp_path):
    with pytest.raises(BackupError) as caught:
        back_up(county_home, tmp_path / "stick" / "b.tar", MORNING)
    assert caught.value.key == "no_folder" and not (tmp_path / "stick").exists()
