"""An edition for tests that need one: drafted, approved and published by the cast, on the morning of the tests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from halfsky.office.monitoring.models import Run
from halfsky.office.publishing.models import Draft, Edition
from halfsky.office.publishing.services.drafts import start
from halfsky.office.publishing.services.editions import act_on, publish
from halfsky.office.publishing.text import text_of
from tests.cast import CAST, MORNING, said


def begun(kind: str = "annual", run: Run | None = None, lang: str = "zh", **when: datetime) -> Draft:
    """A draft of the newest run, or of ``run``."""
    return start(kind=kind, run_id=(run or Run.objects.latest("id")).pk, lang=lang, **said("officer", **when))  # type: ignore[arg-type]


def act(draft: Draft, name: str, login: str, comment: str = "", **more: Any) -> Draft:
    """One act on a draft by somebody of the cast, on the newest token."""
    draft.refresh_from_db()
    assert draft.matter is not None
    return act_on(draft_id=draft.pk, act=name, token=draft.matter.token, comment=comment, by=CAST[login], at=MORNING, **more)


def approved(draft: Draft) -> Draft:
    """The draft put forward by the officer and approved by the leader."""
    act(draft, "put_forward", "officer")
    return act(draft, "approve", "leader")


def issued(kind: str = "annual", run: Run | None = None, lang: str = "zh") -> Edition:
    """An edition of the newest run, or of ``run``."""
    draft = approved(begun(kind, run, lang))
    return publish(draft_id=draft.pk, issued_on=MORNING.date(), **said("officer"))  # type: ignore[arg-type]


def unfiled(kind: str = "annual", run: Run | None = None) -> Edition:
    """An edition whose files were left out, for tests that only look at its text."""
    draft = approved(begun(kind, run))
    text = text_of(draft)
    no = Edition.objects.count() + 1
    return Edition.objects.create(
        run=text.run, draft=draft, version_id=text.pk, kind=kind, lang="zh", year=2025, no=no, number=f"妇儿工委办〔2025〕{no}号",
        title=draft.title, issued_on=MORNING.date(), approved_by="leader", written_at=MORNING, written_by="officer",
    )
