"""Printing a report that is no edition: every page says so, it has no number and leaves no trace but its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from halfsky.document import html, outline
from halfsky.document.block import Figure
from halfsky.document.sections import Outline
from halfsky.formats.whole import write_whole
from halfsky.office.files.selectors import content_path
from halfsky.office.monitoring.models import Run
from halfsky.office.publishing.compose import (
    Composed,
    ReportRefused,
    composed,
    drawings,
    with_drawings,
    written,
)
from halfsky.office.publishing.models import Draft, Edition
from halfsky.office.publishing.outline_figures import newest
from halfsky.office.publishing.text import Text, text_of


def printed(kind: str, run: Run, lang: str) -> dict[str, bytes]:
    """A report straight from a run, marked as a draft; the same run gives the same bytes. Files by name."""
    made = composed(kind, run, lang, day=run.release.frozen_at.date())
    return _named(replace(made, meta=replace(made.meta, draft=True)), kind, run)


def previewed(kind: str, lang: str, arranged: Outline) -> bytes:
    """What a report of the newest run would be by an outline that is not kept yet, as an HTML page marked as a draft.

    ReportRefused where there is no run.
    """
    run = newest()
    if run is None:
        raise ReportRefused("no_run_at_all")
    made = composed(kind, run, lang, arranged=arranged)
    return html.page(made.blocks, replace(made.meta, draft=True))


def printed_draft(draft: Draft) -> dict[str, bytes]:
    """The newest version of a draft, marked as a draft. Files by name."""
    text = text_of(draft)
    made = made_of(draft, text)
    return _named(replace(made, meta=replace(made.meta, draft=True)), draft.kind, text.run)


def made_of(draft: Draft, text: Text) -> Composed:
    """A version of a draft as a document with its drawings; title and description as its run has them."""
    plain = composed(draft.kind, text.run, draft.lang, draw=False, arranged=())
    return replace(plain, blocks=with_drawings(outline.paged(text.blocks), draft.kind, text.run, draft.lang))


def drawing_of(draft_id: int, key: str) -> bytes | None:
    """A drawing that a block of this draft names, made anew where it is not kept; None where no block names it."""
    draft = Draft.objects.filter(pk=draft_id).first()
    text = text_of(draft) if draft is not None else None
    if draft is None or text is None or all(not isinstance(one, Figure) or one.key != key for one in text.blocks):
        return None
    if key not in drawings([key]):
        with_drawings([one for one in text.blocks if isinstance(one, Figure) and one.key == key], draft.kind, text.run, draft.lang)
    return drawings([key]).get(key)


def files_of(edition: Edition) -> dict[str, bytes]:
    """The files of an edition under their own names."""
    return {row.file.name: content_path(row.file).read_bytes() for row in edition.files.select_related("file")}


def lay_out(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Lay files in a folder under their names; gives the paths."""
    written_paths = []
    for name, data in files.items():
        write_whole(folder / name, data)
        written_paths.append(folder / name)
    return written_paths


def _named(made: Composed, kind: str, run: Run) -> dict[str, bytes]:
    return {f"{made.name}.{form}": data for form, data in written(made, kind, run).items()}
