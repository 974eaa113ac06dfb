"""Bytes to a document: by content, bounded, with its warnings."""

import json

import pytest

from halfsky.formats.intake.limits import Limits
from halfsky.formats.intake.opening import unpacked
from halfsky.formats.intake.plan_task import document, packed, plan_task
from halfsky.formats.intake.refusal import IntakeRefused
from tests.hostile.parts import docx, package, plan_text

LIMITS = Limits()


def test_a_wrong_extension_is_said_and_the_content_read():
    source, encoding, warnings = document(docx(["规划"]), ".pdf", LIMITS)
    assert (source.format, encoding) == ("docx", "")
    assert warnings == [("warn.extension", {"extension": ".pdf", "kind": "docx"})]
    assert source.warnings[0].startswith("F201 ")


def test_a_source_survives_json():
    source, _, _ = document(docx(["一、总体要求", "正文"]), ".docx", LIMITS)
    assert unpacked(json.loads(json.dumps(packed(source)))) == source


def test_the_whole_task_is_json():
    assert json.dumps(plan_task(plan_text().encode(), ".txt", LIMITS))


@pytest.mark.parametrize(
    ("data", "limits", "key"),
    [
        (package({"xl/workbook.xml": b""}), LIMITS, "file.workbook_not_document"),
        (b"<html></html>", LIMITS, "file.markup"),
        ("甲\n".encode() * 50, Limits(blocks=20), "file.text_too_long"),
        (docx(["甲" * 500]), Limits(line_characters=100), "file.line_too_long"),
        (docx(["甲" * 500]), Limits(text_characters=100), "file.text_too_long"),
    ],
)
def test_what_is_no_document_or_too_long_is_refused(data, limits, key):
    with pytest.raises(IntakeRefused) as refused:
        document(data, ".txt", limits)
    assert refused.value.key == key
