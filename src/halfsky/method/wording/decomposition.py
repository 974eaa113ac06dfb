"""Why the attainment rate moved, in sentences: one for the whole, one clause for each goal or indicator."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from halfsky.method.appraisal.decomposition import KINDS
from halfsky.method.wording import number

KIND_WORDS: dict[str, tuple[str, str]] = {
    "became_met": ("新达标", "became met"),
    "fell_back": ("不再达标", "no longer met"),
    "entered_met": ("新计入分母，已达标", "newly judged, met"),
    "entered_unmet": ("新计入分母，尚未达标", "newly judged, not met"),
    "left_met": ("退出分母，上年已达标", "no longer judged, was met"),
    "left_unmet": ("退出分母，上年未达标", "no longer judged, was not met"),
}
SCOPE_WORDS: dict[str, tuple[str, str, str]] = {
    "goals": ("目标", "项", "goals"),
    "indicators": ("指标", "个", "indicators"),
}
assert set(KIND_WORDS) == set(KINDS)


def push_words(points: Decimal, lang: str) -> str:
    """`拉高1.49个百分点`, `拉低0.42个百分点`; `不影响达标率` for nothing."""
    at = 1 if lang == "en" else 0
    if points == 0:
        return ("不影响达标率", "no effect on the rate")[at]
    words = ("拉高{n}", "raises it by {n}") if points > 0 else ("拉低{n}", "lowers it by {n}")
    return words[at].format(n=number.in_points(abs(points), 2, lang))


def kind_word(kind: str, lang: str) -> str:
    """What happened to one goal or indicator."""
    return KIND_WORDS[kind][1 if lang == "en" else 0]


def summary_words(
    scope: str, before: Decimal | None, now: Decimal | None, pieces: Sequence[tuple[str, Decimal]], lang: str
) -> str:
    """The change and what made it: `目标达标率由71.83%降到62.69%，下降9.14个百分点：1项新达标，拉高1.49个百分点；…。`

    ``pieces``: (kind, points) of every goal or indicator that moved. "" when a year has no rate.
    """
    if before is None or now is None:
        return ""
    at = 1 if lang == "en" else 0
    noun_zh, counter, noun_en = SCOPE_WORDS[scope]
    rates = [number.in_percent(rate, 2) for rate in (before, now)]
    moved = number.in_points(abs(now - before), 2, lang)
    if now == before:
        head = (f"{noun_zh}达标率与上年持平，为{rates[1]}", f"The attainment rate of {noun_en} is {rates[1]}, as last year")[at]
    elif now > before:
        head = (f"{noun_zh}达标率由{rates[0]}升到{rates[1]}，提高{moved}",
                f"The attainment rate of {noun_en} rose from {rates[0]} to {rates[1]}, by {moved}")[at]
    else:
        head = (f"{noun_zh}达标率由{rates[0]}降到{rates[1]}，下降{moved}",
                f"The attainment rate of {noun_en} fell from {rates[0]} to {rates[1]}, by {moved}")[at]
    parts = []
    for kind in KINDS:
        points = [one for name, one in pieces if name == kind]
        if points:
            zh = f"{len(points)}{counter}{KIND_WORDS[kind][0]}，{push_words(sum(points, Decimal(0)), lang)}"
            en = f"{len(points)} {KIND_WORDS[kind][1]}, {push_words(sum(points, Decimal(0)), lang)}"
            parts.append((zh, en)[at])
    if not parts:
        return head + ("。", ".")[at]
    return head + ("：", ": ")[at] + ("；", "; ")[at].join(parts) + ("。", ".")[at]
