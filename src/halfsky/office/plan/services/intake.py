"""Taking a plan's document in: kept as it came, read in a child process, stored as a draft to be checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from halfsky.formats.intake.opening import PlanFile, read_plan
from halfsky.office.files.selectors import content_path
from halfsky.office.files.services import all_or_none, store
from halfsky.office.plan.errors import PlanRefused
from halfsky.office.plan.models import Direction, Domain, Doubt, Duty, Goal, Measure, Plan, Target
from halfsky.office.plan.services.targets import in_judged_form, kind_of_change, move_token, next_code
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
}

#: word in a domain's name -> slug; the first that fits wins, and a second domain with the same slug gets a number
SLUGS: tuple[tuple[str, str], ...] = (
    ("安全", "safety"), ("健康", "health"), ("教育", "education"), ("经济", "economy"), ("决策", "decision"),
    ("保障", "security"), ("福利", "welfare"), ("家庭", "family"), ("环境", "environment"), ("法律", "law"),
)


def slug_of(name: str, order: int, taken: set[str]) -> str:
    """The slug of a domain by its name: ``health`` for 妇女与健康; ``d7`` where no known word stands in it."""
    slug = next((slug for word, slug in SLUGS if word in name), f"d{order + 1}")
    if slug in taken:
        slug = f"{slug}{order + 1}"
    taken.add(slug)
    return slug


def title_of(text: str) -> str:
    """A title until the catalogue gives one: the text, or its first statement with … for what is left out; at most 40 characters."""
    whole = text.replace("\n", "").strip().rstrip("。；")
    if len(whole) <= 40:
        return whole
    return whole.split("。")[0].split("；")[0][:39] + "…"


@dataclass(frozen=True, slots=True)
class _Where:
    start: int
    end: int
    line: int

    @classmethod
    def of(cls, place: Mapping[str, Any] | None) -> _Where:
        span = (place or {}).get("span") or (0, 0)
        return cls(int(span[0]), int(span[1]), int((place or {}).get("line") or 0))

    def fields(self) -> dict[str, int]:
        return {"start": self.start, "end": self.end, "line": self.line}


def take_in(*, path: Path, name: str, by: Actor, at: datetime) -> Plan:
    """Read a document and store it as a draft plan; raises IntakeRefused when it cannot be read or is no plan."""
    read = read_plan(path, name)
    return store_draft(read=read, data=path.read_bytes(), by=by, at=at)


@all_or_none()
def store_draft(*, read: PlanFile, data: bytes, by: Actor, at: datetime) -> Plan:
    """Store what was read of a document, with the document and its text, as a draft."""
    source = store(
        data=data, name=read.name, media_type=MEDIA.get(read.kind, "application/octet-stream"),
        kind="source_plan", by=by, at=at,
    )
    text = store(
        data=read.source.text.encode("utf-8", "surrogatepass"), name=f"{Path(read.name).stem}.txt", media_type=MEDIA["txt"],
        kind="plan_text", by=by, at=at,
    )
    reading = read.reading
    plan = Plan.objects.create(
        title=(reading.get("title") or read.name)[:200], genre=reading.get("genre") or "women",
        level=reading.get("level") or "", region_name=reading.get("region") or "",
        start_year=reading.get("start_year"), end_year=reading.get("end_year"),
        base_year=(reading["start_year"] - 1) if reading.get("start_year") else None,
        upper_plans="\n".join(reading.get("upper_plans") or ()), source=source, text=text, read_at=at,
        fingerprint=reading.get("fingerprint") or "",
    )
    _fill(plan, reading)
    for warning in read.warnings:
        Doubt.objects.create(plan=plan, kind="document", text=warning.text())
    record(
        by=by, at=at, action="plan.take_in", about=f"plan:{plan.pk}",
        facts={"file": source.digest, "domains": plan.domains.count(), "targets": len(reading["targets"])},
    )
    return plan


def _fill(plan: Plan, reading: Mapping[str, Any]) -> None:
    taken: set[str] = set()
    for order, read_domain in enumerate(reading["domains"]):
        domain = Domain.objects.create(
            plan=plan, order=order, slug=slug_of(read_domain["name"], order, taken), name=read_domain["name"][:60],
            **_Where.of(read_domain.get("place")).fields(),
        )
        _clauses(Goal, "goal", domain, read_domain["goals"])
        _clauses(Measure, "measure", domain, read_domain["measures"])
    _targets(plan, reading["targets"], keep=())
    goals = {(goal.domain.order, goal.no): goal for goal in Goal.objects.filter(domain__plan=plan).select_related("domain")}
    for row in reading["directions"]:
        goal = goals.get((row["domain_index"], row["goal_no"]))
        if goal is not None:
            Direction.objects.create(
                goal=goal, direction=row["direction"], quote=row["quote"], **_Where.of(row.get("place")).fields()
            )
    Duty.objects.bulk_create(
        Duty(plan=plan, kind=str(row.get("kind", ""))[:16], no=str(row.get("no", ""))[:16], text=row["text"],
             **_Where.of(row.get("place")).fields())
        for row in reading["duties"]
    )
    doubts = [
        Doubt(plan=plan, kind=str(row.get("kind") or row.get("what") or "doubt")[:40], text=_doubt_text(row),
              **_Where.of(row.get("place") or row).fields())
        for row in reading.get("doubts", ())
    ]
    doubts += [
        Doubt(plan=plan, kind="unplaced", text=row["text"], **_Where.of(row).fields())
        for row in reading["unplaced"] if row["text"].strip()
    ]
    Doubt.objects.bulk_create(doubts)


def _doubt_text(row: Mapping[str, Any]) -> str:
    """The reader's own sentence; what it lacks is told by its keys rather than not at all."""
    return str(row.get("text") or "；".join(str(row[key]) for key in ("quote", "what", "why") if row.get(key)))


