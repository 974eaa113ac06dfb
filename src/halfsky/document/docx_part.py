"""Parts of a docx that python-docx has no word for: fields, captions, borders, repeated heads, alt text."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from halfsky.document.docx_page import ALTERNATIVES, HEITI, LATIN, NUMBER, SONG, set_fonts

VECTOR = (
    '<a:extLst {a}><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" {r} r:embed="{link}"/></a:ext></a:extLst>'
)
"""Names the vector drawing of a picture, beside the bitmap that the picture names itself."""


def add_field(paragraph: Any, instruction: str, shown: str) -> None:
    """A complex field, such as `SEQ Table` or `TOC`, with what it shows until it is updated."""
    for kind, words in (("begin", ""), ("", instruction), ("separate", ""), ("text", shown), ("end", "")):
        run = paragraph.add_run()
        if kind == "text":
            run.text = words
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {words} "
            run._r.append(code)


def open_field(paragraph: Any, instruction: str) -> None:
    """The beginning of a field whose shown text runs over paragraphs, such as a table of contents."""
    for kind in ("begin", "", "separate"):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {instruction} "
            run._r.append(code)


def close_field(paragraph: Any) -> None:
    """The end of what `open_field` began."""
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), "end")
    paragraph.add_run()._r.append(mark)


def add_page_numbers(document: Any, lang: str = "zh") -> None:
    """`— 1 —` under the text area: right by one character on odd pages, left on even ones."""
    section = document.sections[0]
    sides = (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "right_indent"),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "left_indent"),
    )
    for footer, alignment, indent in sides:
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = document.styles["Footer"]
        paragraph.alignment = alignment
        setattr(paragraph.paragraph_format, indent, Pt(NUMBER[lang]))
        paragraph.add_run("— ")
        add_field(paragraph, "PAGE", "1")
        paragraph.add_run(" —")
        for run in paragraph.runs:
            set_fonts(run, SONG, SONG if lang == "zh" else LATIN)
            run.font.size = Pt(NUMBER[lang])


def add_header_mark(document: Any, words: str) -> None:
    """One centred line above the text on every page: the demo mark."""
    section = document.sections[0]
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        paragraph.style = document.styles["Header"]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(words)
        set_fonts(run, HEITI)
        run.font.size = Pt(10.5)


def describe_picture(picture: Any, alt: str, title: str) -> None:
    """Alternative text of an inline picture."""
    properties = picture._inline.docPr
    properties.set("descr", alt)
    properties.set("title", title)


def add_vector(document: Any, picture: Any, svg: bytes, place: int) -> None:
    """The drawing itself beside its bitmap: Word and WPS of today show it sharp at any size, older programs take the bitmap.

    ``place`` counts the drawings of the document from 1.
    """
    part = Part(PackURI(f"/word/media/drawing{place}.svg"), "image/svg+xml", svg, document.part.package)
    link = document.part.relate_to(part, RT.IMAGE)
    blip = picture._inline.graphic.graphicData.pic.blipFill.find(qn("a:blip"))
    blip.append(parse_xml(VECTOR.format(a=nsdecls("a"), r=nsdecls("r"), link=link)))


def name_alternatives(document: Any) -> None:
    """In the font table, the faces to take where an official one is not installed."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            fonts = "".join(
                f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
                f'<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
                for name, other in ALTERNATIVES.items()
            )
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            relation.target_part._blob = f"{head}<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode()


def update_fields_on_open(document: Any) -> None:
    """Word and WPS fill the table of contents when the document is opened."""
    mark = OxmlElement("w:updateFields")
    mark.set(qn("w:val"), "true")
    document.settings.element.append(mark)
