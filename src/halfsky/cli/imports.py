"""``halfsky import figures FILE``: figures from CSV or XLSX into the ledger."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from halfsky.cli.entry import language
from halfsky.cli.office import acting, now, open_office, say

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def imports() -> None:
    """导入数据 / Import figures."""


@app.command()
def figures(
    file: Annotated[Path, typer.Argument(help="CSV 或 XLSX / a CSV or XLSX file")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看结果，不写入 / show what would happen, write nothing")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出 / print as JSON")] = False,
    login: Annotated[str, typer.Option("--as", help="以哪个账号的名义 / act as this account")] = "",
) -> None:
    """导入部门数据。例：halfsky import figures 数据.xlsx --dry-run

    Import figures: indicator, area, breakdown, year, numerator, denominator, value, status, source body.
    Exit status 0 when all rows were taken or known, 1 when some were refused, 2 when none could be taken.
    """
    open_office()
    from halfsky.office.collection.services.imports import ImportRefused, preview, write

    seen = preview(path=file, name=file.name)
    if not seen.lines and not dry_run:
        _show(seen, as_json, dry_run)
        raise ImportRefused("no_rows", name=file.name, refused=seen.refused_rows)
    if not dry_run:
        write(plan=seen, data=file.read_bytes(), by=acting(login, "import"), at=now())
    _show(seen, as_json, dry_run)
    raise typer.Exit(1 if seen.problems else 0)


def _show(seen: object, as_json: bool, dry_run: bool) -> None:
    from halfsky.office.collection.services.imports import Preview

    assert isinstance(seen, Preview)
    lang = language()
    problems = [{"row": p.row, "column": p.column, "problem": p.text(lang)} for p in seen.problems]
    facts = {
        "file": seen.name, "rows": seen.count, "new": len(seen.new), "revised": len(seen.revised),
        "same": len(seen.same), "refused": seen.refused_rows, "written": not dry_run and bool(seen.lines),
        "problems": problems,
    }
    if as_json:
        typer.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    say("{file}：共 {rows} 行，新增 {new}，修订 {revised}，相同 {same}，未收 {refused}。",
        "{file}: {rows} rows, {new} new, {revised} revised, {same} the same, {refused} refused.", **facts)
    for line in seen.revised[:50]:
        one = line.observation
        say("  第 {row} 行 修订 {code} {group} {year}：{before} → {after}",
            "  row {row} revises {code} {group} {year}: {before} -> {after}", row=line.row, code=one.indicator.code,
            group=one.breakdown, year=one.year, before=line.before, after=one.value)
    alike: dict[tuple[str, str], list[int]] = {}
    for problem in seen.problems:
        alike.setdefault((problem.heading(lang), problem.text(lang)), []).append(problem.row)
    for (column, text), rows in list(alike.items())[:100]:
        say("  第 {row} 行“{column}”列：{problem}", "  row {row}, column {column}: {problem}", row=_spans(rows), column=column, problem=text)
    if len(alike) > 100:
        more = sum(len(rows) for rows in list(alike.values())[100:])
        say("  还有 {more} 处，用 --json 查看全部。", "  and {more} more; --json shows all.", more=more)
    if dry_run:
        say("这是预演，没有写入。", "This was a rehearsal; nothing was written.")


def _spans(rows: list[int]) -> str:
    """Row numbers in order, as they are told: 2-40, 43."""
    spans: list[list[int]] = []
    for row in sorted(set(rows)):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    told = [f"{first}-{last}" if last > first else f"{first}" for first, last in spans[:12]]
    return (", " if language() == "en" else "、").join(told) + ("…" if len(spans) > 12 else "")
