from docx import Document

from halfsky.document import docx_part


def test_a_field_has_its_instruction_and_what_it_shows():
    paragraph = Document().add_paragraph()
    docx_part.add_field(paragraph, "SEQ Table", "3")
    assert paragraph.text == "3"
    assert "SEQ Table" in paragraph._p.xml


def test_the_font_table_names_what_to_take_instead():
    document = Document()
    docx_part.name_alternatives(document)
    tables = [r.target_part.blob for r in document.part.rels.values() if r.reltype.endswith("/fontTable")]
    assert tables
    assert b"altName" in tables[0]
