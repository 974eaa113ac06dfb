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
