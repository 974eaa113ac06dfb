"""``halfsky plan read FILE``: what a plan's document says, as a table and as JSON. Starts no Django."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from halfsky.cli.entry import language
from halfsky.formats.whole import write_whole

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

_WORDS: dict[str, tuple[str, str]] = {
    "plan": ("规划", "Plan"),
    "region": ("地区", "Region"),
    "level": ("层级", "Level"),
    "years": ("规划期", "Years"),
    "upper": ("上级规划", "Upper plans"),
    "domains": ("发展领域", "Domains"),
    "no": ("序号", "No."),
    "domain": ("领域", "Domain"),
    "goals": ("主要目标", "Goals"),
    "measures": ("策略措施", "Measures"),
    "targets": ("量化目标", "Numeric targets"),
    "total": ("合计", "Total"),
    "goal": ("目标", "Goal"),
    "form": ("要求", "Form"),
    "year": ("年份", "Year"),
    "quote": ("原文", "Quote"),
    "place": ("位置", "Place"),
    "table": ("专栏", "table"),
    "doubts": ("存疑，请核对", "Doubts, please check"),
    "warnings": ("读取提示", "Notes on reading"),
    "unplaced": ("未归入任何部分的文字：{count}行", "Lines that found no place: {count}"),
    "line": ("第{line}行", "Line {line}:"),
    "directions": ("方向性目标：{count}条；职责与监测条款：{duties}条", "Directional targets: {count}; duties: {duties}"),
    "written": ("已写入 {path}", "Written to {path}"),
    "nation": ("国家级", "nation"),
    "province": ("省级", "province"),
    "city": ("市（州、盟）级", "city"),
    "county": ("县（区、旗）级", "county"),
    "township": ("乡级", "township"),
}


@app.callback()
def plan() -> None:
    """识读规划文件 / Read a plan document."""


@app.command()
def read(
    file: Annotated[Path, typer.Argument(help="规划文件：docx、PDF 或 txt / the plan as docx, PDF or txt")],
    json_out: Annotated[
        Path | None, typer.Option("--json", help="把识读结果写成 JSON 文件 / write what was read as JSON")] = None,
    lang: Annotated[str, typer.Option("--lang", help="zh-hans 或 / or en")] = "",
) -> None:
    """识读一份妇女或儿童发展规划，列出领域、目标、措施和量化目标。

    Read a women's or children's development plan: its domains, goals, measures and numeric targets.

    例 / example: halfsky plan read 规划.docx --json plan.json

    退出状态：0 已读取；2 不是规划或无法读取。 / Exit status: 0 read, 2 no plan or not readable.
    """
    from halfsky.formats.intake.opening import read_plan
    from halfsky.formats.intake.refusal import IntakeRefused

    if lang not in ("", "zh-hans", "zh", "en"):
        typer.echo(f"--lang 应是 zh-hans 或 en，现为 {lang}。 / --lang is zh-hans or en, not {lang}.", err=True)
        raise typer.Exit(2)
    chosen = lang or language()
    try:
        opened = read_plan(file)
    except IntakeRefused as refusal:
        typer.echo(refusal.text(chosen), err=True)
        raise typer.Exit(2) from None
    if json_out is not None:
        try:
            text = json.dumps(opened.reading, ensure_ascii=False, indent=1)
            write_whole(json_out, f"{text}\n".encode(), make_folder=False)
        except OSError as error:
            typer.echo(_unwritable(json_out, error, chosen), err=True)
            raise typer.Exit(2) from None
    _show(opened.reading, [warned.text(chosen) for warned in opened.warnings], chosen)
    if json_out is not None:
        typer.echo(_word("written", chosen).format(path=json_out))


@app.command()
def adopt(
    file: Annotated[Path, typer.Argument(help="规划文件：docx、PDF 或 txt / the plan as docx, PDF or txt")],
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出 / print as JSON")] = False,
    login: Annotated[str, typer.Option("--as", help="以哪个账号的名义 / act as this account")] = "",
) -> None:
    """识读一份规划并直接采用，随带的指标体系一并挂上；要先核对，请用“规划识读”页。

    Read a plan and adopt it at once, with the framework that fits it. To check it first, use the page.

    例 / example: halfsky plan adopt 规划.docx
    """
    from halfsky.cli.office import acting, now, open_office, say

    open_office()
    from halfsky.office.framework.services.adoption import adopt as adopt_plan
    from halfsky.office.people.selectors import office
    from halfsky.office.plan.place import of_another_place
    from halfsky.office.plan.services.intake import take_in

    by, at = acting(login, "plan_adopt"), now()
    draft = take_in(path=file, name=file.name, by=by, at=at)
    plan = adopt_plan(plan_id=draft.pk, token=draft.token, by=by, at=at)
    own = office().region_name
    elsewhere = of_another_place(plan.region_name, own)
    if as_json:
        typer.echo(json.dumps({
            "plan": plan.pk, "title": plan.title, "region": plan.region_name, "years": [plan.start_year, plan.end_year],
            "framework": plan.code, "office": own, "another_place": elsewhere,
        }, ensure_ascii=False))
        return
    say("已采用《{title}》：{bound}。", "Adopted “{title}”: {bound}.", title=plan.title,
        bound=plan.code or ("指标体系待绑定" if language() != "en" else "no framework fits it; its bindings are open"))
    if not plan.code:
        say("随附的指标体系没有与它相配的，目标暂都不可监测；怎样配一套，见 docs/how-to/add-another-plan.md。",
            "No framework of the catalogue fits it, so no goal can be monitored yet; docs/how-to/add-another-plan.md says how to add one.")
    if elsewhere:
        say("注意：这部规划是{region}的，本办公室设为{own}，报告会署{own}的单位；改设地区见 docs/how-to/install.md。",
            "Note: this plan is of {region}, while the office is set up as {own}, whose bodies its reports will name; "
            "docs/how-to/install.md says how to set up another.", region=plan.region_name, own=own)


@app.command()
def assign(
    track: Annotated[str, typer.Argument(help="依据编号，如 environment.goal.6.track.1 / code of the track")],
    value: Annotated[str, typer.Option(help="下达的目标值 / the value")],
    year: Annotated[int, typer.Option(help="哪一年达到 / by which year", min=1990, max=2100)],
    source: Annotated[str, typer.Option(help="下达的文件 / the document that set it")],
    operator: Annotated[str, typer.Option(help=">= <= ~ hold>= hold<= hold~；不写按指标的方向 / default: the better side")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出 / print as JSON")] = False,
    login: Annotated[str, typer.Option("--as", help="以哪个账号的名义 / act as this account")] = "",
) -> None:
    """登记上级下达的目标值；下一次冻结起使用，已发布的不变。

    Give a target that is set from above its value; the next freeze takes it in.

    例 / example: halfsky plan assign environment.goal.6.track.1 --value 87 --year 2025 --source "晋环发〔2025〕3号"
    """
    from halfsky.cli.office import acting, now, open_office, say

    open_office()
    from halfsky.office.framework.services.assigned import assign as assign_target

    made = assign_target(track=track, value=value, year=year, source=source, operator=operator, by=acting(login, "plan_assign"), at=now())
    if as_json:
        typer.echo(json.dumps({"target": made.code, "operator": made.operator, "value": float(made.value or 0), "year": made.year}))
        return
    say("已登记 {code}：{year} 年 {operator} {value}{unit}。冻结新的发布版后使用。", "Noted {code}: {operator} {value}{unit} by {year}. The next freeze takes it in.",
        code=made.code, year=made.year, operator=made.operator, value=f"{made.value:f}", unit=made.unit)


def _unwritable(path: Path, error: OSError, lang: str) -> str:
    why = error.strerror or type(error).__name__
    if lang.startswith("en"):
        return f"F180 “{path}” could not be written ({why}). Check the folder and its permissions."
    return f"F180 无法写入“{path}”（{why}）。请检查文件夹是否存在、是否有写入权限。"


def _word(key: str, lang: str) -> str:
    zh, en = _WORDS[key]
    return en if lang.startswith("en") else zh


def _show(reading: dict[str, Any], warnings: list[str], lang: str) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    def plain(value: object) -> Text:
        return Text("".join(sign if sign.isprintable() or sign == "\n" else " " for sign in str(value)))

    console = Console(highlight=False, markup=False, emoji=False, width=None if _wide_enough() else 110)
    head = Table.grid(padding=(0, 2))
    head.add_column(no_wrap=True)
    head.add_column(overflow="fold")
    level = str(reading["level"])
    head.add_row(_word("plan", lang), plain(reading["title"]))
    head.add_row(_word("region", lang), plain(reading["region"]))
    head.add_row(_word("level", lang), _word(level, lang) if level in _WORDS else plain(level))
    years = (reading["start_year"], reading["end_year"])
    head.add_row(_word("years", lang), plain("—".join(str(year) if year else "?" for year in years)))
    upper = "\n".join(str(one) for one in reading["upper_plans"])
    if upper:
        head.add_row(_word("upper", lang), plain(upper))
    console.print(head)

    domains = list(reading["domains"])
    targets = list(reading["targets"])
    table = Table(title=_word("domains", lang), title_justify="left")
    for key in ("no", "domain", "goals", "measures", "targets"):
        table.add_column(_word(key, lang), justify="left" if key == "domain" else "right")
    for index, domain in enumerate(domains):
        mine = sum(1 for target in targets if target["domain_index"] == index)
        table.add_row(str(index + 1), plain(domain["name"]), str(len(domain["goals"])), str(len(domain["measures"])), str(mine))
    table.add_section()
    table.add_row(
        "", _word("total", lang), str(sum(len(one["goals"]) for one in domains)),
        str(sum(len(one["measures"]) for one in domains)), str(len(targets)))
    console.print(table)

    listed = Table(title=_word("targets", lang), title_justify="left")
    for key in ("domain", "goal", "form", "year", "quote"):
        listed.add_column(_word(key, lang), justify="right" if key in ("goal", "year") else "left")
    for target in targets:
        index = target["domain_index"]
        name = domains[index]["name"] if isinstance(index, int) and 0 <= index < len(domains) else ""
        goal = target["goal_no"] if target["goal_no"] is not None else _word("table", lang)
        form = f"{target['operator']} {target['value']}{target.get('unit') or ''}"
        listed.add_row(plain(name), plain(goal), plain(form), plain(target["year"]), plain(target["quote"]))
    console.print(listed)

    counts = {"count": len(reading["directions"]), "duties": len(reading["duties"])}
    console.print(_word("directions", lang).format(**counts))
    for key, lines in (("doubts", [_doubt(one, lang) for one in reading["doubts"]]), ("warnings", warnings)):
        if lines:
            console.print(_word(key, lang))
            for line in lines:
                console.print(Padding(plain(line), (0, 0, 0, 2)))
    console.print(_word("unplaced", lang).format(count=len(reading["unplaced"])))


def _wide_enough() -> bool:
    import shutil

    return shutil.get_terminal_size((0, 0)).columns >= 90


def _doubt(doubt: dict[str, Any], lang: str) -> str:
    from halfsky.plandoc.doubts import SENTENCES

    sentence = SENTENCES[doubt["why"]][1 if lang.startswith("en") else 0].format(**doubt["params"])
    return f"{_word('line', lang).format(line=doubt['line'])} {sentence}"
