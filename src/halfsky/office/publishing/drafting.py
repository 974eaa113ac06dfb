"""Drafts as pages show them: the list, one draft block by block, its versions, what differs between two of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone

from halfsky.document import outline
from halfsky.document.block import (
    Block,
    Contents,
    Figure,
    Heading,
    Letterhead,
    Masthead,
    Note,
    PageBreak,
    Paragraph,
    Signature,
    Table,
    Title,
)
from halfsky.document.draft import SHAPES, edited_of, shape_of
from halfsky.document.stale import sentences_of
from halfsky.method.wording.compared import Part, compared
from halfsky.method.wording.edited import OUTSIDE, Bound, Chip
from halfsky.method.wording.piece import Field, Sentence, plain
from halfsky.office.decision.policies import may
from halfsky.office.decision.selectors import MatterView, matter_views
from halfsky.office.decision.states import STATE_WORDS
from halfsky.office.monitoring.models import Run
from halfsky.office.publishing.models import Draft, DraftComment, DraftVersion, OutlineVersion
from halfsky.office.publishing.origins import origins, told
from halfsky.office.publishing.text import Text, text_of, texts_of
from halfsky.office.trail.actor import Actor

Span = tuple[str, str]
"""(words, where a figure is from); "" for words."""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft in the list."""

    pk: int
    kind: str
    title: str
    lang: str
    year: int
    state: str
    state_word: str
    version: int
    made_at: str
    made_by: str
    comments: int
    number: str
    corrects: str


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A remark; ``words`` are the beginning of the block that it is on."""

    pk: int
    anchor: int
    text: str
    name: str
    role: str
    at: str
    settled: str
    words: str


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block to be shown: ``kind`` is heading, paragraph, lines, table, figure."""

    anchor: int
    kind: str
    level: int
    style: str
    number: str
    spans: tuple[Span, ...]
    own: bool
    words: bool
    fixed: bool
    block: Block
    comments: tuple[CommentRow, ...]


@dataclass(frozen=True, slots=True)
class DraftView:
    """One draft: its facts, its blocks, what the reader may do."""

    draft: Draft
    text: Text
    blocks: tuple[BlockView, ...]
    comments: tuple[CommentRow, ...]
    open: int
    matter: MatterView | None
    number: str
    may_write: bool
    outline_no: int
    """The version of the outline in force; 0 is the one that ships."""
    outline_note: str


def drafts(lang: str) -> list[DraftRow]:
    """Every draft, newest first (one query)."""
    rows = Draft.objects.select_related("matter", "edition", "corrects").annotate(open=Count("comments", Q(comments__settled_at=None)))
    return [
        DraftRow(
            row.pk, row.kind, row.title, row.lang, row.year, row.matter.state, STATE_WORDS[row.matter.state][lang == "en"], row.newest,
            moment(row.made_at), row.made_by, row.open, row.edition.number if hasattr(row, "edition") else "",
            row.corrects.number if row.corrects else "",
        )
        for row in rows if row.matter
    ]


def draft_view(pk: int, by: Actor, lang: str) -> DraftView | None:
    """A draft's newest version, None when there is none of this number."""
    newest = OutlineVersion.objects.filter(kind=OuterRef("kind")).order_by("-no")
    found = Draft.objects.select_related("matter", "corrects", "edition").annotate(
        outline_no=Subquery(newest.values("no")[:1]), outline_note=Subquery(newest.values("note")[:1])
    )
    draft = found.filter(pk=pk).first()
    if draft is None or draft.matter is None:
        return None
    text = text_of(draft)
    words = {one.anchor: plain(edited_of(one.block) or ())[:24] for one in text.held}
    comments = tuple(
        CommentRow(row.pk, row.anchor, row.text, row.name, row.role, moment(row.at), row.settled_by, words.get(row.anchor, ""))
        for row in DraftComment.objects.filter(draft=draft)
    )
    sources = {one.source for block in text.blocks for said in sentences_of(block) for one in said if isinstance(one, Bound)}
    known = origins(sources, lang, text.run)
    views = []
    for held, block in zip(text.held, outline.number(text.blocks, draft.lang), strict=True):
        views.append(BlockView(
            held.anchor, kind_of(block), getattr(block, "level", 0), str(getattr(block, "style", "")), str(getattr(block, "number", "") or ""),
            tuple(span for said in _said(block) for span in _spans(said, known, lang)), held.own, edited_of(block) is not None,
            isinstance(block, Title | Letterhead | Masthead | Signature), block,
            tuple(one for one in comments if one.anchor == held.anchor and not one.settled),
        ))
    matter = matter_views([f"draft:{draft.pk}"], by, lang).get(f"draft:{draft.pk}")
    number = draft.edition.number if hasattr(draft, "edition") else ""
    return DraftView(
        draft, text, tuple(views), comments, sum(1 for one in comments if not one.settled), matter, number, may(draft.matter, "touch", by),
        draft.outline_no or 0, draft.outline_note or "",
    )


