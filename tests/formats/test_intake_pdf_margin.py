"""Numbers of lines in the margin are told from the numbers of items, and taken out."""

import pytest

from halfsky.formats.intake.pdf_margin import without_line_numbers
from tests.formats.test_intake_pdf_lines import signs


def page(numbers, words="1．完善制度", x=60.0):
    glyphs = []
    for at, number in enumerate(numbers):
        glyphs += signs(str(number), x - 10 * len(str(number)), 700 - 20 * at, first=100 * at) if number else []
        glyphs += signs(words, 80, 700 - 20 * at, first=100 * at + 10)
    return glyphs


def words(glyphs):
    return "".join(glyph.sign for glyph in glyphs)


@pytest.mark.parametrize("numbers", [range(1, 13), range(28, 40), [5 * (at // 5 + 1) if at % 5 == 4 else 0 for at in range(20)]])
def test_numbered_lines_lose_their_numbers(numbers):
    (left,), count = without_line_numbers([page(list(numbers))])
    assert words(left) == "1．完善制度" * len(numbers)
    assert count == 1


def test_a_short_last_page_loses_them_too():
    (_, last), count = without_line_numbers([page(range(1, 13)), page([13, 14])])
    assert words(last) == "1．完善制度" * 2
    assert count == 2


@pytest.mark.parametrize("numbers", [[0] * 12, [1, 2, 3, 0, 0, 0, 0, 0, 0, 0], [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]])
def test_other_numbers_stay(numbers):
    (left,), count = without_line_numbers([page(numbers)])
    assert left == page(numbers)
    assert count == 0


def test_items_numbered_in_the_text_are_no_line_numbers():
    glyphs = [glyph for at in range(1, 10) for glyph in signs(f"{at}．完善制度", 60, 700 - 20 * at, first=100 * at)]
    assert without_line_numbers([glyphs]) == ([glyphs], 0)
    assert without_line_numbers([]) == ([], 0)
