"""The numbers that Word does not store: each numbered paragraph's number is counted here, as Word counts."""

import re
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from halfsky.formats.intake.container import attributes
from halfsky.formats.intake.counting import counted
from halfsky.formats.intake.docx_styles import local, value

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: first number, format, text such as ``（%1）``, what restarts it, legal style."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass
class _List:
    """An abstract list and its running counters; every list instance over it shares them, as in Word."""

    levels: dict[int, Level]
    counters: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


class Numbering:
    """Counts along the document: call `next` once for each numbered paragraph, in order."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._instances: dict[str, str] = {}
        self._own: dict[str, dict[int, Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._styled: dict[str, str] = {}
        if root is not None:
            self._read(root)

    def level_of_style(self, instance: str, style: str) -> int:
        """The level that a paragraph style is tied to in this list, 0 when it is tied to none."""
        for index, level in self._levels(instance).items():
            if style and level.style == style:
                return index
        return 0

    def next(self, instance: str, index: int) -> str:
        """The number of the next paragraph of list ``instance`` at level ``index`` (0-based), as printed."""
        levels = self._levels(instance)
        kept = self._lists.get(self._instances.get(instance, ""))
        if kept is None or not 0 <= index < LEVELS or index not in levels:
            return ""
        level = levels[index]
        start = self._starts.get(instance, {}).pop(index, None)
        before = kept.counters[index]
        if start is not None:
            kept.counters[index] = start
        else:
            kept.counters[index] = level.start if before is None else before + 1
        for deeper in range(index + 1, LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart != 0 and index < restart):
                kept.counters[deeper] = None
        return self._printed(levels, kept.counters, level)

    @staticmethod
    def _printed(levels: dict[int, Level], counters: list[int | None], level: Level) -> str:
        def number(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            other = levels.get(place, Level())
            value = counters[place]
            return counted(other.start if value is None else value, "decimal" if level.legal else other.form)

        if level.form == "bullet":
            return "•" if level.text else ""
        return _PLACE.sub(number, level.text).strip()

    def _levels(self, instance: str) -> dict[int, Level]:
        kept = self._lists.get(self._instances.get(instance, ""))
        if kept is None:
            return {}
        return {**kept.levels, **self._own.get(instance, {})}

    def _read(self, root: Element) -> None:
        linked: dict[str, str] = {}
        named: dict[str, str] = {}
        for node in root:
            tag = local(node)
            given = attributes(node)
            if tag == "abstractNum":
                code = str(given.get("abstractNumId", ""))
                self._lists[code] = _List({i: level for i, level in map(_level, node) if i >= 0})
                for child in node:
                    if local(child) == "styleLink":
                        named[value(child)] = code
                    elif local(child) == "numStyleLink":
                        linked[code] = value(child)
            elif tag == "num":
                self._read_instance(node, str(given.get("numId", "")))
        for code, style in linked.items():
            if style in named and not self._lists[code].levels:
                self._lists[code] = self._lists[named[style]]

    def _read_instance(self, node: Element, instance: str) -> None:
        for child in node:
            if local(child) == "abstractNumId":
                self._instances[instance] = value(child)
            elif local(child) == "lvlOverride":
                index = _integer(attributes(child).get("ilvl"), -1)
                for part in child:
                    if local(part) == "startOverride":
                        self._starts.setdefault(instance, {})[index] = _integer(value(part), 1)
                    elif local(part) == "lvl":
                        self._own.setdefault(instance, {})[index] = _level(part)[1]


def _level(node: Element) -> tuple[int, Level]:
    if local(node) != "lvl":
        return -1, Level()
    level = Level()
    for child in _alternatives(node):
        tag, given = local(child), value(child)
        if tag == "start":
            level = replace(level, start=_integer(given, 1))
        elif tag == "numFmt":
            level = replace(level, form=_custom(given, child))
        elif tag == "lvlText":
            level = replace(level, text=given)
        elif tag == "lvlRestart":
            level = replace(level, restart=_integer(given, 0))
        elif tag == "isLgl":
            level = replace(level, legal=given not in ("0", "false"))
        elif tag == "pStyle":
            level = replace(level, style=given)
    return _integer(attributes(node).get("ilvl"), -1), level


def _alternatives(node: Element) -> list[Element]:
    """The children, with ``mc:AlternateContent`` replaced by what it offers first."""
    found: list[Element] = []
    for child in node:
        if local(child) == "AlternateContent":
            for choice in list(child)[:1]:
                found.extend(choice)
        else:
            found.append(child)
    return found


def _custom(form: str, node: Element) -> str:
    if form == "custom":
        return "decimalZero" if str(attributes(node).get("format", "")).startswith("0") else "decimal"
    return form


def _integer(value: object, default: int) -> int:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default
