"""The keys of an office on disk: its own pair, and the public keys of the offices it knows.

    keys/office.key       private, readable by its owner only
    keys/office.pub       public, to be handed to other offices
    keys/ring/<id>.json   one known public key with the office it belongs to; the own ones too, so that what an
                          earlier own key signed can be checked for ever
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from halfsky.formats.whole import write_whole
from halfsky.vault.errors import KeyTrouble
from halfsky.vault.signature import PublicKey, SigningKey, new_key, public_key, signing_key

PRIVATE, PUBLIC, RING = "office.key", "office.pub", "ring"
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Known:
    """One public key of the ring: whose it is (``name``, 12-digit ``area`` or ""), and whether it is this office's own."""

    key: PublicKey
    name: str
    area: str
    own: bool


def office_key(folder: Path) -> SigningKey:
    """The office's private key in ``folder``; KeyTrouble when it is missing or cannot be used."""
    path = folder / PRIVATE
    try:
        pem = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise KeyTrouble("no_key", path=path) from None
    try:
        return signing_key(pem)
    except ValueError:
        raise KeyTrouble("unreadable_key", path=path) from None


def make_office_key(folder: Path, *, name: str, area: str) -> tuple[PublicKey, bool]:
    """The office's public key, and whether the pair was made now. What is missing beside the private key is put back.

    A private key that is there is never replaced; KeyTrouble when it cannot be used.
    """
    made = not (folder / PRIVATE).exists()
    if made:
        write_whole(folder / PRIVATE, new_key().pem(), private=True)
    key = office_key(folder).public
    if not (folder / PUBLIC).exists() or (folder / PUBLIC).read_bytes() != key.pem():
        write_whole(folder / PUBLIC, key.pem())
    if not _entry(folder, key).exists():
        remember(folder, key, name=name, area=area, own=True)
    return key, made


def remember(folder: Path, key: PublicKey, *, name: str, area: str = "", own: bool = False) -> None:
    """Put a public key into the ring; what was said of it before is replaced."""
    fields = {"key": key.raw.hex(), "name": name[:LONGEST_NAME], "area": area, "own": own}
    write_whole(_entry(folder, key), json.dumps(fields, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n")


def known_keys(folder: Path) -> Mapping[str, Known]:
    """The ring by key id, own keys first; KeyTrouble names an entry that is damaged."""
    found = [_read(path) for path in sorted((folder / RING).glob("*.json"))]
    return {known.key.id: known for known in sorted(found, key=lambda known: not known.own)}


def read_public(path: Path) -> PublicKey:
    """The public key in a PEM file that someone handed over; KeyTrouble when it is none."""
    try:
        return public_key(path.read_bytes())
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, ValueError):
        raise KeyTrouble("unreadable_public", path=path) from None


def open_to_others(folder: Path) -> bool:
    """Whether somebody else on this computer may read the private key; never known, so False, on Windows."""
    if os.name == "nt":
        return False
    return bool((folder / PRIVATE).stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _entry(folder: Path, key: PublicKey) -> Path:
    return folder / RING / f"{key.id}.json"


def _read(path: Path) -> Known:
    try:
        fields = json.loads(path.read_bytes())
        known = Known(PublicKey(bytes.fromhex(fields["key"])), str(fields["name"]), str(fields["area"]), fields["own"] is True)
    except (ValueError, TypeError, KeyError):
        raise KeyTrouble("damaged_entry", path=path) from None
    if known.key.id != path.stem:
        raise KeyTrouble("damaged_entry", path=path)
    return known
