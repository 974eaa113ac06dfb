"""How an indicator stands: its judgement, its released figures, who signed them; and the list of all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F

from halfsky.method.wording import number
from halfsky.office.framework.measure import Delta, Measure
from halfsky.office.framework.selectors import listed
from halfsky.office.monitoring.models import TrackResult
from halfsky.office.monitoring.selectors.rows import FIELDS, TrackRow, track_row
from halfsky.office.monitoring.selectors.standing import Standing
from halfsky.office.monitoring.words import (
    STATES,
    breakdown_word,
    pick,
    reason_word,
    status_word,
    target_word,
)
from halfsky.office.release.models import Figure
from halfsky.office.release.selectors import (
    MEN,
    RURAL,
    URBAN,
    WOMEN,
    Seen,
    YearRow,
    columns_of,
    main_column,
    year_rows,
)


@dataclass(frozen=True, slots=True)
class Signed:
    """Who accepted which figures and when."""

    signer: str
    at: str
    what: str


@dataclass(frozen=True, slots=True)
class Standings:
    """An indicator as the newest run sees it; empty strings where there is nothing to say."""

    state: str
    track: TrackRow | None
    others: tuple[TrackRow, ...]
    column: str
    now: str
    now_year: int
    counts: str
    cases: str
    last: Delta | None
    base: Delta | None
    base_year: int
    to_target: str
    pace_note: str
    target: str
    target_year: int
    columns: tuple[str, ...]
    with_gap: bool
    rows: tuple[YearRow, ...]
    finer_columns: tuple[str, ...]
    finer: tuple[YearRow, ...]
    counts_of: str
    sex_note: str
    urban_note: str
    signed: tuple[Signed, ...]
    revised: tuple[str, ...]
    body_codes: tuple[str, ...]


def standings(stand: Standing, code: str, measure: Measure, titles: dict[str, str], lang: str, seen: list[Seen]) -> Standings:
    """The judgement and the figures of an indicator (one query; ``seen`` are its released figures)."""
    tracks = list(TrackResult.objects.filter(run_id=stand.run, indicator=code).values(*FIELDS)) if stand.run else []
    time = (stand.year, stand.before_plan, stand.end_year)
    rows = [(track, track_row(track, titles.get(track["code"], ""), measure, lang, time)) for track in tracks]
    main = min(rows, key=lambda pair: (pair[0]["kind"] != "quantitative", pair[0]["order"]), default=None)
    column = main_column(seen, main[0]["breakdown"] if main else "")
    every = columns_of(seen)
    columns = [key for key in every if ";" not in key and not key.startswith("AGE")] or every[:5]
    finer = [key for key in every if key not in columns]
    with_gap = WOMEN in columns and MEN in columns
    own = sorted((row for row in seen if row.breakdown == column and row.value is not None), key=lambda row: row.year)
    newest = own[-1] if own else None
    earlier = {row.year: row.value for row in own}
    base_year = main[0]["base_year"] if main and main[0]["base_year"] else 0
    track = main[0] if main else {}
    pooled = bool(track.get("pooled"))
    return Standings(
        state=main[1].state if main else "", track=main[1] if main else None,
        others=tuple(row for pair, row in rows if main is None or pair is not main[0]),
        column=breakdown_word(column, lang), now=measure.text(newest.value) if newest else "",
        now_year=newest.year if newest else 0, counts=_counts(newest),
        cases=number.digits(newest.numerator, 0) if pooled and newest and newest.numerator is not None else "",
        last=None if newest is None or pooled else measure.delta(newest.value, earlier.get(newest.year - 1)),
        base=None if newest is None or pooled or newest.year == base_year else measure.delta(newest.value, earlier.get(base_year)),
        base_year=base_year, to_target=_to_target(track, measure), pace_note=_pace_note(track, measure, lang),
        target=target_word(track.get("operator", ""), track.get("target_value"), measure, lang) if track else "",
        target_year=track.get("target_year") or 0, columns=tuple(breakdown_word(key, lang) for key in columns),
        with_gap=with_gap, rows=tuple(year_rows(
            seen, measure, columns, column, with_gap, lambda reason: reason_word(reason, lang),
            lambda row: figure_status(row, lang),
        )),
        finer_columns=tuple(breakdown_word(key, lang) for key in finer),
        finer=tuple(year_rows(
            seen, measure, finer, column, False, lambda reason: reason_word(reason, lang), lambda row: "",
        )) if finer else (),
        counts_of=breakdown_word(column, lang), sex_note=gap_note(seen, measure, WOMEN, MEN, lang, base_year or stand.before_plan),
        urban_note=gap_note(seen, measure, URBAN, RURAL, lang, base_year or stand.before_plan), signed=_signed(seen, lang),
        revised=_revised(seen, lang), body_codes=tuple(sorted({row.source_body for row in seen if row.source_body})),
    )


def figure_status(row: Seen, lang: str) -> str:
    """A figure's status in words, with its revision: `正式，第 2 次修订`."""
    if row.value is None:
        return reason_word(row.reason, lang) or status_word(row.status, lang)
    words = status_word(row.status, lang)
    if row.version > 1:
        words += pick(("，修订 {n} 次", ", revised {n} time(s)"), lang).format(n=row.version - 1)
    return words


def _counts(row: Seen | None) -> str:
    if row is None or row.numerator is None or row.denominator is None:
        return ""
    return f"{number.digits(row.numerator, 0)} / {number.digits(row.denominator, 0)}"


def _to_target(track: dict[str, Any], measure: Measure) -> str:
    gap = track.get("gap")
    off = gap is not None and track.get("state") in ("expected", "hard", "not_met") and track.get("target_value") is not None
    return measure.difference(gap) if off else ""


