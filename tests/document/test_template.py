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


def test_a_template_that_extends_another_has_its_words_and_sections():
    annual, midterm, final = (template.load(name, "zh") for name in ("annual", "midterm", "final"))
    assert midterm.title("domains") == annual.title("domains")
    assert "progress" in midterm.sections() and "progress" not in annual.sections()
    assert "outlook" not in final.sections() and final.say("pending") == midterm.say("pending")
    assert template.load("final_evaluation", "zh").pending("process") and not final.pending("basis")


def test_some_sections_are_expected_of_a_report():
    annual, evaluation = template.load("annual", "zh"), template.load("final_evaluation", "zh")
    assert annual.needed("conclusion") and not annual.needed("scope")
    assert evaluation.needed("process") and evaluation.needed("domains") and not evaluation.needed("annex_scores")
