"""Every message says what, where and how to mend it, in both languages, under a number of its own."""

import re
import string

import pytest

from halfsky.formats.intake.messages import MESSAGES, REFUSALS, WARNINGS, message

HAN = re.compile("[\u4e00-\u9fff]")


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_numbers_are_unique_and_in_their_range():
    numbers = [number for number, _, _ in MESSAGES.values()]
    assert len(numbers) == len(set(numbers))
    assert all(number.startswith("F1") for number, _, _ in REFUSALS.values())
    assert all(number.startswith("F2") for number, _, _ in WARNINGS.values())


@pytest.mark.parametrize("key", MESSAGES)
def test_both_languages_have_the_same_named_places(key):
    _, zh, en = MESSAGES[key]
    assert placeholders(zh) == placeholders(en)
    assert HAN.search(zh)
    assert not HAN.search(en)


@pytest.mark.parametrize("key", REFUSALS)
def test_only_a_plan_is_called_a_plan(key):
    if key != "plan.not_a_plan":
        params = dict.fromkeys(placeholders(REFUSALS[key][1]), "x") | {"task": "table"}
        assert "规划" not in message(key, params)


@pytest.mark.parametrize("key", REFUSALS)
def test_a_refusal_names_the_file(key):
    assert "name" in placeholders(REFUSALS[key][1])


def test_the_text_is_headed_by_its_number_and_shows_no_control_signs():
    text = message("file.empty", {"name": "a\x1b[31m\n.txt"}, "en")
    assert text.startswith("F104 ")
    assert text.isprintable()
