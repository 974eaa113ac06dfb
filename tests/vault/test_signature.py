import shutil
import subprocess

import pytest

from halfsky.vault.signature import PublicKey, in_fours, new_key, public_key, signing_key

#: RFC 8032, 7.1: secret key, public key, message, signature
GOLDEN = (
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
)
#: DER of a PKCS 8 Ed25519 private key without its 32 bytes (RFC 8410)
PKCS8 = bytes.fromhex("302e020100300506032b657004220420")


def private(secret: str) -> bytes:
    import base64

    return b"-----BEGIN PRIVATE KEY-----\n" + base64.b64encode(PKCS8 + bytes.fromhex(secret)) + b"\n-----END PRIVATE KEY-----\n"


@pytest.mark.parametrize(("secret", "public", "message", "signature"), GOLDEN)
def test_the_vectors_of_the_standard_come_out(secret, public, message, signature):
    key = signing_key(private(secret))
    assert key.public.raw.hex() == public
    assert key.sign(bytes.fromhex(message)).hex() == signature
    assert key.public.fits(bytes.fromhex(message), bytes.fromhex(signature))


def test_a_signature_fits_its_message_and_its_key_alone():
    key, other = new_key(), new_key()
    signature = key.sign(b"2024-1")
    assert key.public.fits(b"2024-1", signature) and key.sign(b"2024-1") == signature
    assert not key.public.fits(b"2024-2", signature) and not other.public.fits(b"2024-1", signature)
    for bit in range(0, 512, 37):
        bent = bytearray(signature)
        bent[bit // 8] ^= 1 << bit % 8
        assert not key.public.fits(b"2024-1", bytes(bent)), bit
    for length in (0, 63, 65):
        assert not key.public.fits(b"2024-1", signature[:length].ljust(length, b"0"))


def test_keys_come_back_from_their_files():
    key = new_key()
    assert signing_key(key.pem()).public == key.public == public_key(key.public.pem())


def test_a_private_key_does_not_show_itself():
    key = new_key()
    hidden = signing_key(key.pem())
    assert key.pem().split(b"\n")[1].decode() not in repr(hidden) and hidden.public.id in repr(hidden)


@pytest.mark.parametrize("pem", [b"", b"nothing", b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", b"\xff" * 20_000])
def test_what_is_no_key_is_refused(pem):
    for read in (public_key, signing_key):
        with pytest.raises(ValueError):
            read(pem)


def test_a_key_of_another_kind_is_refused():
    rsa = subprocess.run(["openssl", "genpkey", "-algorithm", "X25519"], capture_output=True) if shutil.which("openssl") else None
    if rsa is None or rsa.returncode:
        pytest.skip("openssl is not installed")
    with pytest.raises(ValueError, match="not Ed25519"):
        signing_key(rsa.stdout)


def test_the_id_is_of_the_key_and_can_be_read_out():
    key = PublicKey(bytes(32))
    assert key.id == "66687aadf862bd776c8fc18b8e9f8e20" and key.short_id == "6668 7aad f862 bd77"
    assert in_fours("abcdef", 8) == "abcd ef"
    with pytest.raises(ValueError):
        PublicKey(bytes(31))
