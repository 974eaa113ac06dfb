"""The way in: ``halfsky`` and ``python -m halfsky``.

What must be fast from the shell comes first: the command line's own library takes longer to load than the county's
monitoring run takes, so ``monitor run --release DIR`` in its plain form goes straight to its work. Everything
else, help and wrong options included, goes to the groups in ``groups.py``.
"""

from __future__ import annotations

import os
import sys


def language() -> str:
    """The language of messages: ``HALFSKY_LANG`` (``zh-hans`` by default, or ``en``)."""
    return "en" if os.environ.get("HALFSKY_LANG", "zh-hans").lower().startswith("en") else "zh-hans"


def main() -> None:
    """Entry point. Failures with a remedy end as one sentence and exit status 2, never as a traceback."""
    from halfsky.method.errors import HalfskyError

    try:
        plain = _plain_run(sys.argv[1:])
        if plain is not None:
            from halfsky.cli.release_run import run_release

            sys.stdout.write(run_release(**plain) + "\n")
            return
        from halfsky.cli.groups import app

        app()
    except HalfskyError as error:
        sys.stderr.write(error.text(language()) + "\n")
        sys.exit(2)
    except KeyboardInterrupt:
        sys.stderr.write("已中断 / interrupted\n")
        sys.exit(130)


def _plain_run(arguments: list[str]) -> dict[str, str] | None:
    """The options of ``monitor run --release DIR [--json FILE]``, or None when it is any other command."""
    options = {"--release": "release", "--json": "json_file"}
    if arguments[:2] != ["monitor", "run"] or len(arguments) not in (4, 6):
        return None
    names, values = arguments[2::2], arguments[3::2]
    if "--release" not in names or len(set(names)) < len(names) or not set(names) <= set(options):
        return None
    if any(value.startswith("-") for value in values):
        return None
    return {options[name]: value for name, value in zip(names, values, strict=True)}


if __name__ == "__main__":
    main()
