"""The office's key: made at set-up, told in the trail, watched by the doctor; other offices' keys in the ring."""

from __future__ import annotations

import shutil

import pytest

from halfsky.office.release.services.keys import KeyRefused, keys_folder, make_key, trust
from halfsky.office.trail.models import Entry
from halfsky.upkeep.doctor import examine
from halfsky.upkeep.setting_up import prepare
from halfsky.vault.errors import KeyTrouble
from halfsky.vault.keyring import PRIVATE, PUBLIC, known_keys, make_office_key, office_key
from tests.cast import said


def state_of_the_key() -> str:
    return next(finding.state for finding in examine() if finding.id == "D12")


def test_a_set_up_office_has_a_key_and_the_trail_says_which(county):
    key = office_key(county / "keys").public
    entry = Entry.objects.get(action="release.key")
    assert entry.about == f"key:{key.id}" and key.raw.hex() in entry.facts
    assert known_keys(keys_folder())[key.id].name == "岢岚县" and state_of_the_key() == "ok"
    assert make_key(**said("officer")) == key and Entry.objects.filter(action="release.key").count() == 1


def test_a_lost_key_is_told_and_a_new_one_is_a_new_entry(county):
    (county / "keys" / PRIVATE).unlink()
    assert state_of_the_key() == "bad"
    prepare(demo=True, **said("officer"))
    assert state_of_the_key() == "ok" and Entry.objects.filter(action="release.key").count() == 2
    assert sum(known.own for known in known_keys(keys_folder()).values()) == 2


@pytest.mark.parametrize("harm", [
    lambda keys: (keys / PRIVATE).write_bytes(b"x"),
    lambda keys: (keys / PRIVATE).chmod(0o644),
    lambda keys: shutil.rmtree(keys / "ring"),
    lambda keys: [path.write_bytes(b"") for path in (keys / "ring").iterdir()],
], ids=["damaged", "open to others", "no ring", "damaged ring"])
def test_the_doctor_says_what_is_wrong_with_the_key(county, harm):
    harm(county / "keys")
    finding = next(finding for finding in examine() if finding.id == "D12")
    assert finding.state == "bad" and "{" not in finding.what("zh") + finding.remedy("zh") + finding.remedy("en")


def test_another_offices_key_is_taken_under_its_name(county, tmp_path):
    city, _made = make_office_key(tmp_path / "city", name="忻州市", area="140900000000")
    known = trust(path=tmp_path / "city" / PUBLIC, name=" 忻州市妇儿工委办 ", area="140900000000", **said("officer"))
    assert (known.key, known.name, known.own) == (city, "忻州市妇儿工委办", False)
    entry = Entry.objects.get(action="release.trust")
    assert entry.about == f"key:{city.id}" and "忻州市妇儿工委办" in entry.facts and entry.login == "officer"


def test_a_key_without_a_name_the_own_one_and_a_wrong_file_are_refused(county, tmp_path):
    with pytest.raises(KeyRefused) as refused:
        trust(path=county / "keys" / PUBLIC, name="岢岚", **said("officer"))
    assert refused.value.key == "own"
    make_office_key(tmp_path / "city", name="忻州市", area="")
    with pytest.raises(KeyRefused) as refused:
        trust(path=tmp_path / "city" / PUBLIC, name=" ", **said("officer"))
    assert refused.value.key == "nameless"
    with pytest.raises(KeyTrouble):
        trust(path=tmp_path / "city" / PRIVATE, name="忻州", **said("officer"))
    assert not Entry.objects.filter(action="release.trust").exists()
