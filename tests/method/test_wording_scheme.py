import csv
from pathlib import Path

import pytest

from halfsky.method.scheme import Scheme, SchemeError
from halfsky.method.wording.scheme import (
    BY_NAME,
    CHOICES,
    DEFAULT_WORDS,
    GROUPS,
    PAGE,
    PARAMETERS,
    name_words,
    parse,
    value_words,
)


def test_every_parameter_has_a_row_on_its_page_with_its_default_and_is_told_in_both_languages():
    page = Path(PAGE).read_text(encoding="utf-8")
    for parameter in PARAMETERS:
        assert f"`{parameter.name}`" in page
        texts = (parameter.meaning_zh, parameter.meaning_en, parameter.source_zh, parameter.source_en)
        assert all(texts) and parameter.group in {name for name, _, _ in GROUPS}
        default = getattr(Scheme(), parameter.name)
        if parameter.kind == "choice":
            assert default in {key for key, _, _ in CHOICES[parameter.name]}
        if parameter.kind in ("whole", "share"):
            assert f"{default:g}" in page


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [("watch", "0.6", 0.6), ("answer_working_days", "10", 10), ("weights.law", "2", 2), ("words.hard.zh", " 滞后 ", "滞后"), ("index_method", "minmax", "minmax")],
)
def test_what_a_person_types_becomes_a_value(name, text, value):
    found = parse(name, text)
    assert found == value and type(found) is type(value)


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [("speed", "1", "unknown"), ("version", "1", "unknown"), ("weights", "1", "unknown"), ("weights.", "1", "unknown"),
     ("pace_percent", "9.5", "wrong_type"), ("watch", "a half", "wrong_type"), ("weights.law", "", "no_value"), ("interim", " ", "no_value"), ("", "3", "no_name"), ("words.hard.zh", "", "no_value")],
)  # fmt: skip
def test_what_is_no_value_is_refused(name, text, key):
    with pytest.raises(SchemeError) as refused:
        parse(name, text)
    assert refused.value.key == key


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e400"])
def test_a_number_that_is_none_is_refused_by_the_scheme(text):
    for name in ("watch", "weights.law"):
        with pytest.raises(SchemeError):
            value = parse(name, text)
            Scheme(watch=value) if name == "watch" else Scheme(weights={"law": value})


def test_names_and_values_in_words():
    assert value_words("interim", "pace", "zh") == "按时间进度" and value_words("watch", 0.5, "en") == "0.5"
    assert name_words("weights.health", "zh", {"health": "妇女与健康"}) == "妇女与健康的权重"
    assert name_words("words.hard.zh", "zh") == "“达标困难”的用词" and name_words("words.x.y", "en") == "word for “x”"
    assert name_words("weights.health", "en") == "weight of health" and name_words("watch", "en") == BY_NAME["watch"].en


def test_the_default_words_are_the_catalogues_and_the_pages():
    from halfsky.formats.catalogue import load
    from halfsky.office.monitoring.words import STATE_WORDS

    shipped = {code.code: (code.label_zh, code.label_en) for code in load().of_list("state")}
    if not shipped:
        with Path("src/halfsky/catalogue/codes/state.csv").open(encoding="utf-8") as file:
            shipped = {row["code"]: (row["label_zh"], row["label_en"]) for row in csv.DictReader(file)}
    for state, (zh, en) in shipped.items():
        assert DEFAULT_WORDS["zh"][state] == zh == STATE_WORDS[state][0]
        assert STATE_WORDS[state][1] == en
