"""Writing a draft: begun from a run, its words changed block by block; every change is a version and none is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from halfsky.document import outline
from halfsky.document.block import (
    Block,
    Heading,
    Letterhead,
    Masthead,
    PageBreak,
    Paragraph,
    Signature,
    Title,
)
from halfsky.document.draft import SHAPES, edited_of, shape_of, shaped, to_data, with_words
from halfsky.method.wording.edited import read_back
from halfsky.method.wording.piece import Sentence, plain
from halfsky.office.decision.services import open_matter
from halfsky.office.decision.states import DRAFT, DROPPED, KINDS, STATE_WORDS
from halfsky.office.monitoring.models import Run
from halfsky.office.people.selectors import signature
from halfsky.office.publishing.compose import composed
from halfsky.office.publishing.models import Draft, DraftBlock, DraftVersion, Edition
from halfsky.office.publishing.outlines import in_force
from halfsky.office.publishing.pool import pool_after, pool_of
from halfsky.office.publishing.refusals import DraftConflict, DraftRefused
from halfsky.office.publishing.text import Held, Text, text_of
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record

ABOUT = 60
LONGEST_HEADING = 80


@dataclass(frozen=True, slots=True)
class New:
    """A block that a version brings: ``anchor`` None for one that was not there before."""

    block: Block
    source: str
    anchor: int | None = None
    own: bool = False


def start(*, kind: str, run_id: int, lang: str, by: Actor, at: datetime) -> Draft:
    """Begin the draft of a report from a run. DraftRefused where one is under way or was published from the same year."""
    run = Run.objects.select_related("release").get(pk=run_id)
    for known in Draft.objects.filter(kind=kind, lang=lang, year=run.year).select_related("matter"):
        edition = Edition.objects.filter(draft=known).first()
        if edition is not None:
            raise DraftRefused("published_already", number=edition.number)
        if known.matter is not None and known.matter.state != DROPPED:
            raise DraftRefused("open_already", draft=known.pk)
    by_outline = in_force(kind)
    made = composed(kind, run, lang, arranged=by_outline.sections)
    source = str(run.pk)
    return _begin(kind, lang, run, made.meta.title, [New(one, source) for one in made.blocks], None, by, at, outline_no=by_outline.no)


def correct(*, edition_id: int, by: Actor, at: datetime) -> Draft:
    """Begin a corrected edition: a draft with the published text, which then takes what a revised release offers."""
    edition = Edition.objects.select_related("draft", "run", "version").filter(pk=edition_id).first()
    if edition is None:
        raise DraftRefused("no_edition")
    begun = Draft.objects.filter(corrects=edition).exclude(matter__state=DROPPED).first()
    if begun is not None:
        raise DraftRefused("open_already", draft=begun.pk)
    text = text_of(edition.draft, edition.version.no)
    blocks = [New(one.block, str(text.run.pk), own=one.own) for one in text.held]
    return _begin(edition.kind, edition.lang, text.run, edition.title, blocks, edition, by, at, outline_no=text.outline)


def save_block(
    *, draft_id: int, anchor: int, version: int, text: str, by: Actor, at: datetime, shape: str = ""
) -> Draft:
    """Change the words of a block, of a table or drawing its caption. ``version`` is the one the form was opened on, ``text``
    the words with their marks. ``shape``: what a paragraph becomes, one of ``SHAPES``; "" leaves it.

    EditRefused for a typed figure; DraftConflict where somebody else changed the same block meanwhile.
    """
    with transaction.atomic():
        draft = writable(draft_id, by)
        seen, now = _seen(draft, version), text_of(draft)
        pool, place = pool_of(seen, anchor), now.place(anchor)
        if place is None:
            raise DraftRefused("no_block")
        if pool is None:
            raise DraftRefused("not_words")
        held, before = now.held[place], seen.held[seen.place(anchor) or 0]
        current = edited_of(held.block) or ()
        if held.row != before.row:
            raise DraftConflict(plain(current), now.version)
        words = read_back(text, pool[1], pool[0])
        block = _made(with_words(held.block, words) if words != current else held.block, shape)
        if block == held.block:
            raise DraftRefused("same_words")
        new = New(block, str(now.run.pk), anchor, own=True)
        return next_version(draft, now, _swapped(now, place, [new]), "edit" if words != current else "shape", _about(now, place), by, at)


def add_block(
    *, draft_id: int, after: int, version: int, text: str, by: Actor, at: datetime, shape: str = "body"
) -> Draft:
    """Put a paragraph of one's own behind a block, or a heading or a line of a list by ``shape``."""
    with transaction.atomic():
        draft = writable(draft_id, by)
        seen, now = _seen(draft, version), text_of(draft)
        place = now.place(after)
        if place is None or seen.place(after) is None:
            raise DraftRefused("no_block")
        words = read_back(text, pool_after(seen, after))
        new = New(_made(Paragraph(words), shape), str(now.run.pk), own=True)
        return next_version(draft, now, [*now.held[: place + 1], new, *now.held[place + 1 :]], "add", _about(now, place), by, at)


