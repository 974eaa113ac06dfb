import pytest

from halfsky.method.appraisal.judgement import STATES
from halfsky.method.scheme import STATE_NAMES
from halfsky.method.wording.own import own_word, own_words
from halfsky.method.wording.phrase import words


def test_a_schemes_word_holds_inside_its_block_and_only_there():
    with own_words({"hard": {"zh": "进度滞后"}}):
        assert words("zh", "state.hard") == "进度滞后" and words("en", "state.hard") == "hard to meet"
        assert words("zh", "state.met") == "已达标" and words("zh", "comma") == "，"
        with own_words(None):
            assert words("zh", "state.hard") == "达标困难"
        assert own_word("hard", "zh") == "进度滞后"
    assert words("zh", "state.hard") == "达标困难" and own_word("hard", "zh") is None


def test_it_ends_with_its_block_also_when_the_work_fails():
    with pytest.raises(ZeroDivisionError), own_words({"met": {"zh": "达到"}}):
        raise ZeroDivisionError
    assert own_word("met", "zh") is None


def test_the_scheme_knows_the_states_of_the_judgement():
    assert set(STATE_NAMES) == set(STATES)
