"""Proving a release: every way in which one can be false is named by the question that finds it."""

from __future__ import annotations

import dataclasses
import json
import shutil
from decimal import Decimal

import pytest

from halfsky.cube.errors import ReleaseError
from halfsky.office.release.proof import SENTENCES, given_key, prove, ring_in
from halfsky.vault.keyring import make_office_key, office_key, remember
from halfsky.vault.seal import sealed
from halfsky.vault.signature import new_key
from tests.office.release_folders import CONTENT, chain, released, rewritten

KEY, STRANGER = new_key(), new_key()


@pytest.fixture
def ring(tmp_path):
    remember(tmp_path / "home" / "keys", KEY.public, name="岢岚县妇儿工委办", area=CONTENT.area)
    return ring_in(tmp_path / "home")


def altered(folder, name):
    file = folder / name
    file.chmod(0o644)
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)


def without(folder, name):
    (folder / name).unlink()


def test_a_good_release_is_proved_in_words(tmp_path, ring):
    made = chain(tmp_path / "shelf", KEY, 3)
    proof = prove(tmp_path / "shelf" / "2024-3", ring=ring)
    assert proof.whole and proof.proved and proof.manifest == made[2]
    assert [(point.what, point.key) for point in proof.points] == [
        ("files", "files.ok"), ("content", "content.ok"), ("chain", "chain.ok"), ("signature", "signature.known")]
    for lang in ("zh-hans", "en"):
        texts = [point.text(lang) for point in proof.points]
        assert all("{" not in text for text in texts) and "岢岚县妇儿工委办" in texts[3] and "2024-1" in texts[2]


#: how it was made false -> (question that finds it, its answer); the signature is by the known key unless said otherwise
FALSE = {
    "a figure file altered": (lambda f: altered(f, "observations.parquet"), "files", "files.broken"),
    "a code table altered": (lambda f: altered(f, "codes/area.parquet"), "files", "files.broken"),
    "the framework altered": (lambda f: altered(f, "framework.json"), "files", "files.broken"),
    "a file gone": (lambda f: without(f, "targets.parquet"), "files", "files.broken"),
    "the manifest altered": (lambda f: altered(f, "manifest.json"), "manifest", "manifest.broken"),
    "the manifest written anew": (lambda f: rewritten(f, demo=False), "signature", "signature.false"),
    "the number changed": (lambda f: rewritten(f, number=9), "signature", "signature.false"),
    "the embargo changed": (lambda f: rewritten(f, embargo="2020-01-01T00:00:00+08:00"), "signature", "signature.false"),
    "the reason changed": (lambda f: rewritten(f, revises={"id": "2024-1", "reason": "别的"}), "signature", "signature.false"),
    "signed by a stranger": (lambda f: rewritten(f, STRANGER), "signature", "signature.other"),
    "the signature gone": (lambda f: without(f, "signature.json"), "signature", "signature.gone"),
    "the signature altered": (lambda f: altered(f, "signature.json"), "signature", None),
    "the signature cut": (lambda f: ((f / "signature.json").chmod(0o644), (f / "signature.json").write_bytes(b"{")), "signature",
                          "signature.unreadable"),
    "an endless signature": (lambda f: ((f / "signature.json").chmod(0o644), (f / "signature.json").write_bytes(b" " * 9_000)),
                             "signature", "signature.unreadable"),
    "another's signature": (lambda f: ((f / "signature.json").chmod(0o644), (f / "signature.json").write_bytes(
        sealed(b"something else", KEY))), "signature", "signature.false"),
    "another release before it": (lambda f: (shutil.rmtree(f.parent / "2024-1"), released(f.parent, KEY, demo=False)),
                                  "chain", "chain.broken"),
    "the one before damaged": (lambda f: altered(f.parent / "2024-1", "manifest.json"), "chain", "chain.broken"),
}


@pytest.mark.parametrize("case", FALSE)
def test_a_false_release_is_found_by_name(tmp_path, ring, case):
    chain(tmp_path / "shelf", KEY, 2)
    folder = tmp_path / "shelf" / "2024-2"
    harm, what, key = FALSE[case]
    assert prove(folder, ring=ring).proved
    harm(folder)
    proof = prove(folder, ring=ring)
    assert not proof.whole and not proof.proved and proof.state_of(what) == "broken"
    if key:
        assert key in [point.key for point in proof.points]
    assert all("{" not in point.text(lang) for point in proof.points for lang in ("zh", "en"))


def test_a_forger_with_a_key_of_his_own_is_open_without_and_broken_with_the_right_key(tmp_path, ring):
    """He writes whole releases that fit in themselves; only knowing whose key it must be finds him."""
    released(tmp_path / "forged", STRANGER)
    folder = tmp_path / "forged" / "2024-1"
    proof = prove(folder, ring=ring)
    assert proof.whole and not proof.proved and proof.state_of("signature") == "open"
    proof = prove(folder, ring=ring, wanted=KEY.public)
    assert not proof.whole and proof.points[-1].key == "signature.other"
    assert prove(folder, wanted=STRANGER.public).proved


