"""What the child does to itself before it looks at a foreign byte.

Two fences: the system's resource limits (memory, processor time, written file size, open files, processes, no
core dump) and, above them, Python's audit hook, which refuses to write, to start a program and to reach the
network. A library written in C passes the hook by, not the resource limits. On Windows the resource limits do
not exist: the parent's clock and size caps remain, and the result says so.
"""

import os
import sys
from typing import Any

from halfsky.formats.intake.limits import Limits

_FORBIDDEN = (
    "socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo",
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.startfile",
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod",
    "os.chown", "os.utime", "shutil.", "tempfile.", "ftplib.", "urllib.Request", "webbrowser.open",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Forbidden(Exception):
    """A reader tried what no reader needs."""


def resource_limits(limits: Limits) -> list[str]:
    """Set the system's limits on this process; returns the names of those that this machine cannot set."""
    try:
        import resource
    except ImportError:  # Windows
        return ["memory", "processor time", "files"]
    wanted = {
        "RLIMIT_AS": limits.memory_bytes,
        "RLIMIT_CPU": limits.cpu_seconds,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NOFILE": limits.open_files,
        "RLIMIT_NPROC": 0,
        "RLIMIT_CORE": 0,
    }
    failed = []
    for name, value in wanted.items():
        try:
            resource.setrlimit(getattr(resource, name), (value, value))
        except (AttributeError, ValueError, OSError):
            failed.append(name)
    return failed


def audit_hook() -> None:
    """From now on this process starts nothing, connects nowhere and writes no file. It cannot be undone."""

    def refuse(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            _, mode, flags = args
            writes = isinstance(flags, int) and flags & _WRITING
            if writes or (isinstance(mode, str) and set(mode) & set("wax+")):
                raise Forbidden(event)
        elif event.startswith(_FORBIDDEN):
            raise Forbidden(event)

    sys.addaudithook(refuse)


def pipe_only() -> int:
    """Keep the parent's pipe under a new number and send all other output away; returns the pipe's number.

    A library that prints cannot then spoil the answer.
    """
    pipe = os.dup(1)
    away = os.open(os.devnull, os.O_WRONLY)
    os.dup2(away, 1)
    os.dup2(away, 2)
    os.close(away)
    return pipe
