"""A process with the libraries loaded, from which each command of a test is forked: half of a short command is loading.

The command has a process, surroundings, a folder and a data folder of its own, and reads the settings anew: nothing
of the office, of Django's settings or of the command line itself is loaded before the fork.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECONDS = 120
LIBRARIES = (
    "typer", "rich.console", "yaml", "orjson", "numpy", "duckdb", "pyarrow", "pandas", "cryptography.hazmat.primitives.asymmetric.ed25519",
    "docx", "lxml.etree", "xlsxwriter", "pypdfium2", "openpyxl", "sqlparse", "django.core.management", "django.urls",
    "django.db.models", "django.db.backends.sqlite3.base", "django.db.migrations.executor", "django.template.engine",
    "django.views.debug", "csp.constants", "axes.apps", "django_otp",
)  # fmt: skip
PURE = ("method", "formats", "plandoc", "reportdoc", "cube", "vault", "document")


def _load() -> None:
    for name in LIBRARIES:
        importlib.import_module(name)
    for room in PURE:
        package = importlib.import_module(f"halfsky.{room}")
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.startswith(("halfsky.cube.spark", "halfsky.formats.intake.child")):
                importlib.import_module(found.name)


def _become(asked: dict[str, object], out: int, err: int) -> None:
    """Turn this child into ``python -m halfsky …``."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.closerange(3, 64)
    signal.alarm(SECONDS)
    os.chdir(str(asked["cwd"]))
    os.environ.clear()
    os.environ.update(asked["environment"])  # type: ignore[arg-type]
    sys.argv = ["halfsky", *asked["arguments"]]  # type: ignore[misc]


def _run_and_leave() -> None:
    """Run the command and leave as Python leaves, but for taking the loaded libraries down one by one."""
    status = 0
    try:
        runpy.run_module("halfsky", run_name="__main__", alter_sys=True)
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else 0 if leaving.code is None else 1
        if isinstance(leaving.code, str):
            sys.stderr.write(leaving.code + "\n")
    except BaseException:  # noqa: BLE001 (as Python itself)
        traceback.print_exc()
        status = 1
    finally:
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def serve() -> None:
    """Fork a command for each line read, and answer with its exit status."""
    _load()
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            _become(asked, *(os.open(asked[name], os.O_WRONLY | os.O_APPEND) for name in ("out", "err")))
            _run_and_leave()
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(ended, flush=True)


class Ready:
    """The process that commands are forked from."""

    def __init__(self) -> None:
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "LC_ALL": "C.UTF-8"}
        self._process = subprocess.Popen(
            [sys.executable, "-c", "from tests.cli.ready import serve; serve()"], env=environment, cwd="/",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        atexit.register(self._end)

    def _end(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(10)

    def run(self, arguments: list[str], environment: dict[str, str], cwd: Path) -> subprocess.CompletedProcess[str]:
        """One command, as :func:`subprocess.run` would have run it."""
        assert self._process.stdin and self._process.stdout
        with tempfile.NamedTemporaryFile() as out, tempfile.NamedTemporaryFile() as err:
            asked = {"arguments": arguments, "environment": environment, "cwd": str(cwd), "out": out.name, "err": err.name}
            self._process.stdin.write(json.dumps(asked) + "\n")
            self._process.stdin.flush()
            ended = self._process.stdout.readline()
            assert ended, "the process that commands are forked from is gone"
            assert int(ended) != -signal.SIGALRM, f"{arguments} took longer than {SECONDS} seconds"
            return subprocess.CompletedProcess(arguments, int(ended), *(Path(file.name).read_text(encoding="utf-8") for file in (out, err)))
