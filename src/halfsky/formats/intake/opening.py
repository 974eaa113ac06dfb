"""What the rest of the product calls: open a plan, open a table. Everything risky happens in the child."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from halfsky.formats.intake.guard import open_in_child
from halfsky.formats.intake.limits import LIMITS, Limits
from halfsky.formats.intake.messages import DEFAULT_LANGUAGE, message
from halfsky.formats.intake.refusal import IntakeRefused
from halfsky.formats.intake.sheet import Sheet
from halfsky.plandoc.source import Block, Source
from halfsky.reportdoc.finding import Finding
from halfsky.reportdoc.left import Left


@dataclass(frozen=True, slots=True)
class Warned:
    """Something the reader had to leave out, guess or mend; ``key`` names a row of the message catalogue."""

    key: str
    params: dict[str, Any]

    def text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """The sentence for the user, headed by its number."""
        return message(self.key, {"name": "", **self.params}, language)


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan's document as read.

    name: as the user knows it. kind: ``txt``, ``docx`` or ``pdf``. encoding: of a text file, else "".
    source: the document, block by block. reading: `halfsky.plandoc.reading.PlanReading.to_dict()`.
    is_plan: whether the rules take it for a plan; reason: why, or why not, by language (``zh``, ``en``).
    """

    name: str
    kind: str
    encoding: str
    source: Source
    reading: dict[str, Any]
    is_plan: bool
    reason: dict[str, str]
    warnings: tuple[Warned, ...]


def read_plan(path: Path, name: str | None = None, *, limits: Limits = LIMITS) -> PlanFile:
    """Open a plan's document (txt, docx, PDF) in a child process and read it by the rules of ``plandoc``.

    ``name`` is the name for messages and for the extension check (an upload's own name). Raises IntakeRefused,
    also when the document opens but is no development plan (``plan.not_a_plan``).
    """
    opened = open_plan(path, name, limits=limits)
    if not opened.is_plan:
        raise IntakeRefused("plan.not_a_plan", name=opened.name, reason=opened.reason)
    return opened


def open_plan(path: Path, name: str | None = None, *, limits: Limits = LIMITS) -> PlanFile:
    """As `read_plan`, but a document that is no plan comes back with ``is_plan`` false."""
    result = open_in_child("plan", path, name=name, limits=limits)
    return PlanFile(
        name or path.name, str(result["kind"]), str(result["encoding"]), unpacked(result["source"]),
        dict(result["reading"]), bool(result["is_plan"]), dict(result["reason"]), _warned(result),
    )


def read_table(path: Path, name: str | None = None, *, limits: Limits = LIMITS) -> tuple[Sheet, ...]:
    """Open a CSV or XLSX file in a child process: its sheets, every cell as text. Raises IntakeRefused."""
    result = open_in_child("table", path, name=name, limits=limits)
    warnings = tuple(warned.text() for warned in _warned(result))
    return tuple(
        Sheet(str(sheet["name"]), tuple(tuple(map(str, row)) for row in sheet["rows"]), int(sheet["first_row"]),
              str(result["kind"]), warnings)
        for sheet in result["sheets"]
    )


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A monitoring report as read: its text, the claims that could be followed, and what does not add up.

    claims: how many were recomputed. findings: in the order of the text. left: sentences whose claims could not be followed.
    """

    name: str
    kind: str
    source: Source
    claims: int
    findings: tuple[Finding, ...]
    warnings: tuple[Warned, ...]
    left: tuple[Left, ...] = ()


def read_report(path: Path, name: str | None = None, *, limits: Limits = LIMITS) -> ReportFile:
    """Open a monitoring report (docx, PDF, txt) in a child process and recompute what it claims.

    Raises IntakeRefused when it cannot be read.
    """
    result = open_in_child("report", path, name=name, limits=limits)
    findings = tuple(Finding(str(f[0]), int(f[1]), str(f[2]), dict(f[3]), int(f[4]), str(f[5])) for f in result["findings"])
    left = tuple(Left(int(r[0]), str(r[1]), str(r[2]), str(r[3]), int(r[4]), str(r[5])) for r in result["left"])
    return ReportFile(
        name or path.name, str(result["kind"]), unpacked(result["source"]), int(result["claims"]), findings, _warned(result), left
    )


def unpacked(packed: dict[str, Any]) -> Source:
    """The source that `halfsky.formats.intake.plan_task.packed` made into JSON values."""
    text = str(packed["text"])
    blocks = tuple(
        Block(kind, text[start:end], line, start, end, level, bold, centered, size, tuple(cells), number, table, page)
        for kind, line, start, end, level, bold, centered, size, cells, number, table, page in packed["blocks"]
    )
    return Source(text, blocks, str(packed["format"]), tuple(packed["warnings"]))


def _warned(result: dict[str, Any]) -> tuple[Warned, ...]:
    return tuple(Warned(str(key), dict(params)) for key, params in result["warnings"])
