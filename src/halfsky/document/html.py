"""Blocks to an HTML fragment: the same words and tables for a page; a field carries its key."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from importlib.resources import files

from halfsky.document import outline
from halfsky.document.block import (
    Block,
    Contents,
    Figure,
    Heading,
    Imprint,
    Letterhead,
    Masthead,
    Meta,
    Note,
    PageBreak,
    Paragraph,
    Signature,
    Table,
    Title,
)
from halfsky.method.wording.piece import Field, Sentence, plain

ALIGN_CLASS = {"left": "", "right": ' class="r"', "centre": ' class="c"'}


def render(blocks: Sequence[Block], meta: Meta) -> str:
    """The fragment, inside one `article`; headings start at level 2. No style attributes, no script."""
    lang = "zh-Hans" if meta.lang == "zh" else "en"
    mark = f'<p class="demo-mark">{escape(meta.mark)}</p>' if meta.mark else ""
    body = "\n".join(_block(one, meta.lang) for one in outline.number(blocks, meta.lang))
    return f'<article class="report" lang="{lang}">{mark}\n{body}\n</article>\n'


def page(blocks: Sequence[Block], meta: Meta) -> bytes:
    """The document as one HTML file that needs nothing else: its styles and drawings are inside, no script."""
    numbered = outline.number(blocks, meta.lang)
    lang = "zh-Hans" if meta.lang == "zh" else "en"
    mark = f'<p class="demo-mark">{escape(meta.mark)}</p>' if meta.mark else ""
    body = "\n".join(_contents(numbered, one, meta.lang) if isinstance(one, Contents) else _block(one, meta.lang) for one in numbered)
    style = files("halfsky.document").joinpath("report.css").read_text("utf-8")
    head = (
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(meta.title)}</title>"
        f'<meta name="author" content="{escape(meta.author)}"><meta name="halfsky-release" content="{escape(meta.release)}">'
        f"<style>{style}</style>"
    )
    return (
        f'<!doctype html>\n<html lang="{lang}"><head>{head}</head>\n<body><article class="report" lang="{lang}">{mark}\n'
        f"{body}\n</article></body></html>\n"
    ).encode()


def _contents(numbered: Sequence[Block], block: Contents, lang: str) -> str:
    title = "目录" if lang == "zh" else "Contents"
    entries = "".join(
        f'<li><a href="#{_anchor(one)}">{escape(one.number)}{_words(one.text)}</a></li>'
        for one in numbered
        if isinstance(one, Heading) and one.level <= min(block.depth, 1)
    )
    return f'<nav class="contents" aria-label="{title}"><ol>{entries}</ol></nav>'


def _anchor(block: Heading) -> str:
    return "h-" + (block.key or plain(block.text)).replace(":", "-").replace(" ", "-")


def _block(block: Block, lang: str) -> str:
    match block:
        case Title(lines):
            return f"<h1>{'<br>'.join(_words(line) for line in lines)}</h1>"
        case Letterhead(lines):
            return "".join(f'<p class="letterhead">{_words(line)}</p>' for line in lines)
        case Masthead(issuer, number):
            if block.form == "file":
                return f'<div class="masthead file"><p>{_words(issuer)}</p><p class="number">{_words(number)}</p></div>'
            return f'<p class="masthead">{_words(issuer)}</p><p class="signature">{_words(number)}</p>'
        case Imprint(copies, issuer, printed):
            first = f"<p>{_words(copies)}</p>" if copies else ""
            return f'<footer class="imprint">{first}<p class="ends"><span>{_words(issuer)}</span><span>{_words(printed)}</span></p></footer>'
        case Signature(lines):
            return "".join(f'<p class="signature">{_words(line)}</p>' for line in lines)
        case Heading(level, text, number):
            anchor = f' id="{escape(_anchor(block))}"' if block.key else ""
            return f"<h{level + 1}{anchor}>{escape(number)}{_words(text)}</h{level + 1}>"
        case Paragraph(pieces, style):
            return f'<p class="{escape(style)}">{_words(pieces)}</p>'
        case Note(pieces):
            return f'<p class="note">{_words(pieces)}</p>'
        case Table():
            return _table(block, lang)
        case Figure():
            image = base64.b64encode(block.svg).decode("ascii")
            return (
                f'<figure><img alt="{escape(block.alt)}" src="data:image/svg+xml;base64,{image}">'
                f"<figcaption>{_label('figure', block.number, lang)}{_words(block.caption)}</figcaption></figure>"
                + (f'<p class="note">{_words(block.note)}</p>' if block.note else "")
            )
        case Contents() | PageBreak():
            return ""


def _table(block: Table, lang: str) -> str:
    caption = f"{_label('table', block.label or block.number, lang)}{_words(block.caption)}"
    if block.unit:
        caption += f' <span class="unit">{_words(block.unit)}</span>'
    heads = "".join(
        f'<th scope="col"{ALIGN_CLASS[column.align]}>{_words(column.head)}</th>' for column in block.columns
    )
    rows = []
    for row in block.rows:
        if row.kind == "group":
            cell = f'<th scope="colgroup" colspan="{len(block.columns)}">{_words(row.cells[0])}</th>'
            rows.append(f'<tr class="group">{cell}</tr>')
            continue
        first, *rest = row.cells
        cells = "".join(
            f"<td{ALIGN_CLASS[column.align]}>{_words(cell)}</td>"
            for cell, column in zip(rest, block.columns[1:], strict=True)
        )
        rows.append(f'<tr class="{escape(row.kind)}"><th scope="row"{ALIGN_CLASS[block.columns[0].align]}>{_words(first)}</th>{cells}</tr>')
    note = f'<p class="note">{_words(block.note)}</p>' if block.note else ""
    table = f'<table class="table"><caption>{caption}</caption><thead><tr>{heads}</tr></thead>'
    region = f'<div class="tablewrap" tabindex="0" role="region" aria-label="{escape(plain(block.caption))}">'
    return f"{region}{table}<tbody>{''.join(rows)}</tbody></table></div>{note}"


def _label(kind: str, number: int | str, lang: str) -> str:
    return f"{outline.CAPTION[lang][kind]}{number}{'　' if lang == 'zh' else '. '}"


def _words(pieces: Sentence) -> str:
    return "".join(
        f'<data class="figure" value="{escape(piece.key)}">{escape(piece.text)}</data>'
        if isinstance(piece, Field)
        else escape(piece.text)
        for piece in pieces
        if piece.text
    )
