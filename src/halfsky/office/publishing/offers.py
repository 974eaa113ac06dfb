"""What a revised release offers to a text: each change with a name of its own, those that an editor chose to leave left out."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from halfsky.document.block import Heading
from halfsky.document.redraft import Offer, offers
from halfsky.method.wording.compared import Part, compared
from halfsky.method.wording.piece import plain
from halfsky.office.monitoring.models import Run
from halfsky.office.publishing.compose import undrawn
from halfsky.office.publishing.models import Draft, DraftKept
from halfsky.office.publishing.outlines import outline_of
from halfsky.office.publishing.text import Text
from halfsky.office.release.embargo import clock, sees_early
from halfsky.office.release.listing import is_open


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer as a page shows it: its name, under which heading, both wordings and what differs between them."""

    id: str
    digest: str
    part: str
    offer: Offer
    parts: tuple[Part, ...]

    @property
    def old(self) -> str:
        return plain(self.offer.old)

    @property
    def new(self) -> str:
        return plain(self.offer.new)


def newer_run(run: Run, role: str) -> Run | None:
    """The newest run of a later release of the same year that ``role`` may see."""
    later = Run.objects.filter(
        year=run.year, release__origin="", release__plan=run.release.plan_id, release__number__gt=run.release.number
    ).select_related("release").order_by("-release__number", "-id")
    now = clock()
    return next((one for one in later if sees_early(role) or is_open(one.release, now)), None)


def offers_of(draft: Draft, text: Text, newer: Run) -> list[OfferRow]:
    """What the release of ``newer`` offers to a version of a draft, in the order of the text (two queries)."""
    sections = outline_of(draft.kind, text.outline).sections
    before, after = (undrawn(run.pk, run.result_hash, draft.kind, draft.lang, sections) for run in (text.run, newer))
    kept = set(DraftKept.objects.filter(draft=draft, run=newer).values_list("digest", flat=True))
    rows = [_row(text, one) for one in offers(text.blocks, before, after)]
    return [one for one in rows if one.digest not in kept]


def _row(text: Text, one: Offer) -> OfferRow:
    at = one.after if one.block is None else one.block
    heading = next((plain(block.text) for block in reversed(text.blocks[: at + 1]) if isinstance(block, Heading)), "")
    anchor = f"n{text.held[one.after].anchor}" if one.block is None else str(text.held[one.block].anchor)
    told = f"{one.kind}|{heading}|{plain(one.old)}|{plain(one.new)}|{one.place}"
    if one.whole is not None:
        told += repr(one.whole)
    digest = sha256(told.encode()).hexdigest()
    return OfferRow(f"{anchor}.{digest[:12]}", digest, heading, one, compared(one.old, one.new))
