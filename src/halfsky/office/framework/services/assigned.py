"""A target that the plan leaves to be set from above (上级下达): its value once it has come, and again when it is changed.

The plan is adopted and stays as it is; the value stands beside it with the document it came with. Releases frozen before
keep what they say; the next freeze takes the value in.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from halfsky.method.errors import HalfskyError
from halfsky.office.framework.awaited import FORMS, USUAL
from halfsky.office.framework.models import Binding, Track
from halfsky.office.plan.errors import PlanRefused
from halfsky.office.plan.models import Target
from halfsky.office.plan.services.targets import check_form, next_code, number_of
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record

LONGEST = 200


class AssignRefused(HalfskyError):
    """A value from above that cannot be taken as given."""

    messages = {
        "no_track": (
            "没有编号为“{track}”的待下达目标。待下达的有：{known}。", "There is no target {track!r} to be set from above; there are: {known}.",
        ),
        "no_source": ("请写明下达目标值的文件，如“晋环发〔2025〕3号”。", "Say which document set the value."),
        "same": ("“{title}”的目标值已经是这个，没有改动。", "The target of {title!r} is this already; nothing was changed."),
    }


@transaction.atomic
def assign(*, track: str, value: object, year: int, source: str, by: Actor, at: datetime, operator: str = "") -> Target:
    """Give the target of ``track`` (``environment.goal.6.track.1``) the ``value`` set from above for ``year`` by the document ``source``.

    ``operator``: ``>=``, ``<=``, ``~`` or one with hold; without it the indicator's better side says which. AssignRefused or
    PlanRefused when something is missing or strange.
    """
    open_ = Track.objects.filter(kind="external", indicator__isnull=False, goal__domain__plan__status="adopted")
    row = open_.filter(code=track.strip()).select_related("goal__domain__plan", "indicator", "target").order_by("-goal__domain__plan_id").first()
    if row is None:
        raise AssignRefused("no_track", track=track[:80], known="、".join(open_.values_list("code", flat=True)) or "—")
    source = " ".join(source.split())[:LONGEST]
    if not source:
        raise AssignRefused("no_source")
    plan, indicator = row.goal.domain.plan, row.indicator
    assert indicator is not None
    operator = operator or USUAL.get(indicator.direction, ">=")
    check_form(plan, operator, year)
    if operator not in FORMS:
        raise PlanRefused("operator_bad", operator=operator, known=" ".join(FORMS))
    number, known = number_of(value), row.target
    before = {"operator": known.operator, "value": str(known.value), "year": known.year, "source": known.quote} if known else {}
    after = {"operator": operator, "value": str(number), "year": year, "source": source}
    if known and (known.operator, known.value, known.year, known.quote) == (operator, number, year, source):
        raise AssignRefused("same", title=row.title_zh)
    target = known or Target(domain=row.goal.domain, goal=row.goal, code=next_code(row.goal.domain.slug, row.goal))
    target.operator, target.value, target.year, target.quote = operator, number, year, source
    target.unit, target.state, target.changed_by = indicator.unit_zh[:16], "added", by.login
    target.save()
    Binding.objects.update_or_create(target=target, defaults={"indicator": indicator, "breakdown": row.breakdown})
    Track.objects.filter(pk=row.pk).update(target=target)
    record(by=by, at=at, action="framework.target.assign", about=f"target:{target.pk}", facts={"track": row.code, "before": before, "after": after})
    return target
