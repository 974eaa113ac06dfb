"""The words of one paragraph."""

from defusedxml.ElementTree import fromstring

from halfsky.formats.intake.docx_styles import Look
from halfsky.formats.intake.docx_words import words_of
from tests.hostile.parts import W

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def words(inside, look=Look()):  # noqa: B008
    return words_of(fromstring(f'<w:p xmlns:w="{W}" xmlns:mc="{MC}">{inside}</w:p>'), look)


def test_tabs_symbols_and_no_break_hyphens():
    found = words('<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:sym w:char="2265"/><w:sym w:char="F0B7"/></w:r>')
    assert found.lines == ["甲\t乙-≥•"]


def test_an_alternative_is_read_once():
    box = "<w:txbxContent><w:p/></w:txbxContent>"
    found = words(f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
                  f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>")
    assert found.seen["textboxes"] == 1


def test_links_and_ruby_keep_their_base_text():
    found = words("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt>"
                  "<w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r>")
    assert found.lines == ["链接拼"]


def test_bold_and_size_are_those_of_the_words():
    found = words('<w:r><w:rPr><w:b/><w:sz w:val="32"/></w:rPr><w:t>标题</w:t></w:r><w:r><w:t> </w:t></w:r>')
    assert (found.bold, found.size) == (True, 16.0)
    assert not words("<w:r><w:t>正文</w:t></w:r>").bold


def test_raised_digits_stay_raised():
    found = words('<w:r><w:t>95%</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>12</w:t></w:r><w:r><w:t>以上</w:t></w:r>')
    assert found.lines == ["95%¹²以上"]
