"""The reference page of the indicators is what the catalogue makes it."""

import re

from halfsky.formats.catalogue import load
from tools.reference_indicators import PAGE, page

CATALOGUE = load()


def test_the_page_is_up_to_date():
    told = "run: PYTHONPATH=src python tools/reference_indicators.py"
    assert PAGE.read_text(encoding="utf-8") == page(CATALOGUE), told


def test_every_indicator_has_a_heading_and_no_other():
    headings = re.findall(r"^### `(.+)`$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == [indicator.code for indicator in CATALOGUE.indicators]


def test_every_target_stands_with_its_indicator():
    text = PAGE.read_text(encoding="utf-8")
    assert [target.code for target in CATALOGUE.plans[0].targets if f"`{target.code}`" not in text] == []


def test_the_page_says_that_the_form_numbers_are_proposed():
    assert "are proposed" in PAGE.read_text(encoding="utf-8")
