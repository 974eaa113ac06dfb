"""Who may do what to a matter, and when: ``check`` gives the refusal, ``may`` the answer."""

from __future__ import annotations

from halfsky.method.errors import HalfskyError
from halfsky.office.decision.models import Matter
from halfsky.office.decision.states import KINDS, MOVES, STATE_WORDS, Kind
from halfsky.office.trail.actor import Actor


class DecisionRefused(HalfskyError):
    """An act on a matter that is not allowed, or comes too late."""

    messages = {
        "no_matter": ("找不到这件呈批事项，请刷新页面。", "This matter is gone; reload the page."),
        "wrong_role": (
            "《{title}》的{act_zh}由{who_zh}办理，您（{role}）不能办理。命令行请用 --as 指明账号。",
            "{title}: {act_en} is for {who_en}; you ({role}) may not. At the command line name the account by --as.",
        ),
        "wrong_state": (
            "《{title}》现在是“{state_zh}”，不能办理“{act_zh}”。请刷新页面看最新情况。",
            "{title} is in the state {state_en}; it cannot take: {act_en}. Reload the page.",
        ),
        "same_person": (
            "起草或呈批的人不能自己批准，须由另一人批准。",
            "Whoever drafted it or put it forward cannot approve it; another person must.",
        ),
        "no_comment": ("不同意时请写明理由。", "Say why you object."),
        "moved": (
            "您打开页面之后，别人已经办理过这件事，本次没有保存。请看最新情况，再办理一次。",
            "Somebody acted on this after you opened the page, so nothing was saved. Look again, then decide.",
        ),
    }


def check(matter: Matter, act: str, by: Actor, comment: str | None = None) -> DecisionRefused | None:
    """Why ``by`` cannot do ``act`` now, or None. ``comment`` None: whether one is needed is not asked yet."""
    move, kind = MOVES[act], KINDS[matter.kind]
    refused = not_theirs(kind, matter.title, move.drafting, move.zh, act.replace("_", " "), by)
    if refused is not None:
        return refused
    if matter.state != move.before:
        state_zh, state_en = STATE_WORDS[matter.state]
        return DecisionRefused(
            "wrong_state", title=matter.title, state_zh=state_zh, state_en=state_en, act_zh=move.zh,
            act_en=act.replace("_", " "),
        )
    if act == "approve" and by.login in (matter.put_by, matter.drafted_by):
        return DecisionRefused("same_person")
    if move.needs_comment and comment is not None and not comment.strip():
        return DecisionRefused("no_comment")
    return None


def not_theirs(kind: Kind, title: str, drafting: bool, act_zh: str, act_en: str, by: Actor) -> DecisionRefused | None:
    """Why a role does not belong to the side that acts, or None."""
    roles, (who_zh, who_en) = kind.who(drafting)
    if by.role in roles:
        return None
    return DecisionRefused(
        "wrong_role", title=title, act_zh=act_zh, act_en=act_en, who_zh=who_zh, who_en=who_en, role=by.name or by.role
    )


def may(matter: Matter, act: str, by: Actor) -> bool:
    """Whether ``by`` can do ``act`` to the matter as it stands."""
    return check(matter, act, by) is None
