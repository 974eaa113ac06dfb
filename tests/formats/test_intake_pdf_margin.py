"""Numbers of lines in the margin are told from the numbers of items, and taken out."""

import pytest

from halfsky.formats.intake.pdf_margin import line_numbers, without_line_numbers
from tests.formats.test_intake_pdf_lines import signs


def page(numbers, words="1．完善制度", x=60.0):
    glyphs = []
    for at, number in enumerate(numbers):
        glyphs += signs(str(number), x - 10 * len(str(number)), 700 - 20 * at, first=100 * at) if number else []
        glyphs += signs(words, 80, 700 - 20 * at, first=100 * at + 10)
    return glyphs


@pytest.mark.parametrize("numbers", [range(1, 13), range(28, 40), [5 * (at // 5 + 1) if at % 5 == 4 else 0 for at in range(20)]])
def test_numbered_lines_lose_their_numbers(numbers):
    glyphs = page(list(numbers))
    assert line_numbers([glyphs]) == {0}
    assert "".join(glyph.sign for glyph in without_line_numbers(glyphs)) == "1．完善制度" * len(numbers)


@pytest.mark.parametrize("numbers", [[0] * 12, [1, 2, 3, 0, 0, 0, 0, 0, 0, 0], [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]])
def test_other_numbers_stay(numbers):
    glyphs = page(numbers)
    assert line_numbers([glyphs]) == frozenset()
    assert len(without_line_numbers(glyphs)) == len(glyphs)


def test_items_numbered_in_the_text_are_no_line_numbers():
    glyphs = [glyph for at in range(1, 10) for glyph in signs(f"{at}．完善制度", 60, 700 - 20 * at, first=100 * at)]
    assert line_numbers([glyphs]) == frozenset()
    assert line_numbers([]) == frozenset()
