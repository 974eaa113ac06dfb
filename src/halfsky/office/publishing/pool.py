"""The text of one block as its form shows it: the words with marks, and the figures the marks stand for.

The numbers of the marks are counted in the version that the form was opened on, which never changes; so a mark means the
same figure when the form comes back, whatever was saved meanwhile.
"""

from __future__ import annotations

from halfsky.document.draft import edited_of
from halfsky.document.redraft import figures_at_hand
from halfsky.method.wording.edited import Chip, marked, remarked
from halfsky.office.publishing.models import Draft
from halfsky.office.publishing.text import Text, texts_of

MOST = 200


def pool_of(text: Text, anchor: int) -> tuple[str, tuple[Chip, ...]] | None:
    """The marked words of a block and every figure at hand for it; None where its words are not edited."""
    at = text.place(anchor)
    words = None if at is None else edited_of(text.held[at].block)
    if at is None or words is None:
        return None
    said, mine = marked(words)
    return said, (*mine, *_more(text, at, {chip.field.key for chip in mine}))


def pool_after(text: Text, anchor: int) -> tuple[Chip, ...]:
    """The figures at hand for a new paragraph behind a block."""
    at = text.place(anchor)
    return () if at is None else tuple(_more(text, at, set()))


def _more(text: Text, at: int, known: set[str]) -> list[Chip]:
    return [Chip(field) for field in figures_at_hand(text.blocks, at) if field.key not in known][:MOST]


def carried_over(draft: int, anchor: int, text: str, old: int, new: int) -> str:
    """Words typed on an older version of a block, their marks counted as the newer version counts them (three queries)."""
    row = Draft.objects.filter(pk=draft).first()
    if row is None:
        return text
    before, after = (pool_of(one, anchor) for one in texts_of(row, [old, new]))
    return text if before is None or after is None else remarked(text, before[1], after[1])
