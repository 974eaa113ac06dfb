"""Words of the judgement that pages share: states, kinds of track, reasons, targets, in Chinese and English."""

from __future__ import annotations

from decimal import Decimal

from halfsky.method.wording.own import own_word
from halfsky.office.framework.measure import Measure

JUDGED = ("met_early", "met", "expected", "hard", "not_met")
LEFT_OUT = ("no_data", "not_due", "not_monitorable")
STATES = JUDGED + LEFT_OUT

STATE_WORDS: dict[str, tuple[str, str]] = {
    "met_early": ("提前达标", "Met early"),
    "met": ("已达标", "Met"),
    "expected": ("预期达标", "Expected to be met"),
    "hard": ("达标困难", "Hard to meet"),
    "not_met": ("未达标", "Not met"),
    "no_data": ("未上报", "No data"),
    "not_due": ("未到期", "Not due"),
    "not_monitorable": ("不可监测", "Not monitorable"),
}
KIND_WORDS: dict[str, tuple[str, str]] = {
    "quantitative": ("定量", "Number"),
    "directional": ("方向", "Direction"),
    "qualitative": ("定性", "Milestones"),
    "external": ("上级下达", "Set above"),
    "none": ("无指标", "No indicator"),
}
REASON_WORDS: dict[str, tuple[str, str]] = {
    "not_due": ("未到统计期", "period not come yet"),
    "not_applicable": ("不适用", "does not apply"),
    "no_sex_split": ("无法分性别", "no sex split available"),
    "hard_to_obtain": ("难以取得", "hard to obtain"),
    "not_reported": ("尚未报送", "not reported yet"),
    "not_surveyed": ("本年未调查", "not surveyed this year"),
    "period_not_come": ("未到统计期", "period not come yet"),
    "no_target": ("没有目标值", "no target value"),
    "series_break": ("口径有变，不可比", "series broken, not comparable"),
    "too_few_years": ("合并年数不足", "too few years to pool"),
    "too_few_cases": ("病例太少，两边不能比较", "too few cases to compare the two sides"),
    "same_pace": ("上升速度未减", "same pace as before"),
    "no_base": ("缺基期数据，无从比较", "no base figure to compare with"),
    "no_base_for_pace": ("缺基期数据，无从判断进度", "no base figure, so no pace"),
    "no_earlier_pace": ("缺基期以前的数据", "no figures before the base year"),
    "no_comparator": ("缺对照指标的数据", "the compared figure is missing"),
    "no_counts": ("缺分子分母", "numerator and denominator missing"),
    "target_not_assigned": ("目标值尚未下达", "target not assigned yet"),
    "no_milestone_due": ("本年没有到期的里程碑", "no milestone due yet"),
    "nothing_reported": ("没有报送进展", "no progress reported"),
    "no_indicator": ("尚无指标或数据来源", "no indicator or source"),
    "base_year": ("基期年，不作比较", "base year, nothing to compare"),
    "held": ("保持住了", "held"),
    "not_held": ("没有保持住", "not held"),
    "reached": ("已达到目标", "target reached"),
    "reached_early": ("目标年之前已达到目标", "reached before the target year"),
    "missed": ("目标年未达到", "missed in the target year"),
    "on_pace": ("不慢于应达进度", "on pace"),
    "likely": ("达标概率不低于一半", "more likely than not to be met"),
    "unlikely": ("达标概率不足一半", "less likely than not to be met"),
    "behind_pace": ("慢于应达进度", "behind the pace needed"),
    "better": ("优于基期", "better than the base year"),
    "at_bound": ("已到最好水平，无可再进", "as good as it can be"),
    "worse": ("差于基期", "worse than the base year"),
    "same": ("与基期持平", "level with the base year"),
    "narrowed": ("差距缩小", "gap narrowed"),
    "widened": ("差距扩大", "gap widened"),
    "no_gap": ("已无差距", "no gap left"),
    "kept": ("不差于基期", "kept"),
    "not_kept": ("差于基期", "not kept"),
    "matched": ("不低于对照指标", "keeps step"),
    "closing": ("与对照指标的差距在缩小", "difference closing"),
    "behind": ("低于对照指标", "behind"),
    "curbed": ("上升趋势减缓", "rise curbed"),
    "not_curbed": ("上升趋势没有减缓", "rise not curbed"),
    "not_rising": ("不再上升", "no longer rising"),
    "milestones_done": ("到期的里程碑全部完成", "all due milestones done"),
    "milestones_half": ("到期的里程碑完成过半", "over half of the due milestones done"),
    "milestones_late": ("到期的里程碑完成不足一半", "under half of the due milestones done"),
    "milestones_missed": ("目标年里程碑没有全部完成", "milestones missed in the target year"),
}
STATUS_WORDS: dict[str, tuple[str, str]] = {
    "A": ("正式", "Final"),
    "P": ("初步数", "Provisional"),
    "E": ("估计数", "Estimated"),
    "I": ("沿用上期", "Carried forward"),
    "B": ("口径变化", "Break in series"),
    "O": ("未上报", "Not reported"),
    "L": ("难以取得", "Hard to obtain"),
    "M": ("不适用", "Does not apply"),
}
_TARGETS: dict[str, tuple[str, str]] = {
    ">=": ("≥{value}", "≥{value}"),
    "<=": ("≤{value}", "≤{value}"),
    "~": ("{value}左右", "about {value}"),
    "hold>=": ("每年≥{value}", "≥{value} every year"),
    "hold<=": ("每年≤{value}", "≤{value} every year"),
    "hold~": ("保持{value}左右", "kept about {value}"),
    "delta>=": ("提高≥{value}", "up by ≥{value}"),
    "delta<=": ("降低≥{value}", "down by ≥{value}"),
    "ratio>=": ("基期的{value}倍以上", "≥{value} times the base"),
}
BREAKDOWN_WORDS: dict[str, tuple[str, str]] = {
    "": ("合计", "Total"),
    "SEX=F": ("女", "Women"),
    "SEX=M": ("男", "Men"),
    "URBANISATION=U": ("城镇", "Urban"),
    "URBANISATION=R": ("农村", "Rural"),
}


