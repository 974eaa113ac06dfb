"""The outlines of reports: which is in force, what every version holds, what differs between two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from halfsky.document import template
from halfsky.document.sections import Outline, Section, from_data, is_own
from halfsky.method.wording.compared import Part, compared
from halfsky.method.wording.piece import Sentence, Text, plain
from halfsky.office.publishing.forms import FORMS
from halfsky.office.publishing.models import OutlineVersion
from halfsky.office.publishing.refusals import DraftRefused


@dataclass(frozen=True, slots=True)
class OutlineAt:
    """One version of an outline: its sections, who made it, when, and why. Number 0 ships with the product."""

    kind: str
    no: int
    sections: Outline
    note: str = ""
    back_to: int | None = None
    at: datetime | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """What one section is in another version: ``in``, ``out``, ``on``, ``off``, ``place``, ``words``."""

    how: str
    title: str
    old: int
    new: int
    parts: tuple[Part, ...] = ()


def shipped(kind: str) -> OutlineAt:
    """The template as it ships."""
    return OutlineAt(kind, 0, tuple(Section(code) for code in template.load(kind, "zh").shipped()) if kind in FORMS else ())


def in_force(kind: str) -> OutlineAt:
    """The newest version (one query); the shipped one where there is none, and for a kind that has no outline."""
    row = OutlineVersion.objects.filter(kind=kind).first() if kind in FORMS else None
    return shipped(kind) if row is None else _told(row)


def outline_of(kind: str, no: int) -> OutlineAt:
    """A version by its number (one query). DoesNotExist for an unknown one."""
    return _told(OutlineVersion.objects.get(kind=kind, no=no)) if no else shipped(kind)


def known_version(kind: str, no: int | None) -> OutlineAt:
    """A version that a person asks for, the one in force where ``no`` is None. DraftRefused for a kind or version that is not."""
    if kind not in FORMS:
        raise DraftRefused("no_outline", kind=kind[:48])
    try:
        return in_force(kind) if no is None else outline_of(kind, no)
    except OutlineVersion.DoesNotExist:
        raise DraftRefused("no_version", version=no) from None


def all_in_force() -> dict[str, OutlineAt]:
    """The version in force of every kind that has an outline (one query)."""
    found: dict[str, OutlineVersion] = {}
    for row in OutlineVersion.objects.order_by("no"):
        found[row.kind] = row
    return {kind: _told(found[kind]) if kind in found else shipped(kind) for kind in FORMS}


def versions(kind: str) -> list[OutlineAt]:
    """Every version of a kind, newest first, the shipped one last (one query)."""
    return [*(_told(row) for row in OutlineVersion.objects.filter(kind=kind)), shipped(kind)]


def title_of(kind: str, section: Section, lang: str) -> str:
    """What a section is called, a figure in it as its key's place."""
    if is_own(section.code):
        return plain(section.title(lang) or section.title_zh or section.title_en)
    form = template.load(kind, lang)
    named = plain(form.title(section.code)) if section.code in form.shipped() else section.code
    return named or {"zh": "各领域", "en": "The domains"}[lang]


def differences(old: OutlineAt, new: OutlineAt, lang: str) -> list[Moved]:
    """What differs between two versions, in the order of the newer one. Places count from 1."""
    before = {one.code: (at, one) for at, one in enumerate(old.sections, 1)}
    kept = [one.code for one in new.sections if one.code in before]
    steady = _steady([before[code][0] for code in kept])
    out = []
    for at, one in enumerate(new.sections, 1):
        title = title_of(new.kind, one, lang)
        if one.code not in before:
            out.append(Moved("in", title, 0, at, compared((), _words(one))))
            continue
        was_at, was = before.pop(one.code)
        if was_at not in steady:
            out.append(Moved("place", title, was_at, at))
        if was.on != one.on:
            out.append(Moved("on" if one.on else "off", title, was_at, at))
        if _words(was) != _words(one):
            out.append(Moved("words", title, was_at, at, compared(_words(was), _words(one))))
    return out + [Moved("out", title_of(old.kind, one, lang), at, 0, compared(_words(one), ())) for at, one in before.values()]


def _steady(places: Sequence[int]) -> set[int]:
    """The longest run of places that still stand in order; the others were moved."""
    best: list[list[int]] = []
    for place in places:
        longest = max((run for run in best if run[-1] < place), key=len, default=[])
        best.append([*longest, place])
    return set(max(best, key=len, default=[]))


def _words(one: Section) -> Sentence:
    """Everything an own section says, paragraphs apart."""
    said: list[Sentence] = [one.title_zh, *one.paragraphs_zh, one.title_en, *one.paragraphs_en]
    return tuple(piece for sentence in said if sentence for piece in (*sentence, Text("\n")))


def _told(row: OutlineVersion) -> OutlineAt:
    return OutlineAt(row.kind, row.no, from_data(row.sections), row.note, row.back_to, row.at, row.name)


def counts(outline: OutlineAt) -> Mapping[str, int]:
    """How many sections are on, off and the office's own."""
    on = sum(one.on for one in outline.sections)
    return {"on": on, "off": len(outline.sections) - on, "own": sum(is_own(one.code) for one in outline.sections)}
