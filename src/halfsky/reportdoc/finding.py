"""What does not add up: a kind, the sentence, what is printed, what is right and how it was computed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from halfsky.reportdoc.left import Left, place_of

KINDS: dict[str, tuple[str, str]] = {
    "share": (
        "“{printed}”与文中的数不符：{part} ÷ {whole} = {right}。",
        "{printed} does not follow from the figures in the text: {part} ÷ {whole} = {right}.",
    ),
    "ratio": (
        "“{printed}”与文中的数不符：{part} ÷ {whole}，应为 {right}。",
        "{printed} does not follow from the figures in the text: {part} ÷ {whole} gives {right}.",
    ),
    "misattributed": (
        "“{printed}”是 {part} ÷ {whole} 的结果，即“{counted}”的比例，文中却写成“{subject}”的比例。",
        "{printed} is {part} ÷ {whole}, the share among “{counted}”, but it is printed as the share among “{subject}”.",
    ),
    "total": (
        "各部分之和是 {right}，文中的总数是 {printed}（{parts}）。",
        "The parts add up to {right}, the total printed is {printed} ({parts}).",
    ),
    "rest": (
        "{whole} 中除去 {part}，余下的应为 {right}，文中为 {printed}。",
        "{whole} less {part} leaves {right}; {printed} is printed.",
    ),
    "attainment_parts": (
        "{total} 项中扣除{left}，达标的应为 {right} 项，文中为 {printed} 项；按 {right} 项计，达标率为 {rates}。",
        "Of {total}, less {left}, {right} are met; {printed} is printed. With {right} the rate is {rates}.",
    ),
    "attainment_rate": (
        "达标率“{printed}”与项数不符：{how}。",
        "The attainment rate {printed} does not follow from the counts: {how}.",
    ),
    "change": (
        "由 {old} 到 {new}，{unit_zh}为 {right}，文中为“{printed}”。",
        "From {old} to {new} the {unit_en} is {right}; {printed} is printed.",
    ),
    "point_as_percent": (
        "由 {old} 到 {new} 变动的是 {right} 个百分点，文中写成“{printed}”；按百分比计应为 {relative}%。",
        "From {old} to {new} is a change of {right} percentage points; {printed} is printed. In per cent it is {relative} %.",
    ),
    "percent_as_point": (
        "由 {old} 到 {new} 变动 {relative}%，即 {right} 个百分点，文中写成“{printed}”。",
        "From {old} to {new} is {relative} %, that is {right} percentage points; {printed} is printed.",
    ),
    "point_of_rate": (
        "由 {old} 到 {new} 不是百分率，变动为 {right}，文中写成“{printed}”。",
        "{old} and {new} are not per cent: the change is {right}; {printed} is printed.",
    ),
    "direction": (
        "由 {old} 到 {new} 是{right_zh}，文中写成“{printed}”。",
        "From {old} to {new} is a {right_en}; the text says “{printed}”.",
    ),
    "ranked": (
        "表中“{column}”{end_zh}的是{right}（{value}），文中写成“{printed}”（{own}）。",
        "In the table the {end_en} of “{column}” is {right} ({value}); the text says “{printed}” ({own}).",
    ),
    "table_total": (
        "“{column}”一列各行之和是 {right}，合计行为 {printed}。",
        "Column “{column}”: the rows add up to {right}, the total row says {printed}.",
    ),
    "table_row_total": (
        "“{row}”一行：{parts} = {right}，“{column}”栏为 {printed}。",
        "Row “{row}”: {parts} = {right}, column “{column}” says {printed}.",
    ),
    "table_share": (
        "“{row}”一行：{part} ÷ {whole} = {right}，“{column}”栏为 {printed}。",
        "Row “{row}”: {part} ÷ {whole} = {right}, column “{column}” says {printed}.",
    ),
    "table_change": (
        "“{row}”一行：由 {old} 到 {new}，变动为 {right}，“{column}”栏为 {printed}。",
        "Row “{row}”: from {old} to {new} is {right}, column “{column}” says {printed}.",
    ),
    "differs_from_release": (
        "“{name}”{year} 年在发布版 {release} 中为 {right}，文中为“{printed}”。",
        "“{name}” is {right} for {year} in release {release}; {printed} is printed.",
    ),
}

NAMES: dict[str, tuple[str, str]] = {
    "share": ("比例", "share"), "ratio": ("比率、平均数", "ratio or average"), "misattributed": ("比例的对象", "whose share"), "total": ("合计与分项", "total and parts"),
    "rest": ("余数", "what is left"), "attainment_parts": ("达标项数", "number met"), "attainment_rate": ("达标率", "rate of attainment"), "change": ("增减、差距", "change or gap"),
    "point_as_percent": ("百分点与百分比", "points and per cent"), "percent_as_point": ("百分点与百分比", "points and per cent"), "point_of_rate": ("百分点与千分点", "points of a rate"),
    "direction": ("升降用词", "word of a change"), "ranked": ("最高、最低", "highest or lowest"), "table_total": ("表内合计", "total of a table"), "table_row_total": ("表内合计", "total of a table"),
    "table_share": ("表内比例", "share in a table"), "table_change": ("表内增减", "change in a table"), "differs_from_release": ("与发布版不同", "differs from the release"),
}  # fmt: skip
"""What a kind of finding is called."""


def named(kind: str, lang: str = "zh-hans") -> str:
    """The name of a kind of finding."""
    return NAMES[kind][1 if lang.startswith("en") else 0]


_UNITS = (
    ("个百分点", " percentage points"), ("个千分点", " points per thousand"), ("个十万分点", " points per 100,000"), ("倍", " times"),
    ("万亿元", " trillion yuan"), ("亿元", " × 100 million yuan"), ("万元", " × 10,000 yuan"), ("亿人", " × 100 million persons"), ("万人", " × 10,000 persons"),
    ("/10万", " per 100,000"), ("元", " yuan"), ("人", " persons"),
)  # fmt: skip


def _in_english(right: object) -> object:
    """The right figure with its unit in English; a unit that has no entry stays as printed."""
    told = str(right)
    for unit, english in _UNITS:
        if told.endswith(unit):
            return told.removesuffix(unit) + english
    return right


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim that does not add up. line: 1-based; sentence: as printed; page: of a PDF, 0 where there are none; under: the heading above it."""

    kind: str
    line: int
    sentence: str
    params: dict[str, Any] = field(default_factory=dict)
    page: int = 0
    under: str = ""

    def place(self, lang: str = "zh-hans") -> str:
        """Where it stands: the page of a PDF, else the line of the text."""
        return place_of(self.page, self.line, lang)

    def text(self, lang: str = "zh-hans") -> str:
        """What is wrong and what is right, in Chinese or English."""
        zh, en = KINDS[self.kind]
        if not lang.startswith("en"):
            return zh.format(**self.params)
        return en.format(**{name: _in_english(value) if name == "right" else value for name, value in self.params.items()})

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "kind": self.kind, "line": self.line, "page": self.page or None, "under": self.under, "sentence": self.sentence, "printed": str(self.params.get("printed", "")),
            "right": str(self.params.get("right", self.params.get("right_zh", ""))), "zh": self.text("zh"), "en": self.text("en"),
        }


class Said(Protocol):
    """A sentence with its line."""

    @property
    def text(self) -> str: ...

    @property
    def line(self) -> int: ...


Place = tuple[int, str, int]
"""Where a claim stands: line, sentence, first character of its figure in the sentence."""


@dataclass(slots=True)
class Checked:
    """What a family of checks found: how many claims it could follow, and those that do not add up.

    followed: line and text of the sentences with a claim that could be followed. places: claims that were judged, so that no other rule counts or tells them again.
    """

    claims: int = 0
    findings: list[Finding] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    followed: set[tuple[int, str]] = field(default_factory=set)
    places: set[Place] = field(default_factory=set)

    def claim(self, sentence: Said) -> None:
        """Count a claim of the sentence that could be recomputed."""
        self.claims += 1
        self.followed.add((sentence.line, sentence.text))

    def add(self, other: Checked) -> None:
        self.claims += other.claims
        self.findings.extend(other.findings)
        self.followed |= other.followed
        self.places |= other.places

    def once(self, place: Place) -> bool:
        """Whether the claim is met for the first time; from then on it is not."""
        if place in self.places:
            return False
        self.places.add(place)
        return True
