"""A backup of the whole data folder in one file, taken while people work, and its restoration into an empty folder.

The database is copied first, by SQLite's own backup (a consistent state at one moment); the files after it: they are
named by their content and never change, so whatever the copied database names is there. ``manifest.json`` stands first
and holds the SHA-256 of every member. A restore checks all of it aside and gives the folder its name only when
everything held; it never writes over anything.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import secrets
import shutil
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from halfsky.formats.whole import being_written
from halfsky.method.errors import HalfskyError
from halfsky.version import VERSION

SCHEMA = "halfsky/backup/1"
DATABASE, MANIFEST = "halfsky.sqlite3", "manifest.json"
FOLDERS = ("files", "keys", "releases", "runs", "hindsight", "differences", "tables", "charts")
LARGEST_MANIFEST = 64 << 20
CHUNK = 1 << 20


class BackupError(HalfskyError):
    """A backup that cannot be written or taken back; nothing was changed."""

    messages = {
        "no_office": ("数据目录 {home} 里没有数据库，没有可备份的内容。", "There is no database in {home}; nothing to back up."),
        "exists": ("{path} 已经存在，不覆盖。请换一个文件名。", "{path} is there already and is not written over; name another file."),
        "no_folder": (
            "没有目录 {folder}，没有备份。请先插好、挂载要写入的盘，或写对目录。",
            "There is no folder {folder}; nothing was written. Attach the disk, or name a folder that is there.",
        ),
        "inside": ("备份不能放在数据目录 {home} 里面，请放到别的盘或目录。", "Do not keep the backup inside the data folder {home}; name another place."),
        "not_empty": (
            "数据目录 {home} 不是空的，不能恢复到这里。请先把它移开，或用 HALFSKY_HOME 指定空目录。",
            "The data folder {home} is not empty; move it aside or name an empty one in HALFSKY_HOME.",
        ),
        "no_backup": ("找不到备份文件 {path}，请核对路径。", "There is no backup file {path}; check the path."),
        "not_a_backup": ("{path} 不是半边天的备份文件，或已损坏（{why}）。", "{path} is no backup of HalfSky, or it is damaged ({why})."),
        "changed": ("备份里的 {name} 与清单不符，备份已损坏，没有恢复。", "{name} does not match the manifest; the backup is damaged, nothing was restored."),
        "database": ("备份里的数据库通不过检查（{why}），没有恢复。", "The database in the backup fails its check ({why}); nothing was restored."),
        "newer": (
            "备份是更新的版本 {version} 做的，本程序是 {own}。请先升级程序再恢复。",
            "The backup was made by a newer version, {version}; this is {own}. Upgrade first.",
        ),
        "unwritable": ("写不了 {path}（{why}），请核对磁盘空间和权限。", "{path} cannot be written ({why}); check the space and the rights."),
    }


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: ``digest`` is that of its manifest, ``bytes`` of all members."""

    made_at: str
    version: str
    files: int
    bytes: int
    digest: str


def back_up(home: Path, target: Path, at: datetime) -> Backup:
    """Write the backup of ``home`` to the new file ``target``, readable by its owner alone; BackupError, nothing left behind."""
    if not (home / DATABASE).is_file():
        raise BackupError("no_office", home=home)
    if home.resolve() in (target.resolve(), *target.resolve().parents):
        raise BackupError("inside", home=home)
    if target.exists() or target.is_symlink():
        raise BackupError("exists", path=target)
    if not target.absolute().parent.is_dir():
        raise BackupError("no_folder", folder=target.parent)
    try:
        with tempfile.TemporaryDirectory(dir=home, prefix=".part-") as aside, being_written(target) as file:
            copy = Path(aside) / DATABASE
            _copy_database(home / DATABASE, copy)
            members = [(DATABASE, copy), *_kept(home)]
            listed = [{"name": name, "size": path.stat().st_size, "sha256": _digest(path)} for name, path in members]
            plain = {"schema": SCHEMA, "version": VERSION, "made_at": at.isoformat(timespec="seconds"), "members": listed}
            manifest = json.dumps(plain, ensure_ascii=False, indent=1).encode()
            file.touch(mode=0o600)
            with tarfile.open(file, "w", format=tarfile.PAX_FORMAT) as tar:
                _add(tar, MANIFEST, len(manifest), io.BytesIO(manifest), at)
                for (name, path), row in zip(members, listed, strict=True):
                    with path.open("rb") as stream:
                        _add(tar, name, int(str(row["size"])), stream, at)
    except (OSError, tarfile.TarError, sqlite3.Error) as error:
        raise BackupError("unwritable", path=target, why=getattr(error, "strerror", None) or error) from None
    return _told(plain, manifest)


