"""The figures that a section of one's own may name: those of the newest run's report, each with the sentence it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from halfsky.document.block import Table, sentences
from halfsky.method.wording.edited import OUTSIDE
from halfsky.method.wording.piece import Field, plain
from halfsky.office.monitoring.models import Run
from halfsky.office.publishing.compose import undrawn

MOST = 900
"""Marks have three digits."""
AROUND, BEHIND = 28, 10


@dataclass(frozen=True, slots=True)
class AtHand:
    """A figure and the words around it in the newest report."""

    field: Field
    where: str


def newest(pk: int = 0) -> Run | None:
    """The newest run of our own; the run ``pk`` where there is one, so that a form goes on with the figures it was opened on."""
    asked = Run.objects.filter(pk=pk, release__origin="").select_related("release").first() if pk > 0 else None
    return asked or Run.objects.filter(release__origin="").select_related("release").order_by("-year", "-release__number", "-id").first()


def at_hand(kind: str, lang: str, run: Run | None = None) -> tuple[AtHand, ...]:
    """The figures of the shipped report of ``run``, of the newest run where None; nothing without a run (one query)."""
    run = run or newest()
    return () if run is None else _of(run.pk, run.result_hash, kind, lang)


@lru_cache(maxsize=16)
def _of(run: int, result_hash: str, kind: str, lang: str) -> tuple[AtHand, ...]:
    found: dict[str, tuple[int, AtHand]] = {}
    blocks = undrawn(run, result_hash, kind, lang)
    told = [(0, said) for said in sentences([one for one in blocks if not isinstance(one, Table)])]
    told += [(1, said) for said in sentences([one for one in blocks if isinstance(one, Table)])]
    for later, said in told:
        before, after = "", plain(said)
        for piece in said:
            after = after[len(piece.text):]
            if isinstance(piece, Field) and piece.text and piece.key not in found and not piece.key.startswith(f"{OUTSIDE}:"):
                general = piece.key.startswith(("release:", "plan:", "all:"))
                found[piece.key] = (0 if general else 1 + later, AtHand(piece, f"…{before[-AROUND:]}【{piece.text}】{after[:BEHIND]}…"))
            before += piece.text
    return tuple(one for _, one in sorted(found.values(), key=lambda pair: pair[0]))[:MOST]


