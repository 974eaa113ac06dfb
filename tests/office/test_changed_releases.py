"""Reports over releases that a county could have had: they add up by our own check, and read without a slip."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from halfsky.cli.report_check import check_report
from halfsky.document import block, docx, outline
from halfsky.document.block import Figure, Heading, Paragraph, Table
from halfsky.method.wording.piece import plain
from halfsky.office.collection.models import Observation
from halfsky.office.people.models import Office
from halfsky.office.plan.models import Plan
from halfsky.office.publishing.compose import newest_run
from halfsky.office.publishing.forms import form_of
from halfsky.office.release.services.freeze import content_of
from tests.document import changed
from tests.document.slips import KINDS, SLIPS, Undrawn


@pytest.fixture
def content(county: Path) -> Any:
    run = newest_run(2024)
    figures = list(
        Observation.objects.filter(current=True, year__lte=2024).select_related("indicator", "source_body").order_by("indicator__order", "breakdown", "year")
    )
    return content_of(office=Office.objects.get(), plan=Plan.objects.get(), figures=figures, year=2024, number=1, at=run.release.frozen_at)


def made(run: Any, kind: str, lang: str) -> tuple[Any, Any]:
    form, day = form_of(kind), date(2025, 3, 1)
    return form.blocks(*run, lang, day, Undrawn(), ()), form.meta(*run[:2], lang, day)


@pytest.mark.parametrize("kind", sorted(changed.KINDS))
def test_the_reports_of_a_changed_release_add_up_and_read_well(kind: str, content: Any, tmp_path: Path) -> None:
    run = changed.run(changed.release(content, kind, 1), tmp_path)
    wrong: dict[str, Any] = {}
    for lang in ("zh", "en"):
        for report in KINDS:
            blocks, meta = made(run, report, lang)
            slips = [one for one in map(plain, block.sentences(blocks)) if re.search(SLIPS[lang], one)]
            empty = [one for one in blocks if isinstance(one, Paragraph | Heading | Table) and not plain(getattr(one, "pieces", None) or getattr(one, "text", None) or getattr(one, "caption", ()))]
            bare = [one for one in blocks if isinstance(one, Table) and not one.rows]
            path = tmp_path / f"{report.replace(':', '-')}-{lang}.docx"
            path.write_bytes(docx.render([one for one in blocks if not isinstance(one, Figure)], meta))
            said, found = check_report(path, None, None, lang)
            if slips or empty or bare or found:
                wrong[f"{report} {lang}"] = (slips[:5], empty[:3], len(bare), said if found else "")
    assert wrong == {}


@pytest.mark.parametrize("kind", ["few", "none_met", "all_met", "values", "children"])
def test_no_two_domains_are_written_in_one_mould(kind: str, content: Any, tmp_path: Path) -> None:
    """The paragraphs of no two domains are the same but for their figures and names."""
    run = changed.run(changed.release(content, kind, 2), tmp_path)
    blocks, _ = made(run, "annual", "zh")
    moulds: dict[str, list[str]] = {}
    domain = ""
    for one in outline.number(blocks, "zh"):
        if isinstance(one, Heading):
            domain = plain(one.text) if one.key.startswith("domain:") else ""
        elif isinstance(one, Paragraph) and domain:
            moulds.setdefault(domain, []).append(re.sub(r"“[^”]*”", "甲", "".join("甲" if type(piece).__name__ == "Field" and piece.text else piece.text for piece in one.pieces)))
    told = [tuple(one) for one in moulds.values() if len(one) > 2]
    assert len(set(told)) == len(told)
