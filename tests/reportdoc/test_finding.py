"""A finding reads as a sentence in both languages, whatever its kind."""

from __future__ import annotations

import string

import pytest

from halfsky.reportdoc.finding import KINDS, NAMES, Checked, Finding, named


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_ask_for_the_same_figures(kind: str) -> None:
    zh, en = ({name for _, name, _, _ in string.Formatter().parse(text) if name} for text in KINDS[kind])
    only_zh, only_en = zh - en, en - zh
    assert {name.removesuffix("_zh") for name in only_zh} == {name.removesuffix("_en") for name in only_en}


def test_plain_and_adding_up() -> None:
    finding = Finding("total", 3, "共95项。", {"printed": "95项", "right": "94项", "parts": "45 + 49"})
    assert finding.plain()["right"] == "94项"
    both = Checked(1, [finding])
    both.add(Checked(2, []))
    assert (both.claims, len(both.findings)) == (3, 1)


def test_the_right_figure_has_its_unit_in_english() -> None:
    params = {"old": "97.1%", "new": "98.4%", "printed": "提高1.5个百分点", "right": "1.3个百分点", "unit_zh": "变动", "unit_en": "change"}
    finding = Finding("change", 1, "…", params)
    assert "1.3 percentage points" in finding.text("en")
    assert "1.3个百分点" in finding.text("zh")


def test_every_kind_has_a_name_in_both_languages() -> None:
    assert set(NAMES) == set(KINDS)
    assert named("share") == "比例" and all(named(kind, "en").isascii() for kind in KINDS)


def test_a_claim_is_counted_with_its_sentence_and_judged_once() -> None:
    from halfsky.plandoc.source import from_text
    from halfsky.reportdoc.sentence import sentences

    (sentence,) = sentences(from_text("共95项。"))
    checked = Checked()
    checked.claim(sentence)
    assert (checked.claims, checked.followed) == (1, {(1, "共95项。")})
    assert [checked.once((1, "共95项。", 1)), checked.once((1, "共95项。", 1))] == [True, False]
