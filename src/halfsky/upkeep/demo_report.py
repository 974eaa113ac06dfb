"""The demo people write the annual report: drafted, commented, mended, put forward, approved, published."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from halfsky.document.block import Paragraph
from halfsky.office.monitoring.models import Run
from halfsky.office.publishing.models import Draft, Edition
from halfsky.office.publishing.pool import pool_of
from halfsky.office.publishing.services.comments import comment_on, settle
from halfsky.office.publishing.services.drafts import correct, save_block, start
from halfsky.office.publishing.services.editions import act_on, publish
from halfsky.office.publishing.services.revise import ALL, take
from halfsky.office.publishing.text import text_of
from halfsky.office.trail.actor import Actor

REMARK = "演示：请在开头点明总体进展。"
OWN = "（演示：经办人改写）现将规划实施的总体情况报告如下。"  # says nothing that the figures might not


def published(*, run: Run, officer: Actor, leader: Actor, at: datetime) -> Edition:
    """The edition of a run's annual report; a revised release gives a corrected edition."""
    known = Edition.objects.filter(run=run, kind="annual", lang="zh").first()
    if known is not None:
        return known
    before = Edition.objects.filter(run__year=run.year, kind="annual", lang="zh").order_by("-id").first()
    draft = _corrected(before, officer, at) if before is not None else _written(run, officer, leader, at)
    _act(draft, "put_forward", officer, at)
    _act(draft, "approve", leader, at)
    return publish(draft_id=draft.pk, issued_on=timezone.localtime(at).date(), by=officer, at=at)


def _written(run: Run, officer: Actor, leader: Actor, at: datetime) -> Draft:
    """A draft with one remark of the leader's, dealt with by the officer in words of their own."""
    draft = start(kind="annual", run_id=run.pk, lang="zh", by=officer, at=at)
    text = text_of(draft)
    lead = next(one for one in text.held if isinstance(one.block, Paragraph) and one.block.style == "lead")
    remark = comment_on(draft_id=draft.pk, anchor=lead.anchor, text=REMARK, by=leader, at=at)
    pool = pool_of(text, lead.anchor)
    assert pool is not None
    draft = save_block(draft_id=draft.pk, anchor=lead.anchor, version=draft.newest, text=OWN + pool[0], by=officer, at=at)
    settle(comment_id=remark.pk, by=officer, at=at)
    return draft


def _corrected(edition: Edition, officer: Actor, at: datetime) -> Draft:
    draft = correct(edition_id=edition.pk, by=officer, at=at)
    return take(draft_id=draft.pk, version=draft.newest, chosen={ALL}, by=officer, at=at)


def _act(draft: Draft, act: str, by: Actor, at: datetime) -> None:
    draft.refresh_from_db()
    assert draft.matter is not None
    act_on(draft_id=draft.pk, act=act, token=draft.matter.token, comment="", by=by, at=at)
