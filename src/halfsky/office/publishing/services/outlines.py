"""Arranging the sections of a kind of report: every change is a version, going back makes another, none is overwritten."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from halfsky.document import template
from halfsky.document.sections import Outline, checked, keys_of, to_data
from halfsky.office.decision.states import KINDS
from halfsky.office.people.selectors import signature
from halfsky.office.publishing.forms import FORMS
from halfsky.office.publishing.models import OutlineVersion
from halfsky.office.publishing.outline_figures import at_hand
from halfsky.office.publishing.outlines import OutlineAt, in_force, known_version, outline_of
from halfsky.office.publishing.refusals import DraftRefused
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record

NOTE = 200


@transaction.atomic
def arrange(*, kind: str, base: int, sections: Outline, note: str, by: Actor, at: datetime) -> OutlineAt:
    """Make the arrangement the version in force. ``base`` is the version it was begun on: another meanwhile refuses it.

    OutlineRefused for what cannot be used, EditRefused for a typed figure, DraftRefused for the rest.
    """
    now = _changeable(kind, base, by)
    known = {one.field.key for one in at_hand(kind, "zh")} | keys_of(now.sections)
    whole = checked(sections, template.load(kind, "zh").shipped(), known if len(known) else None)
    if to_data(whole) == to_data(now.sections):
        raise DraftRefused("same_outline")
    return _keep(now, whole, note, None, by, at)


@transaction.atomic
def go_back_to(*, kind: str, to: int, base: int, note: str, by: Actor, at: datetime) -> OutlineAt:
    """Arrange the sections as an earlier version had them, 0 being the template that ships; this is a new version."""
    now = _changeable(kind, base, by)
    old = known_version(kind, to)
    whole = checked(old.sections, template.load(kind, "zh").shipped())
    if to_data(whole) == to_data(now.sections):
        raise DraftRefused("same_outline")
    return _keep(now, whole, note, to, by, at)


def _changeable(kind: str, base: int, by: Actor) -> OutlineAt:
    if kind not in FORMS:
        raise DraftRefused("no_outline", kind=kind[:48])
    if by.role not in KINDS["report"].drafts:
        raise DraftRefused("wrong_role", role=by.name or by.role)
    now = in_force(kind)
    if now.no != base:
        raise DraftRefused("outline_moved", name=now.name or "—", no=now.no, note=now.note or "—")
    return now


def _keep(now: OutlineAt, whole: Outline, note: str, back_to: int | None, by: Actor, at: datetime) -> OutlineAt:
    row = {"sections": to_data(whole), "note": note.strip()[:NOTE], "back_to": back_to}
    try:
        with transaction.atomic():
            OutlineVersion.objects.create(kind=now.kind, no=now.no + 1, at=at, login=by.login, name=signature(by), **row)
    except IntegrityError:
        raise DraftRefused("outline_moved", name="—", no=now.no + 1, note="—") from None
    record(
        by=by, at=at, action="publishing.outline_back" if back_to is not None else "publishing.outline", about=f"outline:{now.kind}",
        facts={"version": now.no + 1, **row},
    )
    return outline_of(now.kind, now.no + 1)
