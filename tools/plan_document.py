"""Write the project's own plan document as docx from its text.

    python tools/plan_document.py            # writes the docx beside the txt

The txt is the source; the docx holds the same lines in the look of an official document (GB/T 9704-2012:
A4, text area 156 x 225 mm, 22 lines of 28 characters). Headings carry Word's own heading styles, so that a
reader that goes by style and one that goes by looks both find them. The file depends on nothing but the text
and the version of python-docx: dates inside are fixed.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

FOLDER = Path(__file__).parents[1] / "src/halfsky/catalogue/plans/kelan-women-2021/document"
STEM = "kelan-women-2021"
WRITTEN = datetime(2023, 1, 1, tzinfo=UTC)
SIZE_TITLE, SIZE_BODY, SIZE_FOOT = Pt(22), Pt(16), Pt(14)  # size 2, size 3, size 4
LINE = Pt(28.9)  # 225 mm over 22 lines
INDENT = Pt(32)  # two characters of size 3

PART = re.compile(r"^[一二三四五六七八九十]+、")
SECTION = re.compile(r"^（[一二三四五六七八九十]+）")
LABEL = re.compile(r"^(主要目标|策略措施)：$")

# style, font (East Asian), size, bold
LOOKS = {
    "Normal": ("仿宋_GB2312", SIZE_BODY, False),
    "Title": ("方正小标宋简体", SIZE_TITLE, False),
    "Heading 1": ("黑体", SIZE_BODY, False),
    "Heading 2": ("楷体_GB2312", SIZE_BODY, False),
    "Heading 3": ("仿宋_GB2312", SIZE_BODY, True),
}


def lines(text: str) -> list[str]:
    """The document's lines, without the blank ones between them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def style_of(line: str, first: bool) -> str:
    """The Word style of one line: the first is the title, then headings by their numbering."""
    if first:
        return "Title"
    if PART.match(line):
        return "Heading 1"
    if SECTION.match(line):
        # A section heading stands alone; a clause such as （一）明确分工。… runs on as text after it.
        return "Heading 2" if "。" not in line else "Normal"
    return "Heading 3" if LABEL.match(line) else "Normal"


def build(text: str) -> bytes:
    """The docx of `text` as bytes; the same text gives the same bytes."""
    document = Document()
    _page(document)
    for name, (font, size, bold) in LOOKS.items():
        _dress(document.styles[name], font, size, bold)
    for number, line in enumerate(lines(text)):
        name = style_of(line, number == 0)
        paragraph = document.add_paragraph(style=name)
        clause = SECTION.match(line) and name == "Normal"
        head, rest = (line.split("。", 1)[0] + "。", line.split("。", 1)[1]) if clause else ("", line)
        if head:
            _font(paragraph.add_run(head)._element.get_or_add_rPr(), LOOKS["Heading 2"][0])
        paragraph.add_run(rest)
        if name == "Title":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = LINE
        else:
            paragraph.paragraph_format.first_line_indent = INDENT
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:eastAsia"), "zh-CN")
    _properties(document, lines(text)[0])
    raw = io.BytesIO()
    document.save(raw)
    return _fixed(raw.getvalue())


def write(folder: Path = FOLDER, stem: str = STEM) -> Path:
    """Write `<stem>.docx` from `<stem>.txt` in `folder` and return its path."""
    target = folder / f"{stem}.docx"
    target.write_bytes(build((folder / f"{stem}.txt").read_text(encoding="utf-8")))
    return target


def _page(document: Docx) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for piece in ("— ", "PAGE", " —"):
        run = foot.add_run("" if piece == "PAGE" else piece)
        run.font.size = SIZE_FOOT
        _font(run._element.get_or_add_rPr(), "宋体")
        if piece == "PAGE":
            for kind in ("begin", None, "end"):
                if kind:
                    mark = OxmlElement("w:fldChar")
                    mark.set(qn("w:fldCharType"), kind)
                else:
                    mark = OxmlElement("w:instrText")
                    mark.text = " PAGE "
                run._element.append(mark)


def _dress(style: ParagraphStyle, font: str, size: Pt, bold: bool) -> None:
    style.font.size, style.font.bold, style.font.italic = size, bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    for tag in ("w:spacing", "w:kern"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    _font(properties, font)
    shape = style.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    shape.keep_with_next = style.name.startswith("Heading")
    for border in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _font(properties: OxmlElement, name: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    fonts.attrib.clear()
    for slot, value in (("eastAsia", name), ("ascii", "Times New Roman"), ("hAnsi", "Times New Roman")):
        fonts.set(qn(f"w:{slot}"), value)


def _properties(document: Docx, title: str) -> None:
    about = document.core_properties
    about.title, about.author, about.language = title, "HalfSky", "zh-CN"
    about.comments = "要点本，供演示和试用；引用以县政府印发的规划为准"
    about.last_modified_by, about.revision = "HalfSky", 1
    about.created = about.modified = WRITTEN.replace(tzinfo=None)


def _fixed(raw: bytes) -> bytes:
    """The same archive with its dates fixed, so that the bytes follow from the text alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            entry = zipfile.ZipInfo(item.filename, date_time=(2023, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(item.filename))
    return out.getvalue()


if __name__ == "__main__":
    write()
