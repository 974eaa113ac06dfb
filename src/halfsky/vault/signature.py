"""Ed25519 keys (RFC 8032): making, reading, signing, checking. The same key and message always give the same bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

ALGORITHM = "Ed25519"
KEY_BYTES, SIGNATURE_BYTES = 32, 64
ID_DIGITS = 32
LONGEST_PEM = 10_000


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key by its 32 bytes; ValueError for another length."""

    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != KEY_BYTES:
            raise ValueError(f"{len(self.raw)} bytes")

    @property
    def id(self) -> str:
        """Its name: the first 32 hexadecimal digits of the SHA-256 of its bytes."""
        return hashlib.sha256(self.raw).hexdigest()[:ID_DIGITS]

    @property
    def short_id(self) -> str:
        """The first sixteen digits in fours, to be read out over the telephone."""
        return in_fours(self.id)

    def pem(self) -> bytes:
        """SubjectPublicKeyInfo in PEM, as OpenSSL reads it."""
        key = Ed25519PublicKey.from_public_bytes(self.raw)
        return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def fits(self, message: bytes, signature: bytes) -> bool:
        """Whether ``signature`` was made over ``message`` with the private part of this key."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


class SigningKey:
    """A private key; it never shows itself in a message or a listing."""

    __slots__ = ("_key",)

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    def __repr__(self) -> str:
        return f"SigningKey({self.public.id})"

    @property
    def public(self) -> PublicKey:
        return PublicKey(self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of the signature."""
        return self._key.sign(message)

    def pem(self) -> bytes:
        """PKCS 8 in PEM without a passphrase; it belongs into a file that only the owner can read."""
        return self._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def new_key() -> SigningKey:
    """A fresh key from the system's random numbers."""
    return SigningKey(Ed25519PrivateKey.generate())


def signing_key(pem: bytes) -> SigningKey:
    """The private key in ``pem``; ValueError when it is none, or of another kind."""
    try:
        key = load_pem_private_key(pem[:LONGEST_PEM], password=None)
    except (TypeError, UnsupportedAlgorithm) as wrong:
        raise ValueError(str(wrong)) from wrong
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("not Ed25519")
    return SigningKey(key)


def public_key(pem: bytes) -> PublicKey:
    """The public key in ``pem``; ValueError when it is none, or of another kind."""
    try:
        key = load_pem_public_key(pem[:LONGEST_PEM])
    except UnsupportedAlgorithm as wrong:
        raise ValueError(str(wrong)) from wrong
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("not Ed25519")
    return PublicKey(key.public_bytes(Encoding.Raw, PublicFormat.Raw))


def in_fours(text: str, digits: int = 16) -> str:
    """The first ``digits`` of ``text`` in groups of four.

    >>> in_fours("0123456789abcdef0123")
    '0123 4567 89ab cdef'
    """
    return " ".join(text[at : at + 4] for at in range(0, digits, 4))
