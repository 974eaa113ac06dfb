"""What every kind of claim is held to: a wrong passage is told once with the right figure, a right one is followed in silence."""

from __future__ import annotations

from halfsky.plandoc.source import from_text
from halfsky.reportdoc.checking import check


def assert_told(passage: str, printed: str, right: str) -> None:
    """One finding, which has the printed words and the right figure."""
    found = check(from_text(passage)).findings
    assert len(found) == 1, [finding.text() for finding in found]
    assert printed in found[0].text() and right in found[0].text()


def assert_followed(passage: str) -> None:
    """No finding, though something was recomputed."""
    checked = check(from_text(passage))
    assert (checked.findings, checked.claims > 0) == ([], True)
