"""The report's part on the eight domains: what matters first, then the indicators, a chart, the goals' states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from halfsky.document import annual_table, chart
from halfsky.document.block import Block, Heading, Paragraph
from halfsky.document.reading import Reading
from halfsky.document.template import Template
from halfsky.method.wording import attainment, clause, together
from halfsky.method.wording.clause import BAD, Subject
from halfsky.method.wording.number import Unit
from halfsky.method.wording.phrase import finish, listing, paragraph, phrase, quoted_within, words
from halfsky.method.wording.piece import Field, Sentence, Slot, join, judged, named, sentence

MOST_SENTENCES = 8
"""Indicators described in one domain; the rest stand in the tables."""
IN_PARAGRAPH = 2
MOST_WEAK = 4
"""Goals named at the head of a domain; the table of its goals has them all."""
MOST_SILENT = 6
"""Items without a figure named in one sentence; how many there are is said."""


def blocks(found: Reading, form: Template, charts: Mapping[str, tuple[chart.Chart, bytes]]) -> list[Block]:
    """All eight domains."""
    out: list[Block] = []
    for place, (slug, name) in enumerate(found.domains()):
        out.append(Heading(2, (named(f"domain:{slug}:name", name),), key=f"domain:{slug}"))
        out += _domain(found, form, slug, name, place, charts)
    return out


def key_tracks(found: Reading, slug: str) -> list[Mapping[str, Any]]:
    """The tracks described in words: most important first, each indicator once (its sentence tells women and men)."""
    return _weightiest(found, found.tracks_of(slug))[:MOST_SENTENCES]


def _weightiest(found: Reading, rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    some = [row for row in rows if (one := found.subject(row)) and one.value is not None]
    seen: set[str] = set()
    kept = []
    for row in sorted(some, key=lambda one: weight(found, one)):
        if str(row["indicator"]) not in seen:
            seen.add(str(row["indicator"]))
            kept.append(row)
    return kept


def told(found: Reading, rows: Sequence[Mapping[str, Any]], key: str) -> list[Block]:
    """The tracks in words: each indicator once, most important first, those that read alike in one sentence, which is
    bound to their choice under `key`."""
    some = [one for row in _weightiest(found, rows) if (one := found.subject(row)) is not None]
    said = together.told(some, found.lang, key)
    return [Paragraph(paragraph(found.lang, said[start : start + IN_PARAGRAPH])) for start in range(0, len(said), IN_PARAGRAPH)]


def weight(found: Reading, row: Mapping[str, Any]) -> tuple[int, int, str]:
    """The order of importance: missed, hard, fallen back, with a numeric target, the rest."""
    subject = found.subject(row)
    assert subject is not None
    trouble = {"not_met": 0, "hard": 1}.get(subject.state, 2)
    if trouble == 2 and not clause.worsened(subject):
        trouble = 3
    return trouble, 0 if subject.aim is not None else 1, str(row["code"])


def charted(found: Reading, most: int) -> list[Mapping[str, Any]]:
    """The tracks a trend is drawn for: in each domain the weightiest with a target and at least three figures."""
    out: list[Mapping[str, Any]] = []
    for slug, _ in found.domains():
        for row in key_tracks(found, slug):
            subject = found.subject(row)
            series = found.series(str(row["indicator"]), str(row.get("breakdown") or ""))
            if (
                subject is not None
                and subject.pool is None
                and len(series.known) >= 3
                and subject.state != "no_data"
            ):
                out.append(row)
                break
    return out[:most]


def _domain(
    found: Reading,
    form: Template,
    slug: str,
    name: str,
    place: int,
    charts: Mapping[str, tuple[chart.Chart, bytes]],
) -> list[Block]:
    lang = found.lang
    out: list[Block] = [Paragraph(paragraph(lang, _opening(found, slug, place))), *told(found, key_tracks(found, slug), f"domain:{slug}")]
    last = [one for one in (_qualitative(found, slug), _silent(found, slug)) if one]
    if last:
        out.append(Paragraph(paragraph(lang, last)))
    for row in found.tracks_of(slug):
        drawn = charts.get(str(row["code"]))
        if drawn is not None:
            out.append(_figure(found, form, row, drawn))
    out.append(annual_table.goals(found, form, slug, name))
    return out


def _opening(found: Reading, slug: str, place: int) -> list[Sentence]:
    """How the domain stands, and by name which goals call for attention; where there are many, these come first."""
    lang, counts = found.lang, found.domain_counts(slug)
    counted = attainment.domain_counts(counts, Field("release:year", str(found.year)), lang, place)
    weak = [goal for state in ("not_met", "hard") for goal in annual_table.goals_of(found, slug) if goal["state"] == state]
    if not weak:
        return [one for one in (counted, attainment.rest(counts, lang)) if one]
    said = _weak(found, slug, weak, counts, place)
    return [said, counted] if counts.bad * 3 >= counts.monitorable else [counted, said]


def _weak(found: Reading, slug: str, weak: Sequence[Mapping[str, Any]], counts: attainment.Counts, place: int) -> Sentence:
    """Which goals call for attention: the missed first, no more than `MOST_WEAK` by name."""
    lang, states = found.lang, {str(goal["state"]) for goal in weak}
    alike = len(states) == 1 and not (len(weak) == 1 and "hard" in states)
    goals = listing([_weak_goal(found, goal, alike) for goal in weak], lang, MOST_WEAK)
    if len(weak) > MOST_WEAK:
        name = "open.weak.most"
    elif alike:
        name = "open.weak.missed" if "not_met" in states else "open.weak.alike"
    else:
        name = "open.weak" if len(weak) > 1 else "open.weak.one" if place % 2 else "open.weak.alone"
    (first, *_) = [str(goal["state"]) for goal in weak]
    slots: dict[str, Slot] = {one: counts.field(one) for one in ("bad", "monitorable")}
    slots["state"] = Field(f"domain:{slug}:weak_state", words(lang, f"state.{first}"))
    chosen = judged(f"domain:{slug}:weak_goals", ",".join(str(goal["code"]) for goal in weak))
    return finish(lang, [sentence(phrase(lang, name, goals=goals, **slots), chosen)])


def _weak_goal(found: Reading, goal: Mapping[str, Any], bare: bool) -> Sentence:
    code = str(goal["code"])
    title = found.words(found.tables["goals"].get(code, goal), "title")
    return phrase(
        found.lang, "open.weak.goal.bare" if bare else "open.weak.goal", title=named(f"goal:{code}:title", quoted_within(title, found.lang)),
        no=Field(f"goal:{code}:no", code.rsplit(".", 1)[1]), state=Field(f"goal:{code}:state", words(found.lang, f"state.{goal['state']}")),
    )  # fmt: skip


def _trim(found: Reading, row: Mapping[str, Any]) -> Subject:
    subject = found.subject(row)
    assert subject is not None
    return subject


def _figure(
    found: Reading, form: Template, row: Mapping[str, Any], drawn: tuple[chart.Chart, bytes]
) -> Block:
    subject = _trim(found, row)
    key = f"{subject.key}"
    label = subject.name[:1].upper() + subject.name[1:]
    said = form.say("trend_caption", name=named(f"{key}:name", label), unit=named(f"{key}:unit", unit_words(subject.unit, found.lang)))
    caption = sentence(said, judged(f"{key}:trend", "drawn"))
    made, svg = drawn
    return chart.drawn_figure(made, svg, caption, trend_note(found, form, row), chart.MILLIMETRES)


def trend_note(found: Reading, form: Template, row: Mapping[str, Any], *, source: bool = True) -> Sentence:
    """What the marks of a track's trend mean, as far as they are drawn, and where the figures come from; empty for nothing."""
    code, breakdown = str(row["indicator"]), str(row.get("breakdown") or "")
    parts = [form.say(f"trend_{mark}") for mark in chart.marks(found.series(code, breakdown, row))]
    said = [phrase(found.lang, "note.marks", parts=join(parts, words(found.lang, "note.joint")))] if parts else []
    body = found.body(str(found.indicator(code).get("source_body") or ""))
    if source and body:
        said.append(form.say("trend_source", source=named(f"indicator:{code}:source", body)))
    return paragraph(found.lang, said)


