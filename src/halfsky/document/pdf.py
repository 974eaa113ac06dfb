"""Blocks to PDF by typst: one template, the blocks as JSON, the packaged fonts and no other.

The PDF carries bookmarks (its headings), tags, the text alternative of every figure and its fonts, and is
written as PDF/A-2a. The date in it is the release's, so the same release gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pypdfium2
import typst

from halfsky.document import font, outline
from halfsky.document.block import (
    ITEM_MARK,
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
from halfsky.method.wording.piece import plain


def render(blocks: Sequence[Block], meta: Meta) -> bytes:
    """The document as PDF bytes. The same blocks and meta give the same bytes."""
    content = [_block(one, meta.lang) for one in outline.number(blocks, meta.lang)]
    data = json.dumps({"meta": _meta(meta), "blocks": content}, ensure_ascii=False)
    moment = datetime(meta.made.year, meta.made.month, meta.made.day, tzinfo=UTC)
    out = typst.compile(
        template_path(),
        font_paths=[font.folder()],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": data},
        pdf_standards="a-2a",
        timestamp=int(moment.timestamp()),
    )
    return bytes(out)


def heading_pages(document: bytes) -> list[int]:
    """The page of every heading of a rendered document, in order, counted from 1."""
    with pypdfium2.PdfDocument(document) as opened:
        return [(one.get_dest().get_index() or 0) + 1 for one in opened.get_toc() if one.get_dest() is not None]


def template_path() -> Path:
    """Where the typst template lies."""
    return Path(str(files("halfsky.document").joinpath("report.typ")))


def _meta(meta: Meta) -> dict[str, Any]:
    return {
        "title": meta.title,
        "lang": meta.lang,
        "author": meta.author,
        "subject": meta.subject,
        "keywords": [meta.release] if meta.release else [],
        "mark": meta.mark,
        "year": meta.made.year,
        "month": meta.made.month,
        "day": meta.made.day,
    }


def _block(block: Block, lang: str) -> dict[str, Any]:
    match block:
        case Title(lines):
            return {"kind": "title", "lines": [plain(line) for line in lines]}
        case Letterhead(lines):
            return {"kind": "letterhead", "lines": [plain(line) for line in lines]}
        case Masthead(issuer, number):
            return {"kind": "masthead", "issuer": plain(issuer), "number": plain(number), "form": block.form}
        case Imprint(copies, issuer, printed):
            return {"kind": "imprint", "copies": plain(copies), "issuer": plain(issuer), "printed": plain(printed)}
        case Signature(lines):
            return {"kind": "signature", "lines": [plain(line) for line in lines]}
        case Heading(level, text, number):
            return {"kind": "heading", "level": level, "number": number, "text": plain(text)}
        case Paragraph(pieces, style):
            return {"kind": "paragraph", "style": style, "text": (ITEM_MARK[lang] if style == "item" else "") + plain(pieces)}
        case Note(pieces):
            return {"kind": "note", "text": plain(pieces)}
        case Contents(depth):
            return {"kind": "contents", "depth": depth}
        case PageBreak():
            return {"kind": "pagebreak"}
        case Figure():
            return {
                "kind": "figure",
                "svg": block.svg.decode("utf-8"),
                "alt": block.alt,
                "caption": _caption("figure", block.number, plain(block.caption), lang),
                "note": plain(block.note),
                "width": min(block.width, 156.0),
            }
        case Table():
            return {
                "kind": "table",
                "whole": block.whole,
                "caption": _caption("table", block.label or block.number, plain(block.caption), lang),
                "unit": plain(block.unit),
                "note": plain(block.note),
                "columns": [
                    {"head": plain(one.head), "align": one.align, "width": one.width} for one in block.columns
                ],
                "rows": [
                    {"kind": row.kind, "cells": [plain(cell) for cell in row.cells]} for row in block.rows
                ],
            }


def _caption(kind: str, number: int | str, words: str, lang: str) -> str:
    return f"{outline.CAPTION[lang][kind]}{number}{'　' if lang == 'zh' else '. '}{words}"
