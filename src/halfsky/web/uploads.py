"""A file that a person handed in: its size is capped, its name cleaned, its bytes kept aside until they are taken."""

from __future__ import annotations

import re
import secrets
import shutil
import time
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from halfsky.method.errors import HalfskyError

KEPT_SECONDS = 24 * 3600
TOKEN = re.compile(r"^[0-9a-f]{32}$")


class UploadRefused(HalfskyError):
    """The upload cannot be used at all."""

    messages = {
        "none": ("还没有选择文件。请选一个文件再提交。", "No file was chosen. Choose a file and submit again."),
        "empty": ("{name} 是空文件。请核对后重新选择。", "{name} is empty. Check it and choose again."),
        "large": (
            "{name} 有 {size} MB，超过 {limit} MB 的上限。请去掉图片或另存为更小的文件再上传。",
            "{name} has {size} MB, more than the {limit} MB allowed. Remove pictures or save a smaller file.",
        ),
        "release": ("没有这个发布版，请重新选择。", "There is no such release; choose again."),
        "gone": ("上传的文件已经过期清除，请重新选择文件。", "The uploaded file has expired; choose it again."),
    }


def incoming() -> Path:
    """HALFSKY_HOME/incoming, where uploads wait; those older than a day are removed."""
    folder = Path(settings.HALFSKY_HOME) / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.stat().st_mtime < time.time() - KEPT_SECONDS:
            shutil.rmtree(old, ignore_errors=True)
    return folder


def clean_name(name: str) -> str:
    """The last part of a file's name without control characters, at most 120 characters."""
    last = re.split(r"[\\/]", name)[-1]
    return re.sub(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]", "", last).strip()[-120:] or "file"


def keep(request: HttpRequest, field: str = "file") -> tuple[str, Path, str]:
    """Keep the uploaded file aside: (token, path, name). Raises UploadRefused."""
    file = request.FILES.get(field)
    if not isinstance(file, UploadedFile):
        raise UploadRefused("none")
    name = clean_name(file.name or "file")
    size = file.size or 0
    if size == 0:
        raise UploadRefused("empty", name=name)
    if size > settings.UPLOAD_LIMIT:
        limit = settings.UPLOAD_LIMIT // 1024 // 1024
        raise UploadRefused("large", name=name, size=f"{size / 1024 / 1024:.1f}", limit=limit)
    token = secrets.token_hex(16)
    folder = incoming() / token
    folder.mkdir()
    path = folder / "content"
    with path.open("wb") as stream:
        for chunk in file.chunks():
            stream.write(chunk)
    (folder / "name").write_text(name, encoding="utf-8")
    return token, path, name


def kept(token: str) -> tuple[Path, str]:
    """Path and name of a file kept aside. Raises UploadRefused when it has gone."""
    folder = Path(settings.HALFSKY_HOME) / "incoming" / token
    if not TOKEN.match(token) or not (folder / "content").is_file():
        raise UploadRefused("gone")
    return folder / "content", (folder / "name").read_text(encoding="utf-8")


def discard(token: str) -> None:
    """Remove a file kept aside."""
    if TOKEN.match(token):
        shutil.rmtree(Path(settings.HALFSKY_HOME) / "incoming" / token, ignore_errors=True)
