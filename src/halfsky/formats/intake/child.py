"""The process that opens a foreign file: ``python -m halfsky.formats.intake.child REQUEST < FILE``.

It reads the file from standard input, does one task and writes one JSON object to the pipe it was given:
``{"result": …}`` or ``{"refused": key, "params": …}``. It never starts Django.
"""

import json
import os
import sys
from collections.abc import Callable
from typing import Any

from halfsky.formats.intake.confine import audit_hook, pipe_only, resource_limits
from halfsky.formats.intake.limits import MEGABYTE, Limits
from halfsky.formats.intake.plan_task import plan_task
from halfsky.formats.intake.refusal import IntakeRefused
from halfsky.formats.intake.report_task import report_task
from halfsky.formats.intake.table_task import table_task

Task = Callable[[bytes, str, Limits], dict[str, Any]]
TASKS: dict[str, Task] = {"plan": plan_task, "table": table_task, "report": report_task}


def answer(task: Task, data: bytes, suffix: str, limits: Limits) -> dict[str, Any]:
    """What the child says about ``data``; every failure is a keyed refusal."""
    try:
        return {"result": task(data, suffix, limits)}
    except IntakeRefused as refusal:
        return {"refused": refusal.key, "params": refusal.params}
    except MemoryError:
        return {"refused": "child.memory", "params": {"limit_mb": limits.memory_bytes // MEGABYTE}}
    except RecursionError:
        return {"refused": "child.broke", "params": {"why": "RecursionError"}}
    except Exception as error:  # noqa: BLE001 (whatever a library raises on a hostile file)
        return {"refused": "child.broke", "params": {"why": type(error).__name__}}


def main() -> None:
    """Confine this process, read the file, do the task, answer."""
    request = json.loads(sys.argv[1])
    limits = Limits(**request["limits"])
    pipe = pipe_only()
    unlimited = resource_limits(limits)
    audit_hook()
    data = sys.stdin.buffer.read(limits.file_bytes + 1)
    said = answer(TASKS[request["task"]], data, request["suffix"], limits)
    if unlimited and "result" in said:
        said["result"]["warnings"].append(["warn.limits", {"limits": ", ".join(unlimited)}])
    try:
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    except MemoryError:
        text = b'{"refused":"child.memory","params":{"limit_mb":%d}}' % (limits.memory_bytes // MEGABYTE)
    view = memoryview(text)
    while view:
        view = view[os.write(pipe, view):]


if __name__ == "__main__":
    main()
