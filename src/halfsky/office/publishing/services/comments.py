"""Remarks on a draft: written on a block, settled, opened again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from halfsky.office.people.selectors import signature
from halfsky.office.publishing.models import Draft, DraftComment
from halfsky.office.publishing.refusals import DraftRefused
from halfsky.office.publishing.text import text_of
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record

MAY_COMMENT = frozenset({"officer", "statistician", "leader"})


@transaction.atomic
def comment_on(*, draft_id: int, anchor: int, text: str, by: Actor, at: datetime) -> DraftComment:
    """Write a remark on a block of the newest version."""
    draft = _draft(draft_id, by)
    if text_of(draft).place(anchor) is None:
        raise DraftRefused("no_block")
    if not text.strip():
        raise DraftRefused("no_comment")
    row = DraftComment.objects.create(
        draft=draft, anchor=anchor, text=text.strip()[:800], at=at, login=by.login, name=signature(by), role=by.role
    )
    record(by=by, at=at, action="publishing.comment", about=f"draft:{draft.pk}", facts={"block": anchor, "text": row.text[:200]})
    return row


@transaction.atomic
def settle(*, comment_id: int, by: Actor, at: datetime) -> DraftComment:
    """Say that a remark is dealt with."""
    return _set(comment_id, "publishing.comment_settled", by, at, settled_at=at, settled_by=signature(by))


@transaction.atomic
def reopen(*, comment_id: int, by: Actor, at: datetime) -> DraftComment:
    """Say that a remark is not dealt with after all."""
    return _set(comment_id, "publishing.comment_reopened", by, at, settled_at=None, settled_by="")


def _set(comment_id: int, action: str, by: Actor, at: datetime, **fields: object) -> DraftComment:
    row = DraftComment.objects.filter(pk=comment_id).first()
    if row is None:
        raise DraftRefused("no_block")
    _draft(row.draft_id, by)
    DraftComment.objects.filter(pk=row.pk).update(**fields)
    record(by=by, at=at, action=action, about=f"draft:{row.draft_id}", facts={"block": row.anchor, "text": row.text[:200]})
    row.refresh_from_db()
    return row


def _draft(draft_id: int, by: Actor) -> Draft:
    if by.role not in MAY_COMMENT:
        raise DraftRefused("may_not_comment", role=by.name or by.role)
    draft = Draft.objects.filter(pk=draft_id).first()
    if draft is None:
        raise DraftRefused("no_draft", draft=draft_id)
    return draft
