"""``halfsky report annual --year 2024 --out out``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from halfsky.cli.entry import language
from halfsky.cli.office import acting, open_office, say, stop

AsJson = Annotated[bool, typer.Option("--json", help="以 JSON 输出 / print as JSON")]
app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


def written_in(lang: str) -> str:
    """The language of a report, ``zh`` or ``en``; any other word ends the command."""
    if lang not in ("zh", "zh-hans", "en"):
        stop("--lang 应是 zh 或 en，现为 {lang}。", "--lang is zh or en, not {lang}.", lang=lang)
    return lang[:2]


def write(kind: str, year: int, out: Path, lang: str, login: str, as_json: bool = False) -> None:
    """Print one kind of report from the year's newest run into a folder, marked as a draft: an edition needs approval."""
    written = written_in(lang)
    open_office()
    from halfsky.office.publishing.compose import newest_run
    from halfsky.office.publishing.printing import lay_out, printed

    acting(login, "report")
    run = newest_run(year)
    paths = lay_out(printed(kind, run, written), out)
    if as_json:
        typer.echo(json.dumps({
            "kind": kind, "year": year, "lang": written, "release": run.release.name, "draft": True, "files": [f"{path}" for path in paths],
        }, ensure_ascii=False))
        return
    for path in paths:
        say("已生成 {path}", "Wrote {path}", path=path)
    say(
        "这是草稿（每页有标记，没有文号）。正式印发须先拟稿、呈批：halfsky report draft --year {year}。",
        "This is a draft (marked on every page, without a number). To publish, draft and approve first: halfsky report draft --year {year}.",
        year=year,
    )


@app.callback()
def report() -> None:
    """生成报告 / Write reports."""


@app.command()
def annual(
    year: Annotated[int, typer.Option(help="年度 / year", min=1990, max=2100)],
    out: Annotated[Path, typer.Option(help="放到哪个目录 / folder to write to")] = Path("out"),
    lang: Annotated[str, typer.Option(help="zh 或 / or en")] = "zh",
    as_json: AsJson = False,
    login: Annotated[str, typer.Option("--as", help="以哪个账号的名义 / act as this account")] = "",
) -> None:
    """生成年度监测报告（docx、PDF 和 HTML）。例：halfsky report annual --year 2024 --out out

    Write the annual monitoring report as docx, PDF and HTML.
    """
    write("annual", year, out, lang, login, as_json)


@app.command()
def midterm(
    year: Annotated[int, typer.Option(help="监测到哪一年 / last year covered", min=1990, max=2100)],
    out: Annotated[Path, typer.Option(help="放到哪个目录 / folder to write to")] = Path("out"),
    lang: Annotated[str, typer.Option(help="zh 或 / or en")] = "zh",
    evaluation: Annotated[bool, typer.Option("--evaluation", help="评估报告 / the evaluation report instead")] = False,
    as_json: AsJson = False,
    login: Annotated[str, typer.Option("--as", help="以哪个账号的名义 / act as this account")] = "",
) -> None:
    """生成中期监测报告，或中期评估报告。例：halfsky report midterm --year 2024 --out out

    Write the mid-term monitoring report, or with --evaluation the mid-term evaluation report.
    """
    write("midterm_evaluation" if evaluation else "midterm", year, out, lang, login, as_json)


@app.command()
def final(
    year: Annotated[int, typer.Option(help="监测到哪一年 / last year covered", min=1990, max=2100)],
    out: Annotated[Path, typer.Option(help="放到哪个目录 / folder to write to")] = Path("out"),
    lang: Annotated[str, typer.Option(help="zh 或 / or en")] = "zh",
    evaluation: Annotated[bool, typer.Option("--evaluation", help="评估报告 / the evaluation report instead")] = False,
    as_json: AsJson = False,
    login: Annotated[str, typer.Option("--as", help="以哪个账号的名义 / act as this account")] = "",
) -> None:
    """生成终期监测报告，或终期评估报告。例：halfsky report final --year 2025 --out out

    Write the final monitoring report, or with --evaluation the final evaluation report.
    """
    write("final_evaluation" if evaluation else "final", year, out, lang, login, as_json)


