"""Blocks to an HTML fragment: the same words and tables for a page; a field carries its key."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
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

Told = Callable[[Field], str]
"""What is to be said of a figure."""
ITEMS = ('<ul class="items">', "</ul>")
ALIGN_CLASS = {"left": "", "right": ' class="r"', "centre": ' class="c"'}


def render(blocks: Sequence[Block], meta: Meta, told: Told | None = None) -> str:
    """The fragment, inside one `article`; headings start at level 2. No style attributes, no script. ``told`` as in `page`."""
    lang = "zh-Hans" if meta.lang == "zh" else "en"
    mark = f'<p class="demo-mark">{escape(meta.mark)}</p>' if meta.mark else ""
    writer = _Writer(meta.lang, told)
    body = _joined(writer.block(one) for one in outline.number(blocks, meta.lang))
    return f'<article class="report" lang="{lang}">{mark}\n{body}\n</article>\n'


def page(blocks: Sequence[Block], meta: Meta, told: Told | None = None) -> bytes:
    """The document as one HTML file that needs nothing else: its styles and drawings are inside, no script.

    ``told`` gives what a figure says when it is pointed at, such as indicator, year, release and signer; "" for nothing.
    """
    numbered = outline.number(blocks, meta.lang)
    lang = "zh-Hans" if meta.lang == "zh" else "en"
    mark = f'<p class="demo-mark">{escape(meta.mark)}</p>' if meta.mark else ""
    writer = _Writer(meta.lang, told)
    body = _joined(writer.contents(numbered, one) if isinstance(one, Contents) else writer.block(one) for one in numbered)
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


def _joined(parts: Iterable[str]) -> str:
    """The blocks as one text; lines of a list that follow one another are one list."""
    return "\n".join(parts).replace(f"{ITEMS[1]}\n{ITEMS[0]}", "\n")


def _anchor(block: Heading) -> str:
    return "h-" + (block.key or plain(block.text)).replace(":", "-").replace(" ", "-")


@dataclass(frozen=True)
class _Writer:
    """Writes blocks in one language."""

    lang: str
    told: Told | None

    def contents(self, numbered: Sequence[Block], block: Contents) -> str:
        title = "目录" if self.lang == "zh" else "Contents"
        entries = "".join(
            f'<li><a href="#{_anchor(one)}">{escape(one.number)}{self._words(one.text)}</a></li>'
            for one in numbered
            if isinstance(one, Heading) and one.level <= min(block.depth, 1)
        )
        return f'<nav class="contents" aria-label="{title}"><ol>{entries}</ol></nav>'

    def block(self, block: Block) -> str:
        match block:
            case Title(lines):
                return f"<h1>{'<br>'.join(self._words(line) for line in lines)}</h1>"
            case Letterhead(lines):
                return "".join(f'<p class="letterhead">{self._words(line)}</p>' for line in lines)
            case Masthead(issuer, number):
                if block.form == "file":
                    return f'<div class="masthead file"><p>{self._words(issuer)}</p><p class="number">{self._words(number)}</p></div>'
                return f'<p class="masthead">{self._words(issuer)}</p><p class="signature">{self._words(number)}</p>'
            case Imprint(copies, issuer, printed):
                first = f"<p>{self._words(copies)}</p>" if copies else ""
                return f'<footer class="imprint">{first}<p class="ends"><span>{self._words(issuer)}</span><span>{self._words(printed)}</span></p></footer>'
            case Signature(lines):
                return "".join(f'<p class="signature">{self._words(line)}</p>' for line in lines)
            case Heading(level, text, number):
                anchor = f' id="{escape(_anchor(block))}"' if block.key or level == 1 else ""
                return f"<h{level + 1}{anchor}>{escape(number)}{self._words(text)}</h{level + 1}>"
            case Paragraph(pieces, "item"):
                return f"{ITEMS[0]}<li>{self._words(pieces)}</li>{ITEMS[1]}"
            case Paragraph(pieces, style):
                return f'<p class="{escape(style)}">{self._words(pieces)}</p>'
            case Note(pieces):
                return f'<p class="note">{self._words(pieces)}</p>'
            case Table():
                return self._table(block)
            case Figure():
                image = base64.b64encode(block.svg).decode("ascii")
                return (
                    f'<figure><img alt="{escape(block.alt)}" src="data:image/svg+xml;base64,{image}">'
                    f"<figcaption>{self._label('figure', block.number)}{self._words(block.caption)}</figcaption></figure>"
                    + (f'<p class="note">{self._words(block.note)}</p>' if block.note else "")
                )
            case Contents() | PageBreak():
                return ""

    def _table(self, block: Table) -> str:
        caption = f"{self._label('table', block.label or block.number)}{self._words(block.caption)}"
        if block.unit:
            caption += f' <span class="unit">{self._words(block.unit)}</span>'
        heads = "".join(
            f'<th scope="col"{ALIGN_CLASS[column.align]}>{self._words(column.head)}</th>' for column in block.columns
        )
        rows = []
        for row in block.rows:
            if row.kind == "group":
                cell = f'<th scope="colgroup" colspan="{len(block.columns)}">{self._words(row.cells[0])}</th>'
                rows.append(f'<tr class="group">{cell}</tr>')
                continue
            first, *rest = row.cells
            cells = "".join(
                f"<td{ALIGN_CLASS[column.align]}>{self._words(cell)}</td>"
                for cell, column in zip(rest, block.columns[1:], strict=True)
            )
            rows.append(f'<tr class="{escape(row.kind)}"><th scope="row"{ALIGN_CLASS[block.columns[0].align]}>{self._words(first)}</th>{cells}</tr>')
        note = f'<p class="note">{self._words(block.note)}</p>' if block.note else ""
        table = f'<table class="table"><caption>{caption}</caption><thead><tr>{heads}</tr></thead>'
        region = f'<div class="tablewrap" tabindex="0" role="region" aria-label="{escape(plain(block.caption))}">'
        return f"{region}{table}<tbody>{''.join(rows)}</tbody></table></div>{note}"

    def _label(self, kind: str, number: int | str) -> str:
        return f"{outline.CAPTION[self.lang][kind]}{number}{'　' if self.lang == 'zh' else '. '}"

    def _words(self, pieces: Sentence) -> str:
        return "".join(self._figure(piece) if isinstance(piece, Field) else escape(piece.text) for piece in pieces if piece.text)

    def _figure(self, field: Field) -> str:
        said = self.told(field) if self.told else ""
        hover = f' title="{escape(said)}"' if said else ""
        return f'<data class="figure" value="{escape(field.key)}"{hover}>{escape(field.text)}</data>'
