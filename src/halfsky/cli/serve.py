"""``halfsky serve``: the pages and the worker, until Ctrl+C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import Annotated, NoReturn

import typer

from halfsky.cli.office import open_office, say, stop

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.callback(invoke_without_command=True)
def serve(
    workers: Annotated[int, typer.Option(help="网页进程数 / web processes", min=1, max=8)] = 2,
) -> None:
    """启动网页（默认 http://127.0.0.1:8000）和后台任务，按 Ctrl+C 结束。例：halfsky serve

    Start the pages and the worker that does what was asked for on them; end with Ctrl+C.
    """
    open_office()
    from django.conf import settings

    host, port = str(settings.OPTIONS["HALFSKY_HOST"]), str(settings.OPTIONS["HALFSKY_PORT"])
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "halfsky.config.settings"}
    commands = [
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", port, "--workers", str(workers),
         "--blocking-threads", "1", "--log-level", "warning", "halfsky.config.wsgi:application"],
        [sys.executable, "-m", "halfsky", "worker", "--with-parent"],
    ]
    say("半边天已启动：http://{host}:{port}（按 Ctrl+C 结束）", "HalfSky is at http://{host}:{port} (end with Ctrl+C)",
        host=host, port=port)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    children = [
        subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL if place else None)
        for place, command in enumerate(commands)
    ]
    try:
        status = _watch(children, commands[1], environment)
    except KeyboardInterrupt:
        status = 0
    finally:
        _end_all(children)
    if status:
        stop("网页没有启动：端口 {port} 可能已被占用。用 HALFSKY_PORT 换一个端口再试。",
             "The pages did not start; port {port} may be taken. Name another in HALFSKY_PORT.", port=port)


def _watch(children: list[subprocess.Popen[bytes]], command: list[str], environment: dict[str, str]) -> int:
    """Wait for the pages to end, and start the worker again whenever it ended; gives the pages' status."""
    while True:
        try:
            return children[0].wait(timeout=1)
        except subprocess.TimeoutExpired:
            if children[1].poll() is not None:
                children[1] = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)


def _end(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _end_all(children: list[subprocess.Popen[bytes]]) -> None:
    """End what was started: asked first, killed after ten seconds; nothing outlives the command."""
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
