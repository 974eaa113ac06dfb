"""Styles are resolved along basedOn, and a loop of styles does not hang."""

from defusedxml.ElementTree import fromstring

from halfsky.formats.intake.docx_styles import Styles
from tests.hostile.parts import W


def styles(inside):
    return Styles(fromstring(f'<w:styles xmlns:w="{W}">{inside}</w:styles>'))


def test_a_style_takes_what_it_does_not_say_from_its_base():
    found = styles(
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="Heading 1"/><w:basedOn w:val="a"/>'
        '<w:pPr><w:outlineLvl w:val="0"/><w:jc w:val="center"/><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="T"/><w:basedOn w:val="h"/>'
        '<w:pPr><w:outlineLvl w:val="9"/></w:pPr><w:rPr><w:b w:val="0"/></w:rPr></w:style>')
    heading = found.look("h")
    assert (heading.name, heading.level, heading.bold, heading.centered, heading.size, heading.list_id) == (
        "heading 1", 1, True, True, 10.5, "7")
    assert (found.look("t").level, found.look("t").bold) == (None, False)
    assert found.look("").name == "normal"


def test_a_loop_of_styles_ends():
    found = styles('<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>')
    assert found.look("a").level is None
    assert Styles(None).look("x").size is None
