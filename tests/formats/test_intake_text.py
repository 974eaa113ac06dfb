"""Which encoding a text is in, and what is said when it is cut or damaged."""

import codecs

import pytest

from halfsky.formats.intake.limits import Limits
from halfsky.formats.intake.refusal import IntakeRefused
from halfsky.formats.intake.text import decode, unescaped, untagged

PLAN = "云岭县妇女发展规划（2021—2025年）\n\n一、总体要求\n孕产妇死亡率下降到12.5/10万以内。\n" * 20
LIMITS = Limits()


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (PLAN.encode(), "utf-8"),
        (PLAN.encode("utf-8-sig"), "utf-8"),
        (PLAN.encode("gb18030"), "gb18030"),
        (codecs.BOM_UTF16_LE + PLAN.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + PLAN.encode("utf-32-le"), "utf-32-le"),
    ],
)
def test_every_usual_encoding_gives_the_same_text(data, encoding):
    decoded = decode(data, LIMITS)
    assert decoded.text == PLAN
    assert decoded.encoding == encoding
    assert decoded.warnings == []


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark_is_recognised_and_said(encoding):
    decoded = decode(PLAN.encode(encoding), LIMITS)
    assert decoded.text == PLAN
    assert [key for key, _ in decoded.warnings] == ["warn.no_bom"]


@pytest.mark.parametrize(("encoding", "cut"), [("utf-8", 1), ("utf-8", 2), ("gb18030", 1)])
def test_a_file_cut_inside_its_last_character_is_read_with_a_warning(encoding, cut):
    whole = (PLAN + "妇女").encode(encoding)
    decoded = decode(whole[:-cut], LIMITS)
    assert decoded.text == PLAN + "妇"
    assert [key for key, _ in decoded.warnings] == ["warn.cut"]


def test_a_four_byte_gb18030_sign_is_read_and_may_be_cut():
    whole = (PLAN + "\U00020087").encode("gb18030")
    assert decode(whole, LIMITS).text.endswith("\U00020087")
    assert decode(whole[:-1], LIMITS).warnings[0][0] == "warn.cut"


def test_a_few_bad_bytes_are_shown_and_counted():
    data = PLAN.encode()
    decoded = decode(data[:300] + b"\xff" + data[300:], LIMITS)
    assert "\ufffd" in decoded.text
    assert decoded.warnings[0][0] == "warn.bad_bytes"


def test_line_ends_are_kept():
    assert decode("甲\r\n乙\r丙\n".encode(), LIMITS).text == "甲\r\n乙\r丙\n"


def test_hidden_controls_and_direction_marks_are_removed_and_counted():
    decoded = decode("甲\x07乙\u202e丙\x1b[31m\n".encode(), LIMITS)
    assert decoded.text == "甲乙丙[31m\n"
    assert decoded.warnings == [("warn.controls", {"count": 3, "line": 1})]


def test_entities_of_a_page_become_their_signs_and_are_counted():
    warned = []
    assert unescaped("&emsp;2021&mdash;2030年，低于4&permil; A&B &x;", warned) == "\u20032021—2030年，低于4‰ A&B &x;"
    assert warned == [("warn.entities", {"count": 3})]
    assert unescaped("甲&#7;乙&#20;", []) == "甲&#7;乙"
    assert unescaped("甲乙", warned) == "甲乙"


def test_tags_of_a_page_are_taken_off_and_counted():
    warned = []
    text = '<p style="x">一、<strong>总体</strong>要求</p><p>甲<br/>乙</p>\n<table><tr><td>指标</td><td>单位</td></tr></table>3<4人'
    assert untagged(text, warned) == "一、总体要求\n甲\n乙\n指标\t单位\n3<4人"
    assert warned == [("warn.tags", {"count": 15})]
    assert untagged("<b>甲</b>乙<script>", warned) == "<b>甲</b>乙<script>"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b" \r\n\t\n" + "\u3000".encode(), "file.blank"),
        (bytes(range(256)) * 40, "file.binary"),
        (b"\xff\xfe", "file.blank"),
        (b"\x81\x20\xff" * 3000, "file.encoding"),
        (("一行" * 60_000).encode(), "file.line_too_long"),
        ("规划\n".encode() * 700_000, "file.text_too_long"),
    ],
)
def test_what_is_no_readable_text_is_refused_by_its_own_message(data, key):
    with pytest.raises(IntakeRefused) as refused:
        decode(data, LIMITS)
    assert refused.value.key == key
