"""The end of an embargo: noted when its time has come by a clock that is believed, or ended by hand with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from halfsky.method.errors import HalfskyError
from halfsky.office.release.embargo import clock
from halfsky.office.release.models import Release
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record

MAY_LIFT = frozenset({"statistician", "officer", "console"})


class LiftRefused(HalfskyError):
    """An embargo that is not ended."""

    messages = {
        "unknown": ("没有发布版 {name}，用 halfsky release list 看有哪些。", "There is no release {name}; see halfsky release list."),
        "open": ("发布版 {name} 没有待解禁的时间，人人看得到。", "Release {name} is not held back; everybody sees it."),
        "may_not": (
            "只有统计局监测人员和妇儿工委办工作人员可以提前解禁。", "Only the statistician and the officer may end an embargo early.",
        ),
        "no_reason": ("请写明为什么现在解禁。", "Say why the embargo ends now."),
    }


@transaction.atomic
def lift(*, name: str, reason: str, by: Actor, at: datetime) -> Release:
    """End the embargo of a release now; the trail says who and why."""
    if by.role not in MAY_LIFT:
        raise LiftRefused("may_not")
    if not reason.strip():
        raise LiftRefused("no_reason")
    release = Release.objects.filter(name=name, origin="").first()
    if release is None:
        raise LiftRefused("unknown", name=name)
    if release.embargo is None or not Release.objects.filter(pk=release.pk, lifted_at=None).update(lifted_at=at):
        raise LiftRefused("open", name=name)
    facts = {"embargo": release.embargo.isoformat(), "reason": reason.strip()[:300], "early": release.embargo > at}
    record(by=by, at=at, action="release.lift", about=f"release:{name}", facts=facts)
    release.lifted_at = at
    return release


@transaction.atomic
def note_lifted(*, by: Actor, at: datetime) -> list[str]:
    """Note every embargo whose time has come, so that a clock turned back later cannot bring it back; gives the names."""
    due = Release.objects.filter(embargo__lte=clock(at).horizon, lifted_at=None, origin="").order_by("pk")
    noted = []
    for release in due:
        if Release.objects.filter(pk=release.pk, lifted_at=None).update(lifted_at=at):
            facts = {"embargo": release.embargo.isoformat() if release.embargo else "", "early": False}
            record(by=by, at=at, action="release.lift", about=f"release:{release.name}", facts=facts)
            noted.append(release.name)
    return noted
