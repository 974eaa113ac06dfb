"""Everything a report claims that can be recomputed from the report itself, and what does not add up."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from halfsky.plandoc.source import Source
from halfsky.reportdoc.against import check_against
from halfsky.reportdoc.apart import check_apart
from halfsky.reportdoc.attainment import check_attainment
from halfsky.reportdoc.averaged import check_averages
from halfsky.reportdoc.change import check_changes
from halfsky.reportdoc.english import check_english
from halfsky.reportdoc.finding import Checked, Finding
from halfsky.reportdoc.left import Left, left_alone
from halfsky.reportdoc.listed import check_listed
from halfsky.reportdoc.parts import check_parts
from halfsky.reportdoc.ranked import check_ranked
from halfsky.reportdoc.ratio import check_ratios
from halfsky.reportdoc.sentence import sentences
from halfsky.reportdoc.share import check_shares
from halfsky.reportdoc.table import check_tables, tables_of
from halfsky.reportdoc.total import check_totals
from halfsky.reportdoc.whole import check_wholes

_HEADING = re.compile(r"\s*(?:第?[一二三四五六七八九十]+[、章节]|[（(][一二三四五六七八九十]+[)）])")
_LONGEST_HEADING = 40
_Row = TypeVar("_Row", Finding, Left)


def check(source: Source) -> Checked:
    """Check a document; findings in the order of the text, one for a sentence and a kind."""
    said = list(sentences(source))
    attainment = check_attainment(said)
    told = {(f.line, f.sentence) for f in attainment.findings}
    checked = Checked()
    checked.add(attainment)
    shares = check_shares(said)
    shares.findings = [f for f in shares.findings if (f.line, f.sentence) not in told]
    changes, totals = check_changes(said), check_totals(said)
    summed = told | {(f.line, f.sentence) for f in totals.findings}
    for found in (
        shares, check_wholes(said, shares.places), check_listed(said), totals, check_parts(said, summed), changes, check_against(said, changes.places), check_apart(said), check_averages(said, changes.places), check_ratios(said),
        check_english(said), check_tables(source), check_ranked(said, list(tables_of(source))),
    ):  # fmt: skip
        checked.add(found)
    places = _Places(source)
    checked.findings = [places.put(f) for f in _in_order(checked.findings)]
    checked.left = [places.put(row) for row in left_alone(said, checked.followed | {(f.line, f.sentence) for f in checked.findings})]
    return checked


def located(source: Source, findings: Sequence[Finding]) -> list[Finding]:
    """The findings with their pages and headings, in the order of the text."""
    places = _Places(source)
    return [places.put(one) for one in sorted(findings, key=lambda f: f.line)]


class _Places:
    """The page of a line, as a PDF tells it (docx and txt have none), and the heading above it."""

    def __init__(self, source: Source) -> None:
        self._lines = [block.line for block in source.blocks]
        self._pages, self._headings = [], []
        heading = ""
        for block in source.blocks:
            if block.kind == "heading" or (not block.cells and _HEADING.match(block.text) and len(block.text) <= _LONGEST_HEADING and block.text[-1:] not in "。；，"):
                heading = block.text.strip()
            self._pages.append(block.page or 0)
            self._headings.append(heading)

    def put(self, row: _Row) -> _Row:
        """The row with its page and heading."""
        at = bisect_right(self._lines, row.line) - 1
        return replace(row, page=self._pages[at], under=self._headings[at]) if at >= 0 else row


def _in_order(findings: list[Finding]) -> list[Finding]:
    seen: set[tuple[object, ...]] = set()
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: f.line):
        key = (finding.line, finding.sentence, re.sub(r"^[^\d-]+", "", str(finding.params.get("printed"))) or finding.params.get("printed"))
        if key not in seen:
            seen.add(key)
            kept.append(finding)
    return kept
