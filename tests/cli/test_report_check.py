"""``halfsky report check`` as a person types it: exit status 0, 1 and 2, the sentence and the right figure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import halfsky
from tests.reportdoc.passages import RIGHT, WRONG


@pytest.fixture
def report(tmp_path: Path):
    def written(*lines: str, name: str = "报告.txt") -> Path:
        file = tmp_path / name
        file.write_text("\n".join(lines), encoding="utf-8")
        return file

    return written


def test_what_adds_up_ends_with_0(report, tmp_path) -> None:
    run = halfsky("report", "check", report(*RIGHT), home=tmp_path / "home")
    assert run.returncode == 0
    assert "都对得上" in run.stdout
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(("lang", "words"), [("zh-hans", "第 2 行"), ("en", "line 2")])
def test_what_does_not_ends_with_1_and_says_where(report, tmp_path, lang, words) -> None:
    out = tmp_path / "o.json"
    run = halfsky("report", "check", report(RIGHT[0], WRONG[0][0]), "--json", out, home=tmp_path / "home", lang=lang)
    assert run.returncode == 1
    assert words in run.stdout
    assert "93.6%" in run.stdout
    told = json.loads(out.read_text(encoding="utf-8"))
    assert [(f["kind"], f["line"], f["right"]) for f in told["findings"]] == [("attainment_parts", 2, "88")]
    assert told["claims"] >= 2


def test_what_cannot_be_read_ends_with_2(report, tmp_path) -> None:
    empty, stub = report("", name="空.txt"), report(*RIGHT, name="占位.docx")
    for file in (empty, stub, tmp_path / "没有.docx"):
        run = halfsky("report", "check", file, home=tmp_path / "home")
        assert run.returncode == 2
        assert run.stderr.strip()
    run = halfsky("report", "check", report(*RIGHT), "--json", "/nowhere/o.json", home=tmp_path / "home")
    assert run.returncode == 2
    assert "/nowhere/o.json" in run.stderr


def test_against_a_release_that_is_not_there(report, tmp_path) -> None:
    run = halfsky("report", "check", report(*RIGHT), "--release", tmp_path, home=tmp_path / "home")
    assert run.returncode == 2
    assert "manifest.json" in run.stderr
