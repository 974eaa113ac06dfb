"""A county picked out of an upper office's release comes onto the shelf and is looked at as any release of its own."""

from __future__ import annotations

import json

from halfsky.cube.layout import write_release
from halfsky.cube.pick import pick
from halfsky.cube.run import monitor
from halfsky.office.release.hand_out import sealer
from halfsky.office.release.services.looked_at import look_at
from halfsky.office.release.services.shelve import shelve
from halfsky.office.release.shelf import release_path
from halfsky.office.release.stands import stand_of
from halfsky.vault.keyring import make_office_key
from tests.cast import said
from tests.cube.many import city


def test_a_picked_county_is_taken_with_the_key_of_who_hands_it_out(county, tmp_path):
    area = "140923000000"
    key, _made = make_office_key(tmp_path / "keys", name="市妇儿工委办", area="140900000000")
    key_id, sign = sealer(tmp_path / "keys")
    write_release(tmp_path / "city", city(4, indicators=4, goals=4))
    pick(tmp_path / "city", area, tmp_path / "one", key_id=key_id, sign=sign)
    (tmp_path / "city.pub").write_bytes(key.pem())
    row = shelve(path=tmp_path / "one", key=tmp_path / "city.pub", **said("officer"))
    assert (row.origin, row.origin_name) == (area, "县2")
    assert json.loads((release_path(row) / "framework.json").read_bytes())["picked_from"]["area"] == "140900000000"
    assert look_at(release=row, **said("officer")) == 1
    told = next(one["all"]["goals"] for one in monitor(tmp_path / "city")["areas"] if one["area"] == area)
    whole, judged, domains, areas = stand_of(row.pk, area, "zh")
    assert (whole.met, whole.judged, judged, areas) == (told["met"] + told["met_early"], told["monitorable"], True, 1)
    assert sum(one.judged for one in domains.values()) == whole.judged
