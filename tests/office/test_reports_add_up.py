"""Every document that the office makes passes its own check of arithmetic: ``halfsky report check``."""

from __future__ import annotations

from pathlib import Path

import pytest

from halfsky.cli.report_check import check_report
from halfsky.document import docx
from halfsky.office.publishing.compose import composed, newest_run
from halfsky.office.publishing.forms import FORMS

PAPERS = (
    *FORMS, "leader", *(f"domain:{slug}" for slug in ("health", "education", "economy", "decision", "security", "family", "environment", "law")),
    "body:health_bureau", "body:education_bureau", "tasks:human_resources_bureau", "tasks:health_bureau", "area:140929204000", "area:140929100000",
)  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_we_print_adds_up(lang: str, county: Path, tmp_path: Path) -> None:
    run, wrong = newest_run(2024), {}
    for kind in PAPERS:
        made = composed(kind, run, lang, draw=False)
        path = tmp_path / f"{made.name}.docx"
        path.write_bytes(docx.render([one for one in made.blocks if type(one).__name__ != "Figure"], made.meta))
        said, found = check_report(path, None, None, lang)
        if found:
            wrong[kind] = said
    assert wrong == {}


def test_a_figure_that_does_not_add_up_is_found_in_a_paper_of_ours(county: Path, tmp_path: Path) -> None:
    made = composed("annual", newest_run(2024), "zh", draw=False)
    path = tmp_path / "wrong.txt"
    words = "".join(piece.text for one in made.blocks for piece in getattr(one, "pieces", ())).replace("62.69%（42/67）", "72.69%（42/67）")
    path.write_text(words, encoding="utf-8")
    assert check_report(path, None, None, "zh")[1]
