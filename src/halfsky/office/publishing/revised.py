"""Which sentences of an edition are stale after its release was revised: old and new side by side.

Both texts are composed anew from their runs, by the same words, so that only figures and judgements differ. An
edition and its files are never changed by this.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from halfsky.document import reading
from halfsky.document.block import Block, Heading
from halfsky.document.stale import Change, Unit, compare
from halfsky.method.wording.own import own_words
from halfsky.method.wording.piece import Field, plain
from halfsky.office.monitoring.models import Run
from halfsky.office.monitoring.services.run import result_of
from halfsky.office.people.selectors import areas
from halfsky.office.publishing.forms import form_of
from halfsky.office.publishing.models import Edition
from halfsky.office.release.embargo import clock, sees_early
from halfsky.office.release.listing import is_open
from halfsky.office.release.shelf import figures_in, figures_of, framework_of

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

    kind: str
    lang: str
    year: int
    release: str
    newer: str
    reason: str
    sentences: tuple[StaleRow, ...] = ()
    rows: tuple[StaleRow, ...] = ()


def revision_of(pk: int, role: str) -> Revision | None:
    """What is stale in an edition; None when there is no such edition that ``role`` may see."""
    edition = Edition.objects.select_related("run__release").filter(pk=pk).first()
    now = clock()
    if edition is None or not (sees_early(role) or is_open(edition.run.release, now)):
        return None
    run = edition.run
    later = Run.objects.filter(
        year=run.year, release__origin="", release__plan=run.release.plan_id, release__number__gt=run.release.number
    ).select_related("release").order_by("-release__number", "-id")
    newest = next((one for one in later if sees_early(role) or is_open(one.release, now)), None)
    facts = (edition.kind, edition.lang, run.year, run.release.name)
    if newest is None:
        return Revision(*facts, newer="", reason="")
    found = _compared((run.pk, run.result_hash), (newest.pk, newest.result_hash), edition.kind, edition.lang)
    return Revision(
        *facts, newer=newest.release.name, reason=newest.release.reason,
        sentences=tuple(one for one in found if not one.table), rows=tuple(one for one in found if one.table),
    )


@lru_cache(maxsize=32)
def _compared(before: tuple[int, str], after: tuple[int, str], kind: str, lang: str) -> tuple[StaleRow, ...]:
    """A run, named by its number and the hash of its result, never changes, so neither does what differs between two."""
    old, new = (_composed(one[0], kind, lang) for one in (before, after))
    shown = (_row(one, old, new) for one in compare(old, new))
    return tuple(one for one in shown if one.old != one.new)


def _composed(pk: int, kind: str, lang: str) -> tuple[Block, ...]:
    """The report of a run without its drawings."""
    run = Run.objects.select_related("release").get(pk=pk)
    form, release = form_of(kind), run.release
    result, framework, figures = result_of(run), framework_of(release), figures_of(release)
    shape, _colon, subject = kind.partition(":")
    if shape == "area":
        figures, framework = figures_in(release, subject), {**framework, "areas": areas()}
    with own_words(result["scheme"].get("words")):
        charts = form.charts_of(reading.read(result, framework, figures, lang))
        undrawn = {one.key: b"" for one in charts.values()}
        return tuple(form.blocks(result, framework, figures, lang, release.frozen_at.date(), undrawn))


def _row(one: Change, old: tuple[Block, ...], new: tuple[Block, ...]) -> StaleRow:
    side, blocks = (one.old, old) if one.old else (one.new, new)
    assert side is not None
    heading = next((plain(block.text) for block in reversed(blocks[: side.block + 1]) if isinstance(block, Heading)), "")
    return StaleRow(heading, "|" in side.part, _words(one.old, one.new), _words(one.new, one.old))


def _words(side: Unit | None, other: Unit | None) -> Words:
    """The words of a side; a figure that the other side has not is marked."""
    if side is None:
        return ()
    there = set() if other is None else {piece for piece in other.pieces if isinstance(piece, Field)}
    return tuple((piece.text, isinstance(piece, Field) and piece not in there) for piece in side.pieces if piece.text)
