"""What waits for one person: warnings to answer, to examine or to decide, drafts and schemes on their way, letters received."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from halfsky.office.decision.models import Matter
from halfsky.office.decision.policies import may as may_decide
from halfsky.office.decision.states import DRAFT, OBJECTED, PUT_FORWARD
from halfsky.office.framework.measure import measures
from halfsky.office.monitoring.models import EarlyWarning
from halfsky.office.monitoring.policies import may
from halfsky.office.monitoring.selectors.titles import title_of
from halfsky.office.monitoring.states import LEVELS, OWNERS, RETURNED
from halfsky.office.publishing.models import Draft, Notice
from halfsky.office.trail.actor import Actor

WARNING_ACTS = ("answer", "hold_review", "accept", "decide")
"""What is asked of a person about a warning; raising and closing are at their own will."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits. ``what`` names the act; ``late`` are the days it is overdue; ``letter`` the number of its notice."""

    what: str
    title: str
    route: str
    key: int
    level: str = ""
    due: str = ""
    late: int = 0
    letter: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice letter received: its number, what it is about, the day, until when an answer was asked for."""

    pk: int
    number: str
    title: str
    warning: int
    issued: str
    due: str


def waiting(run: int | None, by: Actor, lang: str, today: date) -> list[Waiting]:
    """What waits for ``by`` as things stand by a run, overdue first, then by the day it is due (at most six queries)."""
    found = [*_warnings(run, by, lang, today), *_matters(by), *_remarks(by)]
    return sorted(found, key=lambda one: (-one.late, one.due or "9999", -LEVELS.index(one.level) if one.level in LEVELS else 0, one.key))


def letters_to(by: Actor, lang: str) -> list[Letter]:
    """The notice letters that the body of ``by`` received, newest first (two queries)."""
    if by.role not in OWNERS or not by.body:
        return []
    rows = list(Notice.objects.filter(addressee=by.body).select_related("warning"))
    known = measures(lang) if rows else {}
    return [
        Letter(
            row.pk, row.number, title_of(known[row.warning.indicator], row.warning.breakdown, lang) if row.warning.indicator in known else "—",
            row.warning_id, f"{timezone.localtime(row.issued_at):%Y-%m-%d}", str(row.due),
        )
        for row in rows
    ]


def _warnings(run: int | None, by: Actor, lang: str, today: date) -> Iterator[Waiting]:
    if run is None or by.role not in {*OWNERS, "officer", "leader"}:
        return
    rows = []
    for row in EarlyWarning.objects.filter(run_id=run).exclude(level=""):
        act = next((name for name in WARNING_ACTS if may(row, name, by)), "")
        if act and (row.due is not None or act in ("accept", "decide")):
            rows.append((row, act))
    if not rows:
        return
    known = measures(lang)
    numbers = dict(Notice.objects.filter(run_id=run).values_list("warning_id", "number"))
    for row, act in rows:
        if row.indicator not in known:
            continue
        owed = act in ("answer", "hold_review") and row.due is not None
        yield Waiting(
            "again" if row.state == RETURNED else act, title_of(known[row.indicator], row.breakdown, lang), "warning", row.pk, row.level,
            str(row.due) if owed else "", max((today - row.due).days, 0) if owed and row.due else 0, numbers.get(row.pk, "") if owed else "",
        )


def _matters(by: Actor) -> Iterator[Waiting]:
    """What is to be decided, and what was objected to, of drafts and schemes; approved drafts that wait to be published."""
    for matter in Matter.objects.filter(state__in=(PUT_FORWARD, OBJECTED)).order_by("pk"):
        act = next((name for name in ("approve", "redraft") if may_decide(matter, name, by)), "")
        kind, _colon, key = matter.subject.partition(":")
        if act and key.isdigit():
            yield Waiting(act, matter.title, "draft" if kind == "draft" else "scheme_version", int(key))
    if by.role in ("officer", "statistician"):
        for draft in Draft.objects.filter(matter__state="approved", edition=None):
            yield Waiting("publish", draft.title, "draft", draft.pk)


def _remarks(by: Actor) -> Iterator[Waiting]:
    if by.role not in ("officer", "statistician"):
        return
    rows = Draft.objects.filter(matter__state=DRAFT).annotate(open=Count("comments", Q(comments__settled_at=None))).filter(open__gt=0)
    for draft in rows:
        yield Waiting("remarks", draft.title, "draft", draft.pk, count=draft.open)
