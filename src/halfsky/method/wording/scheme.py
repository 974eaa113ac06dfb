"""The parameters of the monitoring scheme in words: name, meaning, unit, and where the default comes from.

Pages, commands and the check that ``docs/method/scheme.md`` has a row for each read this one table.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from halfsky.method.scheme import STATE_NAMES, Scheme, SchemeError
from halfsky.method.wording import en, zh

PAGE = "docs/method/scheme.md"
GROUPS: tuple[tuple[str, str, str], ...] = (
    ("judgement", "达标判断", "Judgement"),
    ("outlook", "预测研判的等级", "Levels of the outlook"),
    ("swing", "波动", "Volatility"),
    ("warning", "预警办理", "Handling of warnings"),
    ("index", "综合指数", "Composite index"),
    ("words", "达标状态的用词", "Words of the attainment scale"),
)
CHOICES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "interim": (
        ("outlook", "按预测的达标概率", "by the probability of meeting it"),
        ("pace", "按时间进度", "by the pace"),
    ),
    "index_method": (
        ("target", "对照目标值", "against the target"),
        ("minmax", "在最低和最高之间", "between the least and the greatest"),
    ),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter. ``kind``: whole (a whole number), share (0 to 1), choice, weights or words."""

    name: str
    group: str
    kind: str
    zh: str
    en: str
    meaning_zh: str
    meaning_en: str
    source_zh: str
    source_en: str


PARAMETERS: tuple[Parameter, ...] = (
    Parameter(
        "pace_percent", "judgement", "whole", "进度门槛（%）", "Pace threshold, %",
        "已走完的路程占直线进度应走路程的百分比，达到它，未到目标年的指标判为“预期达标”。",
        "Way made in per cent of the straight line's; from it on a target is expected to be met.",
        "欧盟统计局可持续发展监测报告的方法附录，换成按距离计算。", "Eurostat's monitoring of sustainable development, applied to the distance.",
    ),
    Parameter(
        "about_percent", "judgement", "whole", "“左右”的容差（%）", "Tolerance of \"about\", %",
        "目标写“左右”而没有另行登记容差时，相差在目标值的这个百分比以内算达到；“保持”且不分好坏的指标同样适用。",
        "A target \"about x\" without a recorded tolerance is met within so many per cent of x.",
        "规划没有规定，为本软件的默认；随软件的规划逐条登记了容差。", "Own reading; the shipped plan records a tolerance for each.",
    ),
    Parameter(
        "interim", "judgement", "choice", "未到目标年怎么判", "How interim years are judged",
        "按预测的达标概率判断，概率无法求得时按时间进度；或者一律按时间进度。",
        "By the probability of meeting the target, and by the pace where it cannot be had; or always by the pace.",
        "本软件的选择。", "Own choice.",
    ),
    Parameter(
        "on_track", "outlook", "share", "有望达标的概率下限", "On track from",
        "达标概率不低于它，研判为“有望达标”。", "Probability from which a target is on track.",
        "期望损失最小：漏报的代价是误报的四倍。", "Least expected cost: a miss is four times as dear as a needless warning.",
    ),
    Parameter(
        "watch", "outlook", "share", "需关注的概率下限", "Watch from",
        "达标概率不低于它、又不够“有望达标”，研判为“需关注”。", "Probability from which a target is to be watched.",
        "期望损失最小：漏报与误报代价相等。", "Least expected cost: both errors cost the same.",
    ),
    Parameter(
        "at_risk", "outlook", "share", "达标困难的概率下限", "At risk from",
        "达标概率不低于它、又不够“需关注”，研判为“达标困难”；再低为“难以达标”。",
        "Probability from which a target is at risk; below it is off track.",
        "期望损失最小：误报的代价是漏报的四倍。", "Least expected cost: a needless warning is four times as dear.",
    ),
    Parameter(
        "hysteresis", "outlook", "share", "等级变动的余量", "Margin of a change of level",
        "概率越过界限达到这个幅度，等级才变，免得来回跳。", "A level changes only when the probability passes its threshold by so much.",
        "本软件的选择。", "Own choice.",
    ),
    Parameter(
        "swing_watch", "swing", "share", "波动提示的区间", "Interval of a swing to watch",
        "最新值落在按以前各年预测的这个概率区间之外，提示波动。", "The newest value outside this predictive interval is a swing.",
        "常用的预测区间；误报率以实测为准。", "Usual prediction interval; its false alarms are measured.",
    ),
    Parameter(
        "swing_flag", "swing", "share", "波动警示的区间", "Interval of a flagged swing",
        "最新值落在这个更宽的概率区间之外，列为波动警示。", "The newest value outside this wider interval is flagged.",
        "常用的预测区间；误报率以实测为准。", "Usual prediction interval; its false alarms are measured.",
    ),
    Parameter(
        "answer_working_days", "warning", "whole", "预警答复期限（工作日）", "Days to answer a warning",
        "牵头单位从收到预警起，应在这么多个工作日内答复。", "Working days the owner of a warning has for its answer.",
        "本软件的默认，请按本地制度改。", "Own default; set it to the local rule.",
    ),
    Parameter(
        "index_method", "index", "choice", "指标怎么打分", "How an indicator is scored",
        "对照目标值：从基期到目标走了多少，只算有目标值的指标；或者取基期、上年、本年（各地）最低与最高之间的位置，分好坏的指标都算。",
        "By the way made to the target, where there is one; or by the place between the least and the greatest, for every indicator with a better side.",
        "综合指数法；经合组织、欧盟联合研究中心《综合指标构建手册》（2008）第五步。",
        "OECD and JRC, Handbook on Constructing Composite Indicators (2008), step 5.",
    ),
    Parameter(
        "weights", "index", "weights", "领域权重", "Weights of the domains",
        "各领域在总指数中的权重，没有写的为 1；也可写指标代码，即该指标在本领域内的权重。",
        "Weight of each domain in the overall index, 1 if not named; an indicator's code weighs it within its domain.",
        "没有商定时取等权：同上手册第六步。", "Equal where none are agreed: the same handbook, step 6.",
    ),
    Parameter(
        "sensitivity_percent", "index", "whole", "权重敏感性幅度（%）", "Sensitivity of weights, %",
        "每次把一个权重上下调这么多，看指数和名次会变多少。", "How far one weight at a time is moved to see the index and the ranks change.",
        "同上手册第七步；幅度为本软件的选择。", "The same handbook, step 7; the size is our choice.",
    ),
    Parameter(
        "words", "words", "words", "状态用词", "Words of the states",
        "网页、图表和报告里各种达标状态怎么叫；判断的规则不变。",
        "What the states are called on pages, charts and in reports; how they are judged does not change.",
        "规划监测评估的通行说法：提前达标、已达标、预期达标、达标困难、未达标；没有文件规定。",
        "The usual words of monitoring and evaluation; no source fixes them.",
    ),
)
DEFAULT_WORDS: dict[str, dict[str, str]] = {
    lang: {state: catalogue[f"state.{state}"] for state in STATE_NAMES}
    for lang, catalogue in (("zh", zh.PHRASES), ("en", en.PHRASES))
}
"""Language -> state -> its default word."""
BY_NAME: dict[str, Parameter] = {parameter.name: parameter for parameter in PARAMETERS}
assert {parameter.name for parameter in PARAMETERS} | {"version"} == {f.name for f in fields(Scheme)}


