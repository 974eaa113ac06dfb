"""The head and the foot of an official document in docx: GB/T 9704-2012, 7.2 and 7.4.

The mark of the issuing body in red stands 35 mm below the upper edge of the text area, the number two lines below it, a red
line 4 mm under the number; the foot of the last page has copy line, printing body and day of printing between black lines.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from halfsky.document import docx_page
from halfsky.document.block import Imprint, wide
from halfsky.method.wording.piece import Sentence, plain

RED, BLACK = "E60012", "000000"
MARK_SIZE, MARK_LEAST = 32.0, 22.0
MARK_ABOVE, LINE_BELOW_NUMBER = 35.0, 4.0
"""Millimetres from the text area's upper edge to the mark, and from the number to the red line."""
THICK, THIN, RED_LINE = 8, 6, 10
"""Widths of lines in eighths of a point: 0.35 mm, 0.25 mm, and the red one."""
IMPRINT_SIZE, IMPRINT_LINE, IMPRINT_GAP = 14.0, 20.0, 5.0
"""Type, line and room over and under a line of the foot, in points."""
IMPRINT_WIDTH = 29.0
"""Wide characters on a line of the foot."""
NAMES = " ".join(
    f'xmlns:{short}="http://schemas.{long}"' for short, long in (
        ("w", "openxmlformats.org/wordprocessingml/2006/main"), ("wp", "openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "openxmlformats.org/drawingml/2006/main"), ("wps", "microsoft.com/office/word/2010/wordprocessingShape"),
        ("mc", "openxmlformats.org/markup-compatibility/2006"),
    )
)  # fmt: skip
BOX = """<mc:AlternateContent {names}><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0"
simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>
<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>
<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapTopAndBottom/>
<wp:docPr id="90001" name="Imprint" descr={words}/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
<a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent/></wps:txbx>
<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>
</mc:Choice></mc:AlternateContent>"""
"""A box of text at the lower edge of the text area; the text goes around it above."""


def set_styles(document: Any, lang: str) -> None:
    """The styles of mark, number, annex lines and foot."""
    mark = docx_page.new_style(document, "Document Mark", docx_page.XIAOBIAOSONG, MARK_SIZE)
    mark.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    mark.paragraph_format.space_before = Mm(MARK_ABOVE)
    mark.paragraph_format.space_after = Pt(2 * docx_page.PITCH_TWIPS[lang] / 20)
    mark.font.color.rgb = RGBColor.from_string(RED)
    docx_page.on_grid(mark, False)
    body = docx_page.BODY[lang]
    number = docx_page.new_style(document, "Document Number", docx_page.FANGSONG, body)
    number.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _lines(number.element.get_or_add_pPr(), RED, bottom=(RED_LINE, LINE_BELOW_NUMBER / 25.4 * 72))
    first, hang = (2.0, 5.0) if lang == "zh" else (0.0, 3.0)
    for name, start in (("Annex List", first), ("Annex List Next", hang)):
        line = docx_page.new_style(document, name, docx_page.FANGSONG, body)
        line.paragraph_format.left_indent = Pt(body * hang)
        line.paragraph_format.first_line_indent = Pt(body * (start - hang))
        line.paragraph_format.keep_with_next = True
    foot = docx_page.new_style(document, "Imprint", docx_page.FANGSONG, IMPRINT_SIZE)
    foot.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    foot.paragraph_format.line_spacing = Pt(IMPRINT_LINE)
    docx_page.on_grid(foot, False)


def masthead(paragraph: Any, length: float) -> None:
    """Set the mark in the paragraph, ``length`` wide characters, so that it stands on one line; one that would become too small has two."""
    size = max(min(MARK_SIZE, int(docx_page.TEXT[0] / 25.4 * 72 / max(length, 1.0) * 2) / 2), MARK_LEAST)
    for run in paragraph.runs:
        run.font.size = Pt(size)
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(size * 1.3)


def imprint(document: Any, block: Imprint, fill: Callable[[Any, Sentence], None]) -> None:
    """The foot, in a box that stands at the lower edge of the text area of the last page, wherever the text ends."""
    rows = [_row(document, (THICK, THIN))] if block.copies else []
    for row in rows:
        # Lines after the first begin behind "抄送：".
        row.paragraph_format.left_indent = Pt(IMPRINT_SIZE * 4)
        row.paragraph_format.first_line_indent = Pt(-IMPRINT_SIZE * 4)
        fill(row, block.copies)
    ends = _row(document, (0 if rows else THICK, THICK))
    ends.paragraph_format.tab_stops.add_tab_stop(Mm(docx_page.TEXT[0]) - Pt(IMPRINT_SIZE), WD_TAB_ALIGNMENT.RIGHT)
    fill(ends, block.issuer)
    ends.add_run("\t")
    fill(ends, block.printed)
    rows.append(ends)
    lines = ceil((wide(block.issuer) + wide(block.printed) + 1) / IMPRINT_WIDTH) + ceil(wide(block.copies) / (IMPRINT_WIDTH - 4))
    height = Pt(lines * IMPRINT_LINE + len(rows) * 2 * IMPRINT_GAP)
    anchor = document.add_paragraph(style="Table Gap")
    anchor.paragraph_format.line_spacing = Pt(1)
    box = parse_xml(BOX.format(names=NAMES, width=Mm(docx_page.TEXT[0]), height=height, words=quoteattr(plain(block.copies) + plain(block.issuer))))
    content = box.find(f".//{qn('w:txbxContent')}")
    for row in rows:
        content.append(row._p)
    anchor.add_run()._r.append(box)


def _row(document: Any, lines: tuple[int, int]) -> Any:
    """A line of the foot, a character in from both sides; a space and no indent, so that its lines are as wide as the text."""
    row = document.add_paragraph("\u2003", style="Imprint")
    _lines(row._p.get_or_add_pPr(), BLACK, top=(lines[0], IMPRINT_GAP), bottom=(lines[1], IMPRINT_GAP))
    return row


def _lines(ppr: Any, colour: str, **sides: tuple[float, float]) -> None:
    """Lines over and under a paragraph: eighths of a point (0 for none), points to the text."""
    borders = OxmlElement("w:pBdr")
    for side, (width, space) in sides.items():
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(width)), ("space", str(round(space))), ("color", colour)):
            line.set(qn(f"w:{name}"), value)
        if width:
            borders.append(line)
    _put(ppr, borders, ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr"))


def _put(ppr: Any, element: Any, before: tuple[str, ...]) -> None:
    """Put an element among its parent's in the order that the schema asks for."""
    later = {qn(name) for name in before}
    place = next((at for at, one in enumerate(ppr) if one.tag in later), len(ppr))
    ppr.insert(place, element)