def remove_block(*, draft_id: int, anchor: int, version: int, by: Actor, at: datetime) -> Draft:
    """Take a block out; an earlier version still has it."""
    with transaction.atomic():
        draft = writable(draft_id, by)
        seen, now = _seen(draft, version), text_of(draft)
        place, before = now.place(anchor), seen.place(anchor)
        if place is None or before is None:
            raise DraftRefused("no_block")
        if now.held[place].row != seen.held[before].row:
            raise DraftConflict(plain(edited_of(now.held[place].block) or ()), now.version)
        if isinstance(now.held[place].block, Title | Letterhead | Masthead | Signature):
            raise DraftRefused("head")
        return next_version(draft, now, _swapped(now, place, []), "remove", _about(now, place), by, at)


def move_block(*, draft_id: int, anchor: int, step: int, version: int, by: Actor, at: datetime) -> Draft:
    """Move a block by one place, up (-1) or down (+1), over page breaks. The title stays first and the signature where it is."""
    with transaction.atomic():
        draft = writable(draft_id, by)
        if version != draft.newest:
            raise DraftRefused("moved")
        now = text_of(draft)
        place = now.place(anchor)
        by_one = 1 if step > 0 else -1
        to = -1 if place is None else place + by_one
        while place is not None and 0 <= to < len(now.held) and isinstance(now.held[to].block, PageBreak):
            to += by_one
        if place is None or not 0 <= to < len(now.held):
            raise DraftRefused("no_block")
        if any(isinstance(now.held[one].block, Title | Letterhead | Masthead | Signature) for one in (place, to)):
            raise DraftRefused("head")
        held = list(now.held)
        held.insert(to, held.pop(place))
        return next_version(draft, now, held, "move", _about(now, place), by, at)


def go_back(*, draft_id: int, to: int, version: int, by: Actor, at: datetime) -> Draft:
    """Make the text of an earlier version the newest one; what came after it stays in the list of versions."""
    with transaction.atomic():
        draft = writable(draft_id, by)
        if version != draft.newest:
            raise DraftRefused("moved")
        old, now = _seen(draft, to), text_of(draft)
        return next_version(draft, now, list(old.held), "back", str(to), by, at, run=old.run, outline_no=old.outline)


def writable(draft_id: int, by: Actor) -> Draft:
    """The draft, if ``by`` may write and its text is not locked. DraftRefused otherwise."""
    draft = Draft.objects.select_related("matter").filter(pk=draft_id).first()
    if draft is None or draft.matter is None:
        raise DraftRefused("no_draft", draft=draft_id)
    if by.role not in KINDS["report"].drafts:
        raise DraftRefused("wrong_role", role=by.name or by.role)
    if draft.matter.state != DRAFT:
        state_zh, state_en = STATE_WORDS[draft.matter.state]
        raise DraftRefused("locked", title=draft.title, state_zh=state_zh, state_en=state_en)
    return draft


