"""Every doubt has its sentence in both languages with the same parameters."""

import re

from halfsky.plandoc.doubts import SENTENCES, doubt


def test_sentences_name_the_same_parameters() -> None:
    for zh, en in SENTENCES.values():
        assert sorted(re.findall(r"\{(\w+)\}", zh)) == sorted(re.findall(r"\{(\w+)\}", en))


def test_a_doubt_in_words() -> None:
    found = doubt("number", "number_skipped", 7, (1, 2), last=3, no=5)
    assert found.sentence("zh") == "序号从“3”跳到“5”，可能缺条"
    assert found.to_dict()["text"] == found.sentence()
    assert found.sentence("en").startswith("Numbers jump")
