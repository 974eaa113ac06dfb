"""The outlook in words: levels, why a series is not judged, and the tables of the backtest, in Chinese and English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from halfsky.method.outlook.backtest import Backtest
    from halfsky.method.outlook.hindsight import Hindsight, Share

LEVEL = {
    "on_track": ("有望达标", "on track"),
    "watch": ("需关注", "watch"),
    "at_risk": ("达标困难", "at risk"),
    "off_track": ("难以达标", "off track"),
    "cannot_judge": ("无法研判", "cannot be judged"),
}
COLOUR = {"blue": ("蓝色", "blue"), "yellow": ("黄色", "yellow"), "orange": ("橙色", "orange"), "red": ("红色", "red")}
WHY = {
    "too_few_points": ("可用的年度数据不足3个", "fewer than three yearly points"),
    "years_missing": ("中间缺数超过两年", "more than two years are missing inside the series"),
    "definition_broken": ("口径或区划变化后数据不足3年", "fewer than three points since the definition changed"),
    "no_target_yet": ("尚未确定目标值", "no target yet"),
    "too_far": ("目标年距最近数据超过5年", "the target year lies more than five years after the last point"),
    "no_counts": ("缺少分子分母", "counts are missing"),
    "target_year_past": ("目标年已过", "the target year is past"),
}
METHOD = {
    "outlook": ("本方法", "this model"),
    "drift": ("平均变化外推", "drift with t"),
    "walk": ("保持上年水平", "random walk with t"),
    "theta": ("Theta 法", "Theta with t"),
    "line": ("直线外推", "straight line with t"),
    "growth": ("增速比 0.95", "growth ratio 0.95"),
    "yes_no": ("直线，是或否", "straight line, yes or no"),
    "base": ("总体达标率", "base rate"),
}
_HEADS = {
    "zh": ("方法", "任务", "Brier", "对数", "AUC", "50%", "80%", "95%"),
    "en": ("method", "tasks", "Brier", "log", "AUC", "50%", "80%", "95%"),
}
_BINS = {"zh": ("概率", "任务", "平均概率", "实际达标"), "en": ("probability", "tasks", "mean told", "was met")}


def level(key: str, lang: str = "zh-hans") -> str:
    """A level's name."""
    return LEVEL[key][lang.startswith("en")]


def why(key: str, lang: str = "zh-hans") -> str:
    """Why a series is not judged."""
    return WHY[key][lang.startswith("en")]


def backtest_table(name: str, found: Backtest, lang: str = "zh-hans") -> str:
    """The scores of every method, the reliability by tenths and by level, and what the warnings found."""
    english = lang.startswith("en")
    rows = [
        (METHOD[key][english], str(s.count), f"{s.brier:.3f}", f"{s.log:.3f}", f"{s.auc:.3f}",
         *([f"{c:.0f}" for c in s.cover] or ["", "", ""]))
        for key, s in found.scores.items()
    ]  # fmt: skip
    parts = [_table(_HEADS["en" if english else "zh"], rows)]
    heads = _BINS["en" if english else "zh"]
    for bins in (found.bins, found.levels):
        told = [(f"{b.low:.2f}–{b.high:.2f}", str(b.count), f"{b.told:.3f}", f"{b.met:.3f}") for b in bins]
        parts.append(_table(heads, told))
    shares = [f"{100 * share:.0f}%" for share in (found.found, found.needless)]
    swings = [f"{100 * share:.1f}%" for share in (found.swing_watch, found.swing_flag)]
    if english:
        parts.append(
            f"A warning below even odds finds {shares[0]} of the targets missed and also warns of {shares[1]} of those met.\n"
            f"The newest value is a swing in {swings[0]} of the series (flagged {swings[1]})."
        )
    else:
        parts.append(
            f"概率低于一半即预警，能发现未达标目标的{shares[0]}，同时误报已达标目标的{shares[1]}。\n"
            f"最新值判为异常波动的占{swings[0]}（其中显著{swings[1]}）。"
        )
    title = name or ("all series" if english else "全部序列")
    return "\n\n".join([f"== {title}", *parts])


_PAST = {
    "zh": ("研判", "次数", "后来未达到", "95%区间", "回测"),
    "en": ("level", "told", "missed later", "95% interval", "backtest"),
}


def hindsight_table(
    told: Hindsight, tried: Mapping[str, float], ahead: int, found: Mapping[str, Any], lang: str = "zh-hans"
) -> str:
    """Per level how many of the past statements were followed by a miss, beside the shares ``tried`` of the backtest; what was warned of;
    each warning of the past with what came of it."""
    english = lang.startswith("en")
    rows = [
        (level(key, lang), str(share.whole), _counted(share), _interval(share), f"{100 * tried[key]:.0f}%" if key in tried else "")
        for key, share in told.missed
    ]
    words = (
        "推算，未曾发出；提前{n}年，对照基期到目标的直线。少于30次不给百分比。",
        "Worked out, never issued; {n} years ahead, against the line from base to target. No per cent below 30 cases.",
    )[english].format(n=ahead)
    parts = [words, _table(_PAST["en" if english else "zh"], rows)]
    sums = (("found", ("没达到的，事先预警", "Of the misses, warned of")), ("needless", ("达到了的，误报", "Of what was met, warned of")))
    for key, name in sums:
        share = told.found if key == "found" else told.needless
        beside = f"{100 * tried[key]:.0f}%" if key in tried else "-"
        parts.append(f"{name[english]}: {_counted(share)} ({_interval(share)}); {('回测', 'backtest')[english]} {beside}")
    listed = [
        (row["indicator"], f"{row['origin']}-{row['result']}", level(row["level"], lang), f"{row['p_met']:.2f}",
         ((("未达到", "missed"), ("达到", "met"))[row["met"]])[english])
        for row in found["statements"] if row["ahead"] == ahead and row["level"] != "on_track"
    ]  # fmt: skip
    heads = (("指标", "研判年-所指年", "研判", "概率", "后来"), ("indicator", "told in - of", "level", "P", "later"))[english]
    return "\n\n".join([*parts, _table(heads, listed)] if listed else parts)


def _counted(share: Share) -> str:
    percent = f" = {100 * share.count / share.whole:.0f}%" if share.enough else ""
    return f"{share.count} / {share.whole}{percent}"


def _interval(share: Share) -> str:
    return "-" if share.low is None or share.high is None else f"{100 * share.low:.0f}%-{100 * share.high:.0f}%"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(_width(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell + " " * (widths[i] - _width(cell)) if i == 0 else " " * (widths[i] - _width(cell)) + cell
            for i, cell in enumerate(row)
        ).rstrip()
        for row in (heads, *rows)
    )


def _width(text: str) -> int:
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)
