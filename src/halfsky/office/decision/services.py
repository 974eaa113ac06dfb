"""Drafting a matter and moving it: put forward, take back, approve, object, draft again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from halfsky.office.decision.models import Act, Matter
from halfsky.office.decision.policies import DecisionRefused, check, not_theirs
from halfsky.office.decision.states import KINDS, MOVES
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record


@transaction.atomic
def open_matter(*, kind: str, subject: str, title: str, by: Actor, at: datetime, comment: str = "") -> Matter:
    """Begin a draft of something to be decided; only a role that drafts this kind may."""
    refused = not_theirs(KINDS[kind], title, True, "起草", "draft", by)
    if refused is not None:
        raise refused
    matter = Matter.objects.create(kind=kind, subject=subject, title=title[:120], drafted_by=by.login, drafted_at=at)
    _act(matter, 1, "draft", comment, by, at)
    record(by=by, at=at, action="decision.draft", about=subject, facts={"kind": kind, "title": matter.title})
    return matter


@transaction.atomic
def put_forward(*, matter_id: int, token: int, by: Actor, at: datetime, comment: str = "") -> Matter:
    """Put a draft before the leading group."""
    return _move(matter_id, token, "put_forward", comment, by, at, put_by=by.login)


@transaction.atomic
def take_back(*, matter_id: int, token: int, by: Actor, at: datetime, comment: str = "") -> Matter:
    """Take back what was put forward, before it is decided."""
    return _move(matter_id, token, "take_back", comment, by, at, put_by="")


@transaction.atomic
def drop(*, matter_id: int, token: int, by: Actor, at: datetime, comment: str = "") -> Matter:
    """Give a draft up; it stays in the list as dropped."""
    return _move(matter_id, token, "drop", comment, by, at)


@transaction.atomic
def approve(*, matter_id: int, token: int, by: Actor, at: datetime, comment: str = "") -> Matter:
    """Approve what was put forward; never by who drafted it or put it forward."""
    return _move(matter_id, token, "approve", comment, by, at, decided_by=by.login, decided_at=at)


@transaction.atomic
def object_to(*, matter_id: int, token: int, by: Actor, at: datetime, comment: str = "") -> Matter:
    """Refuse what was put forward, with the reason."""
    return _move(matter_id, token, "object_to", comment, by, at, decided_by=by.login, decided_at=at)


@transaction.atomic
def redraft(*, matter_id: int, token: int, by: Actor, at: datetime, comment: str = "") -> Matter:
    """Take what was objected to back to draft."""
    return _move(matter_id, token, "redraft", comment, by, at, put_by="", decided_by="", decided_at=None)


@transaction.atomic
def touch(*, matter_id: int, token: int, by: Actor, at: datetime, comment: str = "") -> Matter:
    """Say that the draft itself was changed: it stays a draft, and whoever looks at the old text finds out."""
    return _move(matter_id, token, "touch", comment, by, at)


def _move(
    matter_id: int, token: int, act: str, comment: str, by: Actor, at: datetime, **fields: object
) -> Matter:
    """One act by a conditional update: exactly one of two people with the same token wins."""
    matter = Matter.objects.filter(pk=matter_id).first()
    if matter is None:
        raise DecisionRefused("no_matter")
    refused = check(matter, act, by, comment)
    if refused is not None:
        raise refused
    move = MOVES[act]
    waiting = Matter.objects.filter(pk=matter.pk, state=move.before, token=token)
    if waiting.update(state=move.after, token=F("token") + 1, **fields) != 1:
        raise DecisionRefused("moved")
    matter.refresh_from_db()
    _act(matter, matter.token + 1, act, comment, by, at)
    record(
        by=by, at=at, action=f"decision.{act}", about=matter.subject,
        facts={"kind": matter.kind, "state": matter.state, "comment": comment.strip()[:500]},
    )
    return matter


def _act(matter: Matter, no: int, act: str, comment: str, by: Actor, at: datetime) -> None:
    Act.objects.create(
        matter=matter, no=no, act=act, login=by.login, name=by.name, body=by.body, role=by.role, at=at,
        comment=comment.strip()[:500],
    )


#: what a page may ask for, by the name of the act
ACTS = {
    "put_forward": put_forward, "take_back": take_back, "drop": drop, "approve": approve, "object_to": object_to, "redraft": redraft,
}
