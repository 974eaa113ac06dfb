"""The generated pages are what their generator makes now, and name every command and every setting."""

import pytest

from halfsky.config.options import OPTIONS
from tests.docs.pages import DOCS, headings, text_of, tool

REFERENCE = tool("reference")


@pytest.mark.parametrize("page", sorted(REFERENCE.PAGES))
def test_the_page_is_up_to_date(page, monkeypatch):
    monkeypatch.delenv("HALFSKY_LANG", raising=False)
    assert text_of(DOCS / page) == REFERENCE.PAGES[page](), "run: make references"


def test_every_command_has_a_heading_and_an_example():
    found = dict(REFERENCE.every_command())
    assert len(found) >= 12
    assert [words for words in found if f"`halfsky {words}`" not in headings(DOCS / "reference" / "commands.md")] == []
    silent = [
        words for words, command in found.items() if f"halfsky {words}" not in f"{command.help} {command.epilog or ''}"
    ]
    assert silent == []


def test_every_setting_has_a_heading():
    written = headings(DOCS / "reference" / "settings.md")
    assert [option.name for option in OPTIONS if f"`{option.name}`" not in written] == []
