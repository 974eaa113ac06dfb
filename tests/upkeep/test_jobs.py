"""The queue: a job is done once for whom it was asked, a killed worker loses none, a hopeless one is given up."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from halfsky.office.monitoring.models import Run
from halfsky.office.people.models import Account
from halfsky.office.release.models import Release
from halfsky.office.trail.models import Entry
from halfsky.upkeep import job_kinds
from halfsky.upkeep.job_kinds import KINDS
from halfsky.upkeep.jobs import KEPT, MOST_TRIES, ask, do_next, forget_old, jobs, reclaim, table_path

FREEZE = {"year": 2024, "genre": "", "reason": "更正", "embargo": ""}


@pytest.fixture(autouse=True)
def no_charts(monkeypatch):
    monkeypatch.setattr(job_kinds, "draw", lambda **_: 0)


def done(kind: str, facts: dict, login: str = "statistician"):
    """Ask for a job and let it be done; gives it as the page lists it."""
    number = ask(kind, facts, login)
    while do_next("w"):
        pass
    return next(job for job in jobs() if job.id == number)


class TestWork:
    def test_a_freeze_gives_the_release_its_run_and_what_moved(self, county):
        job = done("freeze", FREEZE)
        assert (job.state, job.result["release"]) == ("done", "2024-2")
        made = Release.objects.get(name="2024-2")
        assert Run.objects.filter(release=made).exists() and list((county / "differences").iterdir())
        entry = Entry.objects.get(action="release.freeze", about="release:2024-2")
        assert entry.login == "statistician" and json.loads(entry.facts)["reason"] == "更正"

    def test_a_run_a_proof_a_table_and_a_comparison(self, county):
        assert done("run", {"release": "2024-1"}).result["result"] == Run.objects.get().result_hash
        proof = done("prove", {"release": "2024-1"}, "reporter")
        assert proof.result["proved"] and {point["what"] for point in proof.result["points"]} == {
            "files", "content", "chain", "signature", "register"}
        for form in ("csv", "xlsx", "parquet"):
            assert done("table", {"release": "2024-1", "form": form}, "city").result["rows"] == 3896
            assert table_path(Release.objects.get().manifest_hash, form).is_file()
        done("freeze", FREEZE)
        assert done("moves", {"release": "2024-2", "against": "2024-1"}, "leader").result["goals"] == 0

    def test_a_refusal_is_an_answer_in_both_languages(self, county):
        job = done("freeze", {**FREEZE, "reason": ""})
        assert job.state == "refused" and "--reason" in job.said("zh") and "--reason" in job.said("en") and job.said("zh") != job.said("en")

    def test_what_fails_for_another_reason_is_noted_and_the_next_is_done(self, county, monkeypatch):
        monkeypatch.setattr(job_kinds, "run_release", lambda **_: 1 / 0)
        broken = ask("run", {"release": "2024-1"}, "officer")
        job = done("prove", {"release": "2024-1"})
        assert job.state == "done" and next(one for one in jobs() if one.id == broken).state == "broken"
        assert DBTaskResult.objects.get(pk=broken).exception_class_path.endswith("ZeroDivisionError")


class TestWho:
    def test_it_acts_for_the_account_as_it_is_when_it_is_done(self, county):
        ask("freeze", FREEZE, "statistician")
        Account.objects.filter(login="statistician").update(is_active=False)
        assert do_next("w") and jobs()[0].state == "refused" and "停用" in jobs()[0].said("zh")
        ask("freeze", {**FREEZE, "reason": "再更正"}, "officer")
        Account.objects.filter(login="officer").update(role="reporter")
        assert do_next("w") and jobs()[0].state == "refused" and Release.objects.count() == 1

    @pytest.mark.parametrize("kind", ["freeze", "run"])
    @pytest.mark.parametrize("login", ["leader", "reporter", "head", "township", "evaluator", "city", "sysadmin", "auditor"])
    def test_only_those_who_prepare_releases_freeze_and_run(self, county, kind, login):
        assert done(kind, {**FREEZE, "release": "2024-1"}, login).state == "refused" and Release.objects.count() == 1

    def test_what_is_held_back_is_not_exported_for_others(self, county):
        done("freeze", {**FREEZE, "embargo": "2099-01-01 00:00"})
        for kind in ("prove", "table"):
            assert done(kind, {"release": "2024-2", "form": "csv"}, "reporter").state == "refused"
            assert done(kind, {"release": "2024-2", "form": "csv"}, "leader").state == "done"
        assert done("moves", {"release": "2024-1", "against": "2024-2"}, "city").state == "refused"

    def test_every_kind_names_who_may_ask(self):
        assert all(kind.roles for kind in KINDS.values()) and set(KINDS) == {"freeze", "run", "open", "prove", "table", "moves", "publish"}


class TestOnce:
    def test_the_same_job_asked_for_twice_is_one(self, county):
        first, again = ask("run", {"release": "2024-1"}, "officer"), ask("run", {"release": "2024-1"}, "statistician")
        assert first == again and len(jobs()) == 1
        assert do_next("w") and not do_next("w")
        assert ask("run", {"release": "2024-1"}, "officer") != first

    def test_one_press_of_a_button_is_one_job_even_after_it_was_done(self, county):
        facts = {**FREEZE, "token": "press-1"}
        first = done("freeze", facts)
        assert done("freeze", facts).id == first.id and Release.objects.count() == 2


class TestCrash:
    def test_a_job_left_running_is_tried_again(self, county):
        number = ask("run", {"release": "2024-1"}, "officer")
        DBTaskResult.objects.get(pk=number).claim("killed")
        assert not do_next("w"), "nobody else takes what is running"
        assert jobs()[0].state == "running" and reclaim() == 1
        assert jobs()[0].state == "again"
        assert do_next("w") and jobs()[0].state == "done" and jobs()[0].tries == 2

    def test_a_job_broken_off_again_and_again_is_given_up(self, county):
        number = ask("run", {"release": "2024-1"}, "officer")
        for turn in range(1, MOST_TRIES + 1):
            DBTaskResult.objects.get(pk=number).claim(f"killed {turn}")
            assert reclaim() == 1
        assert jobs()[0].state == "broken" and jobs()[0].tries == MOST_TRIES and not do_next("w") and reclaim() == 0

    def test_old_jobs_are_forgotten_and_waiting_ones_never(self, county):
        for number in range(KEPT + 5):
            ask("run", {"release": f"{number}"}, "officer")
        DBTaskResult.objects.filter(args_kwargs__kwargs__facts__release__in=[str(n) for n in range(KEPT + 3)]).update(status="SUCCESSFUL")
        forget_old()
        assert DBTaskResult.objects.filter(status="SUCCESSFUL").count() == KEPT
        assert DBTaskResult.objects.filter(status="READY").count() == 2

    def test_moments_are_told_in_the_offices_time(self, county):
        job = done("run", {"release": "2024-1"})
        now = timezone.localtime()
        assert job.asked_at[:10] in {f"{now:%Y-%m-%d}", f"{now - timedelta(days=1):%Y-%m-%d}"} and job.ended_at >= job.asked_at
