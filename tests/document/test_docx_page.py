from docx import Document
from docx.oxml.ns import qn

from halfsky.document import docx_page


def test_28_characters_fill_the_line():
    assert docx_page.CHARACTERS * (docx_page.BODY_SIZE + docx_page.CHAR_SPACING_TWIPS / 20) <= 156 / 25.4 * 72


def test_tables_and_captions_leave_the_grid():
    document = Document()
    docx_page.set_styles(document, "zh")
    for name, value in (("Body Text", "1"), ("Table Text", "0"), ("Caption", "0")):
        snap = document.styles[name].element.pPr.find(qn("w:snapToGrid"))
        assert snap.get(qn("w:val")) == value


def test_english_text_is_smaller_on_the_same_page():
    chinese, english = Document(), Document()
    for document, lang in ((chinese, "zh"), (english, "en")):
        docx_page.set_page(document, lang)
        docx_page.set_styles(document, lang)
    page = [(one.sections[0].page_width, one.sections[0].top_margin, one.sections[0].left_margin) for one in (chinese, english)]
    assert page[0] == page[1]
    assert english.styles["Body Text"].font.size.pt == 12 and english.styles["Heading 1"].font.bold
    pitch = int(english.sections[0]._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch")))
    assert int(225 / 25.4 * 1440 / pitch) == 35
    assert english.styles["Body Text"].element.rPr.find(qn("w:spacing")) is None
