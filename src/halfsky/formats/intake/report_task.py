"""The child's task on a monitoring report: bytes -> document text -> what does not add up."""

from typing import Any

from halfsky.formats.intake.limits import Limits
from halfsky.formats.intake.plan_task import document, packed


def report_task(data: bytes, suffix: str, limits: Limits) -> dict[str, Any]:
    """``{"kind", "warnings", "source", "claims", "findings": [[kind, line, sentence, params]…]}``."""
    source, _, warnings = document(data, suffix, limits)
    from halfsky.reportdoc.checking import check

    checked = check(source)
    return {
        "kind": source.format,
        "warnings": [list(warned) for warned in warnings],
        "source": packed(source),
        "claims": checked.claims,
        "findings": [[f.kind, f.line, f.sentence, f.params] for f in checked.findings],
    }