def unit_words(unit: Unit, lang: str) -> str:
    """A unit as a caption names it."""
    return unit.zh or "—" if lang == "zh" else unit.en.strip() or ("number" if unit.group == "count" else "—")


def _qualitative(found: Reading, slug: str) -> Sentence:
    """The qualitative tracks, grouped by their state."""
    lang = found.lang
    rows = [row for row in found.tracks_of(slug) if row.get("kind") == "qualitative"]
    groups = []
    for state in (*attainment.JUDGED, "no_data"):
        some = [row for row in rows if row["state"] == state]
        if some:
            count = Field(f"domain:{slug}:qualitative:{state}", str(len(some)))
            groups.append(phrase(lang, "count.state", state=words(lang, f"state.{state}"), count=count))
    if not groups:
        return ()
    total = Field(f"domain:{slug}:qualitative", str(len(rows)))
    states = {str(row["state"]) for row in rows}
    if len(states) == 1:
        (state,) = states
        what = Field(f"domain:{slug}:qualitative:state", words(lang, f"state.{state}"))
        none = ".none" if state == "no_data" else ""
        chosen = judged(f"domain:{slug}:qualitative.state", state)
        if len(rows) == 1:
            one = phrase(lang, f"domain.qualitative.one{none}", names=_track_name(found, rows[0]), state=what)
            return finish(lang, [sentence(one, chosen)])
        said = [sentence(phrase(lang, f"domain.qualitative.{none[1:] or 'all'}", total=total, state=what), chosen)]
    else:
        said = [phrase(lang, "domain.qualitative", total=total, names=join(groups, words(lang, "list")))]
    weak = [_track_name(found, row) for row in rows if row["state"] in BAD]
    if weak:
        chosen = judged(f"domain:{slug}:weak", ",".join(str(row["code"]) for row in rows if row["state"] in BAD))
        said.append(sentence(phrase(lang, "domain.qualitative.weak", names=listing(weak, lang, last=True)), chosen))
    return finish(lang, said)


