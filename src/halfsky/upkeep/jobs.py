"""Heavy work asked for on a page and done by the worker: freezing, running, proving, exporting, comparing.

The queue is django-tasks with its database backend: a job is a row, asked for inside a request and taken by the one
worker that ``halfsky serve`` starts. That queue does not notice a worker that was killed; ``reclaim`` does: a job left
running is tried again, and given up with its remedy when it was broken off ``MOST_TRIES`` times.

A job acts for the account that asked for it, as that account is at the time: when it was closed or lost its role in
between, the job is refused. The same job asked for twice while the first waits or runs is the same job.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from halfsky.method.errors import HalfskyError
from halfsky.office.people.signin import actor_by_login
from halfsky.office.trail.actor import Actor

MOST_TRIES = 3
KEPT = 200
MAY_ASK = frozenset({"statistician", "officer"})
MAY_READ = MAY_ASK | {"leader", "reporter", "head", "township", "evaluator", "city"}
"""Who may ask for a proof or a table of a release: whoever may look at it."""


class JobRefused(HalfskyError):
    """A job that is not done."""

    messages = {
        "closed": ("账号 {login} 已停用，没有执行。", "The account {login} is closed; the job was not done."),
        "may_not": ("账号 {login} 现在的角色不能做这件事，没有执行。", "The present role of {login} may not do this; it was not done."),
        "gone": ("发布版 {name} 已不在。", "There is no release {name} any more."),
    }


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of job: who may ask for it, and the work, which gives facts for the page (JSON values)."""

    roles: frozenset[str]
    work: Callable[[Mapping[str, Any], Actor, datetime], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job as the page lists it; ``state`` is waiting, running, done, refused or broken. Texts "" where there is none."""

    id: str
    kind: str
    about: str
    by: str
    asked_at: str
    ended_at: str
    state: str
    tries: int
    result: Mapping[str, Any]
    area: str = ""

    def said(self, lang: str) -> str:
        """Why it was refused, in words."""
        return str(self.result.get("en" if lang.startswith("en") else "zh", "")) if self.state == "refused" else ""


@task()
def perform(kind: str, facts: dict[str, Any], login: str) -> dict[str, Any]:
    """Do one job. A refusal is an answer, with its sentence in both languages; any other failure is the worker's to note."""
    from halfsky.upkeep.job_kinds import KINDS

    try:
        actor = actor_by_login(login)
        if actor is None:
            raise JobRefused("closed", login=login)
        if actor.role not in KINDS[kind].roles:
            raise JobRefused("may_not", login=login)
        return KINDS[kind].work(facts, actor, timezone.now())
    except HalfskyError as refused:
        return {"refused": refused.key, "zh": refused.text("zh-hans"), "en": refused.text("en")}


@transaction.atomic
def ask(kind: str, facts: Mapping[str, Any], login: str) -> str:
    """Put a job into the queue and give its number; the same job that waits or runs already is not asked for again.

    ``facts`` may hold a ``token`` made for one press of a button: the same token is the same job for ever.
    """
    token = facts.get("token")
    for known in DBTaskResult.objects.order_by("-enqueued_at")[:KEPT]:
        given = known.args_kwargs["kwargs"]
        if token and given["facts"].get("token") == token:
            return str(known.id)
        if known.status in ("READY", "RUNNING") and (given["kind"], given["facts"]) == (kind, dict(facts)):
            return str(known.id)
    return str(perform.enqueue(kind=kind, facts=dict(facts), login=login).id)


def reclaim() -> int:
    """Take back what a worker that is gone left running, and say how much; called by the one worker when it starts."""
    left = list(DBTaskResult.objects.filter(status="RUNNING"))
    for job in left:
        mine = DBTaskResult.objects.filter(pk=job.pk, status="RUNNING")
        if len(job.worker_ids) < MOST_TRIES:
            mine.update(status="READY", started_at=None)
        else:
            mine.update(status="FAILED", finished_at=timezone.now(), exception_class_path=BROKEN_OFF)
    return len(left)


BROKEN_OFF = "halfsky.upkeep.jobs.BrokenOff"


def do_next(worker: str) -> bool:
    """Take the next job and do it; False when there is none. A job that fails is noted and stops nothing."""
    if not DBTaskResult.objects.ready().exists():
        return False
    with transaction.atomic():
        job = DBTaskResult.objects.ready().get_locked()
        if job is None:
            return False
        job.claim(worker)
    given = job.args_kwargs
    try:
        job.set_successful(perform.call(*given["args"], **given["kwargs"]))
    except Exception as failure:  # noqa: BLE001 - whatever it was, the row says so and the next job is taken
        job.set_failed(failure)
    return True


def forget_old() -> None:
    """Keep the newest jobs that ended; older ones have done their work."""
    ended = DBTaskResult.objects.filter(status__in=("SUCCESSFUL", "FAILED")).order_by("-enqueued_at")
    old = list(ended.values_list("pk", flat=True)[KEPT:])
    if old:
        DBTaskResult.objects.filter(pk__in=old).delete()


def jobs(limit: int = 50, *, about: str = "", kind: str = "") -> list[JobRow]:
    """The newest jobs, of one release or of one kind where asked (one query)."""
    rows = [_row(job) for job in DBTaskResult.objects.order_by("-enqueued_at")[:KEPT]]
    return [row for row in rows if about in ("", row.about) and kind in ("", row.kind)][:limit]


def _row(job: DBTaskResult) -> JobRow:
    given, result = job.args_kwargs["kwargs"], job.return_value or {}
    state = {"READY": "waiting", "RUNNING": "running", "FAILED": "broken"}.get(job.status) or (
        "refused" if "refused" in result else "done")
    if state == "waiting" and job.worker_ids:
        state = "again"

    def text(moment: datetime | None) -> str:
        return f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}" if moment else ""

    return JobRow(
        id=str(job.id), kind=given["kind"], about=str(given["facts"].get("release", "")), by=given["login"],
        asked_at=text(job.enqueued_at), ended_at=text(job.finished_at), state=state, tries=len(job.worker_ids), result=result,
        area=str(given["facts"].get("area", "")),
    )


def table_path(manifest_hash: str, form: str) -> Path:
    """Where the table of a release lies once it is written; its name changes with the release, never its content."""
    return Path(settings.HALFSKY_HOME) / "tables" / f"{manifest_hash[:32]}.{form}"
