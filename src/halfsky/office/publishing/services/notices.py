"""Issuing the notice letter of a warning: a number, the letter as docx and PDF, kept in the store."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone

from halfsky.document import docx, notice, pdf
from halfsky.method.errors import HalfskyError
from halfsky.office.files.services import all_or_none, store
from halfsky.office.monitoring.models import EarlyWarning
from halfsky.office.monitoring.selectors.standing import Standing
from halfsky.office.monitoring.selectors.warning import WarningView, warning_view
from halfsky.office.monitoring.states import LEVEL_WORDS, OWED
from halfsky.office.people.models import Body
from halfsky.office.people.selectors import office, signature
from halfsky.office.publishing.compose import MEDIA
from halfsky.office.publishing.models import Notice
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record


class NoticeRefused(HalfskyError):
    """A letter that cannot be issued."""

    messages = {
        "no_warning": ("找不到这条预警，请刷新页面。", "This warning is gone; reload the page."),
        "wrong_role": ("提示函由妇儿工委办发出，您（{name}）不能办理。", "Notices are issued by the committee office; you ({name}) may not."),
        "not_owed": (
            "这条预警现在不等答复，不必发函。", "No answer is waited for on this warning, so no letter is needed.",
        ),
        "no_owner": (
            "这条预警没有牵头单位，无处可发。请先在任务分解中明确牵头单位，再冻结、运行监测。",
            "No body leads this goal, so there is no addressee. Name one in the task division, then freeze and run again.",
        ),
        "issued": ("本次监测的提示函已经发出：{number}。", "The letter for this run was issued already: {number}."),
    }


def issue(*, warning_id: int, by: Actor, at: datetime) -> Notice:
    """Issue the letter of a warning that waits for its answer: one for each run, numbered within the year."""
    warning = EarlyWarning.objects.select_related("run__release__plan").filter(pk=warning_id).first()
    if warning is None:
        raise NoticeRefused("no_warning")
    if by.role != "officer":
        raise NoticeRefused("wrong_role", name=by.name or by.role)
    if warning.state not in OWED or warning.due is None:
        raise NoticeRefused("not_owed")
    addressee = Body.objects.filter(code=warning.owner).first()
    if addressee is None:
        raise NoticeRefused("no_owner")
    known = Notice.objects.filter(warning=warning, run=warning.run).first()
    if known is not None:
        raise NoticeRefused("issued", number=known.number)
    release, day = warning.run.release, timezone.localtime(at).date()
    stand = Standing(plan=release.plan_id or 0, run=warning.run_id, year=warning.run.year, release=release.pk)
    view = warning_view(stand, warning.pk, by, "zh", day)
    if view is None:
        raise NoticeRefused("no_warning")
    with all_or_none():
        no = (Notice.objects.filter(year=day.year).aggregate(top=Max("no"))["top"] or 0) + 1
        letter = notice.Letter(
            no=no, issued=day, area=office().region_name, addressee=addressee.name_zh, indicator=view.title, domain=view.domain_name,
            goal=view.goal_no, goal_title=view.goal_title, level=LEVEL_WORDS[view.level][0], reason=view.reason, parts=_parts(view),
            supporting="、".join(view.supporting), due=warning.due, monitored=warning.run.year, release=release.name,
            release_hash=release.content_hash, review=warning.kind == "case_review", demo=release.demo,
        )
        blocks, meta, name = notice.blocks(letter), notice.meta(letter), notice.file_name(letter)
        files: dict[str, Any] = {
            form: store(data=data, name=f"{name}.{form}", media_type=MEDIA[form], kind="notice", by=by, at=at)
            for form, data in (("docx", docx.render(blocks, meta)), ("pdf", pdf.render(blocks, meta)))
        }
        row = Notice.objects.create(
            warning=warning, run=warning.run, year=day.year, no=no, number=notice.number(no, day.year), addressee=warning.owner,
            due=warning.due, issued_at=at, issued_by=signature(by), **files,
        )
        record(
            by=by, at=at, action="publishing.notice", about=f"warning:{warning.pk}",
            facts={"number": row.number, "to": warning.owner, "due": str(warning.due), **{form: file.digest for form, file in files.items()}},
        )
    return row


def _parts(view: WarningView) -> dict[str, dict[str, str]]:
    """The sentences of facts beside the reason, by the template's name for each."""
    parts: dict[str, dict[str, str]] = {}
    counts = view.counts
    if counts is not None:
        parts["counts"] = {
            "years": counts.years, "events": counts.events, "exposure": counts.exposure, "pooled": counts.pooled + counts.unit,
            "inner": counts.inner, "outer": counts.outer,
        }
    elif view.chance and view.fan is not None:
        parts["chance"] = {"target_year": str(view.target_year), "chance": view.chance, "interval": view.fan.interval}
    if view.data:
        parts["data"] = {"data": "；".join(view.data)}
    return parts
