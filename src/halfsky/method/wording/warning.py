"""Why a warning stands, in one sentence from what drives it: where it stands, the pace made and needed, the spread.

The key and its numbers come with the warning; figures are written as their indicator is published. A sentence names
nothing that is not known. A rare event is told by its counts and its pooled rate, never by one year's rate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from halfsky.method.wording import comparison, number
from halfsky.method.wording.outlook import WHY

Params = Mapping[str, object]
SENSES = {
    "at_least": ("达到 {v} 以上", "at least {v}"), "at_most": ("不高于 {v}", "at most {v}"), "about": ("{v} 左右", "about {v}"),
}
DIRECTIONS = {
    "at_least": ("高于基期的 {v}", "above the base figure of {v}"), "at_most": ("低于基期的 {v}", "below the base figure of {v}"),
    "about": ("与基期的 {v} 相当", "level with the base figure of {v}"),
}
ENDS = {
    "moving_away": (
        "近年平均每年{moved}，方向与要求相反，达标需每年{needed}",
        "it has moved by {moved} a year, away from what is asked; {needed} a year is needed",
    ),
    "standstill": ("近年基本没有变化，达标需每年{needed}", "it has hardly moved; {needed} a year is needed"),
    "pace_short": ("近年平均每年{moved}，达标需每年{needed}，速度不够", "it moves by {moved} a year and needs {needed}: too slow"),
    "spread_wide": (
        "按近年速度可以达到，但历年起落较大，{year} 年可能在 {low} 至 {high} 之间，没有把握",
        "the pace would do, but it varies: {low} to {high} in {year} is possible, so it is not sure",
    ),
    "reached_unsure": (
        "{now}，但按历年起落，{year} 年可能在 {low} 至 {high} 之间，能否守住没有把握",
        "{now}, but {low} to {high} in {year} is possible, so it is not sure to last",
    ),
    "hold_unsure": (
        "目标要求每年保持，按历年起落，{year} 年可能在 {low} 至 {high} 之间，能否守住没有把握",
        "it must hold every year, and {low} to {high} in {year} is possible, so it is not sure to last",
    ),
    "swing_up": (
        "高于按往年数据预计的 {low} 至 {high}，波动异常，请核实数据",
        "above the {low} to {high} that earlier years led to expect: check the figure",
    ),
    "swing_down": (
        "低于按往年数据预计的 {low} 至 {high}，波动异常，请核实数据",
        "below the {low} to {high} that earlier years led to expect: check the figure",
    ),
    "cases": ("例数少，不按单年的率预警，请开展个案评审", "cases are few: no year's rate is alarmed, a case review is held"),
    "not_followed": ("这一项不再监测，预警随之消除", "this is followed no more, so the warning is cleared"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scale:
    """How the figures of a warning are written: unit, decimals, language; ``direction``: against the base year."""

    unit: number.Unit
    decimals: int
    lang: str
    direction: bool = False

    def text(self, value: object) -> str:
        """A figure with its unit."""
        return number.with_unit(Decimal(str(value)), self.unit, self.decimals, self.lang)

    def step(self, value: object, *, signed: bool = True) -> str:
        """A yearly step: `提高2.4个百分点`; in English `+2.4 percentage points`. One decimal more than the figures have
        when it would round to nothing."""
        amount = Decimal(str(value))
        decimals = self.decimals
        while decimals < 6 and amount != 0 and number.rounded(abs(amount), decimals) == 0:
            decimals += 1
        words = comparison.difference_words(abs(amount), self.unit, decimals, self.lang)
        if not signed:
            return words
        if self.lang != "zh":
            return ("-" if amount < 0 else "+") + words
        return ("下降" if amount < 0 else "提高") + words


def sentence(key: str, params: Params, scale: Scale, sense: str = "") -> str:
    """The reason of a warning as one sentence."""
    zh = scale.lang == "zh"
    if key in WHY:
        held = ("{why}，本次无法研判，预警保留", "{why}, so it cannot be judged; the warning stays")[not zh]
        return _stopped(held.format(why=WHY[key][not zh]), scale.lang)
    end = ENDS.get(key)
    if end is None:
        return ""
    if key == "cases":
        return _stopped(_cases(params, scale, sense) + _comma(scale.lang) + end[not zh], scale.lang)
    if key == "not_followed":
        return _stopped(end[not zh], scale.lang)
    if key.startswith("swing"):
        known: dict[str, object] = {}
    else:
        paces = {"moved": params.get("pace_recent") or 0, "needed": params.get("pace_needed") or 0}
        known = {name: scale.step(value) for name, value in paces.items()} | {"year": params.get("target_year", "")}
    known["now"] = (("现不差于基期", "it is no worse than the base now") if scale.direction else ("现已达到", "it is reached now"))[not zh]
    for name in ("low", "high"):
        known[name] = scale.text(params[name]) if name in params else "?"
    return _stopped(_start(params, scale, sense, key) + end[not zh].format(**known), scale.lang)


def _start(params: Params, scale: Scale, sense: str, key: str) -> str:
    zh = scale.lang == "zh"
    if "value" not in params:
        return ""
    where = ("{y} 年为 {v}", "{v} in {y}")[not zh].format(y=params.get("value_year", ""), v=scale.text(params["value"]))
    aim = _aim(params, scale, sense)
    if key.startswith("swing") or not aim:
        return where + _comma(scale.lang)
    words = ("，{t} 年要求{aim}；", ", asked for {t}: {aim}; ")[not zh]
    return where + words.format(t=params.get("target_year", ""), aim=aim)


def _aim(params: Params, scale: Scale, sense: str) -> str:
    pair = (DIRECTIONS if scale.direction else SENSES).get(str(params.get("sense") or sense))
    if pair is None or "reach" not in params:
        return ""
    return pair[scale.lang != "zh"].format(v=scale.text(params["reach"]))


def _cases(params: Params, scale: Scale, sense: str) -> str:
    zh = scale.lang == "zh"
    events = number.digits(Decimal(str(params.get("events", 0))), 0)
    words = ("{a} 年至 {b} 年共 {n} 例，多年合并 {v}", "{n} cases from {a} to {b}, pooled {v}")[not zh]
    text = words.format(
        a=params.get("from", ""), b=params.get("value_year", ""), n=events,
        v=scale.text(params["value"]) if "value" in params else "?",
    )
    if "low" in params and "high" in params:
        text += ("（80% 区间 {l} 至 {h}）", " (80 % interval {l} to {h})")[not zh].format(
            l=number.digits(Decimal(str(params["low"])), scale.decimals), h=number.digits(Decimal(str(params["high"])), scale.decimals)
        )
    aim = _aim(params, scale, sense)
    return text + (("，目标{aim}", ", target {aim}")[not zh].format(aim=aim) if aim else "")


def chance(p: Decimal | float | None, lang: str) -> str:
    """A probability as a page shows it: `4%`, `低于 1%`; "" when it was not judged.

    >>> chance(0.043, "zh"), chance(0.004, "en"), chance(0.997, "zh"), chance(None, "zh")
    ('4%', 'under 1%', '高于 99%', '')
    """
    if p is None:
        return ""
    percent = Decimal(str(p)) * 100
    zh = lang == "zh"
    if percent < 1:
        return "低于 1%" if zh else "under 1%"
    if percent > 99:
        return "高于 99%" if zh else "over 99%"
    return f"{number.rounded(percent, 0)}%"


def _comma(lang: str) -> str:
    return "，" if lang == "zh" else ", "


def _stopped(text: str, lang: str) -> str:
    text = text[:1].upper() + text[1:]
    return text + ("。" if lang == "zh" else ".")