def _clauses(model: type[Goal] | type[Measure], word: str, domain: Domain, rows: Sequence[Mapping[str, Any]]) -> None:
    seen: set[int] = set()
    for order, row in enumerate(rows, start=1):
        number = int(row["no"]) if row.get("no") is not None else order
        if number in seen:
            number = next(free for free in range(order, order + len(rows) + len(seen) + 1) if free not in seen)
        seen.add(number)
        model.objects.create(  # type: ignore[union-attr]
            domain=domain, no=number, order=order, code=f"{domain.slug}.{word}.{number}", text=row["text"],
            title_zh=title_of(row["text"]), **_Where.of(row.get("place")).fields(),
        )


def _identity(row: Mapping[str, Any]) -> tuple[int, int, str]:
    """Where a target was read and of which words it speaks: what two readings of one document share."""
    where = _Where.of(row.get("place"))
    return where.start, where.end, str(row.get("indicator") or "")[:200]


def _targets(plan: Plan, rows: Sequence[Mapping[str, Any]], keep: Sequence[Target]) -> int:
    """Store targets as read, leaving out what a person has already settled.

    It is the same target when it is read from the same words; where a new reading cuts those words otherwise,
    when it overlaps them.
    """
    domains = {domain.order: domain for domain in plan.domains.all()}
    goals = {(goal.domain.order, goal.no): goal for goal in Goal.objects.filter(domain__plan=plan).select_related("domain")}
    settled = Counter((target.start, target.end, target.phrase) for target in keep if target.end)
    exact = {_identity(row) for row in rows}
    loose = [identity[:2] for identity in settled.elements() if identity not in exact]
    made = 0
    for row in rows:
        domain = domains.get(row["domain_index"])
        if domain is None:
            continue
        where = _Where.of(row.get("place"))
        start, end, phrase = identity = _identity(row)
        if settled[identity] > 0:
            settled[identity] -= 1
            continue
        over = next((span for span in loose if span[0] < end and start < span[1]), None)
        if over is not None:
            loose.remove(over)
            continue
        goal = goals.get((row["domain_index"], row["goal_no"])) if row["goal_no"] is not None else None
        operator, value, unit = in_judged_form(
            row["operator"], Decimal(str(row["value"])) if row["value"] is not None else None, str(row["unit"] or "")[:16])
        change, basis = kind_of_change(operator, unit, row.get("change") or "")
        Target.objects.create(
            domain=domain, goal=goal, code=next_code(domain.slug, goal), operator=operator, value=value, unit=unit,
            year=row["year"], quote=row["quote"], phrase=phrase, change=change, basis=basis, base_year=row.get("base_year"),
            **where.fields(),
        )
        made += 1
    return made


def reread(*, plan_id: int, by: Actor, at: datetime) -> Plan:
    """Read the kept document again; what a person confirmed, corrected, added or dropped stays as it is."""
    plan = Plan.objects.select_related("source").filter(pk=plan_id).first()
    if plan is None:
        raise PlanRefused("no_plan", plan=plan_id)
    if plan.status != "draft":
        raise PlanRefused("not_draft", title=plan.title)
    return replace_reading(plan=plan, read=read_plan(content_path(plan.source), plan.source.name), by=by, at=at)


@transaction.atomic
def replace_reading(*, plan: Plan, read: PlanFile, by: Actor, at: datetime) -> Plan:
    """Put a new reading in the place of the old one, target by target, keeping what a person settled."""
    move_token(plan, plan.token)
    mine = Target.objects.filter(domain__plan=plan)
    kept = list(mine.exclude(state="read").select_related("domain"))
    mine.filter(state="read").delete()
    made = _targets(plan, read.reading["targets"], keep=kept)
    record(by=by, at=at, action="plan.reread", about=f"plan:{plan.pk}", facts={"read": made, "kept": len(kept)})
    plan.refresh_from_db()
    return plan
