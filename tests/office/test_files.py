"""The store: a content is kept once under its hash, whole or not at all."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from django.db import transaction

from halfsky.office.files import services
from halfsky.office.files.models import StoredFile
from halfsky.office.files.selectors import content_path, folder, path_of
from halfsky.office.files.services import all_or_none, store
from halfsky.office.trail.models import Entry
from tests.cast import said


@pytest.fixture(autouse=True)
def _own_store(db, settings, tmp_path):
    settings.HALFSKY_HOME = tmp_path / "home"


def kept(data: bytes = b"figures", name: str = "数据.csv") -> StoredFile:
    return store(data=data, name=name, media_type="text/csv", kind="figures", **said("statistician"))


def everything_under(path: Path) -> list[Path]:
    return sorted(file for file in path.rglob("*") if file.is_file())


def test_a_content_lies_under_its_hash():
    file = kept()
    assert file.digest == sha256(b"figures").hexdigest() and file.size == 7 and file.added_by == "statistician"
    assert content_path(file) == path_of(file.digest) == folder() / file.digest[:2] / file.digest
    assert content_path(file).read_bytes() == b"figures"


def test_the_same_bytes_are_kept_once_and_give_the_same_row():
    assert kept(name="一.csv").pk == kept(name="二.csv").pk
    assert len(everything_under(folder())) == 1 and Entry.objects.filter(action="files.store").count() == 1


def test_a_lost_content_is_put_back_by_storing_it_again():
    content_path(kept()).unlink()
    assert content_path(kept()).read_bytes() == b"figures"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/b/passwd", "./passwd"])
def test_a_name_with_parts_of_a_path_is_made_plain(name):
    file = kept(name=name)
    assert file.name == "passwd"
    assert everything_under(folder().parent) == [content_path(file)]


def test_a_very_long_name_is_cut():
    assert len(kept(name="长" * 900).name) == 200


def test_when_the_row_fails_the_content_goes_too(monkeypatch):
    monkeypatch.setattr(services, "record", lambda **_facts: (_ for _ in ()).throw(RuntimeError("no trail")))
    with pytest.raises(RuntimeError, match="no trail"):
        kept()
    assert everything_under(folder()) == [] and not StoredFile.objects.exists()


def test_when_the_service_around_it_fails_the_content_goes_too_but_never_one_that_was_there():
    old = kept(b"old")
    with pytest.raises(RuntimeError), all_or_none():
        kept(b"old")
        kept(b"new")
        raise RuntimeError
    assert everything_under(folder()) == [content_path(old)] and StoredFile.objects.count() == 1


def test_under_a_plain_transaction_the_content_would_stay_behind():
    with pytest.raises(RuntimeError), transaction.atomic():
        kept(b"new")
        raise RuntimeError
    assert not StoredFile.objects.exists() and len(everything_under(folder())) == 1
