"""The child's task on a monitoring report: bytes -> document text -> what does not add up."""

from typing import Any

from halfsky.formats.intake.kind import extension_fits
from halfsky.formats.intake.limits import Limits
from halfsky.formats.intake.plan_task import document, packed
from halfsky.formats.intake.refusal import IntakeRefused


def report_task(data: bytes, suffix: str, limits: Limits) -> dict[str, Any]:
    """What a report claims, recomputed; text under the name of another kind (a stub, a half download) is refused.

    ``{"kind", "warnings", "source", "claims", "findings": [[kind, line, sentence, params, page, heading]…], "left": [[line, sentence, figure, why, page, heading]…]}``."""
    source, encoding, warnings = document(data, suffix, limits)
    if encoding and not extension_fits("text", suffix):
        raise IntakeRefused("report.not_a_document", extension=suffix)
    from halfsky.reportdoc.checking import check

    checked = check(source)
    return {
        "kind": source.format,
        "warnings": [list(warned) for warned in warnings],
        "source": packed(source),
        "claims": checked.claims,
        "findings": [[f.kind, f.line, f.sentence, f.params, f.page, f.under] for f in checked.findings],
        "left": [[row.line, row.sentence, row.printed, row.why, row.page, row.under] for row in checked.left],
    }