def pick(pair: tuple[str, str], lang: str) -> str:
    """The words of a pair in ``lang``."""
    return pair[1] if lang == "en" else pair[0]


def state_word(state: str, lang: str) -> str:
    """A state's name; the scheme's own word where a page's body is made with one."""
    return own_word(state, lang) or pick(STATE_WORDS.get(state, (state, state)), lang)


def kind_word(kind: str, lang: str) -> str:
    """The name of a kind of track."""
    return pick(KIND_WORDS.get(kind, (kind, kind)), lang)


def reason_word(reason: str, lang: str) -> str:
    """Why a figure is missing; "" for a reason that is not known."""
    return pick(REASON_WORDS.get(reason, ("", "")), lang)


def status_word(status: str, lang: str) -> str:
    """An observation's status."""
    return pick(STATUS_WORDS.get(status, (status, status)), lang)


def breakdown_word(breakdown: str, lang: str) -> str:
    """A breakdown in words: `女，农村`."""
    if breakdown in BREAKDOWN_WORDS:
        return pick(BREAKDOWN_WORDS[breakdown], lang)
    parts = []
    for part in breakdown.split(";"):
        dimension, _, code = part.partition("=")
        if dimension == "AGE":
            code = code.replace("Y", "")
            parts.append(code.replace("T", "-") + ("岁" if lang == "zh" else " years"))
        else:
            parts.append(pick(BREAKDOWN_WORDS.get(part, (part, part)), lang))
    return ("，" if lang == "zh" else ", ").join(parts)


def target_word(operator: str, value: Decimal | None, measure: Measure, lang: str) -> str:
    """A target as a badge: `≥95%`, `30%左右`; "" while its value is not set."""
    if value is None:
        return ""
    if operator.startswith("delta"):
        amount = measure.difference(value)
    elif operator == "ratio>=":
        amount = f"{value.normalize():f}"
    else:
        amount = measure.text(value)
    return pick(_TARGETS.get(operator, ("{value}", "{value}")), lang).format(value=amount)
