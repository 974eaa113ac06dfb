"""One plan in every form an office sends it gives one reading."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from halfsky.formats.intake.opening import read_plan
from tests.hostile.parts import plan_text
from tests.specimens import converted

FORMS = {
    "utf-8.txt": str.encode,
    "gb18030.txt": lambda text: text.encode("gb18030"),
    "utf-16.txt": lambda text: text.encode("utf-16"),
    "typed.docx": converted.typed_docx,
    "numbered.docx": converted.numbered_docx,
    "indented.pdf": converted.pdf,
    "small.pdf": lambda text: converted.pdf(text, size="12pt"),
    "unindented.pdf": lambda text: converted.pdf(text, indent=False),
}


def labels(path):
    """What a label compares: counts, targets, directions, and that nothing found no place."""
    read = read_plan(path).reading
    return {
        "front": [read[key] for key in ("title", "region", "level", "start_year", "end_year")],
        "counts": [(domain["name"], len(domain["goals"]), len(domain["measures"])) for domain in read["domains"]],
        "targets": sorted(
            (t["domain_index"], t["goal_no"] if t["goal_no"] is not None else -1, t["operator"], t["value"], t["year"])
            for t in read["targets"]),
        "directions": sorted((d["domain_index"], d["goal_no"], d["direction"]) for d in read["directions"]),
        "unplaced": read["unplaced"],
    }


def written(folder, name, text):
    (folder / name).write_bytes(FORMS[name](text))
    return folder / name


@pytest.mark.parametrize("form", FORMS)
def test_the_plan_that_ships_reads_the_same_in_every_form(form, tmp_path):
    plain = labels(written(tmp_path, "utf-8.txt", plan_text()))
    assert len(plain["targets"]) == 19
    assert plain["unplaced"] == []
    assert labels(written(tmp_path, form, plan_text())) == plain


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_pdf_printed_by_an_office_program_reads_the_same(tmp_path):
    paths = [written(tmp_path, form, plan_text()) for form in ("typed.docx", "numbered.docx")]
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "--outdir",
         str(tmp_path), *map(str, paths)], check=True, capture_output=True, timeout=120)
    for path in paths:
        assert labels(path.with_suffix(".pdf")) == labels(path), path.name


@pytest.mark.specimen
@pytest.mark.parametrize("form", FORMS)
def test_the_second_document_gives_its_labels_in_every_form(form, tmp_path):
    folder = Path(os.environ["HALFSKY_SPECIMENS"])
    gold = json.loads((folder / "qiyun-children-plan-2021-2025.gold.json").read_text(encoding="utf-8"))
    text = (folder / "qiyun-children-plan-2021-2025.txt").read_text(encoding="utf-8")
    found = labels(written(tmp_path, form, text))
    assert found["front"] == [gold[key] for key in ("title", "region", "level", "start_year", "end_year")]
    assert found["counts"] == [(domain["name"], domain["goals"], domain["measures"]) for domain in gold["domains"]]
    assert found["targets"] == sorted(
        (t["domain_index"], t["goal_no"] if t["goal_no"] is not None else -1, t["operator"], t["value"], t["year"])
        for t in gold["numeric_targets"])
    assert found["unplaced"] == []


@pytest.mark.specimen
@pytest.mark.parametrize("form", FORMS)
def test_the_county_plan_reads_the_same_in_every_form(form, tmp_path):
    folder = Path(os.environ["HALFSKY_SPECIMENS"])
    text = (folder / "kelan-women-plan-2021-2025.txt").read_text(encoding="utf-8")
    found = labels(written(tmp_path, form, text))
    assert [goals for _, goals, _ in found["counts"]] == [10, 10, 9, 9, 9, 9, 10, 9]
    assert [measures for _, _, measures in found["counts"]] == [13, 12, 13, 8, 11, 10, 12, 13]
    assert len(found["targets"]) == 19
    assert found["unplaced"] == []
