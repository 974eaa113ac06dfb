"""The official page and its styles in docx: GB/T 9704-2012.

A4; top margin 37 mm, binding (left) margin 28 mm, text area 156 x 225 mm, 22 lines of 28 characters; body in
size-3 FangSong (16 pt), title in size-2 XiaoBiaoSong (22 pt), level-1 headings HeiTi, level-2 KaiTi, the rest
FangSong; page number in size-4 SongTi with a dash on each side, right on odd and left on even pages.

The standard speaks of Chinese text. An English document keeps its page and margins; its text is 12 pt on 35 lines, its
headings bold (`BODY`, `GRID`).
"""

from __future__ import annotations

import math
from typing import Any

from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

PAGE = (210.0, 297.0)
TOP, LEFT = 37.0, 28.0
TEXT = (156.0, 225.0)
RIGHT, BOTTOM = PAGE[0] - LEFT - TEXT[0], PAGE[1] - TOP - TEXT[1]
LINES, CHARACTERS = 22, 28
BODY_SIZE, TITLE_SIZE, TABLE_SIZE, SMALL_SIZE, NUMBER_SIZE = 16.0, 22.0, 10.5, 9.0, 14.0
BODY = {"zh": BODY_SIZE, "en": 12.0}
"""Points of the text, the headings and what stands with them."""
GRID = {"zh": LINES, "en": 35}
"""Lines on a page."""
TITLE = {"zh": TITLE_SIZE, "en": 18.0}
TITLE_LINE = {"zh": 36.0, "en": 28.0}
CAPTION = {"zh": 12.0, "en": 10.5}
TABLE = {"zh": TABLE_SIZE, "en": 10.0}
NUMBER = {"zh": NUMBER_SIZE, "en": 11.0}
CAPTION_LINE, TABLE_LINE, NOTE_LINE, CELL_GAP, TABLE_GAP = 18.0, 14.0, 12.0, 2.0, 12.0
"""Exact line heights of small type and the room over and under a cell's text, in points; the PDF has the same."""
PITCH_TWIPS = {lang: math.floor(TEXT[1] / 25.4 * 1440 / lines) for lang, lines in GRID.items()}
"""One line of the grid: 225 mm / 22, in twentieths of a point, rounded down: 22 lines must fit."""
CHAR_SPACING_TWIPS = math.floor((TEXT[0] / 25.4 * 72 / CHARACTERS - BODY_SIZE) * 20)
"""What is taken from a 16 pt character so that 28 fill 156 mm, in twentieths of a point.

It stands in the styles and not in the grid (`w:charSpace`): LibreOffice gives a character wider than its grid
cell two cells.
"""

FANGSONG, HEITI, KAITI, XIAOBIAOSONG, SONG = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体", "宋体"
LATIN = "Times New Roman"
ALTERNATIVES = {FANGSONG: "仿宋", KAITI: "楷体", XIAOBIAOSONG: "宋体", HEITI: "SimHei", SONG: "SimSun"}
"""Named in the font table: what Word and WPS take where the first is not installed."""

BLACK, RED = RGBColor(0, 0, 0), RGBColor(0xE6, 0, 0x12)
MASTHEAD_SIZE = 26.0


def set_fonts(rpr_owner: Any, east_asian: str, latin: str = LATIN) -> None:
    """Name the East-Asian and the Latin face of a style or run."""
    rpr = rpr_owner.element.get_or_add_rPr()
    fonts = rpr.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        rpr.insert(0, fonts)
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    fonts.set(qn("w:ascii"), latin)
    fonts.set(qn("w:hAnsi"), latin)
    fonts.set(qn("w:cs"), latin)
    fonts.set(qn("w:eastAsia"), east_asian)


def on_grid(style: Any, on: bool) -> None:
    """Whether a paragraph style snaps to the 22-line grid."""
    ppr = style.element.get_or_add_pPr()
    snap = ppr.find(qn("w:snapToGrid"))
    if snap is None:
        snap = OxmlElement("w:snapToGrid")
        ppr.append(snap)
    snap.set(qn("w:val"), "1" if on else "0")


def set_page(document: Any, lang: str = "zh") -> None:
    """Page size, margins, character grid, and different odd and even footers."""
    section = document.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance, section.footer_distance = Mm(22), Mm(25)
    section.gutter = 0
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "linesAndChars" if lang == "zh" else "lines")
    grid.set(qn("w:linePitch"), str(PITCH_TWIPS[lang]))
    grid.set(qn("w:charSpace"), "0")
    document.settings.odd_and_even_pages_header_footer = True


