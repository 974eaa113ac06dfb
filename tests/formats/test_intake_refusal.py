"""A refusal speaks of the file by the name its user gave it."""

import pytest

from halfsky.formats.intake.refusal import IntakeRefused


def test_a_refusal_has_a_number_and_a_sentence_in_both_languages():
    refusal = IntakeRefused("file.empty").named("规划.docx")
    assert refusal.number == "F104"
    assert refusal.text() == "F104 “规划.docx”是空文件（0字节）。请重新导出或重新下载后再试。"
    assert refusal.text("en") == "F104 “规划.docx” is empty (0 bytes). Export or download it again."


@pytest.mark.parametrize(("task", "asked", "formats"), [("plan", "规划文本", "docx、PDF或txt"), ("report", "监测报告", "docx、PDF或txt"), ("table", "数据表", "CSV或xlsx")])
def test_a_refusal_names_what_was_asked_for(task, asked, formats):
    refusal = IntakeRefused("file.image", kind="PNG").named("照片.png", task)
    assert refusal.text() == f"F118 “照片.png”是图片（PNG），没有可读取的文字。请提供{formats}格式的{asked}；只有图片的，请先做文字识别（OCR）。"
    assert {"plan": "the plan as docx", "report": "the report as docx", "table": "the table of figures as CSV"}[task] in refusal.text("en")


def test_an_unknown_key_is_a_programming_error():
    with pytest.raises(KeyError):
        IntakeRefused("file.nonsense")
