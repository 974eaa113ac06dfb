"""The releases of an office as a history: chain, revision with its reason, signature, who signed; embargo and its end."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from halfsky.cube.layout import read_manifest
from halfsky.office.framework.services.adoption import adopt
from halfsky.office.release.embargo import EmbargoRefused, clock, doubt_of, moment_of, sees_early
from halfsky.office.release.listing import folder_of, release, releases
from halfsky.office.release.models import Release
from halfsky.office.release.proof import prove, ring_in
from halfsky.office.release.services.freeze import FreezeRefused, freeze
from halfsky.office.release.services.lift import LiftRefused, lift, note_lifted
from halfsky.office.release.services.lineage import lineage_of
from halfsky.office.release.services.moves import kept_moves, moves_of, moves_path
from halfsky.office.release.shelf import refuse_replaced, release_path
from halfsky.office.trail.models import Entry
from halfsky.upkeep.doctor import examine
from halfsky.vault.errors import KeyTrouble
from tests.cast import CAST, MORNING, said
from tests.office.figures import row, taken
from tests.office.plans import CHILDREN, draft_of

NINE = MORNING + timedelta(days=7)


def frozen(year: int = 2024, login: str = "statistician", **more: object) -> Release:
    return freeze(year=year, **more, **said(login))


class TestChain:
    def test_each_release_names_the_one_before_it_over_all_years(self, counted_office):
        made = [frozen(2023), frozen(2024), frozen(2023, reason="更正一个数")]
        manifests = [read_manifest(release_path(one)) for one in made]
        assert manifests[0].previous is None
        assert manifests[1].previous == {"id": "2023-1", "hash": manifests[0].hash}
        assert manifests[2].previous == {"id": "2024-1", "hash": manifests[1].hash}
        assert [one.previous for one in made] == ["", "2023-1", "2024-1"]
        path, registered = folder_of("2023-2")
        proof = prove(path, ring=ring_in(counted_office), registered=registered)
        assert proof.proved and {point.key for point in proof.points} >= {"chain.ok", "signature.own", "register.ok"}

    def test_lineage_of_the_first_release_has_nothing_before_it(self, counted_office):
        lineage, before = lineage_of(None, "", None, CAST["statistician"], "ab")
        assert lineage.previous is None and before == "" and lineage.revises is None
        assert lineage.signer == {"body": "statistics_bureau", "body_name": "县统计局", "role": "statistician"}

    def test_without_a_key_nothing_is_frozen(self, counted_office):
        (counted_office / "keys" / "office.key").unlink()
        with pytest.raises(KeyTrouble, match="halfsky init"):
            frozen()
        assert not Release.objects.exists() and not (counted_office / "releases").exists()

    def test_the_office_refuses_a_release_whose_signature_or_manifest_was_changed(self, counted_office):
        one = frozen()
        refuse_replaced(one)
        Release.objects.filter(pk=one.pk).update(manifest_hash="0" * 64)
        with pytest.raises(Exception, match=r"manifest\.json"):
            refuse_replaced(Release.objects.get())
        Release.objects.filter(pk=one.pk).update(manifest_hash=one.manifest_hash)
        (release_path(one) / "signature.json").unlink()
        with pytest.raises(Exception, match=r"signature\.json"):
            refuse_replaced(Release.objects.get())

    def test_no_persons_name_leaves_in_the_manifest(self, counted_office):
        one = frozen()
        assert "统计局监测员" in one.frozen_by
        assert "统计局监测员" not in (release_path(one) / "manifest.json").read_text(encoding="utf-8")


class TestRevision:
    def test_a_second_release_says_which_it_revises_and_why(self, counted_office):
        frozen()
        second = frozen(reason="  县卫健局更正 2023 年死亡人数  ")
        manifest = read_manifest(release_path(second))
        assert manifest.revises == {"id": "2024-1", "reason": "县卫健局更正 2023 年死亡人数"}
        rows = releases("statistician", NINE)
        assert [(row.name, row.state, row.revises, row.revised_by) for row in rows] == [
            ("2024-2", "current", "2024-1", ""), ("2024-1", "revised", "", "2024-2")]
        assert "县卫健局更正" in json.loads(Entry.objects.get(about="release:2024-2").facts)["reason"]

    def test_a_third_revises_the_second(self, counted_office):
        names = [frozen().name, frozen(reason="一").name, frozen(reason="二").name]
        assert [one.revises.name if one.revises else "" for one in Release.objects.order_by("pk")] == ["", names[0], names[1]]

    @pytest.mark.parametrize(("earlier", "reason", "key"), [(1, "", "no_reason"), (1, "   ", "no_reason"), (0, "更正", "not_a_revision"),
                                                            (1, "长" * 301, "long_reason")])
    def test_a_reason_is_given_for_a_revision_and_only_then(self, counted_office, earlier, reason, key):
        if earlier:
            frozen()
        with pytest.raises(FreezeRefused) as refused:
            frozen(reason=reason)
        assert refused.value.key == key and "{" not in refused.value.text() + refused.value.text("en")
        assert Release.objects.count() == earlier

    def test_the_release_of_another_plan_revises_nothing(self, counted_office, tmp_path):
        frozen()
        adopt(plan_id=draft_of(tmp_path, CHILDREN).pk, token=1, **said("officer"))
        other = frozen(genre="children")
        assert (other.name, other.revises, other.previous) == ("2024-2", None, "2024-1")
        again = frozen(genre="women", reason="更正")
        assert (again.name, again.revises.name) == ("2024-3", "2024-1")


class TestEmbargo:
    def test_before_it_only_those_who_prepare_it_and_the_leader_see_it(self, counted_office):
        frozen()
        frozen(reason="更正", embargo=NINE)
        before = NINE - timedelta(seconds=1)
        for role in ("statistician", "officer", "leader", "console"):
            assert [row.name for row in releases(role, before)] == ["2024-2", "2024-1"]
            assert release("2024-2", role, before).state == "embargoed"
        for role in ("reporter", "head", "township", "evaluator", "city", "system_admin", ""):
            assert [(row.name, row.state) for row in releases(role, before)] == [("2024-1", "current")]
            assert release("2024-2", role, before) is None and not sees_early(role)
        assert [row.state for row in releases("reporter", NINE)] == ["current", "revised"]

    def test_it_stands_in_the_manifest_with_its_offset(self, counted_office):
        one = frozen(embargo=moment_of("2025-03-20 09:00"))
        assert read_manifest(release_path(one)).embargo == "2025-03-20T09:00:00+08:00"

    def test_a_time_that_has_passed_holds_nothing_back(self, counted_office):
        assert frozen(embargo=MORNING - timedelta(days=1)).lifted_at == MORNING
        assert [row.state for row in releases("reporter", MORNING)] == ["current"]

    @pytest.mark.parametrize(("away", "doubt"), [
        (timedelta(days=-1), "back"), (timedelta(days=-366), "back"), (timedelta(minutes=-6), "back"),
        (timedelta(minutes=-4), ""), (timedelta(0), ""), (timedelta(days=30), ""), (timedelta(days=366), "forward"),
    ])
    def test_a_clock_is_doubted_when_it_is_before_the_newest_entry_or_far_after_it(self, away, doubt):
        assert doubt_of(MORNING + away, MORNING) == doubt and doubt_of(MORNING, None) == ""

    def test_a_clock_that_was_turned_ends_no_embargo(self, counted_office):
        """The embargo is over by the wrong clock, and it was over by no right one."""
        frozen(embargo=MORNING + timedelta(hours=1))
        newest = Entry.objects.order_by("-seq").first().at
        for wrong in (newest + timedelta(days=366), newest - timedelta(minutes=6)):
            assert releases("reporter", wrong) == []
            assert note_lifted(by=CAST["officer"], at=wrong) == []
        assert [row.doubt for row in releases("officer", newest + timedelta(days=366))] == ["forward"]

    def test_turned_back_after_the_time_came_the_decision_waits(self, counted_office):
        """Entries were written after the time of the embargo; then the clock is turned back, but not before the embargo."""
        one = frozen(embargo=MORNING + timedelta(hours=1))
        freeze(year=2023, by=CAST["statistician"], at=MORNING + timedelta(hours=3))
        turned = MORNING + timedelta(hours=2)
        assert clock(turned).doubt == "back" and one.name not in [row.name for row in releases("reporter", turned)]
        assert one.name in [row.name for row in releases("reporter", MORNING + timedelta(hours=3))]

    @pytest.mark.parametrize(("away", "state"), [(timedelta(days=-1), "warn"), (timedelta(days=400), "warn"), (timedelta(hours=1), "ok")])
    def test_the_doctor_says_when_the_clock_is_not_believed(self, counted_office, monkeypatch, away, state):
        newest = Entry.objects.order_by("-seq").first().at
        monkeypatch.setattr("halfsky.office.release.embargo.timezone.now", lambda: newest + away)
        finding = next(finding for finding in examine() if finding.id == "D14")
        assert finding.state == state and "{" not in finding.what("zh") + finding.remedy("en")

    def test_an_embargo_noted_as_over_does_not_come_back_with_the_clock(self, counted_office):
        frozen(embargo=MORNING + timedelta(hours=1))
        over = MORNING + timedelta(hours=2)
        assert note_lifted(by=CAST["officer"], at=over) == ["2024-1"] and note_lifted(by=CAST["officer"], at=over) == []
        assert [row.name for row in releases("reporter", MORNING)] == ["2024-1"]
        assert Entry.objects.filter(action="release.lift", about="release:2024-1").count() == 1

    def test_somebody_who_prepares_releases_can_end_it_with_a_reason(self, counted_office):
        frozen(embargo=NINE)
        for login, reason, key in (("leader", "急", "may_not"), ("reporter", "急", "may_not"), ("officer", " ", "no_reason")):
            with pytest.raises(LiftRefused) as refused:
                lift(name="2024-1", reason=reason, **said(login))
            assert refused.value.key == key
        lift(name="2024-1", reason="领导小组已审定", **said("officer"))
        assert [row.state for row in releases("reporter", MORNING)] == ["current"]
        entry = Entry.objects.get(action="release.lift")
        assert entry.login == "officer" and json.loads(entry.facts)["early"] is True and "领导小组已审定" in entry.facts
        for name, key in (("2024-1", "open"), ("2031-1", "unknown")):
            with pytest.raises(LiftRefused) as refused:
                lift(name=name, reason="x", **said("officer"))
            assert refused.value.key == key

    @pytest.mark.parametrize(("text", "moment"), [
        ("2025-03-01 09:00", datetime(2025, 3, 1, 9)), ("2025-3-1T9:00", datetime(2025, 3, 1, 9)), ("2025-03-01", datetime(2025, 3, 1)),
    ])
    def test_a_moment_is_read_in_beijing_time(self, text, moment):
        assert moment_of(text).replace(tzinfo=None) == moment and moment_of(text).utcoffset() == timedelta(hours=8)
        assert moment_of(" ") is None

    @pytest.mark.parametrize("text", ["tomorrow", "2025-13-01", "2025-02-30", "2025-03-01 25:00", "09:00", "2205-01-01", "2025-03-01 9"])
    def test_another_text_is_refused_with_an_example(self, text):
        with pytest.raises(EmbargoRefused) as refused:
            moment_of(text)
        assert "2025-03-01 09:00" in refused.value.text() and text in refused.value.text()


class TestMoves:
    def test_what_a_revision_moved_is_worked_out_once_and_kept(self, counted_office, tmp_path, monkeypatch):
        first = frozen()
        taken(tmp_path, row("security.pension_coverage", year=2024, breakdown="SEX=F", value="12.34"))
        second = frozen(reason="更正参保率")
        assert kept_moves(second, first) is None
        found = moves_of(second)
        assert found["observations"]["changed"] == 1 and "security.goal.4" in [one["code"] for one in found["judgements"]["goals"]]
        monkeypatch.setattr("halfsky.cube.difference.compare", lambda *_: pytest.fail("worked out twice"))
        assert moves_of(second) == found == kept_moves(second, first) and moves_path(first, second).is_file()

    def test_a_kept_file_that_was_cut_is_worked_out_again(self, counted_office):
        first, second = frozen(), frozen(reason="再冻结一次")
        found = moves_of(second)
        moves_path(first, second).write_bytes(b"{")
        assert kept_moves(second, first) is None and moves_of(second) == found

    def test_any_two_releases_can_be_compared_and_one_alone_cannot(self, counted_office):
        first, other = frozen(), frozen(2023)
        assert moves_of(first, other)["observations"]["added"] > 0
        with pytest.raises(ValueError, match="2024-1"):
            moves_of(first)
