"""List numbers are counted as Word counts them."""

from defusedxml.ElementTree import fromstring

from halfsky.formats.intake.docx_numbering import Numbering
from tests.hostile.parts import W


def numbering(levels, nums="", links=""):
    lvls = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'
        for i, (form, text, start, more) in enumerate(levels))
    return Numbering(fromstring(
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{lvls}{links}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{nums}</w:numbering>'))


OUTLINE = [("chineseCountingThousand", "%1、", 1, ""), ("chineseCounting", "（%2）", 1, ""), ("decimal", "%3.", 1, "")]


def test_a_deeper_level_starts_again_under_a_new_heading():
    counted = numbering(OUTLINE)
    assert [counted.next("1", level) for level in (0, 1, 2, 2, 1, 2, 0, 1)] == [
        "一、", "（一）", "1.", "2.", "（二）", "1.", "二、", "（一）"]


def test_a_level_that_does_not_restart_goes_on():
    counted = numbering([*OUTLINE[:2], ("decimal", "%3.", 1, '<w:lvlRestart w:val="0"/>')])
    assert [counted.next("1", level) for level in (0, 2, 2, 0, 2)] == ["一、", "1.", "2.", "二、", "3."]


def test_compound_and_legal_numbers():
    counted = numbering([("chineseCounting", "第%1章", 3, ""), ("decimal", "%1.%2", 1, "<w:isLgl/>")])
    assert [counted.next("1", level) for level in (0, 1, 1)] == ["第三章", "3.1", "3.2"]


def test_another_list_over_the_same_levels_goes_on_unless_it_says_where_to_start():
    on = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    again = ('<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
             "</w:lvlOverride></w:num>")
    counted = numbering(OUTLINE, on + again)
    assert [counted.next(code, 0) for code in ("1", "2", "3", "3", "1")] == ["一、", "二、", "一、", "二、", "三、"]


def test_an_own_level_of_an_instance_replaces_the_format():
    own = ('<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="5"/>'
           '<w:numFmt w:val="decimal"/><w:lvlText w:val="(%1)"/></w:lvl></w:lvlOverride></w:num>')
    assert numbering(OUTLINE, own).next("4", 0) == "(5)"


def test_bullets_unknown_lists_and_style_levels():
    counted = numbering([("bullet", "\uf0b7", 1, ""), ("decimal", "%2.", 1, '<w:pStyle w:val="H2"/>')])
    assert counted.next("1", 0) == "•"
    assert counted.next("99", 0) == ""
    assert counted.next("1", 7) == ""
    assert counted.level_of_style("1", "H2") == 1
    assert Numbering(None).next("1", 0) == ""
