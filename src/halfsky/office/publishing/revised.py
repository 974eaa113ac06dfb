"""Which sentences of an edition are stale after its release was revised: old and new side by side.

An edition and its files are never changed by this; a corrected edition takes its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from halfsky.document.block import Block, Heading
from halfsky.document.stale import Change, Unit, compare
from halfsky.method.wording.piece import Field, Sentence, plain
from halfsky.office.monitoring.models import Run
from halfsky.office.publishing.compose import undrawn
from halfsky.office.publishing.models import Edition
from halfsky.office.publishing.offers import newer_run, offers_of
from halfsky.office.publishing.outlines import outline_of
from halfsky.office.publishing.text import Text, text_of
from halfsky.office.release.embargo import clock, sees_early
from halfsky.office.release.listing import is_open

Words = tuple[tuple[str, bool], ...]
"""A sentence as a page shows it: (words, whether they are a bound figure that differs)."""


@dataclass(frozen=True, slots=True)
class StaleRow:
    """One sentence, caption or table row: under which heading, as it was and as it reads now ("" on the side it is not)."""

    part: str
    table: bool
    old: Words
    new: Words


@dataclass(frozen=True, slots=True)
class Revision:
    """An edition beside the newest run of its year; ``newer`` is "" when there is no newer release to be seen."""

    pk: int
    number: str
    kind: str
    lang: str
    year: int
    release: str
    newer: str
    reason: str
    corrected_by: str
    sentences: tuple[StaleRow, ...] = ()
    rows: tuple[StaleRow, ...] = ()
    drawings: int = 0


def revision_of(pk: int, role: str) -> Revision | None:
    """What is stale in an edition; None when there is no such edition that ``role`` may see."""
    edition = Edition.objects.select_related("run__release", "draft", "version").filter(pk=pk).first()
    if edition is None or not (sees_early(role) or is_open(edition.run.release, clock())):
        return None
    run, newest = edition.run, newer_run(edition.run, role)
    after = Edition.objects.filter(corrects=edition).values_list("number", flat=True).first() or ""
    facts = {
        "pk": edition.pk, "number": edition.number, "kind": edition.kind, "lang": edition.lang, "year": run.year,
        "release": run.release.name, "corrected_by": after,
    }
    if newest is None:
        return Revision(**facts, newer="", reason="")
    found = _found(edition.pk, newest.pk, newest.result_hash)
    return Revision(
        **facts, newer=newest.release.name, reason=newest.release.reason, sentences=found[0], rows=found[1], drawings=found[2]
    )


@lru_cache(maxsize=32)
def _found(pk: int, newer: int, _hash: str) -> tuple[tuple[StaleRow, ...], tuple[StaleRow, ...], int]:
    """Neither an edition nor a run ever changes, so neither does what differs between the two."""
    edition = Edition.objects.select_related("draft", "version").get(pk=pk)
    text, run = text_of(edition.draft, edition.version.no), Run.objects.select_related("release").get(pk=newer)
    offered = offers_of(edition.draft, text, run)
    sentences = tuple(
        StaleRow(one.part, False, _words(one.offer.old, one.offer.new), _words(one.offer.new, one.offer.old))
        for one in offered if one.offer.whole is None
    )
    drawings = sum(1 for one in offered if one.offer.kind == "figure")
    sections = outline_of(edition.kind, text.outline).sections
    return sentences, _rows(text, undrawn(run.pk, run.result_hash, edition.kind, edition.lang, sections)), drawings


def _rows(text: Text, after: tuple[Block, ...]) -> tuple[StaleRow, ...]:
    """The rows of tables that read otherwise now."""
    shown = (_row(one, text.blocks, after) for one in compare(text.blocks, after))
    return tuple(one for one in shown if one.table and one.old != one.new)


def _row(one: Change, old: tuple[Block, ...], new: tuple[Block, ...]) -> StaleRow:
    side, blocks = (one.old, old) if one.old else (one.new, new)
    assert side is not None
    heading = next((plain(block.text) for block in reversed(blocks[: side.block + 1]) if isinstance(block, Heading)), "")
    return StaleRow(heading, "|" in side.part, _words(_said(one.old), _said(one.new)), _words(_said(one.new), _said(one.old)))


def _said(side: Unit | None) -> Sentence:
    return () if side is None else side.pieces


def _words(side: Sentence, other: Sentence) -> Words:
    """The words of a side; a figure that the other side has not is marked."""
    there = {(piece.key, piece.text) for piece in other if isinstance(piece, Field)}
    return tuple(
        (piece.text, isinstance(piece, Field) and (piece.key, piece.text) not in there) for piece in side if piece.text
    )
