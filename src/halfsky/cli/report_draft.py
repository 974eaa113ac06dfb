"""``halfsky report draft|drafts|put-forward|approve|object|redraft|publish``: the way of a report from draft to edition."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from halfsky.cli.entry import language
from halfsky.cli.office import acting, now, open_office, say, stop
from halfsky.cli.report import app, written_in
from halfsky.cli.report_outline import app as outline_app

app.add_typer(outline_app, name="outline", help="报告大纲：列出、查看、导出、存新版、回到旧版 / outlines of reports")
As = Annotated[str, typer.Option("--as", help="以哪个账号的名义 / act as this account")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON / print as JSON")]
Number = Annotated[int, typer.Argument(help="草稿编号，见 halfsky report drafts / number of the draft", min=1)]


@app.command()
def draft(
    year: Annotated[int, typer.Option(help="年度 / year", min=1990, max=2100)],
    kind: Annotated[str, typer.Option(help="种类：annual、midterm、final、domain:health…… / kind of report")] = "annual",
    lang: Annotated[str, typer.Option(help="zh 或 / or en")] = "zh",
    as_json: AsJson = False,
    login: As = "",
) -> None:
    """起草一份报告，打印草稿编号；文字在浏览器里改。例：halfsky report draft --year 2024 --kind annual --as officer

    Begin a draft from the year's newest run and print its number; its words are edited in the browser.

    退出状态：0 已起草；2 不能起草（已有草稿在办、已印发、没有监测结果、账号无权）。 / Exit status: 0 begun, 2 refused.
    """
    open_office()
    from halfsky.office.publishing.compose import newest_run
    from halfsky.office.publishing.services.drafts import start

    chosen = written_in(lang)
    made = start(kind=kind, run_id=newest_run(year).pk, lang=chosen, by=acting(login, "report"), at=now())
    if as_json:
        typer.echo(json.dumps({"number": made.pk, "kind": made.kind, "year": made.year, "lang": made.lang, "title": made.title}, ensure_ascii=False))
        return
    say("已起草第 {pk} 号：{title}", "Began draft {pk}: {title}", pk=made.pk, title=made.title)


@app.command()
def drafts(as_json: AsJson = False, login: As = "") -> None:
    """列出报告草稿：编号、种类、年度、语言、状态、版本、未办结批注、文号。例：halfsky report drafts

    List the drafts: number, kind, year, language, state, version, open comments, number of the edition.
    """
    open_office()
    from halfsky.office.publishing.drafting import drafts as listed

    acting(login, "report")
    rows = listed("en" if language().startswith("en") else "zh")
    if as_json:
        typer.echo(json.dumps([
            {"number": row.pk, "kind": row.kind, "year": row.year, "lang": row.lang, "title": row.title, "version": row.version,
             "state": "published" if row.number else row.state, "open_comments": row.comments, "edition": row.number, "corrects": row.corrects}
            for row in rows
        ], ensure_ascii=False))
        return
    if not rows:
        say("还没有草稿。", "There is no draft yet.")
    issued = "published" if language().startswith("en") else "已印发"
    for row in rows:
        state = issued if row.number else row.state_word
        typer.echo(f"{row.pk}  {row.kind}  {row.year}  {row.lang}  {state}  v{row.version}  {row.comments}  {row.number}".rstrip())


def _act(number: int, act: str, comment: str, login: str, as_json: bool, *, despite: bool = False) -> None:
    open_office()
    from halfsky.office.publishing.drafting import draft_view
    from halfsky.office.publishing.services.editions import act_on

    by = acting(login, "report")
    view = draft_view(number, by, "en" if language().startswith("en") else "zh")
    if view is None or view.matter is None:
        stop("没有第 {n} 号草稿，请核对编号（halfsky report drafts 可列出）。", "There is no draft {n}; see halfsky report drafts.", n=number)
    done = act_on(
        draft_id=number, act=act, token=view.matter.token, comment=comment, by=by, at=now(), despite_comments=despite  # type: ignore[union-attr]
    )
    if as_json:
        state = draft_view(number, by, view.draft.lang).matter.state  # type: ignore[union-attr]
        typer.echo(json.dumps({"number": number, "act": act, "state": state, "title": done.title}, ensure_ascii=False))
        return
    say("已办理：{title}", "Done: {title}", title=done.title)


@app.command("put-forward")
def put_forward(
    number: Number,
    comment: Annotated[str, typer.Option(help="意见 / comment")] = "",
    despite: Annotated[bool, typer.Option("--despite-comments", help="带着未办结的批注呈批 / although comments are open")] = False,
    as_json: AsJson = False,
    login: As = "",
) -> None:
    """把草稿呈领导小组审批。例：halfsky report put-forward 1 --as officer

    Put a draft before the leading group.

    退出状态：0 已呈批；2 不能办理（有未办结的批注、状态不对、账号无权）。 / Exit status: 0 done, 2 refused.
    """
    _act(number, "put_forward", comment, login, as_json, despite=despite)


@app.command()
def approve(
    number: Number, comment: Annotated[str, typer.Option(help="意见 / comment")] = "", as_json: AsJson = False, login: As = ""
) -> None:
    """批准呈批的报告，文字随即锁定。例：halfsky report approve 1 --as leader

    Approve a report that was put forward; its text is locked.

    退出状态：0 已批准；2 不能办理。 / Exit status: 0 done, 2 refused.
    """
    _act(number, "approve", comment, login, as_json)


@app.command("object")
def object_to(
    number: Number, comment: Annotated[str, typer.Option(help="理由 / reason")], as_json: AsJson = False, login: As = ""
) -> None:
    """不同意呈批的报告，写明理由。例：halfsky report object 1 --comment 请重写总体情况 --as leader

    Object to a report that was put forward, with the reason.

    退出状态：0 已办理；2 不能办理。 / Exit status: 0 done, 2 refused.
    """
    _act(number, "object_to", comment, login, as_json)


@app.command()
def redraft(number: Number, as_json: AsJson = False, login: As = "") -> None:
    """把不同意的报告退回重拟。例：halfsky report redraft 1 --as officer

    Take a report that was objected to back to draft.

    退出状态：0 已办理；2 不能办理。 / Exit status: 0 done, 2 refused.
    """
    _act(number, "redraft", "", login, as_json)


@app.command()
def publish(
    number: Number,
    date: Annotated[str, typer.Option(help="印发日期，如 2025-03-20；不写为今天 / day of issue, today when left out")] = "",
    copies: Annotated[str, typer.Option(help="抄送单位；不写为妇女儿童工作委员会各成员单位 / copies to, the committee's members when left out")] = "",
    out: Annotated[Path | None, typer.Option(help="同时把文件放到哪个目录 / lay the files in this folder too")] = None,
    as_json: AsJson = False,
    login: As = "",
) -> None:
    """印发已批准的报告：编文号，生成 docx、PDF、HTML，从此不再改动。例：halfsky report publish 1 --date 2025-03-20 --as officer

    Publish an approved report: its number, docx, PDF and HTML; it is never changed afterwards.

    退出状态：0 已印发；2 不能印发（没有批准、日期不对、已印发、账号无权）。 / Exit status: 0 published, 2 refused.
    """
    open_office()
    from datetime import date as day

    from django.utils import timezone

    from halfsky.office.publishing.printing import files_of, lay_out
    from halfsky.office.publishing.refusals import DraftRefused
    from halfsky.office.publishing.services.editions import publish as issue

    at = now()
    try:
        issued_on = day.fromisoformat(date) if date else timezone.localtime(at).date()
    except ValueError:
        raise DraftRefused("bad_day") from None
    edition = issue(draft_id=number, issued_on=issued_on, copies=copies, by=acting(login, "report"), at=at)
    laid = lay_out(files_of(edition), out) if out else []
    if as_json:
        typer.echo(json.dumps({
            "number": number, "edition": edition.number, "title": edition.title, "issued_on": f"{issued_on}", "files": [f"{path}" for path in laid],
        }, ensure_ascii=False))
        return
    say("已印发 {number}：{title}", "Published {number}: {title}", number=edition.number, title=edition.title)
    for path in laid:
        say("已生成 {path}", "Wrote {path}", path=path)
