"""What is not the same in two releases, in words: a headline, then one line a change, in Chinese and English.

Takes the difference as ``cube/difference`` lays it out (``halfsky/difference/1``). Every number stands in it; here it is
only written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from halfsky.method.wording import en, number, scheme, zh
from halfsky.method.wording.outlook import COLOUR, level

Row = Mapping[str, Any]

#: reasons and statuses are told by these words; other texts stand as they are
REASONS = {
    "not_due": ("未到统计期", "not due"), "not_applicable": ("不适用", "does not apply"),
    "no_sex_split": ("无法分性别", "no sex split"), "hard_to_obtain": ("难以取得", "hard to obtain"),
    "not_reported": ("未报送", "not reported"), "not_surveyed": ("未调查", "not surveyed"),
}
STATUSES = {
    "A": ("正常", "normal"), "P": ("初步", "provisional"), "E": ("估计", "estimated"), "I": ("沿用", "carried"),
    "B": ("口径变化", "series break"), "O": ("未报送", "not reported"), "L": ("难以取得", "hard to obtain"),
    "M": ("不适用", "does not apply"),
}
BREAKDOWNS = {
    "SEX=F": ("女", "women"), "SEX=M": ("男", "men"), "URBANISATION=U": ("城镇", "urban"), "URBANISATION=R": ("农村", "rural"),
}
PARTS: dict[str, tuple[str, str]] = {
    "warnings": ("预警", "Warnings"), "goals": ("目标的判断", "Judgement of goals"), "targets": ("数值目标的判断", "Judgement of targets"),
    "outlooks": ("预测研判", "Outlook"), "index": ("综合指数", "Composite index"), "observations": ("数据", "Figures"), "plan_targets": ("目标值和绑定", "Targets and bindings"),
    "framework": ("指标体系", "Framework"), "scheme": ("监测方案", "Monitoring scheme"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the account: its title, its lines, and how many lines were left out."""

    key: str
    title: str
    lines: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Moves:
    """The account of a difference; ``parts`` holds those parts alone in which something moved."""

    headline: str
    parts: tuple[Part, ...]


def moves(difference: Row, lang: str, *, most: int = 50) -> Moves:
    """The difference in words; at most ``most`` lines a part."""
    words = _Words(difference, lang)
    parts = []
    for key, lines in words.lines().items():
        if lines:
            parts.append(Part(key, PARTS[key][words.at], tuple(lines[:most]), max(0, len(lines) - most)))
    return Moves(words.headline(), tuple(parts))


