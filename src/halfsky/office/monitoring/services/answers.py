"""The work on a warning: its owner answers, the committee office examines, the leading group decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from halfsky.office.monitoring.models import EarlyWarning, WarningAct
from halfsky.office.monitoring.policies import WarningRefused, check
from halfsky.office.monitoring.states import DECIDED, MOVES, RAISED
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record


@transaction.atomic
def answer(
    *, warning_id: int, token: int, cause: str, action: str, remedy_on: str, by: Actor, at: datetime, comment: str = ""
) -> EarlyWarning:
    """The owner's answer: the cause, what is done, and the day by which it is put right (``2025-12-31``)."""
    needed = ((cause, "原因", "the cause"), (action, "措施", "what is done"), (remedy_on, "整改完成日期", "the date of remedy"))
    _complete(*needed)
    day = _day(remedy_on)
    if day < timezone.localtime(at).date():
        raise WarningRefused("date_past", day=day)
    facts = {"cause": cause.strip()[:800], "action": action.strip()[:800], "remedy_on": day}
    return _act(warning_id, token, "answer", comment, by, at, facts)


@transaction.atomic
def hold_review(
    *, warning_id: int, token: int, held_on: str, held_by: str, result: str, action: str, by: Actor, at: datetime
) -> EarlyWarning:
    """A case review was held: on which day, by whom, with what result and what follows. No person's name or record."""
    _complete(
        (held_on, "评审日期", "the day of the review"), (held_by, "评审组织单位和专家组", "who held it"),
        (result, "评审结论", "the result"), (action, "改进措施", "what follows"),
    )
    day = _day(held_on)
    if day > timezone.localtime(at).date():
        raise WarningRefused("date_ahead", day=day)
    facts = {"held_on": day, "held_by": held_by.strip()[:200], "cause": result.strip()[:800], "action": action.strip()[:800]}
    return _act(warning_id, token, "hold_review", "", by, at, facts)


@transaction.atomic
def accept(*, warning_id: int, token: int, by: Actor, at: datetime, comment: str = "") -> EarlyWarning:
    """The committee office accepts the answer; the warning stays until a run clears it or it is closed."""
    return _act(warning_id, token, "accept", comment, by, at)


@transaction.atomic
def give_back(*, warning_id: int, token: int, by: Actor, at: datetime, comment: str = "", again_by: str = "") -> EarlyWarning:
    """The committee office returns the answer, with the reason; the day it was due stays unless a new one is set (``again_by``)."""
    day = _day(again_by) if again_by.strip() else None
    if day is not None and day < timezone.localtime(at).date():
        raise WarningRefused("due_past", day=day)
    return _act(warning_id, token, "give_back", comment, by, at, moved={"due": day, "due_announced": True} if day else None)


@transaction.atomic
def raise_up(*, warning_id: int, token: int, by: Actor, at: datetime, comment: str = "") -> EarlyWarning:
    """The committee office puts the warning before the leading group, with the reason."""
    return _act(warning_id, token, "raise_up", comment, by, at, moved={"escalation": RAISED})


@transaction.atomic
def decide(*, warning_id: int, token: int, by: Actor, at: datetime, comment: str = "") -> EarlyWarning:
    """The leader notes a decision on a warning put before the leading group."""
    return _act(warning_id, token, "decide", comment, by, at, moved={"escalation": DECIDED})


@transaction.atomic
def close(*, warning_id: int, token: int, by: Actor, at: datetime, comment: str = "") -> EarlyWarning:
    """The committee office closes a warning whose answer it accepted, with the reason."""
    return _act(warning_id, token, "close", comment, by, at, moved={"due": None, "asked_at": None})


def _complete(*fields: tuple[str, str, str]) -> None:
    missing = [(zh, en) for text, zh, en in fields if not text.strip()]
    if missing:
        what_zh, what_en = "、".join(zh for zh, _ in missing), ", ".join(en for _, en in missing)
        raise WarningRefused("incomplete", what_zh=what_zh, what_en=what_en)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise WarningRefused("bad_date", text=text[:20]) from None


def _act(
    warning_id: int, token: int, act: str, comment: str, by: Actor, at: datetime, facts: Mapping[str, object] | None = None,
    moved: Mapping[str, object] | None = None,
) -> EarlyWarning:
    """One act by a conditional update: exactly one of two people with the same token wins."""
    warning = EarlyWarning.objects.filter(pk=warning_id).first()
    if warning is None:
        raise WarningRefused("no_warning")
    written = {"comment": comment.strip()[:500], **(facts or {})}
    if token == warning.token - 1 and _just_done(warning, act, by, written):
        return warning
    refused = check(warning, act, by, comment)
    if refused is not None:
        raise WarningRefused("moved") if refused.key == "wrong_state" and token != warning.token else refused
    move = MOVES[act]
    late = move.side == "owner" and warning.due is not None and timezone.localtime(at).date() > warning.due
    waiting = EarlyWarning.objects.filter(pk=warning.pk, state=warning.state, token=token)
    if waiting.update(state=move.after or warning.state, token=F("token") + 1, **(moved or {})) != 1:
        raise WarningRefused("moved")
    no = WarningAct.objects.filter(warning=warning).count() + 1
    WarningAct.objects.create(
        warning=warning, no=no, run_id=warning.run_id, act=act, login=by.login, name=by.name, body=by.body, role=by.role,
        at=at, late=late, **written,
    )
    warning.refresh_from_db()
    record(
        by=by, at=at, action=f"warning.{act}", about=f"warning:{warning.pk}",
        facts={"code": warning.code, "state": warning.state, "no": no, "late": late, "comment": comment.strip()[:500]},
    )
    return warning


def _just_done(warning: EarlyWarning, act: str, by: Actor, written: Mapping[str, object]) -> bool:
    """Whether the newest act is this very one: a form sent twice is done once and refused to nobody."""
    newest = WarningAct.objects.filter(warning=warning, act=act, login=by.login).order_by("-no").first()
    return newest is not None and newest.no == WarningAct.objects.filter(warning=warning).count() and all(
        getattr(newest, field) == value for field, value in written.items()
    )


#: what a page may ask for with a comment alone, by the name of the act
ACTS = {"accept": accept, "give_back": give_back, "raise_up": raise_up, "decide": decide, "close": close}
