"""The adopted plan: its domains and its source document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from halfsky.office.files.selectors import content_path
from halfsky.office.people.selectors import signatures
from halfsky.office.plan.models import Domain, Plan


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in a list."""

    pk: int
    title: str
    years: str
    status: str
    file_name: str
    read_at: str
    adopted_at: str
    adopted_by: str


def domain_names(plan: int, lang: str) -> dict[str, str]:
    """The names of a plan's domains by slug, in order (one query)."""
    rows = Domain.objects.filter(plan_id=plan).order_by("order").values_list("slug", "name", "name_en")
    return {slug: name_en if lang == "en" and name_en else name for slug, name, name_en in rows}


def plans() -> list[PlanRow]:
    """Every plan, newest first (two queries); who adopted it by name and body."""
    rows = list(Plan.objects.select_related("source").order_by("-read_at", "-pk"))
    signed = signatures([plan.adopted_by for plan in rows])
    return [
        PlanRow(
            pk=plan.pk, title=plan.title, years=f"{plan.start_year or '?'}-{plan.end_year or '?'}", status=plan.status,
            file_name=plan.source.name, read_at=f"{timezone.localtime(plan.read_at):%Y-%m-%d %H:%M}",
            adopted_at=f"{timezone.localtime(plan.adopted_at):%Y-%m-%d %H:%M}" if plan.adopted_at else "",
            adopted_by=signed.get(plan.adopted_by, plan.adopted_by),
        )
        for plan in rows
    ]


def source_of(plan: int) -> tuple[Path, str, str] | None:
    """Path, name and type of a plan's source document, None when there is no such plan or file."""
    row = Plan.objects.select_related("source").filter(pk=plan).first()
    if row is None:
        return None
    path = content_path(row.source)
    return (path, row.source.name, row.source.media_type) if path.is_file() else None
