"""A county's year by commands alone: set up, adopt, import, freeze, run, report, verify."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from pypdfium2 import PdfDocument

from halfsky.formats.catalogue import shipped
from tests.cli.run import halfsky

KELAN = shipped() / "plans" / "kelan-women-2021" / "document" / "kelan-women-2021.txt"
FIGURES = shipped() / "demo" / "kelan"


def pages_in_libreoffice(documents: list[Path], folder: Path) -> list[int]:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "pages"), *map(str, documents)]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    return [len(PdfDocument(folder / "pages" / f"{document.stem}.pdf")) for document in documents]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_from_an_empty_folder_to_the_report(tmp_path, lang):
    home, out = tmp_path / "home", tmp_path / "out"
    zh = lang == "zh-hans"

    def told(*arguments: object, status: int = 0) -> str:
        run = halfsky(*arguments, home=home, lang=lang, from_nothing=not zh)  # in one language, Python starts anew each time
        assert run.returncode == status, run.stdout + run.stderr
        return run.stdout + run.stderr

    assert ("已就绪" if zh else "is ready") in told("init")
    assert ("只显示这一次" if zh else "shown once") in told(
        "init", "--login", "tongji", "--role", "statistician", "--body", "statistics_bureau", "--name", "统计员")
    refused = told("plan", "adopt", KELAN, "--as", "tongji", status=2)
    assert ("不能办理 plan_adopt" if zh else "may not do plan_adopt") in refused and "officer" in refused
    told("init", "--login", "ganshi", "--role", "officer", "--body", "committee_office", "--name", "干事")
    assert ("已采用" if zh else "Adopted") in told("plan", "adopt", KELAN, "--as", "ganshi")
    dry = told("import", "figures", FIGURES / "figures.csv", "--dry-run", "--as", "tongji")
    assert ("新增 3576" if zh else "3576 new") in dry
    told("import", "figures", FIGURES / "figures.csv", "--as", "tongji")
    revised = json.loads(told("import", "figures", FIGURES / "revisions.csv", "--json", "--as", "tongji"))
    assert (revised["revised"], revised["refused"], revised["written"]) == (4, 0, True)
    frozen = json.loads(told("release", "freeze", "--year", "2024", "--json", "--as", "tongji"))
    assert frozen["release"] == "2024-1"
    listed = json.loads(told("release", "list", "--json"))
    assert [(one["release"], one["hash"]) for one in listed] == [("2024-1", frozen["hash"])]
    told("monitor", "run", "--year", "2024", "--no-charts", "--json", tmp_path / "run.json")
    result = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert result["release"]["hash"] == frozen["hash"] and result["release"]["demo"] is False
    if zh:  # the slowest step, once
        assert "已生成" in told("report", "annual", "--year", "2024", "--out", out)
        written = sorted(path.suffix for path in out.iterdir())
        assert written == [".docx", ".html", ".pdf"] and docx.Document(str(next(out.glob("*.docx")))).paragraphs
        for file in sorted(file for file in out.iterdir() if file.suffix != ".html"):  # our own report adds up, and says what the release says
            checked = tmp_path / f"{file.suffix}.json"
            told("report", "check", file, "--release", home / "releases" / "2024-1", "--json", checked)
            assert json.loads(checked.read_text(encoding="utf-8"))["claims"] > 40
        for kind in (("midterm",), ("final", "--evaluation")):
            told("report", *kind, "--year", "2024", "--out", tmp_path / "more")
        assert {path.name for path in (tmp_path / "more").glob("*.docx")} == {"midterm-report-2024.docx", "final-evaluation-2024.docx"}
        told("report", "leader", "--year", "2024", "--out", tmp_path / "short")
        for paper in (("--body", "health_bureau"), ("--tasks", "education_bureau"), ("--domain", "health"), ("--area", "140929101000")):
            told("report", "paper", "--year", "2024", *paper, "--out", tmp_path / "short")
        assert len(list((tmp_path / "short").glob("*.pdf"))) == 5
        assert len(PdfDocument(tmp_path / "short" / "leader-2024.pdf")) == 1
        told("yearbook", "--year", "2024", "--out", tmp_path / "volume")
        volume = {path.suffix: path for path in (tmp_path / "volume").iterdir()}
        assert set(volume) == {".docx", ".html", ".pdf", ".xlsx"}
        assert len(PdfDocument(volume[".pdf"])) >= 100
        told("report", "check", volume[".docx"], "--release", home / "releases" / "2024-1")
        if shutil.which("soffice"):
            documents = [next(folder.glob("*.docx")) for folder in (out, tmp_path / "volume")]
            for document, pages in zip(documents, pages_in_libreoffice(documents, tmp_path), strict=True):
                assert abs(pages - len(PdfDocument(next(document.parent.glob("*.pdf"))))) <= 1
    for what in (home / "releases" / "2024-1", "2024-1"):
        verified = json.loads(told("release", "verify", what, "--json"))
        assert (verified["release"], verified["hash"], verified["ok"], verified["proved"]) == ("2024-1", frozen["hash"], True, True)
    findings = json.loads(told("doctor", "--json"))
    assert {finding["id"]: finding["state"] for finding in findings if finding["id"] in ("D02", "D04", "D05")} == {
        "D02": "ok", "D04": "ok", "D05": "ok"}


def test_every_step_again_changes_nothing(county_home, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(county_home, home)
    assert halfsky("init", home=home).returncode == 0
    again = json.loads(halfsky("import", "figures", FIGURES / "revisions.csv", "--json", home=home).stdout)
    assert (again["new"], again["revised"], again["same"]) == (0, 0, 4)
    first = halfsky("monitor", "run", "--year", "2024", "--no-charts", "--json", tmp_path / "a.json", home=home)
    halfsky("monitor", "run", "--year", "2024", "--no-charts", "--json", tmp_path / "b.json", home=home)
    assert first.returncode == 0 and (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert len(json.loads(halfsky("release", "list", "--json", home=home).stdout)) == 1
