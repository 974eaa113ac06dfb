"""Who may see and do what to a warning, and when: ``check`` gives the refusal, ``may`` the answer.

The owner of a warning is the body that leads its goal. A reporter or head sees the warnings that their body leads or
supports and answers those it leads; whoever does not carry them does not see them.
"""

from __future__ import annotations

from halfsky.method.errors import HalfskyError
from halfsky.office.monitoring.models import EarlyWarning
from halfsky.office.monitoring.states import MOVES, OWNERS, RAISED, SIDES, STATE_WORDS
from halfsky.office.trail.actor import Actor


class WarningRefused(HalfskyError):
    """An act on a warning that is not allowed, not complete, or comes too late."""

    messages = {
        "no_warning": ("找不到这条预警，请刷新页面。", "This warning is gone; reload the page."),
        "wrong_side": (
            "“{act_zh}”由{who_zh}办理，您（{name}）不能办理。",
            "This is for {who_en} to do ({act_en}); you ({name}) may not.",
        ),
        "wrong_state": (
            "这条预警现在是“{state_zh}”，不能办理“{act_zh}”。请刷新页面看最新情况。",
            "The warning is in the state {state_en}; it cannot take: {act_en}. Reload the page.",
        ),
        "only_review": ("个案评审不作答复，请报送评审情况。", "A case review is reported, not answered."),
        "not_review": ("这条预警不是个案评审，请作答复。", "This warning is answered; it is no case review."),
        "not_raised": ("这条预警没有提请领导小组，不能批示。", "The warning was not put before the leading group."),
        "already_raised": ("这条预警已经提请领导小组，等批示。", "The warning is before the leading group already."),
        "no_comment": ("办理“{act_zh}”请写明理由或要求。", "Say why ({act_en})."),
        "incomplete": ("请写明{what_zh}。", "Say {what_en}."),
        "bad_date": ("日期“{text}”看不懂，请写成 2025-12-31。", "The date {text!r} cannot be read; write it as 2025-12-31."),
        "date_past": ("整改完成日期 {day} 早于答复当天，请核对。", "The date of remedy {day} lies before the day of the answer."),
        "due_past": ("重新答复的期限 {day} 早于今天，请核对。", "The new day for an answer {day} lies in the past."),
        "date_ahead": ("评审日期 {day} 晚于今天，请核对。", "The day of the review {day} lies in the future."),
        "moved": (
            "您打开页面之后，别人已经办理过这条预警，本次没有保存。请看最新情况，再办理一次；您写的内容还在下面。",
            "Somebody acted on this warning after you opened the page, so nothing was saved. Look again; your text is below.",
        ),
    }


def sees(warning: EarlyWarning, by: Actor) -> bool:
    """Whether ``by`` may see the warning at all."""
    return by.role not in OWNERS or by.body in {warning.owner, *warning.supporting.split()} - {""}


def check(warning: EarlyWarning, act: str, by: Actor, comment: str | None = None) -> WarningRefused | None:
    """Why ``by`` cannot do ``act`` now, or None. ``comment`` None: whether one is needed is not asked yet."""
    if not sees(warning, by):
        return WarningRefused("no_warning")
    move = MOVES[act]
    roles, (who_zh, who_en) = SIDES[move.side]
    words = {"act_zh": move.zh, "act_en": move.en}
    if by.role not in roles or (move.side == "owner" and by.body != warning.owner):
        return WarningRefused("wrong_side", who_zh=who_zh, who_en=who_en, name=by.name or by.role, **words)
    if move.review is not None and move.review != (warning.kind == "case_review"):
        return WarningRefused("not_review" if move.review else "only_review")
    if warning.state not in move.before:
        state_zh, state_en = STATE_WORDS[warning.state]
        return WarningRefused("wrong_state", state_zh=state_zh, state_en=state_en, **words)
    if act == "decide" and warning.escalation != RAISED:
        return WarningRefused("not_raised")
    if act == "raise_up" and warning.escalation == RAISED:
        return WarningRefused("already_raised")
    if move.needs_comment and comment is not None and not comment.strip():
        return WarningRefused("no_comment", **words)
    return None


def may(warning: EarlyWarning, act: str, by: Actor) -> bool:
    """Whether ``by`` can do ``act`` to the warning as it stands."""
    return check(warning, act, by) is None