def chips(pool: tuple[Chip, ...], lang: str, run: Run) -> list[dict[str, Any]]:
    """The figures that marks stand for: number, words, where from."""
    known = origins({one.field.source for one in pool if isinstance(one.field, Bound)}, lang, run)
    return [{"n": at, "text": one.field.text, "from": told(one.field, known, lang)} for at, one in enumerate(pool, 1)]


def version_of(view: DraftView, no: int) -> Text:
    """A version of the draft shown, the newest one for an unknown number."""
    if no == view.text.version or not 1 <= no <= view.draft.newest:
        return view.text
    return text_of(view.draft, no)


def versions_of(draft: Draft) -> list[DraftVersion]:
    """Every version, newest first (one query)."""
    return list(draft.versions.select_related("run__release"))


@dataclass(frozen=True, slots=True)
class Compared:
    """A block that is not the same in two versions; ``was`` is what it was before, where it became something else."""

    how: str
    words: str
    parts: tuple[Part, ...]
    was: str = ""


def compare_versions(draft: Draft, old: int, new: int) -> list[Compared]:
    """What differs between two versions, block by block in the order of the newer one. DoesNotExist for an unknown version."""
    before, after = texts_of(draft, [old, new])
    found = {one.anchor: one for one in before.held}
    out = []
    for held in after.held:
        was = found.pop(held.anchor, None)
        if was is None:
            out.append(Compared("in", _name(held.block), compared((), _whole(held.block))))
        elif was.row != held.row and (_name(was.block), _read(was.block)) != (_name(held.block), _read(held.block)):
            out.append(Compared(
                "changed", _name(held.block), compared(_whole(was.block), _whole(held.block)),
                _name(was.block) if _name(was.block) != _name(held.block) else "",
            ))
    return out + [Compared("out", _name(one.block), compared(_whole(one.block), ())) for one in found.values()]


def moment(at: datetime) -> str:
    """Day and minute, local time."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def shapes_at(text: Text, anchor: int, form: str) -> tuple[str, ...]:
    """What a paragraph may become where it stands, or a new one behind ``anchor``: a heading skips no level. () for none."""
    place = text.place(anchor)
    if place is None or (form == "edit" and not shape_of(text.held[place].block)):
        return ()
    before = text.blocks[: place + (form == "add")]
    deep = next((one.level for one in reversed(before) if isinstance(one, Heading)), 0)
    return tuple(one for one in SHAPES if not one.startswith("h") or int(one[1]) <= deep + 1)


def _name(block: Block) -> str:
    """What a block is called where versions are compared; a heading with its level."""
    if isinstance(block, Heading):
        return f"h{block.level}"
    return "item" if isinstance(block, Paragraph) and block.style == "item" else kind_of(block)


def _read(block: Block) -> list[tuple[str, str]]:
    """What can differ between two wordings: words, figures and drawings, not the release that a figure is from."""
    return [(one.key if isinstance(one, Field) else "", one.text) for one in _whole(block)]


def _whole(block: Block) -> Sentence:
    """Everything read off a block."""
    if isinstance(block, Table):
        cells = [cell for row in block.rows for cell in row.cells]
        return tuple(piece for said in (block.caption, *cells) for piece in said)
    return tuple(piece for said in sentences_of(block) for piece in said)


def kind_of(block: Block) -> str:
    """heading, paragraph, table, figure, break, contents, or lines for the head and the signature."""
    match block:
        case Heading():
            return "heading"
        case Paragraph() | Note():
            return "paragraph"
        case Table():
            return "table"
        case Figure():
            return "figure"
        case PageBreak():
            return "break"
        case Contents():
            return "contents"
    return "lines"


def _said(block: Block) -> tuple[Sentence, ...]:
    return (block.caption,) if isinstance(block, Table | Figure) else sentences_of(block)


def _spans(said: Sentence, known: Any, lang: str) -> list[Span]:
    return [
        (one.text, (told(one, known, lang) or OUTSIDE) if isinstance(one, Field) else "") for one in said if one.text
    ]