def test_an_unsigned_release_is_open_and_broken_where_a_key_was_asked_for(tmp_path, ring):
    released(tmp_path, None)
    assert prove(tmp_path / "2024-1", ring=ring).points[-1].key == "signature.none"
    assert not prove(tmp_path / "2024-1", wanted=KEY.public).whole
    assert not prove(tmp_path / "2024-1", registered="ab" * 32).whole


def test_a_county_signs_for_its_own_area_only(tmp_path, ring):
    released(tmp_path / "shelf", KEY, area="140926000000")
    proof = prove(tmp_path / "shelf" / "2024-1", ring=ring)
    assert not proof.whole and proof.points[-1].key == "signature.area"


def test_the_content_hash_is_counted_again_from_the_rows(tmp_path, ring):
    """Whoever holds the key could sign a manifest that says something else than the rows; the recount finds it."""
    released(tmp_path, KEY)
    other = released(tmp_path / "other", KEY, observations=(
        dataclasses.replace(CONTENT.observations[0], value=Decimal("1.23")), *CONTENT.observations[1:]))
    rewritten(tmp_path / "2024-1", KEY, content_hash=other.content_hash)
    proof = prove(tmp_path / "2024-1", ring=ring)
    assert (proof.state_of("files"), proof.state_of("signature"), proof.state_of("content")) == ("ok", "ok", "broken")


def test_what_is_not_beside_it_leaves_the_chain_open_and_in_the_office_broken(tmp_path, ring):
    made = chain(tmp_path / "shelf", KEY, 3)
    shutil.copytree(tmp_path / "shelf" / "2024-3", tmp_path / "stick" / "2024-3")
    assert prove(tmp_path / "stick" / "2024-3", ring=ring).state_of("chain") == "open"
    shutil.rmtree(tmp_path / "shelf" / "2024-1")
    proof = prove(tmp_path / "shelf" / "2024-3", ring=ring, registered=made[2].hash)
    assert proof.state_of("chain") == "broken" and proof.state_of("register") == "ok"


def test_releases_of_several_counties_on_one_stick_are_not_taken_for_one_chain(tmp_path, ring):
    chain(tmp_path / "a", KEY, 2)
    shutil.copytree(tmp_path / "a" / "2024-2", tmp_path / "stick" / "2024-2")
    released(tmp_path / "stick", STRANGER, area="140926000000")
    assert prove(tmp_path / "stick" / "2024-2", ring=ring).state_of("chain") == "open"


def test_a_chain_that_names_no_folder_or_itself_ends(tmp_path, ring):
    for number, last in enumerate(("../2024-1", "", "/", "2024-3"), 1):
        released(tmp_path, KEY, number=number)
        rewritten(tmp_path / f"2024-{number}", KEY, previous={"id": last, "hash": "00" * 32})
        assert prove(tmp_path / f"2024-{number}", ring=ring).state_of("chain") in ("open", "broken")


def test_a_replaced_release_is_not_the_registered_one(tmp_path, ring):
    made = released(tmp_path, KEY)
    assert prove(tmp_path / "2024-1", ring=ring, registered=made.hash).state_of("register") == "ok"
    proof = prove(tmp_path / "2024-1", ring=ring, registered="00" * 32)
    assert not proof.whole and proof.state_of("register") == "broken"


def test_strange_files_beside_are_told_and_do_no_harm(tmp_path, ring):
    released(tmp_path, KEY)
    (tmp_path / "2024-1" / "Thumbs.db").write_bytes(b"x")
    proof = prove(tmp_path / "2024-1", ring=ring)
    assert proof.proved and any(point.key == "files.more" and "Thumbs.db" in point.text("zh") for point in proof.points)


@pytest.mark.parametrize("cut", range(0, 100, 9))
def test_a_copy_that_was_broken_off_is_refused_whole(tmp_path, ring, cut):
    """Files come one after another onto a stick; pulled out early, the last is cut and the rest is not there."""
    released(tmp_path / "shelf", KEY)
    whole = sorted(path for path in (tmp_path / "shelf" / "2024-1").rglob("*") if path.is_file())
    room = sum(path.stat().st_size for path in whole) * cut // 100
    for path in whole:
        target = tmp_path / "stick" / "2024-1" / path.relative_to(tmp_path / "shelf" / "2024-1")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes()[:room])
        room -= target.stat().st_size
        if room <= 0:
            break
    try:
        assert not prove(tmp_path / "stick" / "2024-1", ring=ring).whole
    except ReleaseError as refused:
        assert refused.key == "no_release"


def test_a_folder_that_is_no_release_is_refused_as_such(tmp_path):
    with pytest.raises(ReleaseError) as refused:
        prove(tmp_path)
    assert refused.value.key == "no_release"


def test_the_key_is_taken_from_the_file_that_was_handed_over(tmp_path):
    make_office_key(tmp_path / "keys", name="岢岚县", area=CONTENT.area)
    released(tmp_path / "shelf", office_key(tmp_path / "keys"))
    key = given_key(tmp_path / "keys" / "office.pub")
    assert prove(tmp_path / "shelf" / "2024-1", wanted=key).proved
    assert prove(tmp_path / "shelf" / "2024-1", ring=ring_in(tmp_path)).points[-1].key == "signature.own"


def test_the_sentences_are_there_in_both_languages():
    assert all(zh and en and zh != en for zh, en in SENTENCES.values())
    assert json.dumps(sorted(SENTENCES))
