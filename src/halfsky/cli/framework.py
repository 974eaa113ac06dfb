"""``halfsky framework check | list``: is the framework whole, and what is in it. Starts no Django."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from halfsky.cli.entry import language

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

FolderOption = Annotated[
    Path | None, typer.Option("--catalogue", help="指标目录文件夹 / another catalogue folder", metavar="DIR")
]
JsonOption = Annotated[bool, typer.Option("--json", help="以 JSON 输出 / print as JSON")]


@app.callback()
def framework() -> None:
    """检查和列出指标体系 / Check and list the indicator framework."""


@app.command()
def check(catalogue: FolderOption = None, as_json: JsonOption = False) -> None:
    """检查指标体系：每个目标有监测途径，每个指标有定义和来源，单位与分母相配，分工齐全。

    Check the framework: every goal followed and allotted, every indicator defined and sourced.

    例 / example: halfsky framework check --json

    退出状态：0 无问题；1 有问题；2 目录无法读取。 / Exit status: 0 clean, 1 findings, 2 not readable.
    """
    from halfsky.formats.catalogue import load
    from halfsky.method.check.definition import definitions
    from halfsky.method.check.finding import HARD
    from halfsky.method.check.framework import check as findings_of
    from halfsky.method.check.framework_kinds import found, sentence

    loaded = load(catalogue)
    found_all = {finding for plan in loaded.plans for finding in findings_of(loaded, plan)}
    if not loaded.plans:
        found_all = {*definitions(loaded), found("part_missing", "plans", part="plan")}
    findings = sorted(found_all)
    hard = sum(finding.severity == HARD for finding in findings)
    if as_json:
        rows = [
            {
                "key": finding.key,
                "severity": finding.severity,
                "where": finding.where,
                "params": dict(finding.params),
                "remedy": finding.remedy,
                "text_zh": sentence(finding),
                "text_en": sentence(finding, "en"),
            }
            for finding in findings
        ]
        typer.echo(json.dumps({"findings": rows, "hard": hard}, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            typer.echo(sentence(finding, language()))
        typer.echo(_summary(len(findings), len(loaded.indicators), language()))
    raise typer.Exit(1 if findings else 0)


@app.command("list")
def list_(
    catalogue: FolderOption = None,
    domain: Annotated[str, typer.Option("--domain", help="只列一个领域 / one domain, e.g. health")] = "",
    as_json: JsonOption = False,
) -> None:
    """列出指标：代码、名称、单位、来源单位和表号。

    List the indicators: code, name, unit, source body, form.

    例 / example: halfsky framework list --domain health

    退出状态：0 已列出；2 目录无法读取或没有该领域。 / Exit status: 0 listed, 2 not readable or no such domain.
    """
    from dataclasses import asdict

    from halfsky.formats.catalogue import load

    loaded = load(catalogue)
    chosen = [indicator for indicator in loaded.indicators if not domain or indicator.domain == domain]
    if domain and not chosen:
        names = " ".join(dict.fromkeys(indicator.domain for indicator in loaded.indicators))
        english = language() == "en"
        typer.echo(
            f"No domain {domain}; choose one of: {names}" if english else f"没有领域 {domain}，可选：{names}",
            err=True,
        )
        raise typer.Exit(2)
    if as_json:
        typer.echo(json.dumps([asdict(indicator) for indicator in chosen], ensure_ascii=False, indent=2))
        return
    english = language() == "en"
    for indicator in chosen:
        body, unit = loaded.body(indicator.source_body), loaded.unit(indicator.unit)
        cells = (
            indicator.code,
            indicator.name_en if english else indicator.name_zh,
            (unit.label_en if english else unit.label_zh) if unit else indicator.unit,
            (body.name_en if english else body.short_zh) if body else indicator.source_body,
            indicator.form,
        )
        typer.echo("\t".join(cells))


def _summary(findings: int, indicators: int, lang: str) -> str:
    if lang == "en":
        return f"{indicators} indicators checked, {findings} findings."
    return f"已检查 {indicators} 个指标，发现 {findings} 个问题。"
