"""A release of another office on the shelf: proved, copied whole, once; everything else refused by name, nothing stays."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta

import pytest

from halfsky.cube.errors import ReleaseError
from halfsky.cube.layout import read_manifest
from halfsky.office.monitoring.models import Run
from halfsky.office.monitoring.services.run import RunRefused, run_for_year, run_release
from halfsky.office.release.listing import folder_of, release, releases
from halfsky.office.release.models import Release
from halfsky.office.release.services import shelve as shelving
from halfsky.office.release.services.keys import trust
from halfsky.office.release.services.looked_at import look_at, results_path
from halfsky.office.release.services.shelve import ShelveRefused, shelve
from halfsky.office.release.shelf import release_path, sweep
from halfsky.office.release.stands import stand_of
from halfsky.office.trail.models import Entry
from halfsky.vault.signature import new_key
from tests.cast import MORNING, said
from tests.office.release_folders import chain, released, rewritten

WUTAI = "140922000000"
KEY, STRANGER = new_key(), new_key()


@pytest.fixture
def known(county, tmp_path):
    """The key of Wutai is registered in Kelan, for Wutai's own area."""
    (tmp_path / "wutai.pub").write_bytes(KEY.public.pem())
    trust(path=tmp_path / "wutai.pub", name="五台县妇儿工委办", area=WUTAI, **said("officer"))
    return county


def stick(tmp_path, key=KEY, **more):
    return released(tmp_path / "stick", key, **{"area": WUTAI, **more})


def on_the_shelf(county):
    return sorted(path.relative_to(county / "releases" / "from").as_posix() for path in (county / "releases" / "from").glob("*/*")) \
        if (county / "releases" / "from").exists() else []


def taken_in(tmp_path, name="2024-1", **more):
    return shelve(path=tmp_path / "stick" / name, **more, **said("officer"))


class TestTaken:
    def test_it_lies_apart_with_its_origin_and_is_seen_by_all(self, known, tmp_path):
        manifest = stick(tmp_path)
        row = taken_in(tmp_path)
        assert (row.name, row.origin, row.origin_name, row.plan) == (f"{WUTAI}-2024-1", WUTAI, "五台县妇儿工委办", None)
        assert read_manifest(release_path(row)) == manifest and on_the_shelf(known) == [f"{WUTAI}/2024-1"]
        assert all(path.stat().st_mode & 0o222 == 0 for path in release_path(row).rglob("*") if path.is_file())
        shown = release(row.name, "reporter")
        assert shown.state == "foreign" and shown.signer_body == "县统计局" and shown.frozen_by == ""
        assert [one.name for one in releases("city")] == ["2024-1", row.name]
        entry = Entry.objects.get(action="release.shelve")
        assert manifest.hash in entry.facts and entry.login == "officer"
        assert folder_of(row.name) == (release_path(row), "")

    def test_the_same_again_is_the_same_and_the_next_is_chained(self, known, tmp_path):
        chain(tmp_path / "stick", KEY, 3, area=WUTAI)
        first = taken_in(tmp_path)
        assert taken_in(tmp_path).pk == first.pk and Release.objects.count() == 2
        second = taken_in(tmp_path, "2024-2")
        assert second.previous == first.name and Entry.objects.filter(action="release.shelve").count() == 2

    def test_in_any_order_each_is_taken_once(self, known, tmp_path):
        chain(tmp_path / "stick", KEY, 3, area=WUTAI)
        for name in ("2024-3", "2024-1", "2024-3", "2024-2", "2024-1"):
            taken_in(tmp_path, name)
        assert on_the_shelf(known) == [f"{WUTAI}/2024-{n}" for n in (1, 2, 3)]

    def test_a_key_that_was_handed_over_serves_without_being_registered(self, county, tmp_path):
        stick(tmp_path)
        (tmp_path / "office.pub").write_bytes(KEY.public.pem())
        row = taken_in(tmp_path, key=tmp_path / "office.pub")
        assert row.origin_name == "岢岚县" and row.key_id == KEY.public.id

    def test_its_embargo_holds_here_too(self, known, tmp_path):
        stick(tmp_path, embargo=MORNING + timedelta(days=9))
        row = taken_in(tmp_path)
        assert release(row.name, "reporter", MORNING) is None and release(row.name, "officer", MORNING).state == "embargoed"
        assert release(row.name, "reporter", MORNING + timedelta(days=9)).state == "foreign"

    def test_files_that_the_manifest_does_not_list_stay_on_the_stick(self, known, tmp_path):
        stick(tmp_path)
        (tmp_path / "stick" / "2024-1" / "run.exe").write_bytes(b"MZ")
        assert not (release_path(taken_in(tmp_path)) / "run.exe").exists()


def harm(folder, name="observations.parquet"):
    file = folder / name
    file.chmod(0o644)
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)


REFUSED = {
    "a figure altered": (lambda f: harm(f), "broken"),
    "the framework altered": (lambda f: harm(f, "framework.json"), "broken"),
    "a file gone": (lambda f: (f / "targets.parquet").unlink(), "broken"),
    "the manifest altered": (lambda f: harm(f, "manifest.json"), "broken"),
    "the manifest written anew": (lambda f: rewritten(f, demo=False), "broken"),
    "signed by a stranger": (lambda f: rewritten(f, STRANGER, key_id=STRANGER.public.id), "stranger"),
    "unsigned": (lambda f: ((f / "signature.json").unlink(), rewritten(f, key_id="")), "stranger"),
    "the signature gone": (lambda f: (f / "signature.json").unlink(), "broken"),
    "signed by the right key for another area": (lambda f: rewritten(f, KEY, area="140926000000"), "broken"),
    "a strange area": (lambda f: rewritten(f, KEY, area="../../../etc"), "area"),
    "content that its signer miscounted": (lambda f: rewritten(f, KEY, content_hash="0" * 64), "broken"),
    "a link for a file": (lambda f: ((f / "targets.parquet").unlink(), (f / "targets.parquet").symlink_to("/etc/passwd")), "broken"),
}


