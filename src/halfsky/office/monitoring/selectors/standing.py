"""What the pages stand on: the newest run, its release and plan, or the adopted plan alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone

from halfsky.office.plan.models import Plan
from halfsky.office.release.asked import Asked
from halfsky.office.release.opened import now_read, reads_opened

NOBODY = Asked()
PLAN_FIELDS = ("pk", "token", "title", "start_year", "end_year", "status")


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest run and what it read. ``run`` is None before the first run, ``plan`` None before a plan is adopted."""

    plan: int | None = None
    plan_token: int = 0
    plan_title: str = ""
    plan_years: str = ""
    end_year: int = 0
    run: int | None = None
    year: int = 0
    result_hash: str = ""
    release: int | None = None
    release_name: str = ""
    release_hash: str = ""
    release_rows: int = 0
    frozen_on: str = ""
    frozen_at: str = ""
    frozen_by: str = ""
    ran_at: str = ""
    demo: bool = False
    reason: str = ""
    """Why the release revises an earlier one; "" when it does not."""

    opened: bool = False
    """Whether it is an area of another office's release: to be read, nothing is done about it here."""

    @property
    def before_plan(self) -> int:
        """The year before the plan's first, from which its time runs; 0 before a plan is adopted."""
        return int(self.plan_years[:4]) - 1 if self.plan_years else 0

    @property
    def short_hash(self) -> str:
        """The first twelve digits of the release's hash, in fours."""
        return " ".join(self.release_hash[i : i + 4] for i in (0, 4, 8)) if self.release_hash else ""


#: The newest run, its release and plan: asked on every request, so the query builder is not asked to build it anew.
NEWEST = """
    select run.id, run.year, run.result_hash, run.ran_at, release.id, release.name, release.content_hash, release.rows,
        release.frozen_at, release.frozen_by, release.demo, release.reason,
        plan.id, plan.token, plan.title, plan.start_year, plan.end_year, plan.status
    from monitoring_run run
    join release_release release on release.id = run.release_id
    join plan_plan plan on plan.id = release.plan_id
    where {condition}
    order by release.year desc, release.number desc, run.ran_at desc, run.id desc
    limit 1
"""


def standing(asked: Asked = NOBODY) -> Standing:
    """The newest run of the release asked for (one query), with the adopted plan (a second, only when they differ).

    Without ``asked`` it is the newest release that is open to everybody.
    """
    condition, given = asked.condition()
    with now_read().cursor() as cursor:
        cursor.execute(NEWEST.format(condition=condition), given)
        row = cursor.fetchone()
    if row is None:
        adopted = None if asked.release else _adopted()
        return Standing(**_plan_facts(adopted)) if adopted else Standing()
    run, year, result_hash, ran_at, release, name, content_hash, rows, frozen_at, frozen_by, demo, reason, *plan = row
    facts = _plan_facts(plan)
    if plan[-1] != "adopted" and not asked.release:
        adopted = _adopted()
        facts = _plan_facts(adopted) if adopted else facts
    frozen = _moment(frozen_at)
    return Standing(
        **facts,
        run=run, year=year, result_hash=result_hash, release=release, release_name=name,
        release_hash=content_hash, release_rows=rows, frozen_on=f"{frozen:%Y-%m-%d}",
        frozen_at=f"{frozen:%Y-%m-%d %H:%M}", frozen_by=frozen_by,
        ran_at=f"{_moment(ran_at):%Y-%m-%d %H:%M}", demo=bool(demo), reason=reason, opened=reads_opened(),
    )


def _moment(stored: datetime | str) -> datetime:
    """A stored moment in the office's zone; SQLite hands it out as text in UTC."""
    at = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return timezone.localtime(at if at.tzinfo else at.replace(tzinfo=UTC))


def _adopted() -> Sequence[Any] | None:
    return Plan.objects.filter(status="adopted").order_by("-adopted_at").values_list(*PLAN_FIELDS).first()


def _plan_facts(plan: Sequence[Any]) -> dict[str, Any]:
    pk, token, title, start, end, _status = plan
    return {
        "plan": pk, "plan_token": token, "plan_title": title, "plan_years": f"{start}-{end}" if start and end else "",
        "end_year": end or 0,
    }