class _Words:
    def __init__(self, difference: Row, lang: str) -> None:
        self.d = difference
        self.at = 1 if lang.startswith("en") else 0
        self.lang = "en" if self.at else "zh"
        self.labels = difference["labels"]["indicators"]
        self.domains = difference["labels"]["domains"]

    def headline(self) -> str:
        seen, judged = self.d["observations"], self.d["judgements"]
        rates = [judged["attainment"][side]["all"]["goals"]["rate"] for side in ("old", "new")]
        facts = {
            "old": self.d["old"]["id"], "new": self.d["new"]["id"], "added": seen["added"], "removed": seen["removed"],
            "changed": seen["changed"] + seen["status"], "goals": len(judged["goals"]), "warnings": len(self.d["warnings"]),
            "was": _rate(rates[0]), "now": _rate(rates[1]),
        }
        return (
            "{new} 与 {old} 相比：数据新增 {added} 个、删去 {removed} 个、更改 {changed} 个；{goals} 项目标的判断有变动，"
            "{warnings} 条预警有变动；目标达标率 {was} → {now}。",
            "{new} against {old}: {added} figures added, {removed} removed, {changed} changed; the judgement of {goals} goals "
            "moved, {warnings} warnings moved; attainment of goals {was} → {now}.",
        )[self.at].format(**facts)

    def lines(self) -> dict[str, list[str]]:
        judged = self.d["judgements"]
        bindings = [self.field(row) for row in self.d["targets"]["changed"]]
        framework = self.keyed("targets", "tracks", "indicators", "milestones", "areas", "bodies", "framework", skip="targets")
        return {
            "warnings": [self.warning(row) for row in self.d["warnings"]],
            "goals": [self.goal(row) for row in judged["goals"]],
            "targets": [self.cell(row, "state", self.state) for row in judged["targets"]],
            "outlooks": [self.cell(row, "level", self.level) for row in judged["outlooks"]],
            "index": self.index(),
            "observations": [self.observation(row) for row in self.d["observations"]["rows"] if row["kind"] != "words"],
            "plan_targets": bindings,
            "framework": framework,
            "scheme": [
                f"{scheme.name_words(row['field'], self.lang)}{self.colon}{self.shown(row['old'])} → {self.shown(row['new'])}"
                for row in self.d["scheme"] if row["field"] != "version"
            ],
        }

    def index(self) -> list[str]:
        """The overall index where its two printed decimals moved."""
        sides = [(side or {}).get("value") for side in map((self.d.get("index") or {}).get, ("old", "new"))]
        was, now = ("—" if value is None else number.digits(Decimal(str(value)), 2) for value in sides)
        return [] if was == now else [f"{('总指数', 'Overall')[self.at]}{self.colon}{was} → {now}"]

    @property
    def colon(self) -> str:
        return ": " if self.at else "："

    def name(self, code: str, breakdown: str = "") -> str:
        """The indicator's name with the group it is told of."""
        label = self.labels.get(code)
        name = (label["name_en" if self.at else "name_zh"] or code) if label else code
        if not breakdown:
            return str(name)
        groups = [BREAKDOWNS[part][self.at] if part in BREAKDOWNS else part for part in breakdown.split(";")]
        return f"{name} ({', '.join(groups)})" if self.at else f"{name}（{'、'.join(groups)}）"

    def figure(self, code: str, side: Row | None) -> str:
        if side is None:
            return ("无", "none")[self.at]
        if side["value"] is None:
            reason = side["reason"]
            return REASONS[reason][self.at] if reason in REASONS else reason
        label = self.labels.get(code)
        value = Decimal(str(side["value"]))
        if not label:
            return f"{value.normalize():f}"
        return number.with_unit(value, number.unit_of(label["unit"]), int(label["decimals"]), self.lang)

    def observation(self, row: Row) -> str:
        name = self.name(row["indicator"], row["breakdown"])
        was, now = self.figure(row["indicator"], row["old"]), self.figure(row["indicator"], row["new"])
        if row["kind"] == "status" and row["old"] and row["new"]:
            was, now = (STATUSES[side["status"]][self.at] for side in (row["old"], row["new"]))
        elif was == now and row["old"] and row["new"]:
            was, now = (f"{self.figure(row['indicator'], side)}（{_counts(side)}）" for side in (row["old"], row["new"]))
        place = "" if row["area"] == self.d["new"]["area"] else f"{row['area']} "
        year = f" {row['year']}" if self.at else f" {row['year']} 年"
        return f"{place}{name}{year}{self.colon}{was} → {now}"

    def state(self, side: Row | None) -> str:
        return self.state_word(side["state"] if side else None)

    def state_word(self, state: str | None) -> str:
        if not state:
            return ("没有", "none")[self.at]
        return (zh.PHRASES, en.PHRASES)[self.at][f"state.{state}"]

    def level(self, side: Row | None) -> str:
        if side is None:
            return ("没有", "none")[self.at]
        probability = side.get("p_met")
        told = level(side["level"], self.lang)
        if probability is None:
            return told
        percent = f"{Decimal(str(probability)) * 100:.0f}%"
        return f"{told} ({percent})" if self.at else f"{told}（{percent}）"

    def goal(self, row: Row) -> str:
        title = row["title_en" if self.at else "title_zh"] or row["code"]
        return f"{self.place(row['domain'], str(row['no']))} {title}{self.colon}{self.state_word(row['old'])} → {self.state_word(row['new'])}"

    def place(self, domain: str, no: str) -> str:
        """A goal by its domain's name and its number."""
        label = self.domains.get(domain)
        name = label["name_en" if self.at else "name_zh"] if label else domain
        return f"{name}, goal {no}:" if self.at else f"{name}目标 {no}"

    def cell(self, row: Row, _field: str, word: Callable[[Row | None], str]) -> str:
        where = self.place(row["domain"], row["goal"].rpartition(".")[2])
        return f"{where} {self.name(row['indicator'], row['breakdown'])}{self.colon}{word(row['old'])} → {word(row['new'])}"

    def warning(self, row: Row) -> str:
        was, now = (side["level"] if side else None for side in (row["old"], row["new"]))
        words = [COLOUR[one][self.at] if one else ("无", "none")[self.at] for one in (was, now)]
        return f"{self.name(row['indicator'], row['breakdown'])}{self.colon}{words[0]} → {words[1]}"

    def keyed(self, *tables: str, skip: str) -> list[str]:
        lines = []
        for table in tables:
            part = self.d[table]
            lines += [("新增 {code}", "added {code}")[self.at].format(code=code) for code in part["added"]]
            lines += [("删去 {code}", "removed {code}")[self.at].format(code=code) for code in part["removed"]]
            if table != skip:
                lines += [self.field(row) for row in part["changed"]]
        return lines

    def field(self, row: Row) -> str:
        return f"{row['code']} {row['field']}{self.colon}{self.shown(row['old'])} → {self.shown(row['new'])}"

    def shown(self, value: Any) -> str:
        if value is None or value == "":
            return ("空", "empty")[self.at]
        text = str(value)
        return text if len(text) <= 60 else text[:59] + "…"


def _counts(side: Row) -> str:
    return " / ".join("-" if side[name] is None else f"{Decimal(str(side[name])).normalize():f}" for name in ("numerator", "denominator"))


def _rate(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f}%"
