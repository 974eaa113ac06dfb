"""The effect of a changed scheme in words: rates, index, and each goal, judgement and warning that would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from halfsky.method.appraisal.effect import nothing_moves
from halfsky.office.framework.models import Track
from halfsky.office.monitoring.words import pick, state_word
from halfsky.office.plan.models import Goal

LEVEL_WORDS: dict[str, tuple[str, str]] = {
    "": ("无预警", "no warning"), "blue": ("蓝色", "blue"), "yellow": ("黄色", "yellow"), "orange": ("橙色", "orange"),
    "red": ("红色", "red"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would change: what it is, where it stands, before and after as words and as codes."""

    title: str
    domain: str
    slug: str
    goal_no: int
    indicator: str
    before: str
    after: str
    before_word: str
    after_word: str


@dataclass(frozen=True, slots=True)
class EffectView:
    """An effect as a page shows it. ``release`` "" when there was none to see it on."""

    release: str
    year: int
    nothing: bool
    rates: tuple[tuple[str, str, str], ...]
    goals: tuple[Change, ...]
    tracks: tuple[Change, ...]
    warnings: tuple[Change, ...]


def effect_view(found: Mapping[str, Any] | None, plan: int | None, lang: str) -> EffectView | None:
    """The effect in words, None when it was not worked out (two queries)."""
    if found is None:
        return None
    if not found.get("release"):
        return EffectView("", 0, True, (), (), (), ())
    goals = {row.code: row for row in Goal.objects.select_related("domain").filter(domain__plan_id=plan)}
    titles = {
        code: (en if lang == "en" and en else zh)
        for code, zh, en in Track.objects.filter(goal__domain__plan_id=plan).values_list("code", "title_zh", "title_en")
    }

    def change(row: Mapping[str, Any], words: Any) -> Change:
        goal = goals.get(row.get("goal") or row["code"])
        name, no, slug, own = "", 0, "", row["code"]
        if goal is not None:
            name = goal.domain.name_en if lang == "en" and goal.domain.name_en else goal.domain.name
            no, slug = goal.no, goal.domain.slug
            own = goal.title_en if lang == "en" and goal.title_en else goal.title_zh
        return Change(
            titles.get(row["code"], own), name, slug, no, row.get("indicator", ""), row["before"], row["after"],
            words(row["before"]), words(row["after"]),
        )

    def level(key: str) -> str:
        return pick(LEVEL_WORDS.get(key, (key, key)), lang)

    def state(key: str) -> str:
        return state_word(key, lang)

    return EffectView(
        found["release"], found["year"], nothing_moves(found), tuple(_rates(found, lang)),
        tuple(change(row, state) for row in found["goals"]), tuple(change(row, state) for row in found["tracks"]),
        tuple(change(row, level) for row in found["warnings"]),
    )


def _rates(found: Mapping[str, Any], lang: str) -> list[tuple[str, str, str]]:
    rows = [
        (pick(("目标达标率", "Attainment of goals"), lang), found["rates"]["goals"], "%"),
        (pick(("指标达标率", "Attainment of indicators"), lang), found["rates"]["indicators"], "%"),
        (pick(("综合指数", "Composite index"), lang), found["index"], ""),
    ]
    return [(name, _text(before, unit), _text(after, unit)) for name, (before, after), unit in rows]


def _text(value: float | None, unit: str) -> str:
    return "—" if value is None else f"{value:.2f}{unit}"


def lines_of(found: Mapping[str, Any], lang: str) -> list[str]:
    """The effect as lines for a terminal, by code."""
    if not found.get("release"):
        return [pick(("还没有发布版，看不到影响。", "There is no release yet to see an effect on."), lang)]
    lines = [pick(("以发布版 {r} 试算：", "On release {r}:"), lang).format(r=found["release"])]
    lines += [f"  {name}  {before} → {after}" for name, before, after in _rates(found, lang)]
    if nothing_moves(found):
        return [*lines, pick(("  判断和预警都不变。", "  No judgement and no warning changes."), lang)]
    heads = (("goals", ("目标", "goals")), ("tracks", ("判断依据", "tracks")), ("warnings", ("预警", "warnings")))
    for key, head in heads:
        if found[key]:
            lines.append(pick(("{what}变动 {n} 项：", "{n} {what} change:"), lang).format(what=pick(head, lang), n=len(found[key])))
        for row in found[key]:
            words = [
                pick(LEVEL_WORDS.get(one, (one, one)), lang) if key == "warnings" else state_word(one, lang)
                for one in (row["before"], row["after"])
            ]
            lines.append(f"  {row['code']}  {words[0]} → {words[1]}")
    return lines