def _seen(draft: Draft, version: int) -> Text:
    try:
        return text_of(draft, version)
    except DraftVersion.DoesNotExist:
        raise DraftRefused("no_version", version=version) from None


def _swapped(text: Text, place: int, new: Sequence[New]) -> list[Held | New]:
    return [*text.held[:place], *new, *text.held[place + 1 :]]


def _about(text: Text, place: int) -> str:
    """What a change is about: the words that stood there, shortened."""
    block = text.held[place].block
    words: Sentence = edited_of(block) or ()
    return plain(words)[:ABOUT]


def _made(block: Block, shape: str) -> Block:
    """The block in another shape, itself for "" and its own. DraftRefused for one that keeps its shape, or too long a heading."""
    mine = shape_of(block)
    if shape not in ("", mine):
        if not mine or shape not in SHAPES:
            raise DraftRefused("no_shape")
        block = shaped(block, shape)
    if isinstance(block, Heading) and len(plain(block.text)) > LONGEST_HEADING:
        raise DraftRefused("long_heading", most=LONGEST_HEADING)
    return block


@transaction.atomic
def _begin(
    kind: str, lang: str, run: Run, title: str, blocks: Sequence[New], corrects: Edition | None, by: Actor, at: datetime,
    *, outline_no: int,
) -> Draft:
    draft = Draft.objects.create(
        kind=kind, lang=lang, year=run.year, title=title[:120], corrects=corrects, made_at=at, made_by=signature(by)
    )
    _write(draft, 1, blocks, run, "correct" if corrects else "begin", corrects.number if corrects else run.release.name, by, at, outline_no)
    name = f"{title[:110]}（更正）" if corrects else title[:120]
    draft.matter = open_matter(kind="report", subject=f"draft:{draft.pk}", title=name, by=by, at=at)
    Draft.objects.filter(pk=draft.pk).update(matter=draft.matter)
    draft.refresh_from_db()
    facts = {"kind": kind, "lang": lang, "release": run.release.name, **({"corrects": corrects.number} if corrects else {})}
    record(by=by, at=at, action="publishing.draft", about=f"draft:{draft.pk}", facts=facts)
    return draft


def next_version(
    draft: Draft, now: Text, parts: Sequence[Held | New], what: str, about: str, by: Actor, at: datetime, *, run: Run | None = None,
    outline_no: int | None = None,
) -> Draft:
    """Write the next version; exactly one of two people with the same version wins."""
    blocks = [one.block for one in parts]
    try:
        outline.number(blocks, draft.lang)
    except outline.OutlineError:
        raise DraftRefused("outline") from None
    _write(draft, now.version + 1, parts, run or now.run, what, about, by, at, now.outline if outline_no is None else outline_no)
    record(
        by=by, at=at, action="publishing.draft_saved", about=f"draft:{draft.pk}",
        facts={"version": now.version + 1, "what": what, "words": about},
    )
    draft.refresh_from_db()
    return draft


def _write(
    draft: Draft, no: int, parts: Sequence[Held | New], run: Run, what: str, about: str, by: Actor, at: datetime, outline_no: int
) -> None:
    anchors = draft.anchors + sum(1 for one in parts if isinstance(one, New) and one.anchor is None)
    if Draft.objects.filter(pk=draft.pk, newest=no - 1).update(newest=no, anchors=anchors) != 1:
        raise DraftRefused("moved")
    anchor, rows = draft.anchors, []
    for one in parts:
        if not isinstance(one, New):
            continue
        anchor += 1 if one.anchor is None else 0
        content: Any = to_data(one.block, one.source)
        rows.append(DraftBlock(
            draft=draft, anchor=anchor if one.anchor is None else one.anchor, version=no, content=content, own=one.own
        ))
    made = iter(DraftBlock.objects.bulk_create(rows))
    order = [next(made).pk if isinstance(one, New) else one.row for one in parts]
    DraftVersion.objects.create(
        draft=draft, no=no, run=run, outline=outline_no, order=order, what=what, about=about[:160], at=at, login=by.login, name=signature(by)
    )

