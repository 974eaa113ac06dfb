import json
import stat

import pytest

from halfsky.vault.errors import KeyTrouble
from halfsky.vault.keyring import (
    PRIVATE,
    PUBLIC,
    known_keys,
    make_office_key,
    office_key,
    open_to_others,
    read_public,
    remember,
)
from halfsky.vault.signature import new_key

OFFICE = {"name": "岢岚县", "area": "140929000000"}


def test_the_pair_is_made_once_and_the_private_part_is_the_owners_alone(tmp_path):
    key, made = make_office_key(tmp_path, **OFFICE)
    assert made and make_office_key(tmp_path, **OFFICE) == (key, False)
    assert office_key(tmp_path).public == key == read_public(tmp_path / PUBLIC)
    assert stat.S_IMODE((tmp_path / PRIVATE).stat().st_mode) == 0o600 and not open_to_others(tmp_path)
    known = known_keys(tmp_path)[key.id]
    assert (known.own, known.name, known.area) == (True, "岢岚县", "140929000000")


def test_a_private_key_that_others_may_read_is_seen(tmp_path):
    make_office_key(tmp_path, **OFFICE)
    (tmp_path / PRIVATE).chmod(0o640)
    assert open_to_others(tmp_path)


def test_what_is_missing_beside_the_private_key_is_put_back(tmp_path):
    key, _made = make_office_key(tmp_path, **OFFICE)
    (tmp_path / PUBLIC).unlink()
    next((tmp_path / "ring").iterdir()).unlink()
    assert make_office_key(tmp_path, **OFFICE) == (key, False)
    assert read_public(tmp_path / PUBLIC) == key and key.id in known_keys(tmp_path)


def test_an_earlier_own_key_stays_in_the_ring(tmp_path):
    old, _made = make_office_key(tmp_path, **OFFICE)
    (tmp_path / PRIVATE).unlink()
    with pytest.raises(KeyTrouble, match="halfsky init"):
        office_key(tmp_path)
    new, made = make_office_key(tmp_path, **OFFICE)
    assert made and new != old and {old.id, new.id} <= set(known_keys(tmp_path))
    assert read_public(tmp_path / PUBLIC) == new


def test_a_damaged_private_key_is_never_replaced(tmp_path):
    make_office_key(tmp_path, **OFFICE)
    (tmp_path / PRIVATE).write_bytes(b"broken")
    with pytest.raises(KeyTrouble) as refused:
        make_office_key(tmp_path, **OFFICE)
    assert refused.value.key == "unreadable_key" and (tmp_path / PRIVATE).read_bytes() == b"broken"


def test_other_offices_are_remembered_by_name_own_keys_first(tmp_path):
    city = new_key().public
    remember(tmp_path, city, name="忻州市", area="140900000000")
    make_office_key(tmp_path, **OFFICE)
    known = list(known_keys(tmp_path).values())
    assert [(one.name, one.own) for one in known] == [("岢岚县", True), ("忻州市", False)]
    remember(tmp_path, city, name="忻州市妇儿工委办")
    assert known_keys(tmp_path)[city.id].name == "忻州市妇儿工委办"


def test_a_damaged_entry_and_one_under_a_foreign_name_are_told(tmp_path):
    key = new_key().public
    remember(tmp_path, key, name="忻州市")
    path = tmp_path / "ring" / f"{key.id}.json"
    whole = path.read_bytes()
    for broken in (b"", b"[]", b"{}", whole.replace(key.raw.hex().encode(), new_key().public.raw.hex().encode()),
                   json.dumps({"key": "zz", "name": "", "area": "", "own": False}).encode()):
        path.write_bytes(broken)
        with pytest.raises(KeyTrouble) as refused:
            known_keys(tmp_path)
        assert refused.value.key == "damaged_entry" and path.name in refused.value.text()


def test_a_file_that_is_no_public_key_is_refused(tmp_path):
    (tmp_path / "a.pub").write_text("hello")
    for path in (tmp_path / "a.pub", tmp_path / "none.pub", tmp_path):
        with pytest.raises(KeyTrouble) as refused:
            read_public(path)
        assert refused.value.key == "unreadable_public"
    make_office_key(tmp_path, **OFFICE)
    with pytest.raises(KeyTrouble):
        read_public(tmp_path / PRIVATE)
