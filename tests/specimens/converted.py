"""A plan's text turned into the files that offices send: Word with typed or automatic numbers, PDF, GB18030."""

import io
import re
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Pt

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
#: pattern of a typed number -> (list, level, heading level or None)
MARKS = (
    (re.compile(r"^[一二三四五六七八九十]+、\s*"), 0, 1),
    (re.compile(r"^（[一二三四五六七八九十]+）\s*"), 1, 2),
    (re.compile(r"^\d{1,2}[.．]\s*(?!\d)"), 2, None),
    (re.compile(r"^（\d{1,2}）\s*"), 3, None),
)
FORMS = (("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "（%4）"))


def typed_docx(text: str) -> bytes:
    """Numbers typed, headings by looks only: bold or centred, no style."""
    document = Document()
    first = True
    for line in text.splitlines():
        if not line.strip():
            continue
        paragraph = document.add_paragraph()
        run = paragraph.add_run(line)
        if first:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run.bold, run.font.size = True, Pt(22)
            first = False
        elif any(pattern.match(line) and heading for pattern, _, heading in MARKS) and len(line) < 30:
            run.bold, run.font.size = True, Pt(16)
    return _saved(document)


def numbered_docx(text: str) -> bytes:
    """Numbers by Word's own multi-level list, headings by style; a list whose count would not come out as the
    text has it keeps its typed number."""
    document = Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{shown}"/></w:lvl>' for i, (form, shown) in enumerate(FORMS))
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="900"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="900"><w:abstractNumId w:val="900"/></w:num>'))
    counters = [0, 0, 0, 0]
    first = True
    for line in text.splitlines():
        if not line.strip():
            continue
        found = next(((p.match(line), i, h) for p, i, h in MARKS if p.match(line)), None)
        if first or found is None:
            document.add_paragraph(line, style="Title" if first else None)
            first = False
            continue
        match, level, heading = found
        counters[level] += 1
        counters[level + 1:] = [0] * (3 - level)
        automatic = _number(match[0]) == counters[level]
        words = line[match.end():] if automatic else line
        styled = heading and len(line) < 30
        paragraph = document.add_paragraph(words, style=f"Heading {heading}" if styled else None)
        if automatic:
            paragraph._p.get_or_add_pPr().append(parse_xml(
                f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="900"/></w:numPr>'))
        else:
            counters[level] -= 1
    return _saved(document)


def _number(mark: str) -> int:
    digits = re.sub(r"\D", "", mark)
    if digits:
        return int(digits)
    words = re.sub(r"[^一二三四五六七八九十]", "", mark)
    ones = "零一二三四五六七八九"
    tens, _, rest = words.rpartition("十")
    if "十" not in words:
        return ones.index(words)
    return (ones.index(tens) if tens else 1) * 10 + (ones.index(rest) if rest else 0)


def _saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf(text: str, *, indent: bool = True, size: str = "16pt", columns: int = 1, numbered: bool = False) -> bytes:
    """A PDF as an office prints it: A4, first-line indent, header, footer and page numbers; lines and paragraphs
    break over pages. columns: set in so many; numbered: with the numbers of its lines in the margin."""
    lines = [line for line in text.splitlines() if line.strip()]
    body = "\n\n".join(f"#par[{_quoted(line)}]" for line in lines[1:])
    title = f"#align(center)[#text(size: 22pt)[{_quoted(lines[0])}]]"
    if columns > 1:
        title = f'#place(top + center, scope: "parent", float: true)[{title}]'
    source = (
        f'#set page(paper: "a4", margin: (x: 28mm, top: 35mm, bottom: 30mm), columns: {columns}, header: align(center)[县人民政府文件],'
        f' footer: context align(center)[— #counter(page).display() —])\n'
        f'#set text(font: "Noto Serif SC", size: {size}, lang: "zh", region: "cn")\n'
        f"#set par(justify: true, leading: 1em, spacing: 1em"
        + (", first-line-indent: (amount: 2em, all: true)" if indent else "") + ")\n"
        + ('#set par.line(numbering: "1")\n' if numbered else "")
        + f"{title}\n\n{body}\n"
    )
    return compiled(source)


def typeset(body: str) -> bytes:
    """A PDF of typst markup, in the fonts that ship, without page furniture."""
    return compiled('#set page(paper: "a4", margin: 25mm)\n#set text(font: "Noto Serif SC", size: 12pt, lang: "zh")\n' + body)


def compiled(source: str) -> bytes:
    """Typst source to PDF, by the fonts that ship alone."""
    fonts = Path(next(iter(pylopdf_fonts_zh_cn.__path__)))
    made = typst.compile(source.encode(), font_paths=[str(fonts)], ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#"{escaped}"'