def _silent(found: Reading, slug: str) -> Sentence:
    """The indicators that have no figure, with the reason of each."""
    lang = found.lang
    groups: dict[str, dict[str, Sentence]] = {}
    for row in found.tracks_of(slug):
        subject = found.subject(row)
        if subject is not None and subject.value is None and row["state"] in attainment.LEFT_OUT:
            label = found.item(row, subject.name)
            groups.setdefault(subject.reason, {}).setdefault(label, (named(f"{subject.key}:name", label),))
    year = Field("release:year", str(found.year))
    said = [
        sentence(
            phrase(lang, f"silent.{reason}", names=_silent_names(slug, reason, list(names.values()), lang), year=year),
            judged(f"domain:{slug}:silent.{reason}", ",".join(names)),
        )
        for reason, names in sorted(groups.items())
    ]
    return finish(lang, said, "semicolon")


def _silent_names(slug: str, reason: str, names: Sequence[Sentence], lang: str) -> Sentence:
    return listing(names, lang, MOST_SILENT, Field(f"domain:{slug}:silent.{reason}:count", str(len(names))))


def _track_name(found: Reading, row: Mapping[str, Any]) -> Sentence:
    title = found.words(row, "title")
    if found.lang != "zh":
        title = title[:1].lower() + title[1:]
    return (named(f"track:{row['code']}:title", title),)