def _pace_note(track: dict[str, Any], measure: Measure, lang: str) -> str:
    if track.get("pace") is None or track.get("value") is None or track.get("pooled"):
        return ""
    off = number.rounded(track["value"], measure.decimals) - number.rounded(track["pace"], measure.decimals)
    if off == 0:
        return pick(("与应达进度持平", "exactly on pace"), lang)
    ahead = (off > 0) != ("<=" in track["operator"])
    words = ("比应达进度快 {n}", "{n} ahead of pace") if ahead else ("比应达进度慢 {n}", "{n} behind pace")
    return pick(words, lang).format(n=measure.difference(off))


def gap_note(seen: Iterable[Seen], measure: Measure, first: str, second: str, lang: str, base_year: int) -> str:
    """The gap of two groups in the newest year both have, and its change since the base year, or since the first year
    both have when that comes later: `2024 年差距 2.9 个百分点，比 2020 年缩小`."""
    pairs: dict[int, dict[str, Decimal]] = {}
    for row in seen:
        if row.breakdown in (first, second) and row.value is not None:
            pairs.setdefault(row.year, {})[row.breakdown] = number.rounded(row.value, measure.decimals)
    years = sorted(year for year, there in pairs.items() if len(there) == 2)
    if not years:
        return ""
    now = abs(pairs[years[-1]][first] - pairs[years[-1]][second])
    text = pick(("{y} 年差距 {n}", "gap {n} in {y}"), lang).format(y=years[-1], n=measure.difference(now))
    then = next((year for year in years if year >= base_year), years[0])
    if then < years[-1]:
        before = abs(pairs[then][first] - pairs[then][second])
        trend = ("比 {y} 年缩小", "narrower than in {y}") if now < before else ("比 {y} 年扩大", "wider than in {y}")
        if now == before:
            trend = ("与 {y} 年持平", "as in {y}")
        text += pick(("，", ", "), lang) + pick(trend, lang).format(y=then)
    return text


def _signed(seen: list[Seen], lang: str) -> tuple[Signed, ...]:
    newest = max((row.year for row in seen), default=0)
    gathered: dict[tuple[str, str], set[int]] = {}
    for row in seen:
        if row.year in (newest, newest - 1) and row.signer:
            gathered.setdefault((row.accepted_text, row.signer), set()).add(row.year)
    words = pick(("{years} 年数", "figures of {years}"), lang)
    rows = [
        Signed(signer, at, words.format(years=", ".join(str(year) for year in sorted(years))))
        for (at, signer), years in sorted(gathered.items(), reverse=True)
    ]
    return tuple(rows[:4])


def _revised(seen: list[Seen], lang: str) -> tuple[str, ...]:
    gathered: dict[tuple[int, int, str], list[str]] = {}
    for row in seen:
        if row.version > 1:
            groups = gathered.setdefault((row.year, row.version, row.note), [])
            groups.append(breakdown_word(row.breakdown, lang))
    words = ("{y} 年修订 {v} 次（{b}）：{note}", "{y} revised {v} time(s) ({b}): {note}")
    return tuple(
        pick(words, lang).format(
            y=year, v=version - 1, b=pick(("；", "; "), lang).join(groups),
            note=note or pick(("未写说明", "no note"), lang),
        )
        for (year, version, note), groups in gathered.items()
    )


@dataclass(frozen=True, slots=True)
class ListRow:
    """One indicator in the list with its newest figure and its worst state."""

    code: str
    name: str
    domain: str
    source: str
    now: str
    now_year: str
    breakdown: str
    delta: Delta | None
    target: str
    state: str
    reason: str


def list_rows(stand: Standing, lang: str) -> list[ListRow]:
    """Every indicator, judged ones with what was judged, the rest with their newest total (three queries)."""
    judged: dict[str, dict[str, Any]] = {}
    if stand.run is not None:
        for track in TrackResult.objects.filter(run_id=stand.run).exclude(indicator="").values(*FIELDS):
            known = judged.get(track["indicator"])
            if known is None or (track["kind"] == "quantitative" and known["kind"] != "quantitative"):
                judged[track["indicator"]] = track
    plain: dict[str, list[tuple[int, Decimal]]] = {}
    if stand.release is not None:
        for code, year, value in Figure.objects.filter(
            release_id=stand.release, area=F("release__area"), breakdown="", value__isnull=False, year__gte=stand.year - 5
        ).order_by("-year").values_list("indicator", "year", "value"):
            plain.setdefault(code, []).append((year, value))
    return [_list_row(entry, judged.get(entry.code), plain.get(entry.code, []), lang) for entry in listed(lang)]


def _list_row(entry: Any, track: dict[str, Any] | None, totals: list[tuple[int, Decimal]], lang: str) -> ListRow:
    measure: Measure = entry.measure
    value, year, before, breakdown = None, "", None, ""
    state, reason, target = "", "", ""
    if track is not None:
        state, reason = track["state"], reason_word(track["reason"], lang)
        if not str(track["subject"]).startswith(("gap", "compare")):
            value, before = track["value"], track["previous"]
            year = str(track["value_year"] or "")
            breakdown = breakdown_word(track["breakdown"], lang) if track["breakdown"] else ""
        target = target_word(track["operator"], track["target_value"], measure, lang)
    if value is None and totals:
        (newest, value), rest = totals[0], totals[1:]
        year, breakdown = str(newest), ""
        before = rest[0][1] if rest and rest[0][0] == newest - 1 else None
    return ListRow(
        code=entry.code, name=measure.name, domain=entry.domain, source=entry.source, now=measure.text(value),
        now_year=year, breakdown=breakdown,
        delta=None if track is not None and track["pooled"] else measure.delta(value, before), target=target,
        state=state if state in STATES else "", reason="" if value is not None else reason,
    )
