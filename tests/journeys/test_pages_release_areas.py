"""The pages of an upper office's areas: ranked, searched, drilled down; one of them opened in every page of results."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from halfsky.cube.simulate import simulate
from halfsky.office.monitoring.models import EarlyWarning, Run
from halfsky.office.monitoring.services.opened import OpenRefused, open_area
from halfsky.office.monitoring.services.run import keep_result, result_of
from halfsky.office.release.hand_out import sealer
from halfsky.office.release.models import AreaStand, Figure, Release
from halfsky.office.release.opened import KEPT, folder_for, is_opened, opened_folder, throw_away_old
from halfsky.office.release.services.looked_at import look_at, results_path
from halfsky.office.release.services.shelve import shelve
from halfsky.office.release.shelf import framework_of
from halfsky.office.release.stands import stands
from halfsky.office.trail.models import Entry
from halfsky.upkeep.area_map import boundaries, draw_map
from halfsky.upkeep.jobs import do_next
from halfsky.vault.keyring import make_office_key
from halfsky.web import release_areas
from tests.cast import said
from tests.journeys.test_pages_releases import main_of
from tests.office_story import county_after

PROVINCE, CITY, COUNTY = "600000000000", "600100000000", "600102000000"
AREAS = 40


def _taken(home: Path) -> None:
    """A province of 40 invented counties, signed by its office, is taken on the shelf."""
    folder = home.parent / "upper"
    key, _made = make_office_key(folder / "keys", name="示例省妇儿工委办", area=PROVINCE)
    key_id, sign = sealer(folder / "keys")
    (folder / "office.pub").write_bytes(key.pem())
    simulate(folder / "province", AREAS, key_id=key_id, sign=sign)
    shelve(path=folder / "province", key=folder / "office.pub", **said("officer"))


def _looked(home: Path) -> None:
    _taken(home)
    assert look_at(release=Release.objects.latest("id"), **said("officer")) == AREAS + 1


#: the county with the province's release on its shelf; and with every area of it worked out
shelved_county = county_after("shelved", _taken)
looked_county = county_after("looked", _looked)


@pytest.fixture
def taken(shelved_county: Path) -> Release:
    return Release.objects.latest("id")


@pytest.fixture
def looked(looked_county: Path) -> Release:
    return Release.objects.latest("id")


class TestList:
    def test_areas_are_ranked_with_their_warnings_and_found(
        self, looked: Release, as_role: Callable[..., Client], django_assert_max_num_queries, monkeypatch
    ) -> None:
        client, address = as_role("officer"), f"/releases/{looked.name}/areas/"
        found = stands(looked.pk, PROVINCE, "zh", most=100)
        assert found is not None and found.count == AREAS and found.spread is not None and sum(found.spread.bins) == AREAS
        assert [row.rate for row in found.rows] == sorted((row.rate for row in found.rows), reverse=True) and found.rows[0].rank == 1
        assert sum(found.levels) == sum(sum(row.levels) for row in found.rows) > 0
        red = stands(looked.pk, PROVINCE, "zh", sort="red", most=100)
        assert red is not None and [row.levels[0] for row in red.rows] == sorted((row.levels[0] for row in red.rows), reverse=True)
        with django_assert_max_num_queries(12):
            page = main_of(client, address)
        assert "共 40 个地区" in page and f"/areas/{COUNTY}/" in page and "达标率在各地区的分布" in page
        one = main_of(client, address + "?q=" + COUNTY)
        assert f"/areas/{COUNTY}/" in one and "600103000000" not in one
        assert "没有找到地区" in main_of(client, address + "?q=zzz")
        health = main_of(client, address + "?domain=health&sort=worst")
        assert '<option value="health" selected>' in health and '<option value="worst" selected>' in health
        monkeypatch.setattr(release_areas, "A_PAGE", 15)
        assert "下一页" in main_of(client, address) and "3 / 3" in main_of(client, address + "?page=99")
        assert "1 / 3" in main_of(client, address + "?page=x")

    def test_a_city_is_drilled_down_to_its_counties(self, looked: Release, as_role: Callable[..., Client]) -> None:
        page = main_of(as_role("leader"), f"/releases/{looked.name}/areas/?under={CITY}")
        assert "共 10 个地区" in page and COUNTY in page and "600201000000" not in page
        whole = stands(looked.pk, PROVINCE, "zh")
        assert whole is not None and [(part.code[:4], part.count) for part in whole.parts] == [(f"600{n}", 10) for n in (1, 2, 3, 4)]

    def test_nothing_is_listed_while_it_was_not_worked_out(self, taken: Release, as_role: Callable[..., Client]) -> None:
        client = as_role("officer")
        assert client.get(f"/releases/{taken.name}/areas/").status_code == 404
        assert "看 40 个地区" not in main_of(client, f"/releases/{taken.name}/")
        assert not results_path(taken).exists() and not AreaStand.objects.exists()

    def test_a_map_is_drawn_where_boundaries_were_supplied(self, looked: Release, as_role: Callable[..., Client]) -> None:
        client, address = as_role("officer"), f"/releases/{looked.name}/areas/map.svg"
        assert draw_map(looked) is False and client.get(address).status_code == 404
        square = [[[112, 38], [113, 38], [113, 39], [112, 39], [112, 38]]]
        shape = {"type": "Feature", "properties": {"code": COUNTY[:6]}, "geometry": {"type": "Polygon", "coordinates": square}}
        boundaries().write_text(json.dumps({"type": "FeatureCollection", "features": [shape]}), encoding="utf-8")
        assert draw_map(looked) is True
        assert client.get(address).content.startswith(b"<svg")
        assert "map.svg" in main_of(client, f"/releases/{looked.name}/areas/")


PAGES = (
    "/", "/plan/", "/plan/domain/health/", "/indicators/", "/indicators/health.invented_000/", "/indicators/health.invented_001/",
    "/indicators/health.invented_003/", "/index/", "/warnings/", "/warnings/brief/", "/warnings/hindsight/", "/warnings/1/", "/warnings/1/sheet/",
)  # fmt: skip


class TestOpened:
    def test_a_county_is_opened_by_the_worker_and_every_page_shows_it(
        self, taken: Release, as_role: Callable[..., Client], django_assert_max_num_queries
    ) -> None:
        client, area = as_role("officer"), f"/releases/{taken.name}/areas/{COUNTY}/"
        query = f"?release={taken.name}&area={COUNTY}"
        assert client.get("/" + query).headers["Location"] == area, "what is not opened leads to where it is opened"
        # the own rows stay as they are: keep_result writes into the opened area alone
        before = (Run.objects.count(), Figure.objects.count(), EarlyWarning.objects.count(), Release.objects.count())
        client.post(area + "open/")
        while do_next("w"):
            pass
        assert client.get(area).headers["Location"] == "/" + query
        own = main_of(client, "/plan/")
        for page in PAGES:
            with django_assert_max_num_queries(12):
                shown = client.get(page + query).content.decode()
            assert "示例60省1市2县（虚构）" in shown and f'data-area="{COUNTY}"' in shown, page
            assert f"/plan/?release={taken.name}&amp;area={COUNTY}" in shown, page
            assert "岢岚县</a></li>" not in shown and "warning_act" not in shown and 'action="/warnings/' not in shown, page
        sides = client.get("/indicators/health.invented_001/" + query).content.decode()
        assert sides.count('class="ln f" points=') >= 1 and 'class="ln m" points=' in sides and 'class="ln ru" points=' in sides
        assert "女性与男性" in sides and "城镇与农村" in sides and "女2024 年" in sides
        assert b"health.invented_000" in client.get("/indicators/health.invented_000/figures.csv" + query).content
        assert main_of(client, "/plan/") == own and "虚构" not in own, "the own office's pages are what they were"
        assert before == (Run.objects.count(), Figure.objects.count(), EarlyWarning.objects.count(), Release.objects.count())

    def test_it_says_what_the_run_of_all_says_of_it(self, looked: Release, as_role: Callable[..., Client]) -> None:
        open_area(release=looked, area=COUNTY, **said("officer"))
        stand = AreaStand.objects.get(release=looked, area=COUNTY, domain="")
        page = main_of(as_role("leader"), f"/?release={looked.name}&area={COUNTY}")
        assert f"已达标 <em>{stand.met}</em> 项，达标率" in page and f"{stand.met} / {stand.monitorable}" in page
        board = main_of(as_role("leader"), f"/warnings/?release={looked.name}&area={COUNTY}")
        assert f"{stand.red + stand.orange + stand.yellow + stand.review + stand.blue} 条预警" in board
        for level in ("red", "orange", "yellow", "review", "blue"):
            shown = main_of(as_role("leader"), f"/warnings/?release={looked.name}&area={COUNTY}&level={level}")
            assert not getattr(stand, level) or f"{getattr(stand, level)} 条预警" in shown, level

    def test_an_area_that_is_not_there_is_told_of(self, taken: Release, as_role: Callable[..., Client]) -> None:
        client = as_role("officer")
        answer = client.get(f"/releases/{taken.name}/areas/999999999999/")
        assert answer.status_code == 404 and "没有研判这个地区" in answer.content.decode()
        with pytest.raises(OpenRefused):
            open_area(release=taken, area="999999999999", **said("officer"))
        assert not is_opened(folder_for(taken.manifest_hash, "999999999999")) and not list(opened_folder().glob(".*"))
        assert client.get(f"/?release=609900000000-2024-1&area={COUNTY}").status_code == 404
        with pytest.raises(OpenRefused):
            open_area(release=Release.objects.get(name="2024-1"), area=COUNTY, **said("officer"))

    def test_what_was_longest_not_looked_at_is_thrown_away(self, taken: Release, monkeypatch: pytest.MonkeyPatch) -> None:
        folder = open_area(release=taken, area=COUNTY, **said("officer"))
        assert open_area(release=taken, area=COUNTY, **said("officer")) == folder and throw_away_old() == 0 and KEPT > 0
        monkeypatch.setattr("halfsky.office.release.opened.KEPT", 0)
        assert throw_away_old() == 1 and not is_opened(folder)

    def test_what_is_held_back_is_not_opened_for_others(self, taken: Release, as_role: Callable[..., Client]) -> None:
        open_area(release=taken, area=COUNTY, **said("officer"))
        Release.objects.filter(pk=taken.pk).update(embargo=timezone.now() + timedelta(days=9))
        assert as_role("reporter").get(f"/?release={taken.name}&area={COUNTY}").status_code == 404
        assert as_role("officer").get(f"/?release={taken.name}&area={COUNTY}").status_code == 200


def test_a_result_is_kept_as_a_run_of_its_release(county: Path) -> None:
    release = Release.objects.get(name="2024-1")
    result = result_of(Run.objects.get())
    run = keep_result(release=release, result=result, digest="f" * 64, framework=framework_of(release), **said("statistician"))
    assert (run.release, run.tracks.count(), run.goals.count()) == (release, len(result["tracks"]), len(result["goals"]))
    assert Entry.objects.filter(action="monitoring.run", facts__contains="f" * 64).count() == 1
