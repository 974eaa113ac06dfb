"""Paragraph styles, resolved along ``basedOn``: what a paragraph looks like when it does not say so itself."""

from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from halfsky.formats.intake.container import attributes

_DEEPEST = 20
_LEVELS = tuple("012345678")


@dataclass(frozen=True, slots=True)
class Look:
    """name: the style's name in lower case. level: 1-based outline level. size in points. raised: set as superscript.
    list_id, list_level: the list it is numbered by; list_id "0" means no list."""

    name: str = ""
    level: int | None = None
    bold: bool = False
    centered: bool = False
    size: float | None = None
    hidden: bool = False
    raised: bool = False
    list_id: str = ""
    list_level: int | None = None


class Styles:
    """The paragraph styles of a document."""

    def __init__(self, root: Element | None) -> None:
        self._nodes: dict[str, Element] = {}
        self._looks: dict[str, Look] = {}
        self._default = ""
        self._base = Look()
        for node in [] if root is None else root:
            if local(node) == "style":
                code = str(attributes(node).get("styleId", ""))
                self._nodes[code] = node
                given = attributes(node)
                if given.get("type") == "paragraph" and given.get("default") in ("1", "true"):
                    self._default = code
            elif local(node) == "docDefaults":
                for part in node.iter():
                    if local(part) == "rPr":
                        self._base = run_look(part, self._base)

    def look(self, code: str) -> Look:
        """The look of style ``code`` ("" for the default style)."""
        code = code or self._default
        if code not in self._looks:
            self._looks[code] = self._resolved(code)
        return self._looks[code]

    def _resolved(self, code: str) -> Look:
        chain: list[Element] = []
        while code in self._nodes and len(chain) < _DEEPEST:
            chain.append(self._nodes[code])
            code = next((value(child) for child in self._nodes[code] if local(child) == "basedOn"), "")
        look = self._base
        for node in reversed(chain):
            for child in node:
                if local(child) == "name":
                    look = replace(look, name=value(child).lower())
                elif local(child) == "pPr":
                    look = paragraph_look(child, look)
                elif local(child) == "rPr":
                    look = run_look(child, look)
        return look


def paragraph_look(properties: Element, look: Look) -> Look:
    """``look`` changed by a ``w:pPr``."""
    for child in properties:
        tag = local(child)
        if tag == "outlineLvl":
            number = value(child)
            look = replace(look, level=int(number) + 1 if number in _LEVELS else None)
        elif tag == "jc":
            look = replace(look, centered=value(child) == "center")
        elif tag == "numPr":
            for part in child:
                if local(part) == "numId":
                    look = replace(look, list_id=value(part))
                elif local(part) == "ilvl":
                    look = replace(look, list_level=int(value(part)) if value(part) in _LEVELS else None)
    return look


def run_look(properties: Element, look: Look) -> Look:
    """``look`` changed by a ``w:rPr``."""
    for child in properties:
        tag = local(child)
        if tag == "b":
            look = replace(look, bold=on(child))
        elif tag == "vanish":
            look = replace(look, hidden=on(child))
        elif tag == "vertAlign":
            look = replace(look, raised=value(child) == "superscript")
        elif tag == "sz":
            half_points = value(child)
            if half_points.isascii() and half_points.isdigit() and len(half_points) < 5:
                look = replace(look, size=int(half_points) / 2)
    return look


def local(node: Element) -> str:
    """An element's name without its namespace."""
    return str(node.tag).rpartition("}")[2]


def value(node: Element) -> str:
    """The element's ``val`` attribute, "" when absent."""
    return str(attributes(node).get("val", ""))


def on(node: Element) -> bool:
    """A toggle property: present means on unless it says otherwise."""
    return value(node) not in ("0", "false", "off", "none")
