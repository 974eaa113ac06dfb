"""``halfsky scheme show|effect|propose|approve|object``: the monitoring scheme and the changes put before the leading group."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from halfsky.cli.entry import language
from halfsky.cli.office import acting, now, open_office, say

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

SetOption = Annotated[
    list[str],
    typer.Option("--set", help="改一项：参数=数值，可多次 / change one parameter; repeat", metavar="NAME=VALUE"),
]
AsOption = Annotated[str, typer.Option("--as", help="以哪个账号的名义 / act as this account")]
JsonOption = Annotated[bool, typer.Option("--json", help="以 JSON 输出 / print as JSON")]
CommentOption = Annotated[str, typer.Option("--comment", help="意见 / comment")]


@app.callback()
def scheme() -> None:
    """监测方案：现行参数、试算影响、提出改动、审批 / The monitoring scheme."""


@app.command()
def show(
    every: Annotated[bool, typer.Option("--all", help="列出各版 / list every version")] = False, as_json: JsonOption = False
) -> None:
    """列出现行监测方案的每个参数：含义、默认、现行数值。例：halfsky scheme show

    Show every parameter of the scheme in force: meaning, default, value.
    """
    open_office()
    from halfsky.method.scheme import Scheme
    from halfsky.method.wording.scheme import PARAMETERS, value_words
    from halfsky.office.framework.scheme_rows import versions
    from halfsky.office.framework.services.scheme import approved

    current, english = approved(), language() == "en"
    known = versions(acting(), "en" if english else "zh", {})
    if as_json:
        rows = [
            {"version": v.version, "state": v.matter.state if v.matter else "approved", "in_force": v.in_force,
             "valid_from": v.valid_from, "why": v.why, "values": v.values}
            for v in known
        ]
        typer.echo(json.dumps({"scheme": current.plain(), "versions": rows}, ensure_ascii=False, indent=2))
        return
    say("现行监测方案：第 {version} 版。", "Scheme in force: version {version}.", version=current.version)
    default = Scheme()
    for parameter in PARAMETERS:
        value, usual = getattr(current, parameter.name), getattr(default, parameter.name)
        shown = value_words(parameter.name, value, "en" if english else "zh")
        if parameter.kind == "weights":
            shown = ", ".join(f"{slug}={weight:g}" for slug, weight in value.items()) or ("all 1" if english else "都为 1")
        mark = "" if value == usual else (" (default {0})" if english else "（默认 {0}）").format(usual)
        typer.echo(f"{parameter.name} = {shown}{mark}\n    {parameter.meaning_en if english else parameter.meaning_zh}")
    for v in known if every else ():
        state = v.matter.state_word if v.matter else ("Default" if english else "默认")
        changes = "; ".join(f"{name} {before} → {after}" for name, before, after in v.changes)
        typer.echo(f"{v.version}\t{state}\t{v.valid_from or v.drafted_at}\t{changes}")


@app.command()
def effect(set_: SetOption, as_json: JsonOption = False) -> None:
    """试算：改了参数，最近一次监测的判断和预警会变什么；不保存。例：halfsky scheme effect --set pace_percent=90

    Say what a change would alter in the newest results; nothing is kept.
    """
    open_office()
    from halfsky.office.framework.services.scheme import approved, changed
    from halfsky.office.monitoring.services.effect import effect_of

    found = effect_of(changed(approved().plain(), _changes(set_), approved().version + 1))
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2) if as_json else _told(found))


@app.command()
def propose(
    set_: SetOption,
    why: Annotated[str, typer.Option("--why", help="为什么要改 / why it should change")],
    login: AsOption = "",
    draft: Annotated[bool, typer.Option("--draft", help="只存草案，不呈批 / keep a draft only")] = False,
    as_json: JsonOption = False,
) -> None:
    """提出一版改动，算出影响，呈领导小组审批。例：halfsky scheme propose --set watch=0.6 --why 偏松 --as officer

    Propose a change, work out its effect and put it before the leading group.
    """
    open_office()
    from halfsky.office.framework.services.scheme import act_on
    from halfsky.office.framework.services.scheme import propose as propose_change
    from halfsky.office.monitoring.services.effect import look_at

    who, at = acting(login), now()
    row = propose_change(changes=_changes(set_), why=why, by=who, at=at)
    row = look_at(version=row.version, by=who, at=at)
    if not draft:
        row = act_on(version=row.version, act="put_forward", token=_token(row.version), comment=why, by=who, at=at)
    state = "draft" if draft else "put_forward"
    if as_json:
        typer.echo(json.dumps({"version": row.version, "state": state, "effect": row.effect}, ensure_ascii=False, indent=2))
        return
    typer.echo(_told(row.effect or {}))
    if draft:
        say("已存为第 {version} 版草案。", "Kept as the draft of version {version}.", version=row.version)
    else:
        say("第 {version} 版已呈批。领导小组审批：halfsky scheme approve {version} --as 账号",
            "Version {version} is put forward. To decide: halfsky scheme approve {version} --as LOGIN", version=row.version)


@app.command()
def approve(
    version: Annotated[int, typer.Argument(help="第几版 / version", min=1, max=1_000_000)],
    comment: CommentOption = "", login: AsOption = "", as_json: JsonOption = False,
) -> None:
    """领导小组批准一版监测方案，下次冻结起使用。例：halfsky scheme approve 1 --as leader

    Approve a version; it is used from the next freeze on.
    """
    _decide(version, "approve", comment, login, as_json)


@app.command("object")
def object_(
    version: Annotated[int, typer.Argument(help="第几版 / version", min=1, max=1_000_000)],
    comment: CommentOption, login: AsOption = "", as_json: JsonOption = False,
) -> None:
    """领导小组不同意一版监测方案，写明理由。例：halfsky scheme object 1 --comment 依据不足 --as leader

    Object to a version and say why.
    """
    _decide(version, "object_to", comment, login, as_json)


def _decide(version: int, act: str, comment: str, login: str, as_json: bool) -> None:
    open_office()
    from halfsky.office.framework.services.scheme import act_on

    row = act_on(version=version, act=act, token=_token(version), comment=comment, by=acting(login), at=now())
    state = row.matter.state if row.matter else ""
    if as_json:
        typer.echo(json.dumps({"version": row.version, "state": state}))
    elif act == "approve":
        say("第 {version} 版已批准，下次冻结起使用。", "Version {version} is approved and used from the next freeze on.", version=version)
    else:
        say("已记录对第 {version} 版的不同意见。", "The objection to version {version} is recorded.", version=version)


def _token(version: int) -> int:
    """The version's state at this moment; two commands at once are told apart by the service."""
    from halfsky.office.framework.scheme_rows import token_of

    return token_of(version)


def _changes(given: list[str]) -> dict[str, Any]:
    from halfsky.method.wording.scheme import parse

    return {name.strip(): parse(name.strip(), value) for name, _, value in (one.partition("=") for one in given)}


def _told(found: dict[str, Any]) -> str:
    from halfsky.office.monitoring.selectors.effect import lines_of

    return "\n".join(lines_of(found, "en" if language() == "en" else "zh"))
