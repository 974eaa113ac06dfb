"""A draft taken over into the outline in force: its sections reordered, taken out and added, every word in them as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from halfsky.document.block import Block, Heading, PageBreak, Signature
from halfsky.document.outline import ANNEX
from halfsky.document.sections import is_own
from halfsky.office.publishing.compose import undrawn
from halfsky.office.publishing.models import Draft
from halfsky.office.publishing.outlines import in_force, outline_of
from halfsky.office.publishing.refusals import DraftRefused
from halfsky.office.publishing.services.drafts import New, next_version, writable
from halfsky.office.publishing.text import Held, text_of
from halfsky.office.trail.actor import Actor

Part = tuple[str, list[int]]
"""The key of a heading of the first level, and the places of its blocks; "" for one that an editor wrote."""


def rearrange(*, draft_id: int, version: int, by: Actor, at: datetime) -> Draft:
    """Arrange a draft by the outline in force.

    A section that both outlines have stays as it was edited; one that an editor took out is not brought back; one that the
    editor wrote stays behind the section it followed. What falls away is in the version before.
    """
    with transaction.atomic():
        draft = writable(draft_id, by)
        if version != draft.newest:
            raise DraftRefused("moved")
        text, newer = text_of(draft), in_force(draft.kind)
        if newer.no == text.outline:
            raise DraftRefused("same_outline")
        run, old = text.run, outline_of(draft.kind, text.outline)
        before, after = (
            undrawn(run.pk, run.result_hash, draft.kind, draft.lang, one.sections) for one in (old, newer)
        )
        parts = _merged(text.held, before, after, str(run.pk))
        return next_version(draft, text, parts, "outline", str(newer.no), by, at, outline_no=newer.no)


def _merged(held: Sequence[Held], before: Sequence[Block], after: Sequence[Block], source: str) -> list[Held | New]:
    head, mine, tail = _parts([one.block for one in held])
    was = {key: [before[at] for at in places] for key, places in _parts(before)[1]}
    fresh = {key: [after[at] for at in places] for key, places in _parts(after)[1]}
    followed: dict[str, list[Held]] = {}
    stands: dict[str, list[Held]] = {}
    last = ""
    for key, places in mine:
        blocks = [held[at] for at in places]
        if key in fresh:
            stands[key], last = blocks, key
        elif key not in was:
            followed.setdefault(last, []).extend(blocks)
    out: list[Held | New] = [*(held[at] for at in head), *followed.get("", [])]
    annexes: list[Held | New] = []
    body = out
    for key, blocks_after in fresh.items():
        out = annexes if key.startswith(ANNEX) else body
        if key in stands:
            rewritten = is_own(key) and blocks_after != was.get(key) and not any(one.own for one in stands[key])
            out += [New(one, source) for one in blocks_after] if rewritten else stands[key]
        elif key not in was:
            out += [New(one, source) for one in blocks_after]
        out += followed.get(key, [])
    return [*body, *(held[at] for at in tail), *annexes]


def _parts(blocks: Sequence[Block]) -> tuple[list[int], list[Part], list[int]]:
    """The places before the first section, those of each section, those of the signature; a page break belongs to what follows."""
    head: list[int] = []
    parts: list[Part] = []
    tail: list[int] = []
    for at, block in enumerate(blocks):
        follows = blocks[at + 1] if at + 1 < len(blocks) else None
        opens = block if isinstance(block, Heading) else follows if isinstance(block, PageBreak) else None
        broken = at > 0 and isinstance(blocks[at - 1], PageBreak) and isinstance(block, Heading)
        if isinstance(block, Signature):
            tail.append(at)
        elif isinstance(opens, Heading) and opens.level == 1 and not broken:
            parts.append((opens.key, [at]))
        elif parts:
            parts[-1][1].append(at)
        else:
            head.append(at)
    return head, parts, tail
