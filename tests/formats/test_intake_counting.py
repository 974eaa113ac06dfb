"""List numbers in Word's formats."""

import pytest

from halfsky.formats.intake.counting import chinese, counted


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (3, "decimal", "3"), (3, "decimalZero", "03"), (12, "decimalFullWidth", "１２"),
        (1, "chineseCounting", "一"), (10, "chineseCountingThousand", "十"), (12, "chineseCountingThousand", "十二"),
        (20, "chineseCountingThousand", "二十"), (105, "chineseCountingThousand", "一百零五"),
        (1010, "chineseCountingThousand", "一千零一十"), (25, "ideographDigital", "二五"),
        (3, "decimalEnclosedCircle", "③"), (3, "decimalEnclosedCircleChinese", "③"), (2, "decimalEnclosedParen", "⑵"),
        (4, "decimalEnclosedFullstop", "⒋"), (21, "decimalEnclosedCircle", "21"), (1, "ideographEnclosedCircle", "㊀"),
        (12, "chineseLegalSimplified", "壹拾贰"), (2, "upperLetter", "B"), (27, "lowerLetter", "aa"),
        (4, "lowerRoman", "iv"), (9, "upperRoman", "IX"), (1, "ideographTraditional", "甲"), (5, "bullet", ""),
        (5, "none", ""), (7, "somethingNew", "7"), (0, "chineseCounting", "零"),
    ],
)
def test_a_number_in_its_format(number, form, shown):
    assert counted(number, form) == shown


def test_numbers_that_no_plan_has_do_not_hurt():
    assert counted(10**30, "lowerRoman").startswith("m")
    assert chinese(9999) == "九千九百九十九"
