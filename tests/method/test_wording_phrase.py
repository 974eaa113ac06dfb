import csv
from importlib.resources import files
from string import Formatter

import pytest

from halfsky.method.wording import en, zh
from halfsky.method.wording.phrase import finish, paragraph, phrase, words
from halfsky.method.wording.piece import plain, sentence


def slots(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_both_languages_say_the_same_things():
    assert set(zh.PHRASES) == set(en.PHRASES)


@pytest.mark.parametrize("phrases", [zh.PHRASES, en.PHRASES])
def test_no_phrase_holds_a_digit(phrases):
    assert [key for key, one in phrases.items() if any(ch.isdigit() for ch in one)] == []


def test_a_translation_asks_for_no_other_fields():
    odd = {key for key in zh.PHRASES if slots(en.PHRASES[key]) - slots(zh.PHRASES[key]) - {"year"}}
    assert odd == set()


def test_the_states_are_named_as_in_the_code_list():
    text = files("halfsky.catalogue").joinpath("codes", "state.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        assert words("zh", f"state.{row['code']}") == row["label_zh"]


def test_clauses_become_a_sentence_and_sentences_a_paragraph():
    one = finish("en", [sentence("the rate rose"), sentence("the gap fell")])
    assert plain(paragraph("en", [one, one])) == "The rate rose, the gap fell. The rate rose, the gap fell."
    assert finish("zh", []) == ()


def test_an_unknown_key_is_an_error():
    with pytest.raises(KeyError):
        phrase("zh", "no.such.phrase")
