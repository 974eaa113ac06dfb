"""Every setting of an installation: one typed list, read from the environment, checked at start."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from halfsky.cube.choice import DUCKDB, EXPECTED, VARIABLE, engine_named
from halfsky.method.errors import HalfskyError


class SettingRefused(HalfskyError):
    """A setting has a value that cannot be used."""

    messages = {
        "S001": (
            "S001 环境变量 {name} 的值“{value}”不能用：应为 {expected}。请改正后重新启动。",
            'S001 environment variable {name} has the value "{value}", which cannot be used: '
            "expected {expected}. Correct it and start again.",
        ),
        "S002": (
            "S002 数据目录 {value} 在网络驱动器上（{kind}）。数据库放在网络驱动器上会损坏，请改用本机磁盘。",
            "S002 the data folder {value} is on a network drive ({kind}), where a database gets damaged. "
            "Use a disk of this computer.",
        ),
        "S003": (
            "S003 数据目录 {value} 不能写入。请检查权限，或用 HALFSKY_HOME 指定别的目录。",
            "S003 the data folder {value} cannot be written. Check its rights or name another in HALFSKY_HOME.",
        ),
    }


def _folder(text: str) -> Path:
    path = Path(text).expanduser()
    return path if path.is_absolute() else Path.cwd() / path


def _flag(text: str) -> bool:
    if text.lower() in {"1", "true", "yes", "on"}:
        return True
    if text.lower() in {"0", "false", "no", "off", ""}:
        return False
    raise ValueError(text)


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65535:
        raise ValueError(text)
    return port


def _hosts(text: str) -> tuple[str, ...]:
    return tuple(host.strip() for host in text.split(",") if host.strip())


def _language(text: str) -> str:
    if text not in {"zh-hans", "en"}:
        raise ValueError(text)
    return text


def _megabytes(text: str) -> int:
    size = int(text)
    if not 1 <= size <= 1024:
        raise ValueError(text)
    return size


@dataclass(frozen=True, slots=True)
class Option:
    """One setting: its variable, how its text becomes a value, the default and what it is for."""

    name: str
    read: Callable[[str], object]
    default: str
    expected: str
    why_zh: str
    why_en: str


OPTIONS: tuple[Option, ...] = (
    Option("HALFSKY_HOME", _folder, "~/halfsky", "a folder / 目录", "存放数据库、发布版、密钥和文件的目录",
           "folder of the database, releases, keys and files"),
    Option("HALFSKY_HOST", str, "127.0.0.1", "an address / 地址", "网页监听的地址", "address the pages listen on"),
    Option("HALFSKY_PORT", _port, "8000", "1-65535", "网页监听的端口", "port the pages listen on"),
    Option("HALFSKY_ALLOWED_HOSTS", _hosts, "127.0.0.1,localhost,[::1]", "names, separated by commas / 逗号分隔",
           "浏览器可用的主机名", "host names browsers may use"),
    Option("HALFSKY_HTTPS", _flag, "0", "0 or 1", "是否只经 HTTPS 访问", "whether pages are reached by HTTPS only"),
    Option("HALFSKY_LANG", _language, "zh-hans", "zh-hans or en", "默认语言", "default language"),
    Option("HALFSKY_UPLOAD_MB", _megabytes, "40", "1-1024", "上传文件的大小上限（MB）", "largest upload in MB"),
    Option(VARIABLE, engine_named, DUCKDB, EXPECTED, "监测运算所用的引擎：DuckDB，或本机、集群上的 Spark（结果相同）",
           "engine of the monitoring run: DuckDB, or Spark on this computer or on a cluster (same result)"),
)


def read_options(environ: Mapping[str, str] | None = None) -> dict[str, object]:
    """Values of all options by variable name; raises SettingRefused (S001) for the first that cannot be used."""
    source = os.environ if environ is None else environ
    values: dict[str, object] = {}
    for option in OPTIONS:
        text = source.get(option.name, option.default)
        try:
            values[option.name] = option.read(text)
        except ValueError as cause:
            raise SettingRefused("S001", name=option.name, value=text, expected=option.expected) from cause
    return values


NETWORK_KINDS = frozenset({"nfs", "nfs4", "cifs", "smbfs", "smb3", "afpfs", "fuse.sshfs", "9p", "davfs"})


def filesystem_kind(path: Path, mounts: str | None = None) -> str:
    """Kind of the file system that holds ``path`` (``""`` where the system does not tell)."""
    if mounts is None:
        table = Path("/proc/mounts")
        if not table.exists():
            return ""
        mounts = table.read_text(encoding="utf-8", errors="replace")
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        inside = str(path) == point or str(path).startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind


def refuse_network_drive(path: Path, mounts: str | None = None) -> None:
    """Raise SettingRefused (S002) when the data folder lies on a network drive."""
    kind = filesystem_kind(path, mounts)
    if kind in NETWORK_KINDS:
        raise SettingRefused("S002", value=path, kind=kind)
