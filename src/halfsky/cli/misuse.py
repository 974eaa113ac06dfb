"""A command typed wrongly, said in one sentence of the user's language.

The command line's own library words such refusals in English and draws a frame around them. Here each kind has its
sentence in Chinese and English: what is wrong, at which option, and where the right form stands.
"""

from __future__ import annotations

import sys
from itertools import takewhile
from typing import Any

from typer import Abort
from typer._click.exceptions import (
    BadParameter,
    ClickException,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)

from halfsky.cli.entry import language

_WHOLE = ("不是整数", "is not a whole number")
_NUMBER = ("不是数", "is not a number")
_CHOICE = ("不是可选的值", "is not one of the values allowed")


def run(app: Any) -> int:
    """Run the command line ``app`` and give its exit status; a command typed wrongly is said on standard error, status 2."""
    try:
        ended = app(standalone_mode=False)
    except NoArgsIsHelpError as error:
        return int(error.exit_code)  # the help was printed when it was raised
    except ClickException as error:
        sys.stderr.write(sentence(error, language()) + "\n")
        return int(error.exit_code)
    except Abort:
        sys.stderr.write("已中断 / interrupted\n")
        return 1
    return ended if isinstance(ended, int) else 0


def sentence(error: ClickException, lang: str) -> str:
    """What is wrong with the command and where its right form stands, in ``zh-hans`` or ``en``."""
    context = error.ctx if isinstance(error, UsageError) else None
    if context is None:
        path = " ".join(("halfsky", *_words()))
    else:
        path = "halfsky" + context.command_path.removeprefix(context.find_root().command_path)
    where = (f"See {path} --help.", f"写法见 {path} --help。")[lang != "en"]
    wrong_zh, wrong_en = _wrong(error)
    return f"{wrong_en} {where}" if lang == "en" else f"{wrong_zh}{where}"


def _words() -> list[str]:
    """The group and the command as typed, before the first option."""
    bare = takewhile(lambda word: not word.startswith("-"), sys.argv[1:3])
    return list(bare)


def _wrong(error: ClickException) -> tuple[str, str]:
    said = error.format_message()
    if isinstance(error, MissingParameter):
        name = _named(error)
        return f"缺少 {name}。", f"{name} is missing."
    if isinstance(error, BadParameter):
        name = _named(error)
        zh, en = _why(error.message)
        return f"{name} 的值不能用：{zh}。", f"The value of {name} cannot be used: {en}."
    if isinstance(error, NoSuchOption):
        near = "、".join(error.possibilities or ())
        hint = (f"，是不是 {near}", f", did you mean {near.replace('、', ', ')}") if near else ("", "")
        return f"没有选项 {error.option_name}{hint[0]}。", f"There is no option {error.option_name}{hint[1]}."
    if said.startswith("No such command"):
        name = said.split("'")[1] if "'" in said else ""
        return f"没有命令“{name}”。", f"There is no command '{name}'."
    if said.startswith("Missing command"):
        return "缺少命令。", "A command is missing."
    if "requires an argument" in said:
        name = getattr(error, "option_name", "")
        return f"选项 {name} 后面缺少值。", f"Option {name} needs a value."
    if said.startswith("Got unexpected extra argument"):
        rest = said.rpartition("(")[2].rstrip(").")
        return f"多写了“{rest}”。", f"'{rest}' is not expected here."
    return f"命令写得不对（{said.rstrip('.')}）。", f"{said.rstrip('.')}."


def _named(error: BadParameter) -> str:
    """The option as it is typed, or the argument as help shows it."""
    names = [name for name in getattr(error.param, "opts", []) if name.startswith("-")]
    if names:
        return max(names, key=len)
    return str(getattr(error.param, "metavar", None) or getattr(error.param, "name", "") or "").strip("{}").upper()


def _why(said: str) -> tuple[str, str]:
    lower = said.lower()
    for part, words in (("valid integer", _WHOLE), ("valid number", _NUMBER), ("not one of", _CHOICE), ("valid boolean", _CHOICE)):
        if part in lower:
            return words
    for part, zh in (("greater than or equal to ", "不能小于"), ("less than or equal to ", "不能大于")):
        if part in lower:
            bound = lower.split(part)[1].split()[0].rstrip(".")
            return f"{zh} {bound}", f"it must be {part}{bound}"
    return said.rstrip("."), said.rstrip(".")
