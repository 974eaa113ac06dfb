"""The work on the demo county's warnings: each state of a warning is there to be seen, every word marked as a demo.

Each line is one act on a warning, told by its track, so many days after the run. A second build finds the acts done and
adds none; one that was broken off goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from halfsky.office.monitoring.models import EarlyWarning, WarningAct
from halfsky.office.monitoring.policies import may
from halfsky.office.monitoring.services import answers
from halfsky.office.monitoring.states import OWED
from halfsky.office.people.selectors import body_names
from halfsky.office.publishing.models import Notice
from halfsky.office.publishing.services.notices import issue
from halfsky.office.trail.actor import Actor

DAYS_BEFORE = 33
"""How long before the build the run is dated: the term of fifteen working days has passed, holidays included, so what is not answered is overdue."""
AGAIN = 40
"""Days that a returned answer may take: it waits on the day of the build, and is not overdue."""
ANSWERS = {
    "reach": ("演示：覆盖面不够，部分乡镇工作滞后。", "演示：列入月度调度，逐乡镇补齐。"),
    "review": ("演示：转诊衔接不够及时。", "演示：完善高危孕产妇转诊流程。"),
    "swing": ("演示：当年统计口径微调，数值有波动。", "演示：已与统计局核对，按新口径上报。"),
    "thin": ("演示：原因正在了解。", "演示：加强工作。"),
}
#: track of the warning -> (act, days after the run, words)
WORK: dict[str, tuple[tuple[str, int, str], ...]] = {
    "health.goal.2.track.1": (("hold_review", 6, "review"), ("give_back", 8, "演示：请补充转诊衔接的责任人和时限。")),
    "health.goal.6.track.2": (("answer", 4, "swing"), ("accept", 5, ""), ("close", 9, "演示：数值已核实，销号。")),
    "education.goal.4.track.2": (("answer", 12, "reach"),),
    "education.goal.5.track.1": (("answer", 10, "thin"), ("give_back", 12, "演示：请写明原因和完成时限。")),
    "environment.goal.8.track.1": (("answer", 9, "reach"), ("raise_up", 11, "演示：差距较大，提请统筹资金。")),
    "economy.goal.4.track.2": (
        ("answer", 8, "reach"), ("accept", 9, ""), ("raise_up", 10, "演示：涉及多个部门，提请协调。"), ("decide", 14, "演示：同意，由县政府办督办。"),
    ),
    "decision.goal.4.track.1": (("answer", 11, "reach"), ("accept", 13, "")),
    "decision.goal.4.track.2": (("answer", 11, "reach"), ("accept", 13, "")),
    "decision.goal.4.track.3": (("answer", 11, "reach"), ("accept", 13, "")),
    "economy.goal.6.track.3": (("answer", 14, "reach"),),
    "education.goal.7.track.1": (("answer", 14, "reach"), ("accept", 15, "")),
    "environment.goal.2.track.3": (("answer", 7, "reach"), ("accept", 8, "")),
    "law.goal.4.track.1": (("answer", 13, "reach"), ("accept", 15, "")),
    "law.goal.4.track.2": (("answer", 13, "reach"), ("accept", 15, "")),
    "security.goal.4.track.1": (("answer", 12, "reach"), ("accept", 15, "")),
}  # fmt: skip


LETTERS = ("health.goal.2.track.1", "education.goal.5.track.1", "education.goal.4.track.2")
"""Warnings on which the office sent a notice letter."""
SENT = 2
"""Days after the run."""


def work(*, office: Actor, leader: Actor, cast: list[Actor], at: datetime) -> int:
    """Do what is not done yet, in the order of the days; how many warnings have acts. ``at`` is the day of the run."""
    bodies = body_names("zh")
    known = {row.code: row for row in EarlyWarning.objects.filter(code__in=WORK)}
    for code in LETTERS:
        row = known.get(code)
        if row is not None and row.state in OWED and row.due is not None and not Notice.objects.filter(warning=row, run=row.run).exists():
            issue(warning_id=row.pk, by=office, at=at + timedelta(days=SENT))
    acted = {code: WarningAct.objects.filter(warning=row).count() for code, row in known.items()}
    due = sorted(
        (days, code, no, act, words)
        for code in known for no, (act, days, words) in enumerate(WORK[code]) if no >= acted[code]
    )
    for days, code, _, act, words in due:
        row = EarlyWarning.objects.get(pk=known[code].pk)
        by = {"raise_up": office, "accept": office, "give_back": office, "close": office, "decide": leader}.get(act) or _owner(row, cast, bodies)
        if may(row, act, by):
            SERVICES[act](row, words, by, at + timedelta(days=days))
    return WarningAct.objects.filter(warning__code__in=WORK).values("warning").distinct().count()


def _owner(row: EarlyWarning, cast: list[Actor], bodies: dict[str, str]) -> Actor:
    """The reporter of the body that leads: of the cast, or an invented one without an account."""
    known = next((one for one in cast if one.role == "reporter" and one.body == row.owner), None)
    return known or Actor("demo", f"{bodies.get(row.owner, row.owner)}填报员（演示）", row.owner, "reporter")


def _answer(row: EarlyWarning, words: str, by: Actor, at: datetime) -> None:
    cause, action = ANSWERS[words]
    remedy = timezone.localtime(at).date() + timedelta(days=60)
    answers.answer(warning_id=row.pk, token=row.token, cause=cause, action=action, remedy_on=remedy.isoformat(), by=by, at=at)


def _review(row: EarlyWarning, words: str, by: Actor, at: datetime) -> None:
    result, action = ANSWERS[words]
    held = timezone.localtime(at).date() - timedelta(days=1)
    answers.hold_review(
        warning_id=row.pk, token=row.token, held_on=held.isoformat(), held_by="县卫健局，市级专家组（演示）", result=result, action=action, by=by, at=at
    )


def _commented(act: str) -> Callable[[EarlyWarning, str, Actor, datetime], None]:
    def do(row: EarlyWarning, words: str, by: Actor, at: datetime) -> None:
        again = {"again_by": (timezone.localtime(at).date() + timedelta(days=AGAIN)).isoformat()} if act == "give_back" else {}
        answers.ACTS[act](warning_id=row.pk, token=row.token, comment=words, by=by, at=at, **again)

    return do


SERVICES: dict[str, Callable[..., Any]] = {"answer": _answer, "hold_review": _review, **{act: _commented(act) for act in answers.ACTS}}
