"""Figures typed by hand into the words of a report: which characters count as one, and which do not.

The rule and its reasons stand in docs/method/bound-figures.md. Arabic digits in any form are figures, and so are Chinese
numerals and English number words where they tell a quantity. Clause numbers, document numbers, whole dates, hotlines
and fixed names are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_D = "〇零一二三四五六七八九两壹贰叁肆伍陆柒捌玖"
_N = f"[{_D}十百千万亿半拾佰仟]"
_COUNTED = "人|名|例|户|所|件|岁|万|亿|项目标|项指标|个(?:目标|指标|乡镇|镇|乡|县|区|村|社区|百分点)"

ALLOWED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"第(?:[0-9０-９]{{1,3}}|{_N}{{1,4}})(?:条|款|项|章|节|编|届|次|号|批|期|季度)",
        r"[〔\[（(][0-9０-９]{4}[〕\]）)]第?[0-9０-９]{1,4}号",
        r"(?:[0-9０-９]{4}年)?[0-9０-９]{1,2}月[0-9０-９]{1,2}日",
        rf"(?:[{_D}]{{4}}年)?[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{1,3}}日",
        r"(?<![0-9０-９])(?:12338|12345|12348|12355|110|119|120)(?![0-9０-９])(?=.{0,8}(?:热线|平台|报警|急救))",
        "十[二三四五六]五(?=规划|计划|时期|期间|”|》|末|初|以来)|“三八”|“六一”|三八(?=国际|妇女节|红旗手)|六一(?=国际|儿童节)",
        "[二两三]孩|两癌|两规|两纲|一老一小|九年(?=义务教育|一贯)|双语",
        "十分(?!之)|千方百计|千家万户|千万(?=不|别|要)|万一|一一(?!〇)|三三两两|一成不变|四面八方|五花八门|百姓|年过半百|事半功倍|百分百(?=努力)",
        "每(?:十万|万|千|百)(?=人|名|例|活产|户)",
        r"\b(?:Article|Clause|Section|Chapter|No\.) ?[0-9]{1,3}\b",
    )
)
"""What looks like a figure and is none; each is passed over before figures are looked for."""

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
FIGURES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_N}+分之{_N}+(?:点{_N}+)?",
        rf"{_N}+(?:点{_N}+)?倍|翻了?[一两二三几]?番",
        "[一二三四五六七八九两半]成半?(?!立|为|员|果|效|本|熟|长|年|绩|就|份|婚)|[一二三四五六七八九]折",
        rf"{_N}+(?:点{_N}+)?个(?:百分点|千分点)",
        "零(?:死亡|增长|新增|发生|发案|报告|病例|感染|事故|差距|辍学|投诉|上访)|(?:绝大|大|过|近)?半数|过半(?!数)|(?:一|大|小|多|近)半(?!部|天|夜|生|路|拉|个月)",
        rf"(?:排名?|位居|位列|名列|居|列)(?:全[国省市县区])?第{_N}+",
        rf"{_N}{{2,}}(?:点{_N}+)?",
        rf"[二三四五六七八九两十百千](?={_COUNTED})",
        rf"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:{_TENS})(?:[ -]\w+)?|hundreds?|thousands?"
        r"|millions?|billions?|twice|thrice|doubled|tripled|halved|zero|one[ -]third|(?:more|less|over|under|about|nearly|almost|by|than) (?:a )?half"
        r"|half of|(?:one|a|three)[ -]quarters?)\b",
    )
)
"""A quantity written in words."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A figure found in typed words, and where it begins."""

    text: str
    start: int


def is_digit(char: str) -> bool:
    """Whether one character is a digit or number sign in any script: 9, ９, ⑨, Ⅸ, ½; a Chinese numeral is not."""
    return char.isnumeric() and not ("\u3400" <= char <= "\u9fff" or char == "〇")


def typed_figures(words: str) -> list[Typed]:
    """Every figure in `words`, in reading order, without overlaps.

    >>> [one.text for one in typed_figures("参保率达百分之九十，比２０２３年提高，依据第三条。")]
    ['百分之九十', '２０２３']
    """
    left = words
    for allowed in ALLOWED:
        left = allowed.sub(lambda found: "\x00" * len(found.group()), left)
    found = [Typed(text, start) for text, start in _digit_runs(left)]
    taken = [(one.start, one.start + len(one.text)) for one in found]
    for figure in FIGURES:
        for match in figure.finditer(left):
            if all(match.end() <= start or match.start() >= end for start, end in taken):
                found.append(Typed(match.group(), match.start()))
                taken.append(match.span())
    return sorted(found, key=lambda one: one.start)


def _digit_runs(words: str) -> list[tuple[str, int]]:
    """Runs of digits with the points, commas and per cent signs inside and behind them."""
    runs: list[tuple[str, int]] = []
    at = 0
    while at < len(words):
        if not is_digit(words[at]):
            at += 1
            continue
        end = at + 1
        while end < len(words) and (is_digit(words[end]) or (words[end] in ".,．" and end + 1 < len(words) and is_digit(words[end + 1]))):
            end += 1
        if end < len(words) and words[end] in "%‰％":
            end += 1
        runs.append((words[at:end], at))
        at = end
    return runs
