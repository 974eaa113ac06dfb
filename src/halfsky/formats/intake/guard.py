"""The parent's side: starts the child that opens a foreign file, waits no longer than allowed, believes no more
than a capped JSON answer."""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO, Any

import halfsky
from halfsky.formats.intake.limits import LIMITS, MEGABYTE, Limits
from halfsky.formats.intake.refusal import IntakeRefused

_CHILD = "halfsky.formats.intake.child"
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH")
_CPU_SIGNAL, _KILL_SIGNAL = 24, 9


def open_in_child(task: str, path: Path, *, name: str | None = None, limits: Limits = LIMITS) -> dict[str, Any]:
    """Let a child do ``task`` (``plan``, ``table`` or ``report``) on the file at ``path``; returns the child's result.

    ``name`` is the name to use in messages (an upload's own name), by default the path's. The child gets the file
    as its standard input, an empty folder of its own as working folder (removed afterwards) and next to no
    environment. Raises IntakeRefused, with the file's name, whatever goes wrong.
    """
    shown = name or path.name
    try:
        with _opened(path, limits) as file:
            answer = _answer(task, file, Path(shown).suffix, limits)
        if "refused" in answer:
            raise IntakeRefused(str(answer["refused"]), **dict(answer.get("params", {})))
        result = answer["result"]
        if not isinstance(result, dict):
            raise IntakeRefused("child.broke")
    except IntakeRefused as refusal:
        raise refusal.named(shown, task) from None
    return result


def _opened(path: Path, limits: Limits) -> IO[bytes]:
    try:
        if not path.is_file():
            raise IntakeRefused("file.not_a_file" if path.exists() else "file.missing")
        file = path.open("rb")
        size = os.fstat(file.fileno()).st_size
    except (OSError, ValueError) as error:
        raise IntakeRefused("file.unreadable") from error
    if size == 0 or size > limits.file_bytes:
        file.close()
        if size == 0:
            raise IntakeRefused("file.empty")
        megabytes = f"{size / MEGABYTE:.0f}"
        raise IntakeRefused("file.too_big", size_mb=megabytes, limit_mb=limits.file_bytes // MEGABYTE)
    return file


def _answer(task: str, file: IO[bytes], suffix: str, limits: Limits) -> dict[str, Any]:
    request = json.dumps({"task": task, "suffix": suffix[:16], "limits": limits.to_dict()})
    command = [sys.executable, "-P", "-s", "-B", "-X", "utf8", "-m", _CHILD, request]
    with tempfile.TemporaryDirectory(prefix="halfsky-intake-", ignore_cleanup_errors=True) as folder:
        child = subprocess.Popen(
            command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder,
            env=_environment(folder), close_fds=True,
        )
        try:
            raw, code = _listen(child, limits)
        finally:
            with contextlib.suppress(OSError):
                child.kill()
            child.wait()
    return _believed(raw, code, limits)


def _environment(folder: str) -> dict[str, str]:
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    source = str(Path(next(iter(halfsky.__path__))).parent)
    return {**kept, "PYTHONPATH": source, "TMPDIR": folder, "TEMP": folder, "HOME": folder,
            "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"}


def _listen(child: "subprocess.Popen[bytes]", limits: Limits) -> tuple[bytes, int]:
    if child.stdout is None:
        raise IntakeRefused("child.broke")
    pipe = child.stdout
    chunks: list[bytes] = []
    over = threading.Event()

    def collect() -> None:
        held = 0
        while chunk := pipe.read(65536):
            held += len(chunk)
            if held > limits.output_bytes:
                over.set()
                child.kill()
                return
            chunks.append(chunk)

    reader = threading.Thread(target=collect, daemon=True)
    reader.start()
    try:
        code = child.wait(timeout=limits.wall_seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        raise IntakeRefused("child.time", limit_s=f"{limits.wall_seconds:.0f}") from None
    finally:
        reader.join(timeout=5)
        pipe.close()
    if over.is_set():
        raise IntakeRefused("child.output", limit_mb=limits.output_bytes // MEGABYTE)
    return b"".join(chunks), code


def _believed(raw: bytes, code: int, limits: Limits) -> dict[str, Any]:
    if code in (-_CPU_SIGNAL, -_KILL_SIGNAL):
        raise IntakeRefused("child.time", limit_s=limits.cpu_seconds)
    try:
        answer = json.loads(raw)
    except ValueError:
        answer = None
    if code != 0 or not isinstance(answer, dict) or not ({"refused", "result"} & answer.keys()):
        raise IntakeRefused("child.broke")
    return answer
