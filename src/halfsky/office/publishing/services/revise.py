"""Taking what a revised release offers to a draft, one by one or all; or leaving a sentence as it is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from halfsky.document.block import Figure, Paragraph, fields
from halfsky.document.draft import rebound
from halfsky.document.redraft import taken
from halfsky.office.monitoring.models import Run
from halfsky.office.publishing.compose import composed, undrawn
from halfsky.office.publishing.models import Draft, DraftKept
from halfsky.office.publishing.offers import OfferRow, newer_run, offers_of
from halfsky.office.publishing.outlines import outline_of
from halfsky.office.publishing.refusals import DraftRefused
from halfsky.office.publishing.services.comments import comment_on
from halfsky.office.publishing.services.drafts import New, next_version, writable
from halfsky.office.publishing.text import Held, Text, text_of
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record

ALL = "all"
DOUBT = (
    "按发布版 {release} 换了数，但判断或原句的说法已变，请核对这段话是否还成立。",
    "The figures are those of release {release}, but the judgement or the wording changed; check whether this still holds.",
)
"""Put as a remark on own words whose ground has moved: it stays until somebody settles it."""


def take(*, draft_id: int, version: int, chosen: Collection[str], by: Actor, at: datetime) -> Draft:
    """Put what is offered into the text; ``chosen`` holds the names of offers, or ``all``."""
    with transaction.atomic():
        draft, text, newer, rows = _offered(draft_id, version, by)
        wanted = [one for one in rows if one.id in chosen or ALL in chosen]
        if not wanted:
            raise DraftRefused("no_offer")
        if any(isinstance(one.offer.whole, Figure) for one in wanted):
            composed(draft.kind, newer, draft.lang, arranged=())
        whole = len(wanted) == len(rows)
        about = f"{newer.release.name}：{len(wanted)}"
        parts = _with(text, wanted, newer)
        if whole:
            parts = _confirmed(draft, text, parts, newer)
        made = next_version(draft, text, parts, "take", about, by, at, run=newer if whole else text.run)
        for anchor in dict.fromkeys(text.held[one.offer.block].anchor for one in wanted if one.offer.doubtful and one.offer.block is not None):
            comment_on(draft_id=draft.pk, anchor=anchor, text=DOUBT[draft.lang == "en"].format(release=newer.release.name), by=by, at=at)
        return made


@transaction.atomic
def keep(*, draft_id: int, version: int, chosen: Collection[str], by: Actor, at: datetime) -> Draft:
    """Leave sentences as they are: they are not offered again by this release, and stay bound to the old one."""
    draft, text, newer, rows = _offered(draft_id, version, by)
    wanted = [one for one in rows if one.id in chosen]
    if not wanted:
        raise DraftRefused("no_offer")
    DraftKept.objects.bulk_create([DraftKept(draft=draft, run=newer, digest=one.digest, at=at, login=by.login) for one in wanted])
    record(
        by=by, at=at, action="publishing.draft_kept", about=f"draft:{draft.pk}",
        facts={"release": newer.release.name, "sentences": [one.old[:200] for one in wanted]},
    )
    if len(wanted) == len(rows):
        parts = _confirmed(draft, text, list(text.held), newer)
        return next_version(draft, text, parts, "keep", newer.release.name, by, at, run=newer)
    return draft


def _confirmed(draft: Draft, text: Text, parts: list[Held | New], newer: Run) -> list[Held | New]:
    """Every figure that the newer release has unchanged, bound to that release; one that was kept stays with the old."""
    sections = outline_of(draft.kind, text.outline).sections
    made = undrawn(newer.pk, newer.result_hash, draft.kind, draft.lang, sections)
    fresh, source = {one.key: one.text for one in fields(made)}, str(newer.pk)
    out: list[Held | New] = []
    for one in parts:
        block = rebound(one.block, fresh, source)
        out.append(one if block is one.block or block == one.block else New(block, source, one.anchor, one.own))
    return out


def _offered(draft_id: int, version: int, by: Actor) -> tuple[Draft, Text, Run, list[OfferRow]]:
    draft = writable(draft_id, by)
    if version != draft.newest:
        raise DraftRefused("moved")
    text = text_of(draft)
    newer = newer_run(text.run, by.role)
    if newer is None:
        raise DraftRefused("nothing_newer")
    return draft, text, newer, offers_of(draft, text, newer)


def _with(text: Text, wanted: list[OfferRow], newer: Run) -> list[Held | New]:
    source = str(newer.pk)
    by_block: dict[int, list[OfferRow]] = {}
    behind: dict[int, list[OfferRow]] = {}
    for row in wanted:
        if row.offer.block is None:
            behind.setdefault(row.offer.after, []).append(row)
        else:
            by_block.setdefault(row.offer.block, []).append(row)
    out: list[Held | New] = []
    for at, held in enumerate(text.held):
        out += _changed(held, by_block.get(at, []), source)
        out += [New(row.offer.whole or Paragraph(row.offer.new), source) for row in behind.get(at, [])]
    return out


def _changed(held: Held, rows: list[OfferRow], source: str) -> list[Held | New]:
    """A block with its offers put in, from the last sentence to the first, so that places stay true."""
    if not rows:
        return [held]
    block = held.block
    for row in sorted(rows, key=lambda one: one.offer.place or 0, reverse=True):
        offer = row.offer
        if offer.kind == "gone":
            return []
        new = offer.whole if offer.whole is not None else taken(block, offer.place or 0, offer.new)
        if new is None:
            return []
        block = new
    return [New(block, source, held.anchor, held.own)]
