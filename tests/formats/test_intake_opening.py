"""Opening a plan and a table, as the rest of the product does."""

import pytest

from halfsky.formats.intake.opening import Warned, open_plan, read_plan, read_table
from halfsky.formats.intake.refusal import IntakeRefused
from halfsky.plandoc.source import from_text
from tests.hostile.parts import plan_text
from tests.specimens.converted import numbered_docx


def test_a_plan_comes_back_with_its_document_and_its_reading(tmp_path):
    (tmp_path / "upload-7").write_bytes(plan_text().encode())
    opened = read_plan(tmp_path / "upload-7", "规划.txt")
    assert (opened.name, opened.kind, opened.encoding, opened.warnings) == ("规划.txt", "txt", "utf-8", ())
    assert opened.source == from_text(plan_text())
    assert len(opened.reading["domains"]) == 8


def test_every_block_of_a_word_document_comes_back(tmp_path):
    (tmp_path / "规划.docx").write_bytes(numbered_docx(plan_text()))
    source = read_plan(tmp_path / "规划.docx").source
    assert any(block.number == "（一）" and block.kind == "heading" for block in source.blocks)
    assert all(source.text[block.start:block.end] == block.text for block in source.blocks)


def test_what_is_no_plan_says_why_in_both_languages(tmp_path):
    (tmp_path / "菜谱.txt").write_text("红烧肉的做法：五花肉500克，小火炖60分钟。", encoding="utf-8")
    opened = open_plan(tmp_path / "菜谱.txt")
    assert not opened.is_plan
    assert set(opened.reason) == {"zh", "en"}
    with pytest.raises(IntakeRefused) as refused:
        read_plan(tmp_path / "菜谱.txt")
    assert opened.reason["zh"] in refused.value.text()
    assert opened.reason["en"] in refused.value.text("en")


def test_a_table_comes_back_as_sheets_of_text(tmp_path):
    (tmp_path / "a.csv").write_text("指标,年份\na,2024\n", encoding="gb18030")
    (sheet,) = read_table(tmp_path / "a.csv")
    assert sheet.rows == (("指标", "年份"), ("a", "2024"))


def test_a_warning_is_a_sentence_in_either_language():
    warned = Warned("warn.cut", {"count": 1})
    assert warned.text().startswith("F202 ")
    assert warned.text("en").startswith("F202 The file")
