"""The child's task on a report gives its text, its claims and its findings as JSON values."""

from __future__ import annotations

import json

import pytest

from halfsky.formats.intake.limits import LIMITS
from halfsky.formats.intake.opening import read_report
from halfsky.formats.intake.refusal import IntakeRefused
from halfsky.formats.intake.report_task import report_task

TEXT = "共监测36项指标，35项达标，达标率97.22%。\n54项指标中44项达标，达标率82%。\n"


def test_the_answer_is_json() -> None:
    said = json.loads(json.dumps(report_task(TEXT.encode(), ".txt", LIMITS)))
    assert said["claims"] == 2
    assert [(kind, line) for kind, line, *_ in said["findings"]] == [("attainment_rate", 2)]


def test_read_in_the_child(tmp_path) -> None:
    file = tmp_path / "报告.txt"
    file.write_text(TEXT, encoding="gb18030")
    opened = read_report(file)
    assert (opened.claims, len(opened.findings)) == (2, 1)
    assert opened.source.text.startswith("共监测")
    file.write_bytes(b"")
    with pytest.raises(IntakeRefused):
        read_report(file)


@pytest.mark.parametrize("name", ["报告.docx", "报告.pdf", "报告.stub"])
def test_text_under_the_name_of_another_kind_is_refused(tmp_path, name) -> None:
    """A placeholder or a failed download is no report: nothing was checked, so nothing "adds up"."""
    file = tmp_path / name
    file.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n", encoding="utf-8")
    with pytest.raises(IntakeRefused) as refused:
        read_report(file)
    assert refused.value.key == "report.not_a_document"
    assert name in refused.value.text("zh-hans") and ".txt" in refused.value.text("en")