def parse(name: str, text: str) -> int | float | str:
    """The value of a parameter from what a person typed; ``weights.<slug>`` is one weight, ``words.<state>.zh`` a word.

    SchemeError when the parameter is unknown or the text is no value of its kind; ranges are checked by ``Scheme``.

    >>> parse("pace_percent", " 90 "), parse("weights.health", "1.5"), parse("interim", "pace")
    (90, 1.5, 'pace')
    """
    if not name:
        raise SchemeError("no_name", given=f"={text}")
    weight = name.startswith("weights.") and len(name) > len("weights.")
    word = name.startswith("words.") and name.count(".") == 2
    parameter = BY_NAME.get(name)
    if not weight and not word and (parameter is None or parameter.kind in ("weights", "words")):
        raise SchemeError("unknown", name=name)
    text = text.strip()
    if not text:
        raise SchemeError("no_value", name=name, example=_example(name))
    if word:
        return text
    if parameter is not None and parameter.kind == "choice":
        return text
    whole = parameter is not None and parameter.kind == "whole"
    try:
        number = int(text) if whole else float(text)
    except ValueError:
        zh, en = ("整数", "a whole number") if whole else ("数字", "a number")
        raise SchemeError("wrong_type", name=name, value=text, kind_zh=zh, kind_en=en) from None
    return int(number) if weight and float(number).is_integer() else number


def _example(name: str) -> str:
    """A value as it may be typed: the default of the parameter."""
    if name.startswith("words."):
        of_lang = DEFAULT_WORDS.get(name.rpartition(".")[2], DEFAULT_WORDS["zh"])
        return of_lang.get(name.split(".")[1], next(iter(of_lang.values())))
    return str(getattr(Scheme(), name, 1))


def value_words(name: str, value: Any, lang: str) -> str:
    """A value as a page or a terminal shows it; a choice in words."""
    for key, in_chinese, in_english in CHOICES.get(name, ()):
        if key == value:
            return in_english if lang == "en" else in_chinese
    return f"{value:g}" if isinstance(value, float) else str(value)


def name_words(name: str, lang: str, domains: dict[str, str] | None = None) -> str:
    """The name of a parameter, of one weight (``weights.health``) or of one word (``words.hard.zh``)."""
    if name.startswith("words.") and name.count(".") == 2:
        _, state, of_lang = name.split(".")
        default = DEFAULT_WORDS[of_lang].get(state, state) if of_lang in DEFAULT_WORDS else state
        return f"word for “{default}”" if lang == "en" else f"“{default}”的用词"
    if name.startswith("weights."):
        slug = name.removeprefix("weights.")
        of = (domains or {}).get(slug, slug)
        return f"weight of {of}" if lang == "en" else f"{of}的权重"
    parameter = BY_NAME.get(name)
    return name if parameter is None else (parameter.en if lang == "en" else parameter.zh)
