"""A report that somebody handed in, its arithmetic checked: what the page shows. Nothing of it is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from halfsky.cube.errors import ReleaseError
from halfsky.cube.known import known_figures
from halfsky.formats.intake.opening import ReportFile, read_report
from halfsky.office.release.listing import ReleaseRow, folder_of
from halfsky.reportdoc.checking import located
from halfsky.reportdoc.finding import Finding, named
from halfsky.reportdoc.left import Left
from halfsky.reportdoc.ours import compare

MOST_ROWS = 300
"""Rows of one list that the page shows; the counts are of all."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not add up: where, the sentence cut at the figure in question, what is right; of a table, its cells."""

    place: str
    under: str
    kind: str
    before: str
    printed: str
    after: str
    said: str


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A sentence that claims what its report does not let anyone recompute."""

    place: str
    under: str
    before: str
    printed: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """A report as checked: claims followed, faults, what was left alone; release: its name when it was compared with one."""

    name: str
    kind: str
    claims: int
    fault_count: int
    faults: tuple[Fault, ...]
    left_count: int
    left: tuple[Unchecked, ...]
    warnings: tuple[str, ...]
    release: str
    compared: int


def checked_paper(path: Path, name: str, lang: str, release: ReleaseRow | None = None) -> CheckedPaper:
    """Read the report in the child process, recompute it, and compare it with a release if one is given.

    Raises IntakeRefused when the file cannot be read, ReleaseError when the release is damaged or has gone.
    """
    opened = read_report(path, name)
    findings, claims, compared = list(opened.findings), opened.claims, 0
    if release is not None:
        found, compared = _against(opened, release)
        findings, claims = located(opened.source, [*findings, *found]), claims + compared
    return CheckedPaper(
        name=opened.name, kind={"docx": "Word", "pdf": "PDF"}.get(opened.kind, "txt"), claims=claims,
        fault_count=len(findings), faults=tuple(_fault(one, lang) for one in findings[:MOST_ROWS]),
        left_count=len(opened.left), left=tuple(_unchecked(one, lang) for one in opened.left[:MOST_ROWS]),
        warnings=tuple(warned.text(lang) for warned in opened.warnings), release=release.name if release else "", compared=compared,
    )


def _against(opened: ReportFile, release: ReleaseRow) -> tuple[list[Finding], int]:
    place = folder_of(release.name)
    if place is None:
        raise ReleaseError("no_release", path=release.name)
    identity, known = known_figures(place[0])
    checked = compare(opened.source, known, identity)
    return checked.findings, checked.claims


def _fault(one: Finding, lang: str) -> Fault:
    return Fault(one.place(lang), one.under, named(one.kind, lang), *_cut(one.sentence, str(one.params.get("printed", ""))), one.text(lang))


def _unchecked(one: Left, lang: str) -> Unchecked:
    return Unchecked(one.place(lang), one.under, *_cut(one.sentence, one.printed), one.reason(lang))


def _cut(sentence: str, printed: str) -> tuple[str, str, str]:
    """The sentence before, at and behind the figure; the whole sentence first when the figure is not found in it."""
    flat = " ".join(sentence.split())
    digits = re.search(r"\d[\d.,:]*\D{0,6}$", printed)
    words = [printed, digits.group() if digits else "", *re.findall(r"\d[\d.]*[%‰]?", printed)[:1]]
    for word in words:
        at = flat.rfind(word) if word else -1
        if at >= 0:
            return flat[:at], word, flat[at + len(word) :]
    return flat, "", ""