@app.command()
def leader(
    year: Annotated[int, typer.Option(help="年度 / year", min=1990, max=2100)],
    out: Annotated[Path, typer.Option(help="放到哪个目录 / folder to write to")] = Path("out"),
    lang: Annotated[str, typer.Option(help="zh 或 / or en")] = "zh",
    as_json: AsJson = False,
    login: Annotated[str, typer.Option("--as", help="以哪个账号的名义 / act as this account")] = "",
) -> None:
    """生成领导一页纸（A4 和手机）。例：halfsky report leader --year 2024 --out out

    Write the leader's page for A4 and the phone.
    """
    write("leader", year, out, lang, login, as_json)


@app.command()
def paper(
    year: Annotated[int, typer.Option(help="年度 / year", min=1990, max=2100)],
    domain: Annotated[str, typer.Option(help="领域专题，如 health / a topic on one domain")] = "",
    body: Annotated[str, typer.Option(help="部门一页清，单位代码 / one page for a department, its code")] = "",
    tasks: Annotated[str, typer.Option(help="部门牵头目标专题，单位代码 / a topic on the goals a department leads")] = "",
    area: Annotated[str, typer.Option(help="乡镇数据卡，12位区划代码 / a card for a township, its 12-digit code")] = "",
    out: Annotated[Path, typer.Option(help="放到哪个目录 / folder to write to")] = Path("out"),
    lang: Annotated[str, typer.Option(help="zh 或 / or en")] = "zh",
    as_json: AsJson = False,
    login: Annotated[str, typer.Option("--as", help="以哪个账号的名义 / act as this account")] = "",
) -> None:
    """生成部门一页清、乡镇数据卡或专题监测。例：halfsky report paper --year 2024 --body health_bureau

    Write a department's page, a township's card, or a topic on one domain or one department's goals.
    """
    given = {name: code for name, code in (("domain", domain), ("body", body), ("tasks", tasks), ("area", area)) if code}
    if len(given) != 1:
        stop("请在 --domain、--body、--tasks、--area 中选一个。", "Give one of --domain, --body, --tasks, --area.")
    (shape, code), = given.items()
    write(f"{shape}:{code}", year, out, lang, login, as_json)


@app.command("list")
def editions_list(
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON / print as JSON")] = False,
    login: Annotated[str, typer.Option("--as", help="以哪个账号的名义 / act as this account")] = "",
) -> None:
    """列出写成的报告：种类、语言、依据的发布版、成稿时间。例：halfsky report list

    List the reports written: kind, language, release, when.
    """
    open_office()
    from halfsky.office.publishing.selectors import editions

    rows = editions(acting(login).role)
    if as_json:
        typer.echo(json.dumps([
            {"number": row.pk, "kind": row.kind, "lang": row.lang, "year": row.year, "release": row.release,
             "written_at": row.written_at, "files": [form for form, _, _ in row.files]} for row in rows
        ]))
        return
    if not rows:
        say("还没有报告。", "There is no report yet.")
    for row in rows:
        typer.echo(f"{row.pk}  {row.kind}  {row.year}  {row.lang}  {row.release}  {row.written_at}  {' '.join(form for form, _, _ in row.files)}")


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="监测报告：docx、PDF 或 txt / the report as docx, PDF or txt")],
    release: Annotated[
        Path | None, typer.Option("--release", help="同时与该发布版的数据核对 / also compare with this release folder")
    ] = None,
    json_out: Annotated[Path | None, typer.Option("--json", help="核算结果写入 JSON 文件 / write the result as JSON")] = None,
) -> None:
    """核算一份监测报告里的数：比例、合计、达标率、增减幅度，指出对不上的句子和正确的数。例：halfsky report check 报告.docx

    Recompute the shares, totals, rates of attainment and changes that a report prints; list what does not add up.

    退出状态：0 都对得上；1 有对不上的；2 读不了。 / Exit status: 0 all adds up, 1 something does not, 2 not readable.
    """
    from halfsky.cli.report_check import check_report

    text, wrong = check_report(file, release, json_out, language())
    typer.echo(text)
    raise typer.Exit(1 if wrong else 0)
