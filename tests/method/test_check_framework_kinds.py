"""The sentences of the framework's findings."""

import re

import pytest

from halfsky.method.check.framework_kinds import KINDS, REMEDIES, found, sentence

HOLES = re.compile(r"\{(\w+)")


@pytest.mark.parametrize("key", KINDS)
def test_both_languages_name_parameters_of_the_finding(key):
    kind = KINDS[key]
    names = set(HOLES.findall(kind.zh)) | set(HOLES.findall(kind.en))
    item = found(key, "health.x", **dict.fromkeys(names, "7"))
    for lang in ("zh-hans", "en"):
        text = sentence(item, lang)
        assert text.startswith("health.x")
        assert "{" not in text


def test_every_remedy_is_used_and_every_kind_has_one():
    assert {kind.remedy for kind in KINDS.values()} == set(REMEDIES)


def test_chinese_sentences_carry_no_english_words_but_column_names():
    assert not [key for key, kind in KINDS.items() if re.search(r"\bthe\b|\bis\b", kind.zh)]
    assert all(re.search(r"[\u4e00-\u9fff]", kind.zh) for kind in KINDS.values())