def restore(archive: Path, home: Path) -> Backup:
    """Take a backup back into ``home``, which must be missing or empty. All is checked before the folder gets its name."""
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise BackupError("not_empty", home=home)
    aside = home.with_name(f".part-{secrets.token_hex(8)}")
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        aside.mkdir(mode=0o700)
        told = _taken_out(archive, aside)
        _check_database(aside / DATABASE)
        if home.exists():
            home.rmdir()
        aside.rename(home)
    except OSError as error:
        raise BackupError("unwritable", path=home, why=error.strerror or error) from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return told


def _copy_database(path: Path, copy: Path) -> None:
    with closing(sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True, timeout=20)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)
        new.execute("pragma journal_mode=delete")


def _kept(home: Path) -> list[tuple[str, Path]]:
    """The files beside the database by name; what is only being written is left out."""
    found = []
    for folder in FOLDERS:
        for path in sorted((home / folder).rglob("*")):
            name = path.relative_to(home).as_posix()
            if path.is_file() and not path.is_symlink() and not any(part.startswith(".part-") for part in path.parts):
                found.append((name, path))
    return found


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _add(tar: tarfile.TarFile, name: str, size: int, stream: IO[bytes], at: datetime) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = size, 0o600, int(at.timestamp())
    tar.addfile(member, stream)


def _told(plain: dict[str, Any], manifest: bytes) -> Backup:
    sizes = [int(row["size"]) for row in plain["members"]]
    return Backup(plain["made_at"], plain["version"], len(sizes), sum(sizes), hashlib.sha256(manifest).hexdigest())


def _taken_out(archive: Path, aside: Path) -> Backup:
    """Write every member of the archive below ``aside``, each as the manifest says and none besides."""
    try:
        with tarfile.open(archive, "r:") as tar:
            first = tar.next()
            if first is None or first.name != MANIFEST or not first.isreg() or first.size > LARGEST_MANIFEST:
                raise BackupError("not_a_backup", path=archive, why=MANIFEST)
            manifest = _stream(tar, first).read()
            plain = json.loads(manifest)
            if plain["schema"] != SCHEMA:
                raise BackupError("not_a_backup", path=archive, why=str(plain["schema"])[:40])
            if _number(plain["version"]) > _number(VERSION):
                raise BackupError("newer", version=plain["version"], own=VERSION)
            listed = {str(row["name"]): row for row in plain["members"]}
            while (member := tar.next()) is not None:
                row = listed.pop(member.name, None)
                if row is None or not member.isreg() or member.size != row["size"] or not _inside(member.name):
                    raise BackupError("changed", name=member.name[:80])
                _write(_stream(tar, member), aside / member.name, str(row["sha256"]), member.name)
            if listed:
                raise BackupError("changed", name=next(iter(listed)))
            return _told(plain, manifest)
    except (tarfile.TarError, ValueError, KeyError, TypeError, EOFError) as error:
        raise BackupError("not_a_backup", path=archive, why=str(error)[:80] or type(error).__name__) from None
    except FileNotFoundError:
        raise BackupError("no_backup", path=archive) from None


def _inside(name: str) -> bool:
    """Whether a member's name is one that a backup writes: the database, or a file in one of its folders."""
    path = PurePosixPath(name)
    if name == DATABASE:
        return True
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and path.parts[0] in FOLDERS and len(path.parts) > 1


def _stream(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    stream = tar.extractfile(member)
    if stream is None:
        raise BackupError("changed", name=member.name[:80])
    return stream


def _write(stream: IO[bytes], path: Path, wanted: str, name: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), "wb") as file:
        while part := stream.read(CHUNK):
            digest.update(part)
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
    if digest.hexdigest() != wanted:
        raise BackupError("changed", name=name)


def _check_database(path: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True)) as database:
            found = database.execute("pragma integrity_check").fetchone()[0]
            database.execute("select count(*) from trail_entry").fetchone()
    except sqlite3.Error as error:
        raise BackupError("database", why=error) from None
    if found != "ok":
        raise BackupError("database", why=str(found)[:80])


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in str(version).split(".")[:3] if part.isdigit())
