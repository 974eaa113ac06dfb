"""What the pages stand on: the newest run, its release and plan, or the adopted plan alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from halfsky.office.monitoring.models import Run
from halfsky.office.plan.models import Plan


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

    @property
    def short_hash(self) -> str:
        """The first twelve digits of the release's hash, in fours."""
        return " ".join(self.release_hash[i : i + 4] for i in (0, 4, 8)) if self.release_hash else ""

    @property
    def stamp(self) -> tuple[object, ...]:
        """What a page made from this run depends on: when it is equal, so is the page."""
        return (self.run, self.result_hash, self.plan, self.plan_token, self.demo)


def standing() -> Standing:
    """The newest run of the newest release (one query), with the adopted plan (a second, only when they differ)."""
    run = (
        Run.objects.select_related("release__plan")
        .order_by("-release__year", "-release__number", "-ran_at", "-pk")
        .first()
    )
    if run is None:
        plan = Plan.objects.filter(status="adopted").order_by("-adopted_at").first()
        return Standing(**_plan_facts(plan)) if plan else Standing()
    release = run.release
    plan = release.plan
    if plan.status != "adopted":
        plan = Plan.objects.filter(status="adopted").order_by("-adopted_at").first() or plan
    frozen = timezone.localtime(release.frozen_at)
    return Standing(
        **_plan_facts(plan),
        run=run.pk, year=run.year, result_hash=run.result_hash, release=release.pk, release_name=release.name,
        release_hash=release.content_hash, release_rows=release.rows, frozen_on=f"{frozen:%Y-%m-%d}",
        frozen_at=f"{frozen:%Y-%m-%d %H:%M}", frozen_by=release.frozen_by,
        ran_at=f"{timezone.localtime(run.ran_at):%Y-%m-%d %H:%M}", demo=release.demo,
    )


def _plan_facts(plan: Plan) -> dict[str, object]:
    years = f"{plan.start_year}-{plan.end_year}" if plan.start_year and plan.end_year else ""
    return {
        "plan": plan.pk, "plan_token": plan.token, "plan_title": plan.title, "plan_years": years,
        "end_year": plan.end_year or 0,
    }
