"""Freezing a release, running the monitoring on it, and what must be true of both for ever."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from halfsky.cube.errors import ReleaseError
from halfsky.cube.layout import verify as verify_release
from halfsky.office.collection.models import Observation
from halfsky.office.framework.services.adoption import adopt
from halfsky.office.monitoring.models import GoalResult, Run, Tally, TrackResult
from halfsky.office.monitoring.services.run import (
    RunRefused,
    result_of,
    result_path,
    run_for_year,
    run_release,
)
from halfsky.office.people.models import Office
from halfsky.office.plan.models import Goal, Plan
from halfsky.office.release.listing import releases
from halfsky.office.release.models import Figure, Release
from halfsky.office.release.selectors import figures_of as seen_figures
from halfsky.office.release.services import freeze as freezing
from halfsky.office.release.services.freeze import FreezeRefused, freeze
from halfsky.office.release.shelf import figures_of, framework_of, release_path, take_back
from halfsky.office.trail.models import Entry
from halfsky.office.trail.selectors import verify
from tests.cast import MORNING, said
from tests.office.figures import row, taken
from tests.office.plans import CHILDREN, draft_of
from tests.office_story import ROOT

JUDGED = ("met_early", "met", "expected", "hard", "not_met")
LEFT_OUT = ("no_data", "not_due", "not_monitorable")


def frozen(year: int = 2024, **more: str) -> Release:
    """A release; from the second of the year on a revision, whose reason is given unless the test gives its own."""
    more.setdefault("reason", "更正数据" if Release.objects.filter(year=year, plan__genre=more.get("genre", "women")).exists() else "")
    return freeze(year=year, **more, **said("statistician"))


class TestFreezing:
    def test_a_second_freeze_of_the_same_is_another_number_with_the_same_content(self, counted_office):
        first, second = frozen(), frozen()
        assert (first.name, second.name) == ("2024-1", "2024-2") and first.content_hash == second.content_hash
        assert [shown.name for shown in releases()] == ["2024-2", "2024-1"]
        facts = Entry.objects.get(action="release.freeze", about="release:2024-2").facts
        assert first.content_hash in facts and verify().ok

    def test_a_figure_accepted_later_does_not_enter(self, counted_office, tmp_path):
        first = frozen()
        before = verify_release(release_path(first))
        taken(tmp_path, row(year=2024, numerator=3, denominator=306))
        assert verify_release(release_path(first)) == before
        shown = next(one for one in seen_figures(first.pk, "health.maternal_mortality", first.area) if one.year == 2024 and not one.breakdown)
        assert shown.numerator != 3
        second = frozen()
        assert second.content_hash != first.content_hash
        shown = next(one for one in seen_figures(second.pk, "health.maternal_mortality") if one.year == 2024 and not one.breakdown)
        assert (shown.numerator, shown.version) == (3, 2)

    def test_figures_after_the_year_stay_out(self, counted_office):
        release = frozen(2022)
        years = {int(one.year) for one in Figure.objects.filter(release=release)}
        assert max(years) == 2022 and release.rows < Observation.objects.filter(current=True).count()

    def test_the_pages_copy_equals_the_release_on_disk(self, counted_office):
        release = frozen()
        folder = release_path(release)
        index = {
            name: {entry["ix"]: entry[key] for entry in pq.read_table(folder / "codes" / f"{name}.parquet").to_pylist()}
            for name, key in (("area", "code"), ("indicator", "code"), ("breakdown", "key"))
        }

        def scaled(value: Decimal | None) -> int | None:
            return None if value is None else int(value * 10**6)

        on_disk = {
            (index["area"][r["area"]], index["indicator"][r["indicator"]], index["breakdown"][r["breakdown"]], r["year"]):
            (r["numerator"], r["denominator"], r["value"], r["status"], r["reason"], r["note"], r["source_body"], r["signer"])
            for r in pq.read_table(folder / "observations.parquet").to_pylist()
        }
        in_tables = {
            (one.area, one.indicator, one.breakdown, one.year):
            (scaled(one.numerator), scaled(one.denominator), scaled(one.value), one.status, one.reason, one.note,
             one.source_body, one.signer)
            for one in Figure.objects.filter(release=release)
        }
        assert on_disk == in_tables and len(on_disk) == release.rows

    @pytest.mark.parametrize(
        ("prepare", "asked", "key"),
        [
            (lambda: Plan.objects.update(status="replaced"), {"year": 2024}, "no_plan"),
            (lambda: Observation.objects.all().delete(), {"year": 2024}, "no_figures"),
            (lambda: None, {"year": 2031}, "year_bad"),
            (lambda: None, {"year": 2020}, "year_bad"),
            (lambda: None, {"year": 2024, "genre": "children"}, "genre_bad"),
        ],
        ids=["no plan", "no figures", "after the plan", "before the plan", "no children's plan"],
    )
    def test_what_cannot_be_frozen_is_refused_in_words(self, counted_office, prepare, asked, key):
        prepare()
        with pytest.raises(FreezeRefused) as refused:
            frozen(**asked)
        assert refused.value.key == key and "{" not in refused.value.text() + refused.value.text("en")
        assert not Release.objects.exists() and not (counted_office / "releases").exists()

    def test_with_two_plans_adopted_it_asks_which(self, counted_office, tmp_path):
        adopt(plan_id=draft_of(tmp_path, CHILDREN).pk, token=1, **said("officer"))
        with pytest.raises(FreezeRefused) as refused:
            frozen()
        assert refused.value.key == "which_plan" and "children" in refused.value.text("en")
        with pytest.raises(FreezeRefused) as refused:
            frozen(genre="men")
        assert refused.value.key == "genre_bad" and "women" in refused.value.text("zh")
        assert frozen(genre="women").plan.genre == "women"

    def test_a_childrens_plan_with_open_bindings_can_be_frozen_and_run(self, counted_office, tmp_path):
        plan = adopt(plan_id=draft_of(tmp_path, CHILDREN).pk, token=1, **said("officer"))
        release = frozen(genre="children")
        run = run_release(release=release, **said("statistician"))
        assert release.plan_id == plan.pk and framework_of(release)["plan"]["title_zh"] == plan.title
        goals = {goal.code: goal.state for goal in GoalResult.objects.filter(run=run)}
        assert set(goals) == set(Goal.objects.filter(domain__plan=plan).values_list("code", flat=True))
        assert set(goals.values()) == {"not_monitorable"}
        tally = Tally.objects.get(run=run, domain="", scope="goals", year=2024)
        assert (tally.monitorable, tally.not_monitorable, tally.rate) == (0, 3, None)


def test_the_content_of_a_release_is_everything_it_will_be_judged_by(counted_office):
    plan = Plan.objects.get()
    figures = list(Observation.objects.filter(current=True).select_related("indicator", "source_body"))
    content = freezing.content_of(
        office=Office.objects.get(), plan=plan, figures=figures, year=2024, number=7, at=MORNING)
    assert (content.identity, content.demo, content.plan) == ("2024-7", True, "kelan-women-2021")
    assert len(content.observations) == len(figures) and len(content.targets) == 19
    assert len(content.framework["goals"]) == 75 and len(content.framework["division"]) == 167
    assert [area.code for area in content.areas if area.judged] == ["140929000000"]


class TestWhatIsLeftByACrash:
    def test_when_the_row_cannot_be_written_the_folder_goes_too(self, counted_office, monkeypatch):
        monkeypatch.setattr(freezing, "record", lambda **_f: (_ for _ in ()).throw(RuntimeError("no trail")))
        with pytest.raises(RuntimeError, match="no trail"):
            frozen()
        assert list((counted_office / "releases").iterdir()) == [] and not Release.objects.exists()
        monkeypatch.undo()
        assert frozen().name == "2024-1"

    def test_a_folder_without_its_row_does_not_stop_the_next_freeze(self, counted_office):
        first = frozen()
        Release.objects.filter(pk=first.pk).delete()  # killed after the folder, before the row
        again = frozen()
        assert (again.name, again.content_hash) == ("2024-1", first.content_hash)
        assert [path.name for path in (counted_office / "releases").iterdir()] == ["2024-1"]

    def test_a_folder_without_its_row_that_says_something_else_keeps_its_name(self, counted_office, tmp_path):
        first = frozen()
        kept = (release_path(first) / "manifest.json").read_bytes()
        Release.objects.filter(pk=first.pk).delete()
        taken(tmp_path, row(year=2024, numerator=3, denominator=306))
        assert frozen().name == "2024-2"
        assert (counted_office / "releases" / "2024-1" / "manifest.json").read_bytes() == kept

    def test_an_unfinished_folder_is_swept_away(self, counted_office):
        left = counted_office / "releases" / ".part-abc"
        (left / "codes").mkdir(parents=True)
        frozen()
        assert not left.exists()

    def test_a_registered_release_is_never_taken_back(self, counted_office):
        release = frozen()
        take_back(release_path(release))
        assert verify_release(release_path(release)).content_hash == release.content_hash

    def test_a_damaged_folder_without_its_row_keeps_its_name(self, counted_office):
        first = frozen()
        Release.objects.filter(pk=first.pk).delete()
        (release_path(first) / "framework.json").chmod(0o644)
        (release_path(first) / "framework.json").write_bytes(b"{}")
        assert frozen().name == "2024-2"


class TestADamagedRelease:
    def test_one_changed_byte_of_any_file_is_refused_by_name(self, counted_office):
        release = frozen()
        folder = release_path(release)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        assert len(files) >= 10
        for path in files:
            whole = path.read_bytes()
            path.chmod(0o644)
            path.write_bytes(whole[: len(whole) // 2] + bytes([whole[len(whole) // 2] ^ 1]) + whole[len(whole) // 2 + 1:])
            with pytest.raises(ReleaseError) as damaged:
                run_release(release=release, **said("statistician"))
            assert path.name in damaged.value.text() and path.name in damaged.value.text("en")
            path.write_bytes(whole)
        assert not Run.objects.exists()
        run_release(release=release, **said("statistician"))

    def test_a_release_put_in_the_place_of_another_is_refused(self, counted_office, tmp_path):
        first = frozen()
        taken(tmp_path, row(year=2024, numerator=3, denominator=306))
        second = frozen()
        shutil.rmtree(release_path(first))
        shutil.copytree(release_path(second), release_path(first))
        with pytest.raises(RunRefused) as refused:
            run_release(release=first, **said("statistician"))
        assert refused.value.key == "damaged" and "2024-1" in refused.value.text()


class TestRunning:
    def test_a_year_without_a_release_is_refused_with_the_way_out(self, counted_office):
        with pytest.raises(RunRefused) as refused:
            run_for_year(year=2023, **said("statistician"))
        assert "halfsky release freeze --year 2023" in refused.value.text()

    def test_the_same_release_gives_the_same_run_and_no_second_row(self, county):
        run = Run.objects.get()
        entries = Entry.objects.count()
        assert run_for_year(year=2024, **said("statistician")).pk == run.pk
        assert Run.objects.count() == 1 and Entry.objects.count() == entries

    def test_with_releases_of_two_plans_it_asks_which(self, counted_office, tmp_path):
        frozen()
        adopt(plan_id=draft_of(tmp_path, CHILDREN).pk, token=1, **said("officer"))
        frozen(genre="children")
        with pytest.raises(RunRefused) as refused:
            run_for_year(year=2024, **said("statistician"))
        assert refused.value.key == "which_plan" and "children" in refused.value.text() + refused.value.text("en")
        assert run_for_year(year=2024, genre="women", **said("statistician")).release.name == "2024-1"
        assert run_for_year(year=2024, genre="children", **said("statistician")).release.name == "2024-2"
        with pytest.raises(RunRefused):
            run_for_year(year=2024, genre="men", **said("statistician"))

    @pytest.mark.parametrize(
        "surroundings",
        [{"TZ": "America/St_Johns", "LC_ALL": "C", "LANG": "C"}, {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "7"}],
        ids=["elsewhere", "at home"],
    )
    def test_another_process_in_other_surroundings_gives_the_same_bytes(self, county, tmp_path, surroundings):
        run = Run.objects.select_related("release").get()
        out = tmp_path / "out.json"
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), **surroundings}
        command = [sys.executable, "-m", "halfsky", "monitor", "run", "--release", str(release_path(run.release)), "--json", str(out)]
        subprocess.run(command, check=True, env=environment, capture_output=True, timeout=60)
        assert out.read_bytes() == result_path(run.result_hash).read_bytes()

    def test_an_independent_recount_agrees_with_every_tally(self, county):
        run = Run.objects.get()
        slugs = ["", *dict.fromkeys(goal.domain for goal in GoalResult.objects.filter(run=run))]
        assert len(slugs) == 9
        for slug in slugs:
            goals = Counter(goal.state for goal in GoalResult.objects.filter(run=run) if slug in ("", goal.domain))
            tally = Tally.objects.get(run=run, domain=slug, scope="goals", year=2024)
            judged = sum(goals[state] for state in JUDGED)
            assert {state: getattr(tally, state) for state in (*JUDGED, *LEFT_OUT)} == {
                state: goals[state] for state in (*JUDGED, *LEFT_OUT)}
            assert tally.monitorable == judged
            rate = (Decimal(100) * (goals["met"] + goals["met_early"]) / judged).quantize(Decimal("0.01"), "ROUND_HALF_UP")
            assert tally.rate == rate
        assert sum(Tally.objects.filter(run=run, scope="goals", year=2024).exclude(domain="").values_list("monitorable", flat=True)) \
            == Tally.objects.get(run=run, domain="", scope="goals", year=2024).monitorable

    def test_a_goal_is_as_good_as_the_worst_of_its_judged_tracks(self, county):
        run = Run.objects.get()
        tracks: dict[str, list[str]] = {}
        for track in TrackResult.objects.filter(run=run):
            tracks.setdefault(track.goal, []).append(track.state)
        for goal in GoalResult.objects.filter(run=run):
            states = tracks[goal.code]
            judged = [state for state in states if state in JUDGED]
            expected = max(judged, key=JUDGED.index) if judged else min(states, key=LEFT_OUT.index)
            assert goal.state == expected, goal.code
            assert goal.partial == (len(judged) < len(states)), goal.code

    def test_the_tables_hold_what_the_bytes_say(self, county):
        run = Run.objects.get()
        result = result_of(run)
        assert result["release"]["hash"] == run.release.content_hash and result["schema"] == "halfsky/run/2"
        assert [(goal["code"], goal["state"]) for goal in result["goals"]] == list(
            GoalResult.objects.filter(run=run).order_by("order").values_list("code", "state"))
        assert [(track["code"], track["state"]) for track in result["tracks"]] == list(
            TrackResult.objects.filter(run=run).order_by("order").values_list("code", "state"))
        assert len(result["goals"]) == 75
        assert json.loads(result_path(run.result_hash).read_text(encoding="utf-8")) == result

    def test_figures_of_a_release_are_those_of_its_own_area(self, county):
        release = Release.objects.get()
        rows = figures_of(release)
        assert len(rows) == Figure.objects.filter(release=release, area=release.area).count() > 3000
        assert {"indicator", "year", "value", "status"} <= set(rows[0])
        assert Path(release_path(release)).is_dir()
