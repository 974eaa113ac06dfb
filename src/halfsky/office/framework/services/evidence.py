"""What was reported of milestones: done, partial or none, year by year, with the evidence named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from halfsky.office.plan.models import Milestone, MilestoneState
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record


@transaction.atomic
def report_milestones(*, rows: Iterable[Mapping[str, str]], by: Actor, at: datetime) -> int:
    """Take milestone states (milestone, year, state, evidence_zh); a state that is known and equal is left alone."""
    milestones = {row.code: row for row in Milestone.objects.filter(goal__domain__plan__status="adopted")}
    known = {(s.milestone_id, s.year): s for s in MilestoneState.objects.all()}
    made = []
    changed = 0
    for row in rows:
        milestone = milestones.get(row["milestone"])
        if milestone is None:
            continue
        state = known.get((milestone.pk, int(row["year"])))
        evidence = row.get("evidence_zh", "")[:300]
        if state is None:
            made.append(MilestoneState(
                milestone=milestone, year=int(row["year"]), state=row["state"], evidence=evidence,
                reported_by=by.login, reported_at=at,
            ))
        elif (state.state, state.evidence) != (row["state"], evidence):
            state.state, state.evidence, state.reported_by, state.reported_at = row["state"], evidence, by.login, at
            state.save()
            changed += 1
    MilestoneState.objects.bulk_create(made)
    if made or changed:
        record(by=by, at=at, action="framework.milestones", about="milestones", facts={"new": len(made), "changed": changed})
    return len(made) + changed
