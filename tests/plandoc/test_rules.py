"""The reference page is the rules."""

from pathlib import Path

from halfsky.plandoc.rules import page

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "reading-rules.md"


def test_the_page_says_what_the_rules_say() -> None:
    """When this fails: python -c 'from halfsky.plandoc.rules import page; print(page(), end="")' writes the page."""
    assert PAGE.read_text(encoding="utf-8") == page()
