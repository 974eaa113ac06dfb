"""The demo county: from the shipped plan document to the report, by the same services that people use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from halfsky.formats.catalogue import shipped
from halfsky.formats.whole import write_whole
from halfsky.office.collection.services.imports import preview, write
from halfsky.office.framework.services.adoption import adopt
from halfsky.office.framework.services.evidence import report_milestones
from halfsky.office.monitoring.services.run import run_for_year
from halfsky.office.people.models import Account
from halfsky.office.people.selectors import office
from halfsky.office.plan.models import Plan
from halfsky.office.plan.place import of_another_place
from halfsky.office.plan.services.intake import take_in
from halfsky.office.publishing.compose import newest_run
from halfsky.office.publishing.printing import files_of, lay_out, printed
from halfsky.office.publishing.services.charts import draw
from halfsky.office.release.models import Release
from halfsky.office.release.services.freeze import freeze
from halfsky.office.trail.actor import SYSTEM, Actor
from halfsky.upkeep.demo_report import published
from halfsky.upkeep.demo_work import DAYS_BEFORE, work
from halfsky.upkeep.setting_up import prepare, rows_of, with_account

FOLDER = ("demo", "kelan")


@dataclass(frozen=True, slots=True)
class Step:
    """What was done, in both languages."""

    zh: str
    en: str

    def text(self, lang: str) -> str:
        return self.en if lang.startswith("en") else self.zh


def build(*, out: Path, document: Path | None, year: int, at: datetime) -> Iterator[Step]:
    """Build the county step by step, with charts and report; a step is skipped when its result is already there."""
    yield from run_year(document=document, year=year, at=at - timedelta(days=DAYS_BEFORE))
    statistician, run = cast_actor("statistician"), newest_run(year)
    worked = work(office=cast_actor("officer"), leader=cast_actor("leader"), cast=list(map(cast_actor, ("reporter", "outsider"))), at=run.ran_at)
    yield Step(f"预警：办理 {worked} 件（演示）", f"warnings: {worked} worked on (demo)")
    drawn = draw(run_id=run.pk, by=statistician, at=at)
    yield Step(f"图表：新绘 {drawn} 幅", f"charts: {drawn} drawn now")
    edition = published(run=run, officer=cast_actor("officer"), leader=cast_actor("leader"), at=at)
    yield Step(f"年度报告：拟稿、批注、呈批、批准、印发 {edition.number}", f"annual report: drafted, approved, published as {edition.number}")
    for path in lay_out(files_of(edition), out):
        yield Step(f"报告 {path}", f"report {path}")
    for path in lay_out(printed("yearbook", run, "zh"), out):
        yield Step(f"统计资料 {path}（草稿）", f"yearbook {path} (draft)")


def run_year(*, document: Path | None, year: int, at: datetime) -> Iterator[Step]:
    """From the empty folder to the monitoring run: what must be there before anything is drawn or written."""
    home = prepare(demo=True, by=SYSTEM, at=at)
    accounts = _cast(home, at)
    yield Step(f"数据目录 {home}，{accounts} 个演示账号", f"data folder {home}, {accounts} demo accounts")
    document = document or shipped() / "plans" / "kelan-women-2021" / "document" / "kelan-women-2021.docx"
    plan = _plan(document, cast_actor("officer"), at)
    goals = sum(domain.goals.count() for domain in plan.domains.all())
    yield Step(f"规划《{plan.title}》：{plan.domains.count()} 个领域，{goals} 项目标", f"plan: {plan.domains.count()} domains, {goals} goals")
    if not plan.code:
        yield Step("随附的指标体系没有与这部规划相配的：目标都不可监测，怎样配一套见 docs/how-to/add-another-plan.md",
                   "no framework of the catalogue fits this plan: no goal can be monitored; docs/how-to/add-another-plan.md says how to add one")
    own = office().region_name
    if of_another_place(plan.region_name, own):
        yield Step(f"注意：这部规划是{plan.region_name}的，演示的单位和数据是{own}的",
                   f"note: this plan is of {plan.region_name}; the demo's bodies and figures are of {own}")
    taken = _figures(cast_actor("statistician"), at)
    yield Step(f"演示数据：新收 {taken} 个数（全部虚构）", f"demo figures: {taken} taken now (all invented)")
    report_milestones(rows=rows_of(*FOLDER, "milestones.csv"), by=cast_actor("officer"), at=at)
    release = Release.objects.filter(year=year, plan=plan).order_by("-number").first() if not taken else None
    release = release or _frozen(year, plan, at)
    yield Step(f"发布版 {release.name}，{release.rows} 个数", f"release {release.name}, {release.rows} figures")
    run = run_for_year(year=year, by=cast_actor("statistician"), at=at)
    tally = run.tallies.get(domain="", scope="goals", year=year)
    attained = tally.met + tally.met_early
    yield Step(f"监测：可监测 {tally.monitorable} 项目标，已达标 {attained} 项", f"monitoring: {attained} of {tally.monitorable} goals met")


def _frozen(year: int, plan: Plan, at: datetime) -> Release:
    """The year frozen; figures taken after an earlier release of it make a revision."""
    earlier = Release.objects.filter(year=year, plan=plan).exists()
    reason = "演示数据更新后重新冻结" if earlier else ""
    return freeze(year=year, genre=plan.genre, reason=reason, by=cast_actor("statistician"), at=at)


def cast_actor(login: str) -> Actor:
    """The demo person with this login."""
    row = next(row for row in rows_of("cast.csv") if row["login"] == login)
    return Actor(row["login"], row["name_zh"], row["body"], row["role"])


def _cast(home: Path, at: datetime) -> int:
    """How many; one account a role. Its random password stands in accounts.txt before the account is there."""
    rows = rows_of("cast.csv")
    for row in rows:
        if Account.objects.filter(login=row["login"]).exists():
            continue
        with transaction.atomic():
            password = with_account(
                login=row["login"], role=row["role"], name=row["name_zh"], body=row["body"], by=SYSTEM, at=at
            )
            _tell(home / "accounts.txt", row["login"], f"{row['login']}\t{password}\t{row['name_zh']}：{row['sentence_zh']}")
    return len(rows)


def _tell(path: Path, login: str, line: str) -> None:
    """Put an account's line into the file, in the place of one from an attempt that was broken off."""
    before = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    kept = [one for one in before if one.split("\t")[0] != login]
    write_whole(path, ("\n".join([*kept, line]) + "\n").encode(), private=True)


def _plan(document: Path, officer: Actor, at: datetime) -> Plan:
    known = Plan.objects.select_related("source").filter(status="adopted").first()
    if known and known.source.digest == sha256(document.read_bytes()).hexdigest():
        return known
    draft = take_in(path=document, name=document.name, by=officer, at=at)
    return adopt(plan_id=draft.pk, token=draft.token, by=officer, at=at)


def _figures(statistician: Actor, at: datetime) -> int:
    taken = 0
    for name in ("figures.csv", "revisions.csv", "township_figures.csv"):
        path = shipped().joinpath(*FOLDER, name)
        seen = preview(path=path, name=name)
        if name == "figures.csv" and not seen.new:
            break
        if seen.new or seen.revised:
            batch = write(plan=seen, data=path.read_bytes(), by=statistician, at=at)
            taken += batch.taken
    return taken
