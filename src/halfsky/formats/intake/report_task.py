"""The child's task on a monitoring report: bytes -> document text -> what does not add up."""

from typing import Any

from halfsky.formats.intake.kind import extension_fits
from halfsky.formats.intake.limits import Limits
from halfsky.formats.intake.plan_task import document, packed
from halfsky.formats.intake.refusal import IntakeRefused

_OF_A_REPORT = {"file.workbook_not_document": "report.workbook", "file.presentation": "report.presentation"}
"""What is said of a plan's file, said of a report's."""


def report_task(data: bytes, suffix: str, limits: Limits) -> dict[str, Any]:
    """What a report claims, recomputed; text under the name of another kind (a stub, a half download) is refused.

    ``{"kind", "warnings", "source", "claims", "findings": [[kind, line, sentence, params]…]}``."""
    try:
        source, encoding, warnings = document(data, suffix, limits)
    except IntakeRefused as refused:
        if refused.key in _OF_A_REPORT:
            raise IntakeRefused(_OF_A_REPORT[refused.key], **refused.params) from refused
        raise
    if encoding and not extension_fits("text", suffix):
        raise IntakeRefused("report.not_a_document", extension=suffix)
    from halfsky.reportdoc.checking import check

    checked = check(source)
    return {
        "kind": source.format,
        "warnings": [list(warned) for warned in warnings],
        "source": packed(source),
        "claims": checked.claims,
        "findings": [[f.kind, f.line, f.sentence, f.params] for f in checked.findings],
    }
