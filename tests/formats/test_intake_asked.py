"""A message names what was asked for, in either language."""

from halfsky.formats.intake.asked import asked_for


def test_the_words_by_task():
    assert asked_for("table", False) == {"asked": "数据表", "formats": "CSV或xlsx"}
    assert asked_for("report", True) == {"asked": "report", "formats": "docx, PDF or txt"}
    assert asked_for("", True) == asked_for("plan", True)
