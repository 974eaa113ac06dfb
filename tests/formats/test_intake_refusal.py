"""A refusal speaks of the file by the name its user gave it."""

import pytest

from halfsky.formats.intake.refusal import IntakeRefused


def test_a_refusal_has_a_number_and_a_sentence_in_both_languages():
    refusal = IntakeRefused("file.empty").named("规划.docx")
    assert refusal.number == "F104"
    assert refusal.text() == "F104 “规划.docx”是空文件（0字节）。请重新导出或重新下载后再试。"
    assert refusal.text("en") == "F104 “规划.docx” is empty (0 bytes). Export or download it again."


def test_an_unknown_key_is_a_programming_error():
    with pytest.raises(KeyError):
        IntakeRefused("file.nonsense")
