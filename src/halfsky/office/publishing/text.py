"""The text of a draft at one version: its blocks in order, each under its anchor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from halfsky.document.block import Block
from halfsky.document.draft import from_data
from halfsky.office.monitoring.models import Run
from halfsky.office.publishing.models import Draft, DraftBlock, DraftVersion


@dataclass(frozen=True, slots=True)
class Held:
    """A block as a version has it: ``row`` is its wording's number, ``own`` whether its words are an editor's."""

    anchor: int
    row: int
    block: Block
    own: bool


@dataclass(frozen=True, slots=True)
class Text:
    """One version: its number, its run, the version of the outline it was made by, its blocks."""

    version: int
    pk: int
    run: Run
    held: tuple[Held, ...]
    what: str
    about: str
    at: datetime
    name: str
    outline: int = 0

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks alone, in order."""
        return tuple(one.block for one in self.held)

    def place(self, anchor: int) -> int | None:
        """Where a block stands, None when this version has it not."""
        return next((at for at, one in enumerate(self.held) if one.anchor == anchor), None)


def text_of(draft: Draft, no: int | None = None) -> Text:
    """The text of a version, of the newest one where ``no`` is None (two queries). DoesNotExist for an unknown one."""
    return texts_of(draft, [draft.newest if no is None else no])[0]


def texts_of(draft: Draft, numbers: Sequence[int]) -> list[Text]:
    """Several versions in the order asked for (two queries)."""
    found = {row.no: row for row in draft.versions.filter(no__in=numbers).select_related("run__release")}
    if set(numbers) - found.keys():
        raise DraftVersion.DoesNotExist
    wanted = {pk for row in found.values() for pk in row.order}
    rows = {row.pk: row for row in DraftBlock.objects.filter(draft=draft, pk__in=wanted)}
    held = {pk: Held(row.anchor, pk, from_data(row.content), row.own) for pk, row in rows.items()}
    return [
        Text(no, row.pk, row.run, tuple(held[pk] for pk in row.order), row.what, row.about, row.at, row.name, row.outline)
        for no in numbers for row in (found[no],)
    ]
