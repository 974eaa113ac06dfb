"""The page of the areas of an upper office's release: ranked, searched, and leading to one that was taken out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.test import Client
from django.utils import timezone

from halfsky.cube.layout import Lineage, write_release
from halfsky.cube.pick import pick
from halfsky.office.release.hand_out import sealer
from halfsky.office.release.services.looked_at import look_at
from halfsky.office.release.services.shelve import shelve
from halfsky.upkeep.release_files import areas
from halfsky.vault.keyring import make_office_key
from halfsky.web import release_areas
from tests.cast import CAST
from tests.cube.many import city
from tests.journeys.test_pages_releases import main_of

CITY, PICKED = "140900000000", "140923000000"


def test_areas_are_ranked_found_and_lead_to_their_own_release(
    county: Path, as_role: Callable[..., Client], tmp_path: Path, monkeypatch, django_assert_max_num_queries
) -> None:
    key, _made = make_office_key(tmp_path / "keys", name="市妇儿工委办", area=CITY)
    key_id, sign = sealer(tmp_path / "keys")
    (tmp_path / "city.pub").write_bytes(key.pem())
    write_release(tmp_path / "city", city(4, indicators=4, goals=4), Lineage(key_id=key_id), sign=sign)
    row = shelve(path=tmp_path / "city", key=tmp_path / "city.pub", by=CAST["officer"], at=timezone.now())
    client, address = as_role("officer"), f"/releases/{row.name}/areas/"
    assert client.get(address).status_code == 404, "nothing to list while it was not worked out"
    look_at(row)
    known = areas(row.pk)
    assert known is not None
    rates = [-1.0 if one.rate is None else one.rate for one in known]
    assert rates == sorted(rates, reverse=True)
    assert address in main_of(client, f"/releases/{row.name}/")
    with django_assert_max_num_queries(12):
        page = main_of(client, address)
    assert "共 5 个地区" in page and f"<td class=\"r\">{known[0].rank}</td>" in page and "忻州市" in page
    assert "县2" in main_of(client, address + "?q=" + PICKED) and "县1" not in main_of(client, address + "?q=" + PICKED)
    assert "没有找到地区" in main_of(client, address + "?q=zzz")
    monkeypatch.setattr(release_areas, "A_PAGE", 2)
    assert "下一页" in main_of(client, address) and "3 / 3" in main_of(client, address + "?page=99")
    assert "1 / 3" in main_of(client, address + "?page=x")
    pick(tmp_path / "city", PICKED, tmp_path / "one", key_id=key_id, sign=sign)
    one = shelve(path=tmp_path / "one", key=tmp_path / "city.pub", by=CAST["officer"], at=timezone.now())
    assert f"/releases/{one.name}/" in main_of(client, address + "?q=" + PICKED)
