"""The way in: ``halfsky`` and ``python -m halfsky``.

What must be fast from the shell comes first: the command line's own library takes longer to load than the county's
monitoring run takes, so ``monitor run --release DIR`` in its plain form goes straight to its work. Everything
else, help and wrong options included, goes to the groups in ``groups.py``.
"""

from __future__ import annotations

import io
import os
import sys
from errno import errorcode
from typing import Any


def language() -> str:
    """The language of messages: ``HALFSKY_LANG`` (``zh-hans`` by default, or ``en``)."""
    return "en" if os.environ.get("HALFSKY_LANG", "zh-hans").lower().startswith("en") else "zh-hans"


def main() -> None:
    """Entry point. Failures with a remedy end as one sentence and exit status 2, never as a traceback."""
    from halfsky.method.errors import HalfskyError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(errors="replace")  # a console without Chinese shows question marks, and the work is done
    try:
        plain = _plain_run(sys.argv[1:])
        if plain is not None:
            from halfsky.cli.release_run import run_release

            sys.stdout.write(run_release(**plain) + "\n")
            return
        from halfsky.cli.groups import app
        from halfsky.cli.misuse import run

        sys.exit(run(app))
    except HalfskyError as error:
        sys.stderr.write(error.text(language()) + "\n")
        sys.exit(2)
    except OSError as error:
        sys.stderr.write(_refused(error) + "\n")
        sys.exit(2)
    except Exception as error:
        if not (type(error).__module__.startswith("django.db") and type(error).__name__ == "OperationalError"):
            raise
        sys.stderr.write(_database_refused(error) + "\n")
        sys.exit(2)
    except KeyboardInterrupt:
        sys.stderr.write("已中断 / interrupted\n")
        sys.exit(130)


_WHY_ZH = {
    "ENOENT": "没有这个文件或目录", "EACCES": "没有权限", "EPERM": "没有权限", "ENOSPC": "磁盘已满", "EISDIR": "是一个目录", "ENOTDIR": "路径中有一段不是目录",
    "EROFS": "磁盘只读", "EEXIST": "已有同名文件",
}


def _refused(error: OSError) -> str:
    """A file that cannot be read or written, in one sentence."""
    where, why = error.filename or "", error.strerror or str(error)
    if language() == "en":
        return f"{where} cannot be read or written ({why}). Check the path, the permissions and the space on the disk."
    why = _WHY_ZH.get(errorcode.get(error.errno or 0, ""), why)
    return f"{where} 不能读写（{why}）。请核对路径、权限和磁盘空间。"


def _database_refused(error: Exception) -> str:
    """A database that cannot be opened or written (permissions, full disk, another writer), in one sentence."""
    home = os.environ.get("HALFSKY_HOME", "~/halfsky")
    if language() == "en":
        return f"The database in {home} cannot be used ({error}). Check its permissions and the disk, then run halfsky doctor."
    return f"{home} 里的数据库不能使用（{error}）。请检查权限和磁盘空间，再运行 halfsky doctor。"


def _plain_run(arguments: list[str]) -> dict[str, Any] | None:
    """The options of ``monitor run --release DIR [--json FILE] [--no-outlook] [--attainment-only]``, or None for any other
    command."""
    options = {"--release": "release", "--json": "json_file"}
    bare, only = (arguments.count(flag) == 1 for flag in ("--no-outlook", "--attainment-only"))
    flags = {"--no-outlook": bare, "--attainment-only": only}
    arguments = [given for given in arguments if not flags.get(given, False)]
    if arguments[:2] != ["monitor", "run"] or len(arguments) not in (4, 6):
        return None
    names, values = arguments[2::2], arguments[3::2]
    if "--release" not in names or len(set(names)) < len(names) or not set(names) <= set(options):
        return None
    if any(value.startswith("-") for value in values):
        return None
    return {**{options[name]: value for name, value in zip(names, values, strict=True)}, "outlook": not bare, "attainment_only": only}


if __name__ == "__main__":
    main()
