"""Numbers as Chinese plans write them: 95%, ９５％, 百分之九十五, 九成五, 四分之一, 12.5/10万, 5‰, 1.2万人次.

Everything here works on text that went through `half_width`, which replaces characters one for one, so that a
position in the result is a position in the original.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_FULL = {0xFF10 + i: ord("0") + i for i in range(10)}
_FULL |= {ord(a): ord(b) for a, b in {
    "％": "%", "．": ".", "／": "/", "（": "(", "）": ")", "：": ":", "；": ";", "＜": "<", "＞": ">", "＝": "=",
    "－": "—", "–": "—", "―": "—", "─": "—", "~": "—", "～": "—", "∼": "—", "-": "—", "‐": "—", "‑": "—",
    "﹣": "—", "−": "—", "﹪": "%", "∶": ":", "︰": ":", "﹕": ":", "≧": "≥", "≦": "≤", "⩾": "≥",
    "⩽": "≤", "“": "“", "＂": '"', "［": "[", "］": "]", "【": "[", "】": "]", "〖": "[", "〗": "]", "〈": "<", "〉": ">", "〔": "[", "〕": "]", "｜": "|", "│": "|", "┃": "|", "∣": "|", "\u00a0": " ",
    "\u3000": " ", "﹙": "(", "﹚": ")", "﹐": ",", "﹒": ".", "﹔": ";",
}.items()}
#: What nobody sees (zero-width space and joiners, soft hyphen) counts as white space.
_FULL |= {code: ord(" ") for code in (0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)}
_FULL |= {0xFF21 + i: ord("A") + i for i in range(26)} | {0xFF41 + i: ord("a") + i for i in range(26)}

DIGITS = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,9})?(?!\d)|\d{1,12}(?:\.\d{1,9})?"
HAN = r"[零〇一二三四五六七八九十百千万亿两]{1,12}(?:点[零〇一二三四五六七八九]{1,6})?"
_VALUE = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_STEP = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10_000, "亿": 100_000_000}

#: First year of each five-year plan: “十四五” is 2021-2025.
FIVE_YEARS = {"九": 1996, "十": 2001, "十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031}

_SCALE = r"(?:百万|千万|[百千万亿])?"
_MEASURE = (
    "[微毫]克/立方米|毫克/升|人次|学时|课时|学分|小时|分钟|平方米|㎡|m²|平米|平方公里|平方千米|立方米|公顷|公里|千米|厘米|千克|公斤|毫克|千瓦时|"
    "册次|家次|户次|场次|课次|节次|件次|例次|"
    "个|名|人|位|所|家|张|座|处|项|次|部|件|户|元|天|日|周|月|岁|年|倍|支|只|套|间|台|辆|米|册|本|场|期|批|对|类|门|条|篇|例|吨|克|"
    "床|亩|颗|株|种|轮|班|盘|枚|亿|万|集|首|幅|节|堂|届|组|队|片|站|级|周岁|分贝|剂次|剂|针|宗|份"
    "|分(?![之别类级布散担析配期步批时局院行])|起(?![来到步始])"
)
UNIT = (
    r"%[oO0](?![\d.])|%|‰|/100000(?!\d)|/1000(?!\d)|[人例名]/每?(?:10|十)万(?:人口?|活产)?|个?百分点|个?千分点|/(?:每)?(?:10|十|百|千)?[百千万亿](?:人口?|名|户|人年|活产)?"
    rf"|{_SCALE}(?:{_MEASURE})(?:/(?:每)?(?:\d{{1,6}}|十|百)?(?:[百千万]{{0,2}}(?:人口?|名儿童|名|户)|年|月|天|日|周|生|人))?"
)
_ORDER = (
    rf"(?P<half>一半|半数|(?<=减)半(?![征收缴免价税])|(?<=过)半(?![年天月个径途百截]))|(?P<double>翻(?:[一二三四两]番|番))"
    rf"|(?P<per>百|千|万|十万|10万|百万)分之(?P<perval>{DIGITS}|{HAN})"
    rf"|(?P<frac>[一二三四五六七八九十]{{1,3}})分之(?P<fracval>[一二三四五六七八九十]{{1,3}})"
    r"|(?<![\d.])(?P<part>[1-9])/(?P<whole>[2-9]|1[0-2])(?![\d.万千百/])"
    r"|(?P<tenth>(?:[一二两三四五六七八九]|(?<![\d.])[1-9](?:\.5)?))成(?P<tenthval>[一二三四五六七八九半])?"
    r"(?![为立果长功员绩就本分年人份熟效员交员])"
    rf"|(?<![\d.])(?P<ratio>{DIGITS}):(?P<ratioto>{DIGITS})"
    rf"|(?<![\d.A-Za-z])(?P<num>{DIGITS})(?P<unit>{UNIT})?"
    rf"|(?P<han>{HAN})(?P<hanunit>个?百分点|倍|人次|平方米|小时|分钟|学时|[个名人位所家张座处项次部件户场期支只间本天年])"
)
QUANTITY = re.compile(_ORDER)
#: Units of time, place and order: a number of these counts nothing.
TIME_UNITS = frozenset(("分钟", "小时", "天", "日", "周", "月", "年", "岁", "公里", "级", "期", "届", "千米", "时"))


def half_width(text: str) -> str:
    """Replace full-width forms and look-alike signs by one sign each. The length never changes."""
    return text.translate(_FULL)


def chinese_number(words: str) -> Decimal | None:
    """Read 九十五, 三千二百, 十二点五 or 一二三三八; None when the words are no number."""
    whole, _, part = half_width(words).partition("点")
    if not whole or any(c not in _VALUE and c not in _STEP and c not in _BIG for c in whole):
        return None
    if part and any(c not in _VALUE for c in part):
        return None
    value = _digits(whole) if all(c in _VALUE for c in whole) else _stepped(whole)
    return Decimal(f"{value}.{''.join(str(_VALUE[c]) for c in part)}") if part else Decimal(value)


def _digits(whole: str) -> int:
    return int("".join(str(_VALUE[c]) for c in whole))


def _stepped(whole: str) -> int:
    total = section = figure = 0
    for sign in whole:
        if sign in _VALUE:
            figure = _VALUE[sign]
        elif sign in _STEP:
            section += (figure or 1) * _STEP[sign]
            figure = 0
        else:
            total = (total + section + figure or 1) * _BIG[sign]
            section = figure = 0
    return total + section + figure


def number(words: str) -> Decimal | None:
    """Read 95, 1,234.5 or 九十五."""
    plain = half_width(words).replace(",", "")
    if re.fullmatch(r"\d{1,15}(?:\.\d{1,12})?", plain):
        return Decimal(plain)
    return chinese_number(words)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at [start, end) of the half-width text.

    kind: "number", "share" (百分之, 成, 分之, 一半: always per cent), "double" (翻番), "ratio" (1.5:1) or
    "words" (a bare Chinese number with a measure word, which counts only behind a plain cue).
    """

    value: Decimal
    unit: str
    start: int
    end: int
    kind: str

    @property
    def is_share(self) -> bool:
        """True for per cent and per mille and rates per so many."""
        return self.unit in ("%", "‰") or self.unit.startswith("/")

    @property
    def is_count(self) -> bool:
        """True for so many things: 3所, 1.2万人次."""
        return self.kind == "number" and not self.is_share and self.unit not in ("", "个百分点", "倍", *TIME_UNITS)


