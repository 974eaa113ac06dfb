"""A signature as a small file beside what it signs.

    {"algorithm": "Ed25519", "key_id": "...", "public_key": "<base64>", "signature": "<base64>"}

The signature is over the bytes of the file it stands beside, exactly as they are; any Ed25519 program can check it.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass

from halfsky.vault.errors import SealTrouble
from halfsky.vault.signature import ALGORITHM, SIGNATURE_BYTES, PublicKey, SigningKey

LARGEST = 4_096
_FIELDS = {"algorithm", "key_id", "public_key", "signature"}


@dataclass(frozen=True, slots=True)
class Seal:
    """Who signed, by the public key, and the signature's bytes."""

    key: PublicKey
    signature: bytes

    def fits(self, message: bytes) -> bool:
        """Whether the signature is over ``message``. That the key is the right office's is another question."""
        return self.key.fits(message, self.signature)


def sealed(message: bytes, key: SigningKey) -> bytes:
    """The bytes of the signature file for ``message``; the same for the same key and message."""
    return _written(key.public, key.sign(message))


def _written(public: PublicKey, signature: bytes) -> bytes:
    fields = {"algorithm": ALGORITHM, "key_id": public.id, "public_key": _text(public.raw), "signature": _text(signature)}
    return json.dumps(fields, sort_keys=True, indent=1).encode() + b"\n"


def read_seal(data: bytes) -> Seal:
    """The seal in ``data``; SealTrouble when a field is missing, strange or does not fit another, or a byte differs from how it is written."""
    try:
        fields = json.loads(data[: LARGEST + 1]) if len(data) <= LARGEST else None
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict) or set(fields) != _FIELDS or not all(isinstance(one, str) for one in fields.values()):
        raise SealTrouble("unreadable")
    if fields["algorithm"] != ALGORITHM:
        raise SealTrouble("algorithm", algorithm=fields["algorithm"][:40])
    try:
        key, signature = PublicKey(_bytes(fields["public_key"])), _bytes(fields["signature"])
    except (ValueError, binascii.Error):
        raise SealTrouble("unreadable") from None
    if len(signature) != SIGNATURE_BYTES:
        raise SealTrouble("unreadable")
    if fields["key_id"] != key.id:
        raise SealTrouble("key_id")
    if data != _written(key, signature):
        raise SealTrouble("unreadable")
    return Seal(key, signature)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text.encode("ascii"), validate=True)
