import base64
import json
import shutil
import subprocess

import pytest

from halfsky.vault.errors import SealTrouble
from halfsky.vault.seal import read_seal, sealed
from halfsky.vault.signature import new_key

MESSAGE = '{"id": "2024-1", "area": "岢岚"}\n'.encode()


@pytest.fixture(scope="module")
def key():
    return new_key()


def fields_of(key, **other):
    return json.dumps({**json.loads(sealed(MESSAGE, key)), **other}).encode()


def test_a_seal_says_who_signed_what_and_is_the_same_each_time(key):
    seal = read_seal(sealed(MESSAGE, key))
    assert seal.key == key.public and seal.fits(MESSAGE) and not seal.fits(MESSAGE + b" ")
    assert sealed(MESSAGE, key) == sealed(MESSAGE, key)


STRANGE = {
    "cut": lambda key: sealed(MESSAGE, key)[:-20],
    "without its last line end": lambda key: sealed(MESSAGE, key)[:-1],
    "a line end more": lambda key: sealed(MESSAGE, key) + b"\n",
    "in one line": lambda key: fields_of(key),
    "empty": lambda key: b"",
    "no object": lambda key: b"[]",
    "too long": lambda key: sealed(MESSAGE, key) + b" " * 5_000,
    "deep": lambda key: b"[" * 4_000,
    "a field more": lambda key: fields_of(key, more="1"),
    "a number": lambda key: fields_of(key, key_id=3),
    "signature cut": lambda key: fields_of(key, signature=base64.b64encode(bytes(63)).decode()),
    "no base64": lambda key: fields_of(key, signature="%%%"),
    "no ascii": lambda key: fields_of(key, signature="岚"),
    "key cut": lambda key: fields_of(key, public_key=base64.b64encode(bytes(31)).decode()),
}


@pytest.mark.parametrize("case", STRANGE)
def test_a_seal_of_another_layout_is_refused(key, case):
    with pytest.raises(SealTrouble) as refused:
        read_seal(STRANGE[case](key))
    assert refused.value.key == "unreadable"


def test_another_algorithm_and_another_key_under_the_same_id_are_refused(key):
    with pytest.raises(SealTrouble, match="none"):
        read_seal(fields_of(key, algorithm="none"))
    stranger = base64.b64encode(new_key().public.raw).decode()
    with pytest.raises(SealTrouble) as refused:
        read_seal(fields_of(key, public_key=stranger))
    assert refused.value.key == "key_id"


def test_another_program_checks_it_too(key, tmp_path):
    """OpenSSL takes the public key, the signed bytes and the signature as they lie there."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    (tmp_path / "pub.pem").write_bytes(key.public.pem())
    (tmp_path / "message").write_bytes(MESSAGE)
    (tmp_path / "signature").write_bytes(read_seal(sealed(MESSAGE, key)).signature)
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "pub.pem", "-rawin", "-in", "message", "-sigfile", "signature"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True).returncode == 0
    (tmp_path / "message").write_bytes(MESSAGE + b"x")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True).returncode != 0
