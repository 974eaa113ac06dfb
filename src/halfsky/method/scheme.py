"""The monitoring scheme: every number that decides a state, a level or an index, with its documented default.

A scheme is a versioned, approved value. It is frozen inside each release (``framework.json``, key ``scheme``), so a
published judgement can be made again with the numbers it was made with. What each parameter means, and where its
default comes from, is in ``docs/method``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from halfsky.method.errors import HalfskyError


class SchemeError(HalfskyError):
    """A scheme that cannot be used as written."""

    messages = {
        "unknown": ("监测方案里没有“{name}”这一项。", "The scheme has no parameter named {name}."),
        "wrong_type": (
            "监测方案的“{name}”应写成{kind_zh}，现为 {value}。",
            "{name} must be {kind_en}; it is {value}.",
        ),
        "no_value": (
            "“{name}”后面没有写数值，请写成 {name}=数值，如 {name}={example}。",
            "No value stands behind {name}; write {name}=VALUE, such as {name}={example}.",
        ),
        "no_name": (
            "“{given}”里没有写改哪一项，请写成 参数=数值，如 pace_percent=90。",
            "“{given}” does not say which parameter; write NAME=VALUE, such as pace_percent=90.",
        ),
        "out_of_range": (
            "监测方案的“{name}”应在 {low} 和 {high} 之间，现为 {value}。",
            "{name} must lie between {low} and {high}; it is {value}.",
        ),
        "bad_word": (
            "“{state}”的用词“{word}”不能用：须是上面列出的状态，不空，中文不超过 {zh} 字、英文不超过 {en} 个字符，且不与别的状态相同。",
            "The word {word!r} for {state!r} will not do: a known state, not empty, at most {zh} characters in Chinese and "
            "{en} in English, and no word for two states.",
        ),
        "order": (
            "研判等级的界限应依次下降：有望达标 > 需关注 > 达标困难。",
            "The thresholds must fall in order: on track > watch > at risk.",
        ),
    }


@dataclass(frozen=True, slots=True)
class Scheme:
    """One version of the scheme. Shares are per cent, probabilities 0 to 1.

    ``version`` 0 is the default that ships. ``weights`` maps a domain's slug to its weight in the overall index;
    a domain that is not named weighs 1.
    """

    version: int = 0
    pace_percent: int = 95
    """Way made, in per cent of the straight line's, at which a target without an outlook counts as on pace."""
    about_percent: int = 5
    """Tolerance of a target "about x" when the framework records none, in per cent of x."""
    interim: str = "outlook"
    """What judges a year before the target year: ``outlook`` (probability, pace where it cannot be had) or ``pace``."""
    on_track: float = 0.8
    watch: float = 0.5
    at_risk: float = 0.2
    hysteresis: float = 0.05
    """A level changes only when the probability passes the threshold by this much."""
    swing_watch: float = 0.95
    swing_flag: float = 0.98
    answer_working_days: int = 15
    """Working days the owner of a warning has for its answer."""
    index_method: str = "target"
    """How an indicator becomes a score: ``target`` (way made to the target) or ``minmax``."""
    weights: Mapping[str, float] = field(default_factory=dict)
    sensitivity_percent: int = 20
    """How far the weights are moved for the sensitivity note."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Words of the attainment scale instead of the default ones: state -> ``zh`` or ``en`` -> word."""

    def __post_init__(self) -> None:
        for name, low, high in _RANGES:
            value = getattr(self, name)
            _typed(name, value, whole=isinstance(_DEFAULTS[name], int))
            if not low <= value <= high:
                raise SchemeError("out_of_range", name=name, low=low, high=high, value=value)
        if not self.on_track > self.watch > self.at_risk:
            raise SchemeError("order")
        for name, allowed in _CHOICES.items():
            if getattr(self, name) not in allowed:
                raise SchemeError("out_of_range", name=name, low=allowed[0], high=allowed[-1], value=getattr(self, name))
        if not isinstance(self.weights, Mapping):
            raise SchemeError("wrong_type", name="weights", value=self.weights, kind_zh="领域和权重的对照", kind_en="a mapping")
        for domain, weight in self.weights.items():
            _typed(f"weights.{domain}", weight, whole=False)
            if not 0 <= weight <= 100:
                raise SchemeError("out_of_range", name=f"weights.{domain}", low=0, high=100, value=weight)
        _worded(self.words)

    def plain(self) -> dict[str, Any]:
        """The scheme as JSON values."""
        words = {state: dict(said) for state, said in self.words.items()}
        return {**asdict(self), "weights": dict(self.weights), "words": words}


_RANGES: tuple[tuple[str, float, float], ...] = (
    ("version", 0, 10**6), ("pace_percent", 1, 200), ("about_percent", 0, 50), ("on_track", 0, 1), ("watch", 0, 1),
    ("at_risk", 0, 1), ("hysteresis", 0, 0.2), ("swing_watch", 0.5, 0.9999), ("swing_flag", 0.5, 0.9999),
    ("answer_working_days", 1, 120), ("sensitivity_percent", 0, 100),
)  # fmt: skip
_DEFAULTS = {f.name: f.default for f in fields(Scheme)}
_CHOICES: dict[str, tuple[str, ...]] = {"interim": ("outlook", "pace"), "index_method": ("target", "minmax")}


def _typed(name: str, value: object, *, whole: bool) -> None:
    good = isinstance(value, int) if whole else isinstance(value, int | float)
    if not good or isinstance(value, bool) or value != value:
        zh, en = ("整数", "a whole number") if whole else ("数字", "a number")
        raise SchemeError("wrong_type", name=name, value=value, kind_zh=zh, kind_en=en)


LONGEST_WORD = {"zh": 12, "en": 40}


def _worded(words: object) -> None:
    """Each word short, for a known state, and no word for two states."""
    if not isinstance(words, Mapping) or not all(isinstance(said, Mapping) for said in words.values()):
        raise SchemeError("wrong_type", name="words", value=words, kind_zh="状态和用词的对照", kind_en="a mapping of mappings")
    seen: set[tuple[str, str]] = set()
    for state, said in words.items():
        for lang, word in said.items():
            good = state in STATE_NAMES and lang in LONGEST_WORD and isinstance(word, str)
            if not good or not 0 < len(word.strip()) <= LONGEST_WORD[lang] or not word.isprintable() or (lang, word) in seen:
                raise SchemeError("bad_word", state=state, word=word, **LONGEST_WORD)
            seen.add((lang, word))


STATE_NAMES = ("met_early", "met", "expected", "hard", "not_met", "no_data", "not_due", "not_monitorable")
"""The states of ``appraisal/judgement``, from best to worst and what is not judged."""


def scheme_of(written: Mapping[str, Any] | None) -> Scheme:
    """The scheme written in a release's framework; the default where nothing is written. SchemeError when unusable."""
    known = {f.name for f in fields(Scheme)}
    for name in written or {}:
        if name not in known:
            raise SchemeError("unknown", name=name)
    return Scheme(**dict(written or {}))
