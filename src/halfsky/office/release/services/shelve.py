"""Taking a release of another office onto the shelf, to be looked at: proved first, copied whole, never changed."""

from __future__ import annotations

import json
import re
import secrets
import shutil
from datetime import datetime
from pathlib import Path

from django.db import transaction

from halfsky.cube import layout
from halfsky.cube.areas import areas_of
from halfsky.cube.errors import ReleaseError
from halfsky.cube.layout import Manifest
from halfsky.method.errors import HalfskyError
from halfsky.office.people.selectors import office
from halfsky.office.release.models import Release
from halfsky.office.release.proof import Point, Proof, given_key, prove
from halfsky.office.release.services.keys import keys_folder
from halfsky.office.release.shelf import FOREIGN, releases_folder
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record
from halfsky.vault.keyring import known_keys
from halfsky.vault.signature import PublicKey

_AREA = re.compile(r"[0-9]{12}")


class ShelveRefused(HalfskyError):
    """A foreign release that is not taken onto the shelf."""

    messages = {
        "broken": ("{path} 不能收下。{why}", "{path} is not taken. {why}"),
        "stranger": (
            "{path} 不认识签署它的公钥，不能收下。请当面取得对方的 office.pub，用 --key 给出，或先登记：halfsky release trust。",
            "{path} is signed with a key that is not known and is not taken. Get the office's office.pub in person and give it "
            "with --key, or register it: halfsky release trust.",
        ),
        "own": (
            "{path} 是本办公室自己的发布版。要恢复它，请从备份恢复 releases 目录。",
            "{path} is a release of this office. To bring it back, restore the folder releases from a backup.",
        ),
        "other": (
            "{name} 已经收过一个不同的版本（清单摘要不符），不能再收 {path}。请向对方核实哪一个是真的。",
            "Another {name} was taken before (the manifests differ), so {path} is not. Ask the other office which one is right.",
        ),
        "area": ("{path} 写的地区代码“{area}”不是 12 位数字。", "The area code {area!r} of {path} has not 12 digits."),
    }

    def text(self, lang: str = "zh-hans") -> str:
        """The sentence; why the release is false is told in the same language."""
        zh, en = self.messages[self.key]
        given = {name: one.text(lang) if isinstance(one, (Point, HalfskyError)) else one for name, one in self.params.items()}
        return (en if lang.startswith("en") else zh).format(**given)


def shelve(*, path: Path, key: Path | None = None, by: Actor, at: datetime) -> Release:
    """Take the release folder ``path`` of another office onto the shelf and return its row; the same one again is no second.

    Its signature must be by a key of the ring, or by the one in the file ``key``. It is copied first and proved as it
    lies on the shelf, so that nothing can be exchanged in between; ShelveRefused, and nothing stays, when it is false.
    """
    wanted = given_key(key) if key else None
    try:
        manifest = layout.read_manifest(path)
    except ReleaseError as trouble:
        if trouble.key == "no_release":
            raise
        raise ShelveRefused("broken", path=path, why=trouble) from None
    if not _AREA.fullmatch(manifest.area):
        raise ShelveRefused("area", path=path, area=manifest.area[:20])
    if manifest.area == office().region:
        raise ShelveRefused("own", path=path)
    name = f"{manifest.area}-{manifest.identity}"
    known = Release.objects.filter(name=name).first()
    if known:
        if known.manifest_hash == manifest.hash:
            return known
        raise ShelveRefused("other", name=name, path=path)
    folder = releases_folder() / FOREIGN / manifest.area / manifest.identity
    aside = folder.with_name(f"{layout.PARTIAL}{secrets.token_hex(4)}")
    try:
        _copy(path, aside, manifest)
        _proved(aside, path, wanted)
        with transaction.atomic():
            release = _registered(aside, manifest, name, wanted, by, at)
            layout.remove(folder)  # left by a process that ended before its row was there
            aside.rename(folder)
            layout.sync(folder.parent)
        return release
    except BaseException:
        layout.remove(aside)
        raise


def _copy(source: Path, target: Path, manifest: Manifest) -> None:
    """Copy what the manifest lists and nothing else."""
    (target / "codes").mkdir(parents=True)
    for name in (*manifest.files, layout.MANIFEST, layout.SIGNATURE):
        file = source / name
        if file.is_file() and not file.is_symlink():
            shutil.copyfile(file, target / name)
            layout.sync(target / name)
            (target / name).chmod(0o444)
    layout.sync(target)


def _proved(folder: Path, shown: Path, wanted: PublicKey | None) -> None:
    """ShelveRefused unless the copy is whole and signed by whom it must be; the signature is looked at first."""
    ring = known_keys(keys_folder())
    for deep in (False, True):
        proof: Proof = prove(folder, ring=ring, wanted=wanted, deep=deep)
        broken = next((point for point in proof.points if point.state == "broken"), None)
        if broken:
            raise ShelveRefused("broken", path=shown, why=broken)
        if not proof.proved:
            raise ShelveRefused("stranger", path=shown)


def _registered(folder: Path, manifest: Manifest, name: str, wanted: PublicKey | None, by: Actor, at: datetime) -> Release:
    framework = json.loads((folder / layout.FRAMEWORK).read_bytes())
    known = known_keys(keys_folder()).get(manifest.key_id)
    named = next((one.name_zh for one in areas_of(folder) if one.code == manifest.area), "")
    area_name = str((framework.get("area") or {}).get("name_zh") or named or manifest.area)[:100]
    origin_name = known.name if known and wanted is None else area_name
    revises = Release.objects.filter(name=f"{manifest.area}-{manifest.revises['id']}").first() if manifest.revises else None
    signer = manifest.signer or {}
    embargo = _moment(manifest.embargo)
    release = Release.objects.create(
        name=name, year=manifest.year, number=manifest.number, area=manifest.area, origin=manifest.area,
        origin_name=origin_name, plan=None, content_hash=manifest.content_hash, manifest_hash=manifest.hash,
        previous=f"{manifest.area}-{manifest.previous['id']}"[:32] if manifest.previous else "", revises=revises,
        reason=str((manifest.revises or {}).get("reason", ""))[:300], embargo=embargo,
        lifted_at=at if embargo and embargo <= at else None, key_id=manifest.key_id, rows=manifest.rows["observations"],
        demo=manifest.demo, frozen_at=_moment(manifest.created_at) or at, frozen_by="",
        signer_body=str(signer.get("body_name", ""))[:80], signer_role=str(signer.get("role", ""))[:32],
    )
    facts = {"manifest_hash": manifest.hash, "content_hash": manifest.content_hash, "key": manifest.key_id, "from": origin_name}
    record(by=by, at=at, action="release.shelve", about=f"release:{name}", facts=facts)
    return release


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
