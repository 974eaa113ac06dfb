"""Packages are judged by their directory before anything is inflated."""

import pytest

from halfsky.formats.intake.container import checked
from halfsky.formats.intake.limits import Limits
from halfsky.formats.intake.refusal import IntakeRefused
from tests.hostile.parts import docx, package

LIMITS = Limits()


def test_parts_are_read_and_events_given():
    with checked(docx(["规划"]), LIMITS, []) as opened:
        assert opened.has("word/document.xml")
        assert opened.tree("word/document.xml").tag.endswith("}document")
        assert any(element.text == "规划" for _, element in opened.events("word/document.xml"))


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        ({"../x": b""}, "zip.traversal"), ({"C:/x": b""}, "zip.traversal"), ({"a/more.7z": b""}, "zip.nested"),
        ({f"p{i}": b"" for i in range(2001)}, "zip.too_many"), ({"big": bytes(20 * 1024 * 1024)}, "zip.bomb"),
    ],
)
def test_a_package_that_could_hurt_is_refused(parts, key):
    with pytest.raises(IntakeRefused) as refused, checked(package(parts), LIMITS, []):
        pass
    assert refused.value.key == key


def test_a_part_is_bounded_whatever_its_header_says():
    with checked(package({"a.xml": b"x" * 5000}), Limits(xml_bytes=1000), []) as opened, pytest.raises(IntakeRefused) as refused:
        opened.part("a.xml")
    assert refused.value.key == "zip.bomb"


@pytest.mark.parametrize(
    ("xml", "key"),
    [
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "xml.entities"), (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "xml.entities"),
        (b"<a><b></a>", "xml.damaged"), (b"", "xml.damaged"), (b'<?xml version="1.0" encoding="x-none"?><a/>', "xml.damaged"),
        (b"<a>" * 300 + b"</a>" * 300, "xml.too_deep"),
    ],
)
def test_a_part_that_could_hurt_is_refused(xml, key):
    with checked(package({"a.xml": xml}), LIMITS, []) as opened, pytest.raises(IntakeRefused) as refused:
        opened.tree("a.xml")
    assert refused.value.key == key


def test_macros_and_embedded_objects_are_said():
    warnings = []
    with checked(docx(["x"], {"word/vbaProject.bin": b"", "word/embeddings/a.bin": b""}), LIMITS, warnings):
        assert [key for key, _ in warnings] == ["warn.macro", "warn.embedded"]
