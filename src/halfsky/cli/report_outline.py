"""``halfsky report outline list|show|export|set|back``: the sections of each kind of report, version by version."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from halfsky.cli.entry import language
from halfsky.cli.office import acting, now, open_office, say

if TYPE_CHECKING:
    from halfsky.office.publishing.outlines import OutlineAt

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
MOST_BYTES = 400_000
As = Annotated[str, typer.Option("--as", help="以哪个账号的名义 / act as this account")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON / print as JSON")]
Kind = Annotated[str, typer.Argument(help="种类：annual、midterm、final、midterm_evaluation、final_evaluation、yearbook / kind of report")]
Note = Annotated[str, typer.Option(help="说明为什么这样改 / why it is changed")]


@app.callback()
def outline() -> None:
    """报告大纲：有哪几节、按什么顺序 / The outlines of reports."""


def _plain(one: OutlineAt) -> dict[str, Any]:
    from halfsky.document.sections import to_coded

    return {"kind": one.kind, "version": one.no, "note": one.note, "at": one.at.isoformat() if one.at else "", "by": one.name,
            "sections": to_coded(one.sections)}


@app.command("list")
def listed(as_json: AsJson = False) -> None:
    """列出各类报告现行的大纲：版本、启用和停用的节数、最近改动。例：halfsky report outline list

    List the outline in force of every kind: version, sections on and off, last change.
    """
    open_office()
    from halfsky.office.publishing.outlines import all_in_force, counts

    rows = all_in_force()
    if as_json:
        typer.echo(json.dumps([{**_plain(one), **counts(one)} for one in rows.values()], ensure_ascii=False))
        return
    for kind, one in rows.items():
        said = counts(one)
        typer.echo(f"{kind}  v{one.no}  {said['on']}/{said['off']}/{said['own']}  {one.name}  {one.note}".rstrip())


@app.command()
def show(
    kind: Kind, version: Annotated[int, typer.Option(help="第几版；不写为现行 / version, the one in force when left out", min=-1)] = -1, as_json: AsJson = False
) -> None:
    """列出一类报告的各节。例：halfsky report outline show annual

    Show the sections of one kind of report.
    """
    open_office()
    from halfsky.office.publishing.outlines import known_version

    one = known_version(kind, None if version < 0 else version)
    if as_json:
        typer.echo(json.dumps(_plain(one), ensure_ascii=False, indent=1))
        return
    from halfsky.office.publishing.outlines import title_of

    lang = "en" if language().startswith("en") else "zh"
    for at, section in enumerate(one.sections, 1):
        off = "" if section.on else ("  (off)" if lang == "en" else "  （停用）")
        typer.echo(f"{at}. {title_of(kind, section, lang)}  {section.code}{off}")


@app.command()
def export(kind: Kind, file: Annotated[Path, typer.Argument(help="写到哪个文件 / file to write")]) -> None:
    """把现行大纲写成 JSON 文件，改好后用 set 存回。数字写作 {all:goals:total} 的样子。例：halfsky report outline export annual 大纲.json

    Write the outline in force as JSON, to be changed and set again; a figure is written as its key in braces.
    """
    open_office()
    from halfsky.formats.whole import write_whole
    from halfsky.office.publishing.outlines import known_version

    write_whole(file, json.dumps(_plain(known_version(kind, None)), ensure_ascii=False, indent=1).encode() + b"\n")
    say("已写出 {path}", "Wrote {path}", path=file)


@app.command("set")
def set_(file: Annotated[Path, typer.Argument(help="大纲的 JSON 文件 / the outline as JSON")], note: Note = "", login: As = "") -> None:
    """把 JSON 文件里的大纲存为新的一版。文件里的 version 须是现行版次。例：halfsky report outline set 大纲.json --note 县里要求 --as officer

    Save the outline of a JSON file as a new version; its "version" must be the one in force.

    退出状态：0 已存；2 不能存（读不懂、有敲进去的数、别人先改了、账号无权）。 / Exit status: 0 saved, 2 refused.
    """
    open_office()
    from halfsky.document.sections import OutlineRefused, from_coded
    from halfsky.office.publishing.services.outlines import arrange

    try:
        data = json.loads(file.read_bytes()[:MOST_BYTES].decode("utf-8-sig"))
        kind, base = str(data["kind"]), int(data["version"])
        sections = from_coded(data["sections"])
    except KeyError as lacking:
        raise OutlineRefused("malformed", what=f"{file.name}: {lacking.args[0]} ?"[:120]) from None
    except (OSError, ValueError, TypeError) as problem:
        raise OutlineRefused("malformed", what=f"{file.name} {problem}"[:120]) from None
    made = arrange(kind=kind, base=base, sections=sections, note=note, by=acting(login, "report"), at=now())
    say("已存为 {kind} 大纲第 {no} 版。", "Saved version {no} of the outline {kind}.", kind=kind, no=made.no)


@app.command()
def back(
    kind: Kind, version: Annotated[int, typer.Argument(help="回到第几版，0 为随软件提供的 / version, 0 ships", min=0)], note: Note = "", login: As = ""
) -> None:
    """回到旧版大纲，存为新的一版。例：halfsky report outline back annual 0 --as officer

    Take an earlier outline again, as a new version.

    退出状态：0 已存；2 不能办理。 / Exit status: 0 saved, 2 refused.
    """
    open_office()
    from halfsky.office.publishing.outlines import known_version
    from halfsky.office.publishing.services.outlines import go_back_to

    made = go_back_to(kind=kind, to=version, base=known_version(kind, None).no, note=note, by=acting(login, "report"), at=now())
    say("已存为 {kind} 大纲第 {no} 版。", "Saved version {no} of the outline {kind}.", kind=kind, no=made.no)
