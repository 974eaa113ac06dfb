"""A file is what its content says."""

import pytest

from halfsky.formats.intake.kind import extension_fits, kind_of, markup
from halfsky.formats.intake.refusal import IntakeRefused
from tests.hostile.parts import docx, ole, package


def test_kinds_that_are_read():
    assert kind_of(docx(["x"]), ".txt") == "docx"
    assert kind_of(package({"xl/workbook.xml": b""}), ".xlsx") == "xlsx"
    assert kind_of(b"junk\n%PDF-1.4", ".docx") == "pdf"
    assert kind_of("规划".encode(), ".txt") == "text"


@pytest.mark.parametrize(
    ("data", "suffix", "key"),
    [
        (ole("WordDocument"), ".doc", "file.old_word"), (ole("WordDocument"), ".wps", "file.wps"),
        (ole("Workbook"), ".xls", "file.old_excel"), (ole("EncryptedPackage"), ".docx", "file.password"),
        (ole(), ".et", "file.old_excel"), (ole(), "", "file.old_word"), (package({"[Content_Types].xml": b""}), ".docx", "zip.damaged"),
        (package({"a": b""}), ".zip", "file.archive"), (b"PK\x03\x04", ".docx", "zip.damaged"), (b"\xff\xd8\xff", ".jpg", "file.image"),
        (b"BM\x00\x00\x00\x00\x00\x00\x00\x00", ".bmp", "file.image"),
    ],
)
def test_kinds_that_are_refused(data, suffix, key):
    with pytest.raises(IntakeRefused) as refused:
        kind_of(data, suffix)
    assert refused.value.key == key


def test_extensions_and_markup():
    assert extension_fits("docx", ".DOCX")
    assert not extension_fits("docx", ".pdf")
    assert markup("\n<!DOCTYPE html>")
    assert not markup("一、<总体要求>")
