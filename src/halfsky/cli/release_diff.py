"""``halfsky release diff A B``: what is not the same in two releases, and what that moved. Folders need no office."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from halfsky.cli.entry import language
from halfsky.cli.office import open_office, say, stop


def folder_named(what: str) -> Path:
    """The folder of a release named by folder or by its number; the office is opened only for a number."""
    folder = Path(what)
    if folder.exists() or any(sign in what for sign in "/\\"):
        return folder
    return registered(what)[0]


def registered(name: str) -> tuple[Path, str]:
    """Where a release of the office lies and the manifest hash it registered; ends with a sentence when there is none."""
    open_office()
    from halfsky.office.release.listing import folder_of

    found = folder_of(name)
    if found is None:
        stop("没有发布版 {name}。用 halfsky release list 看有哪些，或给出目录。",
             "There is no release {name}; see halfsky release list, or name a folder.", name=name)
    return found


def diff(
    old: Annotated[str, typer.Argument(metavar="A", help="较早的发布版：目录或编号 / the earlier release")],
    new: Annotated[str, typer.Argument(metavar="B", help="较新的发布版：目录或编号 / the later release")],
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出 / print as JSON")] = False,
    most: Annotated[int, typer.Option(help="每一部分最多列几条 / lines a part", min=1, max=100_000)] = 50,
) -> None:
    """比较两个发布版：数据、目标、方案改了什么，判断和预警因此变了什么。例：halfsky release diff 2024-1 2024-2

    Say what differs in figures, targets and scheme, and what moved in judgements and warnings.
    """
    from halfsky.cube.difference import compare

    difference = compare(folder_named(old), folder_named(new))
    if as_json:
        typer.echo(json.dumps(difference, ensure_ascii=False, sort_keys=True))
        return
    say_moves(difference, most)


def say_moves(difference: dict[str, Any], most: int) -> None:
    """The difference in words."""
    from halfsky.method.wording.moved import moves

    found = moves(difference, language(), most=most)
    typer.echo(found.headline)
    for part in found.parts:
        typer.echo(f"\n{part.title}")
        for line in part.lines:
            typer.echo(f"  {line}")
        if part.more:
            say("  …… 还有 {count} 条，用 --most 或 --json 看全", "  … {count} more; see --most or --json", count=part.more)
