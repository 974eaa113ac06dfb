import pytest

from halfsky.document import template
from halfsky.method.wording.piece import plain


def test_both_languages_have_every_text():
    data = template.load("annual", "zh").data
    for words in (data["words"], *data["sections"]):
        zh = {key[:-3] for key in words if key.endswith("_zh")}
        assert zh == {key[:-3] for key in words if key.endswith("_en")}


def test_no_text_of_a_template_holds_a_digit():
    data = template.load("annual", "zh").data
    texts = [one for key, one in data["words"].items()]
    texts += [
        one
        for part in data["sections"]
        for key in ("paragraphs_zh", "paragraphs_en")
        for one in part.get(key, ())
    ]
    assert [one for one in texts if any(ch.isdigit() for ch in one)] == []


def test_a_missing_placeholder_is_an_error():
    form = template.load("annual", "zh")
    assert plain(form.title("basis")) == "监测依据和数据来源"
    with pytest.raises(KeyError):
        form.paragraphs("basis", {})
