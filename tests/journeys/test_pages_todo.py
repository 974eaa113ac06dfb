"""What waits for each person stands on a page of its own, which the overview leads to, and goes away when it is done."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from halfsky.office.monitoring.models import EarlyWarning, Run
from halfsky.office.publishing.models import Draft, Notice
from halfsky.office.publishing.services.comments import comment_on
from halfsky.office.publishing.waiting import letters_to, waiting
from halfsky.office.trail.models import Entry
from halfsky.upkeep.demo_work import LETTERS, work
from halfsky.web.todo import WHAT
from tests.cast import CAST, said
from tests.office.issued import act

ROLES = {"reporter": "reporter", "outsider": "reporter", "officer": "officer", "leader": "leader"}


def worked() -> int:
    return work(office=CAST["officer"], leader=CAST["leader"], cast=[CAST["reporter"], CAST["outsider"]], at=Run.objects.get().ran_at)


def of(login: str) -> list[tuple[str, str]]:
    run = Run.objects.latest("id").pk
    return [(one.what, one.title) for one in waiting(run, CAST[login], "zh", timezone.localdate())]


def test_in_the_demo_everybody_finds_what_waits_for_him(drafted_county, as_role, django_assert_max_num_queries):
    worked()
    assert ("again", "孕产妇死亡率") in of("reporter") and {what for what, _title in of("outsider")} <= {"answer", "again"} and of("outsider")
    assert {what for what, _title in of("officer")} == {"accept"} and "decide" in {what for what, _title in of("leader")}
    assert of("city") == [] == of("auditor")
    letters = letters_to(CAST["reporter"], "zh")
    assert [one.title for one in letters] == ["孕产妇死亡率"] and letters_to(CAST["officer"], "zh") == []
    reporter = as_role("reporter")
    assert 'href="/todo/">待我办理' in reporter.get("/").content.decode()
    with django_assert_max_num_queries(12):
        page = reporter.get("/todo/").content.decode()
    assert "待我办理" in page and WHAT["again"] in page and "孕产妇死亡率" in page
    assert "收到的提示函" in page and letters[0].number in page and f"/warnings/letters/{letters[0].pk}.pdf" in page
    assert reporter.get(f"/warnings/letters/{letters[0].pk}.docx").status_code == 200
    for role in ("city", "audit_admin"):
        assert as_role(role).get("/todo/").status_code == 404
    assert "待我办理" not in as_role("city").get("/").content.decode()


def test_letters_are_sent_once_and_before_the_answers(county):
    worked()
    before = list(Notice.objects.values_list("number", "warning__code")), Entry.objects.count()
    assert {code for _number, code in before[0]} == set(LETTERS)
    worked()
    assert (list(Notice.objects.values_list("number", "warning__code")), Entry.objects.count()) == before
    for letter in Notice.objects.all():
        assert letter.issued_at < min(one.at for one in letter.warning.acts.all())


def test_a_report_waits_with_whoever_has_it_next(drafted_county):
    draft = Draft.objects.get()
    comment_on(draft_id=draft.pk, anchor=2, text="请核对", **said("leader"))
    assert ("remarks", draft.title) in of("officer") and ("remarks", draft.title) not in of("leader")
    act(draft, "put_forward", "officer", despite_comments=True)
    assert ("approve", draft.title) in of("leader") and ("approve", draft.title) not in of("officer")
    act(draft, "object_to", "leader", "请重写")
    assert ("redraft", draft.title) in of("officer") and draft.title not in dict(map(reversed, of("leader")))
    act(draft, "redraft", "officer")
    act(draft, "put_forward", "officer", despite_comments=True)
    act(draft, "approve", "leader")
    assert ("publish", draft.title) in of("officer") and ("publish", draft.title) in of("statistician")


@pytest.mark.parametrize(("late", "first"), [(0, False), (5, True)])
def test_what_is_overdue_says_so_and_comes_first(county, as_role, late, first):
    warning = EarlyWarning.objects.exclude(level="").filter(due__isnull=False, state="open").first()
    EarlyWarning.objects.filter(pk=warning.pk).update(owner="health_bureau", due=date(2025, 3, 10))
    found = waiting(warning.run_id, CAST["reporter"], "zh", date(2025, 3, 10 + late))
    mine = next(one for one in found if one.key == warning.pk)
    assert (mine.late, mine.due) == (late, "2025-03-10") and (found[0].key == warning.pk) >= first
    assert ("已超期" in as_role("reporter").get("/todo/").content.decode())
