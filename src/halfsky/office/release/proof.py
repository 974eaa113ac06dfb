"""Proving a release: its files, its content, its place in the chain, its signature. Needs no database and no Django.

Each question gets its answer in words; what was not asked because an earlier answer was bad is left out. The
signature is looked at before any table is opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from halfsky.cube.errors import ReleaseError
from halfsky.cube.layout import MANIFEST, SIGNATURE, Manifest, read_manifest, verify
from halfsky.cube.proof import recount
from halfsky.vault.errors import SealTrouble
from halfsky.vault.keyring import Known, known_keys, read_public
from halfsky.vault.seal import LARGEST, Seal, read_seal
from halfsky.vault.signature import PublicKey, in_fours

OK, OPEN, BROKEN = "ok", "open", "broken"

SENTENCES: dict[str, tuple[str, str]] = {
    "manifest.broken": ("清单：{why}", "Manifest: {why}"),
    "files.ok": ("文件：{count} 个文件都与清单一致。", "Files: all {count} agree with the manifest."),
    "files.broken": ("文件：{why}", "Files: {why}"),
    "files.more": (
        "文件：目录里多出清单没有列的文件（{names}），不影响发布版，可以移走。",
        "Files: the folder holds files that the manifest does not list ({names}); they are not read and may be moved away.",
    ),
    "content.ok": (
        "内容：重新计算了 {rows} 行，内容摘要一致（{hash}）。", "Content: {rows} rows counted again, the same content hash ({hash}).",
    ),
    "content.broken": ("内容：{why}", "Content: {why}"),
    "chain.first": ("链条：这是该办公室的第一个发布版。", "Chain: it is the office's first release."),
    "chain.ok": ("链条：往前核对了 {count} 个发布版，直到第一个（{last}），环环相扣。",
                 "Chain: {count} releases before it checked, back to the first ({last}); each fits."),
    "chain.open": ("链条：接在 {last} 之后；{last} 不在旁边，没有再往前核对。",
                   "Chain: it follows {last}, which does not lie beside it; nothing before was checked."),
    "chain.missing": ("链条：前面的发布版 {last} 不在了。请从备份恢复 releases 目录。",
                      "Chain: the release {last} before it is gone. Restore the folder releases from a backup."),
    "chain.broken": ("链条：{name} 写明接在 {last} 之后，但旁边的 {last} 不是那一个（摘要不符）。有一个被换过。",
                     "Chain: {name} says that it follows {last}, but the {last} beside it is another one (its hash "
                     "differs). One of them was replaced."),
    "signature.own": ("签名：有效，由本办公室（{name}，公钥 {key}）签署。", "Signature: valid, made by this office ({name}, key {key})."),
    "signature.known": ("签名：有效，由 {name}（公钥 {key}）签署。", "Signature: valid, made by {name} (key {key})."),
    "signature.given": ("签名：有效，由所给的公钥（{key}）签署。", "Signature: valid, made with the key given ({key})."),
    "signature.stranger": (
        "签名：与所附公钥（{key}）相符，但不认识这把公钥，说不准是谁签的。请用 --key 给出对方的公钥文件，或先登记：halfsky release trust。",
        "Signature: it fits the key that came with it ({key}), which is not known, so whose it is cannot be said. Give the "
        "office's public key with --key, or register it: halfsky release trust.",
    ),
    "signature.none": ("签名：没有签名，说不准是谁发布的。", "Signature: there is none, so who released it cannot be said."),
    "signature.unsigned": ("签名：没有签名，不能采信。", "Signature: there is none; it cannot be relied on."),
    "signature.gone": ("签名：清单写明已签名（公钥 {key}），但缺少 {file}。",
                       "Signature: the manifest says that it is signed (key {key}), but {file} is missing."),
    "signature.unreadable": ("签名：{why}", "Signature: {why}"),
    "signature.false": ("签名：与清单不符，清单或签名被改动过。", "Signature: it does not fit the manifest; one of them was altered."),
    "signature.other": ("签名：是用公钥 {key} 签的，不是应有的 {wanted}。", "Signature: it was made with the key {key}, not with {wanted}."),
    "signature.area": ("签名：{name} 的公钥只能签 {area} 的发布版，这一个却是 {found} 的。",
                       "Signature: the key of {name} signs for {area} only, but this release is about {found}."),
    "register.ok": ("登记：与本办公室登记的一致。", "Register: as this office registered it."),
    "register.broken": ("登记：与本办公室登记的清单摘要不符，被换过。请从备份恢复。",
                        "Register: its manifest is not the one this office registered; it was replaced. Restore it from a backup."),
}


@dataclass(frozen=True, slots=True)
class Point:
    """One answer: what was asked (manifest, files, content, chain, signature, register), how it stands, the sentence."""

    what: str
    state: str
    key: str
    params: Mapping[str, object] = field(default_factory=dict)

    def text(self, lang: str) -> str:
        english = lang.startswith("en")
        given = {
            name: value.text(lang) if isinstance(value, (ReleaseError, SealTrouble)) else value
            for name, value in self.params.items()
        }
        return SENTENCES[self.key][1 if english else 0].format(**given)


@dataclass(frozen=True, slots=True)
class Proof:
    """All answers about one release; ``manifest`` is None when it could not be read."""

    points: tuple[Point, ...]
    manifest: Manifest | None

    @property
    def whole(self) -> bool:
        """Whether nothing is broken; who signed may still be open."""
        return all(point.state != BROKEN for point in self.points)

    @property
    def proved(self) -> bool:
        """Whether nothing is broken and it is known whose release it is."""
        return self.whole and any(point.what == "signature" and point.state == OK for point in self.points)

    def state_of(self, what: str) -> str:
        """How the answer to one question stands; "" when it was not asked."""
        states = [point.state for point in self.points if point.what == what]
        return BROKEN if BROKEN in states else states[0] if states else ""


def ring_in(home: Path) -> Mapping[str, Known]:
    """The keys known in a data folder; none where there is no such folder."""
    return known_keys(home / "keys")


def given_key(path: Path) -> PublicKey:
    """The public key in a file that was handed over."""
    return read_public(path)


def prove(
    path: Path, *, ring: Mapping[str, Known] | None = None, wanted: PublicKey | None = None, registered: str = "",
    deep: bool = True,
) -> Proof:
    """Ask everything that can be asked of the release in ``path``.

    ``ring``: the known keys. ``wanted``: only a signature by this key will do. ``registered``: the manifest hash the
    office registered; then the release is the office's own, and its whole chain has to lie there. ``deep``: open the
    tables and count their rows too. ReleaseError when the folder is no release at all.
    """
    try:
        manifest = read_manifest(path)
    except ReleaseError as trouble:
        if trouble.key == "no_release":
            raise
        return Proof((Point("manifest", BROKEN, "manifest.broken", {"why": trouble}),), None)
    points = [_signature(path, manifest, ring or {}, wanted, bool(registered))]
    if registered:
        points.append(Point("register", *((OK, "register.ok") if registered == manifest.hash else (BROKEN, "register.broken"))))
    points += [_chain(path, manifest, own=bool(registered)), *_files(path, manifest)]
    if deep and all(point.state != BROKEN for point in points if point.what == "files"):
        points.append(_content(path, manifest))
    order = ("files", "content", "chain", "signature", "register")
    return Proof(tuple(sorted(points, key=lambda point: order.index(point.what))), manifest)


def _files(path: Path, manifest: Manifest) -> list[Point]:
    try:
        verify(path)
    except ReleaseError as trouble:
        return [Point("files", BROKEN, "files.broken", {"why": trouble})]
    points = [Point("files", OK, "files.ok", {"count": len(manifest.files) + 1})]
    listed = {*manifest.files, MANIFEST, SIGNATURE}
    there = {one.relative_to(path).as_posix() for one in path.rglob("*") if not one.is_dir()}
    if there - listed:
        names = "、".join(sorted(there - listed)[:5])
        points.append(Point("files", OPEN, "files.more", {"names": names}))
    return points


def _content(path: Path, manifest: Manifest) -> Point:
    try:
        rows = recount(path, manifest)
    except ReleaseError as trouble:
        return Point("content", BROKEN, "content.broken", {"why": trouble})
    return Point("content", OK, "content.ok", {"rows": f"{rows:,}", "hash": in_fours(manifest.content_hash, 12)})


def _chain(path: Path, manifest: Manifest, *, own: bool) -> Point:
    """Back from release to release as far as they lie beside it."""
    now, count = manifest, 0
    seen = {manifest.hash}
    while now.previous is not None:
        last = str(now.previous.get("id", ""))
        params = {"name": now.identity, "last": last, "count": count}
        beside = path.parent / last
        try:
            before = read_manifest(beside) if last and Path(last).name == last else None
        except ReleaseError as trouble:
            if trouble.key != "no_release":
                return Point("chain", BROKEN, "chain.broken", params)
            before = None
        if before is None or before.area != manifest.area:
            return Point("chain", BROKEN, "chain.missing", params) if own else Point("chain", OPEN, "chain.open", params)
        if before.hash != now.previous.get("hash") or before.hash in seen:
            return Point("chain", BROKEN, "chain.broken", params)
        seen.add(before.hash)
        now, count = before, count + 1
    if not count:
        return Point("chain", OK, "chain.first")
    return Point("chain", OK, "chain.ok", {"count": count, "last": now.identity})


def _signature(
    path: Path, manifest: Manifest, ring: Mapping[str, Known], wanted: PublicKey | None, own: bool
) -> Point:
    def said(state: str, answer: str, /, **params: object) -> Point:
        return Point("signature", state, f"signature.{answer}", params)

    file = path / SIGNATURE
    if not file.is_file() or file.is_symlink():
        if manifest.key_id:
            return said(BROKEN, "gone", key=in_fours(manifest.key_id), file=SIGNATURE)
        return said(BROKEN, "unsigned") if wanted or own else said(OPEN, "none")
    try:
        with file.open("rb") as stream:
            seal: Seal = read_seal(stream.read(LARGEST + 1))
    except SealTrouble as trouble:
        return said(BROKEN, "unreadable", why=trouble)
    key = seal.key
    if not seal.fits((path / MANIFEST).read_bytes()):
        return said(BROKEN, "false")
    if key.id != manifest.key_id:
        return said(BROKEN, "other", key=key.short_id, wanted=in_fours(manifest.key_id) or "-")
    known = ring.get(key.id)
    if wanted is not None:
        if key != wanted:
            return said(BROKEN, "other", key=key.short_id, wanted=wanted.short_id)
        return said(OK, "given", key=key.short_id)
    if known is None:
        return said(BROKEN if own else OPEN, "stranger", key=key.short_id)
    if known.area and known.area != manifest.area:
        return said(BROKEN, "area", name=known.name, area=known.area, found=manifest.area)
    return said(OK, "own" if known.own else "known", name=known.name, key=key.short_id)
