"""Reading the trail and proving it whole."""

from __future__ import annotations

from dataclasses import dataclass

from halfsky.office.trail.models import Entry, Head
from halfsky.office.trail.services import chained_fields, entry_hash


@dataclass(frozen=True, slots=True)
class ChainState:
    """``ok``, how many entries were read, and the number of the first that does not fit (None when whole)."""

    ok: bool
    entries: int
    first_bad: int | None
    head: str


def verify() -> ChainState:
    """Walk the whole chain: numbers without gaps, each hash over the one before, the head at the end."""
    previous, count = "0" * 64, 0
    for entry in Entry.objects.order_by("seq").iterator(chunk_size=2000):
        count += 1
        fits = entry.seq == count and entry.previous == previous
        if not fits or entry.hash != entry_hash(previous, chained_fields(entry)):
            return ChainState(False, count, count, previous)
        previous = entry.hash
    head = Head.objects.filter(pk=1).first()
    expected = (head.seq, head.hash) if head else (0, "0" * 64)
    if expected != (count, previous):
        return ChainState(False, count, count + 1, previous)
    return ChainState(True, count, None, previous)


def latest(limit: int = 50) -> list[Entry]:
    """The newest entries of all."""
    return list(Entry.objects.order_by("-seq")[:limit])