def set_styles(document: Any, lang: str) -> None:
    """The styles of the template: body, title, four heading levels, captions, table text, notes."""
    styles, size = document.styles, BODY[lang]
    normal = styles["Normal"]
    _type(normal, FANGSONG, size)
    _spacing(normal)
    _language(document, lang)
    body = new_style(document, "Body Text", FANGSONG, size)
    body.paragraph_format.first_line_indent = Pt(size * (2 if lang == "zh" else 1.5))
    if lang == "zh":
        _chars(body, "firstLineChars", 200)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    body.paragraph_format.widow_control = True
    item = new_style(document, "List Paragraph", FANGSONG, size)
    item.paragraph_format.first_line_indent, item.paragraph_format.left_indent = body.paragraph_format.first_line_indent, Pt(0)
    if lang == "zh":
        _chars(item, "firstLineChars", 200)
    item.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    title = new_style(document, "Title", XIAOBIAOSONG, TITLE[lang])
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _exact(title, TITLE_LINE[lang])
    _no_border(title)
    for level, face in enumerate((HEITI, KAITI, FANGSONG, FANGSONG), start=1):
        heading = new_style(document, f"Heading {level}", face, size)
        heading.paragraph_format.first_line_indent = Pt(size * 2) if lang == "zh" else None
        _chars(heading, "firstLineChars", 200 if lang == "zh" else 0)
        heading.paragraph_format.keep_with_next = True
        heading.font.bold = level == 3
    _small(document, "Caption", HEITI, CAPTION[lang], WD_ALIGN_PARAGRAPH.CENTER, before=6, after=3, keep=True, line=CAPTION_LINE)
    _small(document, "Table Text", SONG, TABLE[lang], WD_ALIGN_PARAGRAPH.LEFT, before=CELL_GAP, after=CELL_GAP, line=TABLE_LINE)
    _small(document, "Table Head", HEITI, TABLE[lang], WD_ALIGN_PARAGRAPH.CENTER, before=CELL_GAP, after=CELL_GAP, keep=True, line=TABLE_LINE)
    _small(document, "Table Unit", SONG, SMALL_SIZE, WD_ALIGN_PARAGRAPH.RIGHT, after=2, keep=True, line=NOTE_LINE)
    _small(document, "Source Note", SONG, SMALL_SIZE, WD_ALIGN_PARAGRAPH.LEFT, before=3, after=9, line=NOTE_LINE)
    _small(document, "Table Gap", SONG, 8, WD_ALIGN_PARAGRAPH.LEFT, line=TABLE_GAP)
    _small(document, "Figure", SONG, TABLE_SIZE, WD_ALIGN_PARAGRAPH.CENTER, before=6, keep=True)
    letterhead = new_style(document, "Letterhead", KAITI, size)
    letterhead.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    signature = new_style(document, "Issued By", FANGSONG, size)
    signature.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    signature.paragraph_format.right_indent = Pt(size * 4)
    signature.paragraph_format.keep_with_next = True
    masthead = new_style(document, "Masthead", XIAOBIAOSONG, MASTHEAD_SIZE)
    masthead.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    masthead.font.color.rgb = RED
    _exact(masthead, MASTHEAD_SIZE * 1.6)
    _red_line(masthead)
    number = new_style(document, "Letter Number", FANGSONG, size)
    number.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    new_style(document, "Addressee", FANGSONG, size)
    entry_size = 14.0 if lang == "zh" else size
    for level in (1, 2):
        entry = new_style(document, f"TOC {level}", HEITI if level == 1 else FANGSONG, entry_size)
        entry.paragraph_format.left_indent = Pt(entry_size * 2 * (level - 1))
        entry.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT[0]), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    if lang == "zh":
        for name in ("Addressee", "Letter Number", "Body Text", "List Paragraph", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Letterhead", "Issued By"):
            condense(styles[name])
    else:
        for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Caption", "Table Head", "Masthead", "TOC 1"):
            styles[name].font.bold = True


def condense(style: Any) -> None:
    """28 characters to a line."""
    rpr = style.element.get_or_add_rPr()
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(CHAR_SPACING_TWIPS))
    colour = rpr.find(qn("w:color"))
    colour.addnext(spacing)


def new_style(document: Any, name: str, face: str, size: float) -> Any:
    """A paragraph style of this face and size in points, on the grid, without room above and below."""
    styles = document.styles
    known = [style.name for style in styles]
    style = styles[name] if name in known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name != "Normal":
        style.base_style = styles["Normal"]
    style.quick_style = True
    style.hidden = False
    _type(style, face, size)
    _spacing(style)
    return style


def _type(style: Any, face: str, size: float) -> None:
    set_fonts(style, face)
    style.font.size = Pt(size)
    style.font.bold = False
    style.font.italic = False
    style.font.color.rgb = BLACK


def _spacing(style: Any) -> None:
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
    on_grid(style, True)


def _small(
    document: Any,
    name: str,
    face: str,
    size: float,
    alignment: Any,
    before: float = 0,
    after: float = 0,
    keep: bool = False,
    line: float = 0,
) -> None:
    """A style off the grid; ``line`` is its exact line height in points, so that no installed font changes it."""
    style = new_style(document, name, face, size)
    layout = style.paragraph_format
    if line:
        _exact(style, line)
    layout.alignment = alignment
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.keep_with_next = keep
    on_grid(style, False)


def _exact(style: Any, points: float) -> None:
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    style.paragraph_format.line_spacing = Pt(points)
    on_grid(style, False)


def _chars(style: Any, attribute: str, hundredths: int) -> None:
    """An indent in hundredths of a character, which Word and WPS keep when the size is changed."""
    ppr = style.element.get_or_add_pPr()
    indent = ppr.find(qn("w:ind"))
    if indent is None:
        indent = OxmlElement("w:ind")
        ppr.append(indent)
    indent.set(qn(f"w:{attribute}"), str(hundredths))


def _no_border(style: Any) -> None:
    ppr = style.element.get_or_add_pPr()
    for border in ppr.findall(qn("w:pBdr")):
        ppr.remove(border)


def _red_line(style: Any) -> None:
    """The double line of an official letter below its head: a thick red line over a thin one."""
    ppr = style.element.get_or_add_pPr()
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "thickThinSmallGap"), ("sz", "24"), ("space", "4"), ("color", "E60012")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    spacing = ppr.find(qn("w:spacing"))
    spacing.addprevious(borders) if spacing is not None else ppr.append(borders)


def _language(document: Any, lang: str) -> None:
    rpr = document.styles["Normal"].element.get_or_add_rPr()
    language = rpr.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        rpr.append(language)
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    if lang != "zh":
        language.set(qn("w:eastAsia"), "en-US")
