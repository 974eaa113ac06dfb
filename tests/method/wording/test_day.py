from datetime import date

from halfsky.method.wording.day import day_words, month_words
from halfsky.method.wording.piece import Text, plain


def test_a_day_is_written_as_each_language_does_and_bound():
    for lang, told in (("zh", "2025年4月3日"), ("en", "3 April 2025")):
        said = day_words(date(2025, 4, 3), lang)
        assert plain(said) == told
        assert not any(isinstance(piece, Text) and any(sign.isdigit() for sign in piece.text) for piece in said)
    assert (month_words(9, "zh"), month_words(9, "en")) == ("9", "September")
