"""The child's task on a plan: bytes -> document text -> reading. Both run inside the child's limits."""

from typing import Any

from halfsky.formats.intake.kind import extension_fits, kind_of, markup
from halfsky.formats.intake.limits import Limits
from halfsky.formats.intake.messages import message
from halfsky.formats.intake.refusal import IntakeRefused
from halfsky.formats.intake.text import Warned, bound, decode, unescaped, untagged
from halfsky.plandoc.source import Source, from_text


def plan_task(data: bytes, suffix: str, limits: Limits) -> dict[str, Any]:
    """The document and what the plan's rules read in it, as plain JSON values.

    ``{"kind", "encoding", "warnings": [[key, params]…], "source": {"text", "format", "blocks"}, "reading", "is_plan",
    "reason": {"zh", "en"}}``.
    """
    source, encoding, warnings = document(data, suffix, limits)
    from halfsky.plandoc.reading import read

    reading = read(source)
    return {
        "kind": source.format, "encoding": encoding, "warnings": [list(warned) for warned in warnings],
        "source": packed(source), "reading": reading.to_dict(),
        "is_plan": reading.is_plan,
        "reason": {"zh": reading.verdict.sentence("zh"), "en": reading.verdict.sentence("en")},
    }


def document(data: bytes, suffix: str, limits: Limits) -> tuple[Source, str, Warned]:
    """The text of a docx, PDF or text file in its blocks, its encoding (text files only) and the warnings."""
    kind = kind_of(data, suffix)
    warnings: Warned = []
    encoding = ""
    if kind == "xlsx":
        raise IntakeRefused("file.workbook_not_document")
    if kind == "docx":
        from halfsky.formats.intake.docx import read_docx

        source = read_docx(data, limits, warnings)
    elif kind == "pdf":
        from halfsky.formats.intake.pdf import read_pdf

        source = read_pdf(data, limits, warnings)
    else:
        decoded = decode(data, limits)
        if markup(decoded.text):
            raise IntakeRefused("file.markup")
        warnings.extend(decoded.warnings)
        encoding = decoded.encoding
        source = from_text(unescaped(untagged(decoded.text, warnings), warnings))
    if not extension_fits(kind, suffix):
        warnings.insert(0, ("warn.extension", {"extension": suffix, "kind": kind}))
    if not source.text.strip():
        raise IntakeRefused("file.blank")
    bound(source.text, limits)
    if len(source.blocks) > limits.blocks:
        raise IntakeRefused("file.text_too_long", count=len(source.text), limit=limits.text_characters)
    said = tuple(message(key, {"name": "", **params}) for key, params in warnings)
    return Source(source.text, source.blocks, source.format, said), encoding, warnings


def packed(source: Source) -> dict[str, Any]:
    """A source as JSON values: a block is a row without its text, which is a slice of the whole."""
    rows = [
        [b.kind, b.line, b.start, b.end, b.level, b.bold, b.centered, b.size, list(b.cells), b.number, b.table, b.page]
        for b in source.blocks
    ]
    return {"text": source.text, "format": source.format, "warnings": list(source.warnings), "blocks": rows}
