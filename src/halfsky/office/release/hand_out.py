"""Signing what an office hands out beside its own releases: a county taken out of a release of many."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from halfsky.vault.keyring import office_key
from halfsky.vault.seal import sealed


def sealer(keys: Path) -> tuple[str, Callable[[bytes], bytes]]:
    """The id of the office's key in the folder ``keys``, and what makes the signature file of a manifest's bytes with it.

    KeyTrouble when the key is missing or cannot be used."""
    key = office_key(keys)
    return key.public.id, lambda written: sealed(written, key)