def plain_unit(unit: str) -> str:
    """One spelling for a unit: /十万 and 1/10万 become /10万, 百分点 becomes 个百分点, 百分比 becomes %."""
    unit = half_width(unit).strip().strip("()[]").replace(" ", "")
    unit = unit.removeprefix("1/").join(("/", "")) if unit.startswith("1/") else unit
    unit = re.sub(r"^(?:[人例名]?/每?(?:十|10)万(?:人口?|活产)?|/100000)$", "/10万", unit)
    named = {
        "百分点": "个百分点", "百分比": "%", "百分数": "%", "百分率": "%", "%o": "‰", "/1000": "‰", "%O": "‰", "%0": "‰", "㎡": "平方米", "m²": "平方米", "平米": "平方米", "千分比": "‰", "千分之": "‰", "百分之": "%",
        "十万分之": "/10万", "10万分之": "/10万", "十万分之一": "/10万", "10万分之一": "/10万", "周岁": "岁",
        "千分之一": "‰", "百分之一": "%", "每10万": "/10万", "每十万": "/10万",
    }
    return named.get(unit, unit)


_PER_UNIT = {"百": "%", "千": "‰", "万": "/万", "十万": "/10万", "10万": "/10万", "百万": "/100万"}


def _quantity(found: re.Match[str]) -> Quantity | None:
    start, end = found.span()
    if found["half"]:
        return Quantity(Decimal(50), "%", start, end, "share")
    if found["double"]:
        times = _VALUE.get(found["double"][1], 1)
        return Quantity(Decimal(2**times), "", start, end, "double")
    if found["per"]:
        value = number(found["perval"])
        return None if value is None else Quantity(value, _PER_UNIT[found["per"]], start, end, "share")
    if found["frac"]:
        return _fraction(found["frac"], found["fracval"], start, end)
    if found["part"]:
        return _fraction(found["whole"], found["part"], start, end)
    if found["tenth"]:
        value = number(found["tenth"])
        more = found["tenthval"]
        part = 5 if more == "半" else _VALUE.get(more or "零", 0)
        return None if value is None else Quantity(value * 10 + part, "%", start, end, "share")
    if found["ratio"]:
        return _ratio(found["ratio"], found["ratioto"], start, end)
    if found["num"]:
        value = number(found["num"])
        return None if value is None else Quantity(value, plain_unit(found["unit"] or ""), start, end, "number")
    value = chinese_number(found["han"])
    return None if value is None else Quantity(value, plain_unit(found["hanunit"]), start, end, "words")


def _fraction(below: str, above: str, start: int, end: int) -> Quantity | None:
    whole, part = number(below), number(above)
    if not whole or part is None or part > whole:
        return None
    share = (part * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    return Quantity(share, "%", start, end, "share")


def _ratio(first: str, second: str, start: int, end: int) -> Quantity | None:
    one, other = number(first), number(second)
    if one is None or not other:
        return None
    return Quantity(one if other == 1 else (one / other).quantize(Decimal("0.0001")).normalize(), "", start, end, "ratio")


def quantities(text: str) -> list[Quantity]:
    """All numbers in a half-width text, left to right, none overlapping."""
    found = (_quantity(match) for match in QUANTITY.finditer(text))
    return [quantity for quantity in found if quantity is not None]
