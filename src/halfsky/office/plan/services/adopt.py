"""Adopting a plan: from here on it is the plan that the county carries out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from halfsky.office.plan.errors import PlanRefused
from halfsky.office.plan.models import Plan, Target
from halfsky.office.plan.services.targets import move_token
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record


@transaction.atomic
def adopt(*, plan_id: int, token: int, by: Actor, at: datetime) -> Plan:
    """Make a draft the adopted plan of its genre; the one before it is kept as replaced."""
    plan = Plan.objects.filter(pk=plan_id).first()
    if plan is None:
        raise PlanRefused("no_plan", plan=plan_id)
    if not Target.objects.filter(domain__plan=plan).exists() and not plan.domains.filter(goals__isnull=False).exists():
        raise PlanRefused("nothing_read")
    move_token(plan, token)
    replaced = list(Plan.objects.filter(genre=plan.genre, status="adopted").values_list("pk", flat=True))
    Plan.objects.filter(pk__in=replaced).update(status="replaced")
    Plan.objects.filter(pk=plan.pk).update(status="adopted", adopted_at=at, adopted_by=by.login)
    record(
        by=by, at=at, action="plan.adopt", about=f"plan:{plan.pk}",
        facts={
            "title": plan.title, "domains": plan.domains.count(), "replaced": replaced,
            "targets": Target.objects.filter(domain__plan=plan).exclude(state="dropped").count(),
        },
    )
    plan.refresh_from_db()
    return plan
