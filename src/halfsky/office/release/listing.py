"""Releases as commands and pages show them: who made one when, what it revises, until when it is held back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from halfsky.cube.errors import ReleaseError
from halfsky.office.release.embargo import Clock, clock, sees_early
from halfsky.office.release.models import Release
from halfsky.office.release.shelf import refuse_replaced, release_path


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One release. Moments are texts in the office's time, "" where there is none."""

    pk: int
    name: str
    year: int
    number: int
    area: str
    plan: str
    rows: int
    content_hash: str
    manifest_hash: str
    demo: bool
    frozen_at: str
    frozen_by: str
    signer_body: str
    signer_role: str
    key_id: str
    previous: str
    revises: str
    reason: str
    revised_by: str
    embargo: str
    held: bool
    """Whether the embargo still holds."""
    doubt: str
    """Why it holds although its time may have come: the clock went "back" or "forward"; else ""."""
    origin: str
    origin_name: str

    @property
    def state(self) -> str:
        """embargoed, foreign, revised or current."""
        if self.held:
            return "embargoed"
        return "foreign" if self.origin else "revised" if self.revised_by else "current"


def is_open(release: Release, now: Clock) -> bool:
    """Whether everybody may see it. The pages ask the same in SQL (``embargo.OPEN_SQL``)."""
    return release.embargo is None or release.lifted_at is not None or release.embargo <= now.horizon


def releases(role: str = "", now: datetime | None = None) -> list[ReleaseRow]:
    """The releases that ``role`` may see: the office's own, newest first, then those of other offices."""
    at = clock(now)
    found = list(Release.objects.select_related("plan", "revises").order_by("origin", "-year", "-number"))
    shown = [release for release in found if sees_early(role) or is_open(release, at)]
    seen = {release.pk for release in shown}
    revised = {release.revises_id: release.name for release in reversed(shown) if release.revises_id in seen}
    return [_row(release, at, revised.get(release.pk, "")) for release in shown]


def release(name: str, role: str = "", now: datetime | None = None) -> ReleaseRow | None:
    """One release by its name, None when there is none that ``role`` may see."""
    return next((row for row in releases(role, now) if row.name == name), None)


def intact(rows: list[ReleaseRow]) -> set[int]:
    """Which of these still are what was registered, with a signature that fits: two small files are read for each."""
    whole = set()
    for one in Release.objects.filter(pk__in=[row.pk for row in rows]):
        try:
            refuse_replaced(one)
        except ReleaseError:
            continue
        whole.add(one.pk)
    return whole


def folder_of(name: str) -> tuple[Path, str] | None:
    """Where an own or foreign release lies, and the manifest hash registered for an own one ("" for a foreign one)."""
    found = Release.objects.filter(name=name).first()
    return (release_path(found), "" if found.origin else found.manifest_hash) if found else None


def _text(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


def _row(one: Release, at: Clock, revised_by: str) -> ReleaseRow:
    held = not is_open(one, at)
    return ReleaseRow(
        pk=one.pk, name=one.name, year=one.year, number=one.number, area=one.area, plan=one.plan.title if one.plan else "",
        rows=one.rows, content_hash=one.content_hash, manifest_hash=one.manifest_hash, demo=one.demo,
        frozen_at=_text(one.frozen_at), frozen_by=one.frozen_by, signer_body=one.signer_body, signer_role=one.signer_role,
        key_id=one.key_id, previous=one.previous, revises=one.revises.name if one.revises else "", reason=one.reason,
        revised_by=revised_by, embargo=_text(one.embargo), held=held, doubt=at.doubt if held else "",
        origin=one.origin, origin_name=one.origin_name,
    )