class TestRefused:
    @pytest.mark.parametrize("case", REFUSED)
    def test_it_is_refused_whole_and_the_good_copy_works_afterwards(self, known, tmp_path, case):
        stick(tmp_path)
        folder = tmp_path / "stick" / "2024-1"
        shutil.copytree(folder, tmp_path / "good")
        spoil, key = REFUSED[case]
        spoil(folder)
        with pytest.raises(ShelveRefused) as refused:
            taken_in(tmp_path)
        assert refused.value.key == key
        zh, en = refused.value.text("zh-hans"), refused.value.text("en")
        assert "{" not in zh + en and zh != en and str(folder) in zh
        assert on_the_shelf(known) == [] and Release.objects.count() == 1
        assert shelve(path=tmp_path / "good", **said("officer")).name == f"{WUTAI}-2024-1"

    @pytest.mark.parametrize("cut", [1, 2, 5, 8, 11, 12])
    def test_a_copy_that_was_broken_off_is_refused(self, known, tmp_path, cut):
        stick(tmp_path)
        for path in sorted(path for path in (tmp_path / "stick" / "2024-1").rglob("*") if path.is_file())[cut:]:
            path.unlink()
        with pytest.raises((ShelveRefused, ReleaseError)):
            taken_in(tmp_path)
        assert on_the_shelf(known) == []

    def test_a_folder_that_is_none_and_an_own_release(self, known, tmp_path):
        with pytest.raises(ReleaseError) as refused:
            shelve(path=tmp_path, **said("officer"))
        assert refused.value.key == "no_release"
        with pytest.raises(ShelveRefused) as own:
            shelve(path=known / "releases" / "2024-1", **said("officer"))
        assert own.value.key == "own"

    def test_another_release_under_a_name_that_is_taken(self, known, tmp_path):
        stick(tmp_path)
        first = taken_in(tmp_path)
        shutil.rmtree(tmp_path / "stick")
        stick(tmp_path, demo=False)
        with pytest.raises(ShelveRefused) as refused:
            taken_in(tmp_path)
        assert refused.value.key == "other" and Release.objects.get(pk=first.pk).manifest_hash == read_manifest(release_path(first)).hash

    def test_one_that_does_not_follow_what_is_on_the_shelf(self, known, tmp_path):
        chain(tmp_path / "stick", KEY, 2, area=WUTAI)
        released(tmp_path / "other", KEY, area=WUTAI, demo=False)
        shelve(path=tmp_path / "other" / "2024-1", **said("officer"))
        with pytest.raises(ShelveRefused) as refused:
            taken_in(tmp_path, "2024-2")
        assert refused.value.key == "broken" and "链条" in refused.value.text()

    def test_the_signature_is_looked_at_before_any_table_is_opened(self, known, tmp_path, monkeypatch):
        stick(tmp_path, key=STRANGER)
        monkeypatch.setattr("halfsky.office.release.proof.recount", lambda *_: pytest.fail("opened a stranger's table"))
        with pytest.raises(ShelveRefused):
            taken_in(tmp_path)

    def test_exchanged_while_it_is_copied_it_is_still_refused(self, known, tmp_path, monkeypatch):
        """The stick says one thing when it is asked and another when it is copied."""
        stick(tmp_path)
        usual = shelving._copy

        def exchanged(source, target, manifest):
            harm(source)
            usual(source, target, manifest)

        monkeypatch.setattr(shelving, "_copy", exchanged)
        with pytest.raises(ShelveRefused):
            taken_in(tmp_path)
        assert on_the_shelf(known) == []


class TestApart:
    def test_it_is_run_apart_and_never_among_the_own_runs(self, known, tmp_path):
        stick(tmp_path)
        row = taken_in(tmp_path)
        runs = Run.objects.count()
        assert stand_of(row.pk, WUTAI, "zh") is None and not results_path(row).exists()
        assert look_at(release=row, **said("officer")) == 1
        assert stand_of(row.pk, WUTAI, "zh") is not None and results_path(row).is_file()
        assert look_at(release=row, **said("officer")) == 1 and Run.objects.count() == runs
        with pytest.raises(RunRefused) as refused:
            run_release(release=row, **said("statistician"))
        assert refused.value.key == "foreign"
        assert run_for_year(year=2024, **said("statistician")).release.name == "2024-1"

    def test_a_foreign_release_that_was_changed_on_the_shelf_is_not_looked_at(self, known, tmp_path):
        stick(tmp_path)
        row = taken_in(tmp_path)
        rewritten(release_path(row), STRANGER)
        with pytest.raises(ReleaseError):
            look_at(release=row, **said("officer"))

    def test_a_copy_in_the_making_is_not_swept_away_and_an_old_one_is(self, known):
        import os

        fresh, old = (known / "releases" / "from" / WUTAI / f".part-{name}" for name in ("fresh", "old"))
        for folder in (fresh, old):
            folder.mkdir(parents=True)
        os.utime(old, (1, 1))
        assert sweep() == 1 and fresh.exists() and not old.exists()

    def test_a_moment_that_cannot_be_read_is_none(self):
        assert shelving._moment("soon") is None and shelving._moment("2025-01-01T00:00:00") is None
        assert shelving._moment("2025-01-01T00:00:00+08:00") == datetime.fromisoformat("2025-01-01T00:00:00+08:00")
