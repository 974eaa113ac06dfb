"""From draft to edition: put forward, decided by the leading group, published under a number. An edition is never changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from halfsky.document import official
from halfsky.document.official import Issue
from halfsky.method.wording.piece import plain
from halfsky.office.decision import services as decision
from halfsky.office.decision.states import APPROVED, KINDS
from halfsky.office.files.services import all_or_none, store
from halfsky.office.monitoring.models import Run
from halfsky.office.people.selectors import signature
from halfsky.office.publishing.compose import MEDIA, written
from halfsky.office.publishing.models import Draft, DraftComment, DraftVersion, Edition, EditionFile
from halfsky.office.publishing.printing import made_of
from halfsky.office.publishing.refusals import DraftRefused
from halfsky.office.publishing.text import text_of
from halfsky.office.release.shelf import framework_of
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record

COPIES = 200
"""The longest copy line, in characters."""


@transaction.atomic
def act_on(
    *, draft_id: int, act: str, token: int, comment: str, by: Actor, at: datetime, despite_comments: bool = False
) -> Draft:
    """One act of the way to approval (``decision.ACTS``); a draft with open comments goes forward only when told so."""
    draft = _draft(draft_id)
    assert draft.matter is not None
    if act not in decision.ACTS:
        raise decision.DecisionRefused("wrong_state", title=draft.title, state_zh="—", state_en="—", act_zh=act[:20], act_en=act[:20])
    if act == "put_forward" and not despite_comments:
        count = DraftComment.objects.filter(draft=draft, settled_at=None).count()
        if count:
            raise DraftRefused("open_comments", count=count)
    decision.ACTS[act](matter_id=draft.matter.pk, token=token, comment=comment, by=by, at=at)
    facts = {"version": draft.newest, "comment": comment.strip()[:300]}
    record(by=by, at=at, action=f"publishing.draft_{act}", about=f"draft:{draft.pk}", facts=facts)
    draft.refresh_from_db()
    return draft


def publish(*, draft_id: int, issued_on: date, by: Actor, at: datetime, copies: str = "") -> Edition:
    """Publish an approved draft: its number, its day, its files, all at once or not at all.

    ``copies``: the bodies of the copy line, without full stop; "" for the members of the committee.
    """
    draft = _draft(draft_id)
    matter = draft.matter
    assert matter is not None
    if by.role not in KINDS["report"].drafts:
        raise DraftRefused("wrong_role", role=by.name or by.role)
    known = Edition.objects.filter(draft=draft).first()
    if known is not None:
        raise DraftRefused("published", number=known.number)
    if matter.state != APPROVED or matter.decided_at is None:
        raise DraftRefused("not_approved", title=draft.title)
    if not timezone.localtime(matter.decided_at).date() <= issued_on <= date(timezone.localtime(at).year + 1, 12, 31):
        raise DraftRefused("bad_day")
    text = text_of(draft)
    no = (Edition.objects.filter(year=issued_on.year).aggregate(top=Max("no"))["top"] or 0) + 1
    issue = _issue(draft, text.run, no, issued_on, copies)
    number = official.number(issue)
    made = made_of(draft, text)
    made = replace(made, blocks=official.issued(made.blocks, issue), meta=replace(made.meta, made=issued_on))
    files = written(made, draft.kind, text.run)
    name = f"{made.name}-corrected" if draft.corrects else made.name
    shape = draft.kind.partition(":")[0]
    with all_or_none():
        try:
            edition = Edition.objects.create(
                run=text.run, draft=draft, version=DraftVersion.objects.get(pk=text.pk), corrects=draft.corrects, kind=draft.kind,
                lang=draft.lang, year=issued_on.year, no=no, number=plain(number), title=draft.title, issued_on=issued_on,
                approved_by=matter.decided_by, written_at=at, written_by=signature(by),
            )
        except IntegrityError:
            raise DraftRefused("number_taken") from None
        facts: dict[str, Any] = {
            "number": edition.number, "draft": draft.pk, "version": text.version, "release": text.run.release.name, "lang": draft.lang,
            **({"corrects": draft.corrects.number} if draft.corrects else {}),
        }
        for form, data in files.items():
            file = store(data=data, name=f"{name}.{form}", media_type=MEDIA[form], kind="report", by=by, at=at)
            EditionFile.objects.create(edition=edition, form=form, file=file)
            facts[form] = file.digest
        record(by=by, at=at, action=f"publishing.{shape}", about=f"edition:{edition.pk}", facts=facts)
    return edition


def _draft(draft_id: int) -> Draft:
    draft = Draft.objects.select_related("matter", "corrects").filter(pk=draft_id).first()
    if draft is None or draft.matter is None:
        raise DraftRefused("no_draft", draft=draft_id)
    return draft


def _issue(draft: Draft, run: Run, no: int, day: date, copies: str) -> Issue:
    area = framework_of(run.release).get("area") or {}
    old = draft.corrects
    to = " ".join(copies.split()).rstrip("。.;；")
    if len(to) > COPIES:
        raise DraftRefused("copies_long", most=COPIES)
    return Issue(
        no, day, str(area.get(f"name_{draft.lang}") or area.get("name_zh") or ""), copies=to, corrects=old.number if old else "",
        corrected=old.title if old else "", lang=draft.lang,
    )
