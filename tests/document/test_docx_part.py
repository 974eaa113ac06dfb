import io

from docx import Document
from docx.oxml.ns import qn

from halfsky.document import annual, docx, docx_part, yearbook
from halfsky.document.block import Figure
from tests.document import county


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


def test_a_drawing_is_in_the_document_as_vector_beside_its_bitmap():
    result, framework = county.result(), county.framework()
    blocks = annual.annual_report(result, framework, county.figures())
    document = Document(io.BytesIO(docx.render(blocks, annual.meta(result, framework))))
    drawings = [one for one in blocks if isinstance(one, Figure)]
    links = [one.get(qn("r:embed")) for one in document.element.body.iter("{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip")]
    parts = [document.part.related_parts[link] for link in links]
    assert [part.content_type for part in parts] == ["image/svg+xml"] * len(drawings)
    assert [part.blob for part in parts] == [one.svg for one in drawings]
    assert len(drawings) > 2
    assert len(document.inline_shapes) == len(drawings)


def test_a_table_is_cited_by_a_field_that_finds_its_caption():
    result, framework = county.result(), county.framework()
    blocks = yearbook.yearbook(result, framework, county.figures(), charts=False)
    body = Document(io.BytesIO(docx.render(blocks, yearbook.meta(result, framework)))).element.body
    marks = {}
    for start in body.iter(qn("w:bookmarkStart")):
        if start.get(qn("w:name")).startswith("_Ref"):
            marks[start.get(qn("w:name"))] = "".join(one.text for one in start.getnext().iter(qn("w:t")))
    asked = [one.text.split()[1] for one in body.iter(qn("w:instrText")) if one.text.strip().startswith("REF ")]
    assert asked
    assert set(asked) <= set(marks)
    shown = ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")) if any("REF " in (i.text or "") and "PAGEREF" not in i.text for i in p.iter(qn("w:instrText")))]
    assert all(any(f"表{number}" in text for number in marks.values()) for text in shown)
