"""The words of one Word paragraph: what is shown, and what was left out and must be said."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from halfsky.formats.intake.container import attributes
from halfsky.formats.intake.docx_styles import Look, local, run_look

_GONE = frozenset({"del", "moveFrom", "instrText", "delText", "delInstrText", "fldData", "rt", "commentRangeStart"})
_PICTURES = frozenset({"drawing", "pict"})
#: Superscript digits keep their height: 95%¹ is a note's sign, no 951.
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BREAKS = frozenset({"br", "cr"})


@dataclass
class Words:
    """lines: the text, cut at line breaks. boxes: the contents of text boxes met on the way. seen: counts of
    deletions, hidden, pictures, comments, notes, textboxes. looks: (characters, look) of each run."""

    lines: list[str] = field(default_factory=lambda: [""])
    boxes: list[Element] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    looks: list[tuple[int, Look]] = field(default_factory=list)

    @property
    def bold(self) -> bool:
        """Whether all that is written is bold."""
        return bool(self.looks) and all(look.bold for _, look in self.looks)

    @property
    def size(self) -> float | None:
        """The size most of it is written in."""
        sizes: Counter[float] = Counter()
        for count, look in self.looks:
            if look.size is not None:
                sizes[look.size] += count
        return max(sizes, key=lambda size: sizes[size]) if sizes else None


def words_of(paragraph: Element, look: Look) -> Words:
    """Read one ``w:p``: insertions kept, deletions, field codes, hidden text and comments left out and counted."""
    words = Words()
    _walk(paragraph, look, words)
    return words


def _walk(node: Element, look: Look, words: Words) -> None:
    for child in _offered(node):
        tag = local(child)
        if tag in _GONE:
            words.seen["deletions"] += tag in ("del", "moveFrom")
        elif tag == "r":
            _run(child, look, words)
        elif tag in ("t", "oMath", "oMathPara"):
            _say("".join(child.itertext()) if tag != "t" else child.text or "", look, words)
        elif tag == "pPr":
            continue
        else:
            _walk(child, look, words)


def _run(run: Element, look: Look, words: Words) -> None:
    for child in run:
        if local(child) == "rPr":
            look = run_look(child, look)
    if look.hidden:
        words.seen["hidden"] += any(local(child) == "t" for child in run)
        return
    for child in _offered(run):
        tag = local(child)
        if tag == "t":
            _say(child.text or "", look, words)
        elif tag in ("tab", "ptab"):
            _say("\t", look, words)
        elif tag in _BREAKS:
            words.lines.append("")
        elif tag == "noBreakHyphen":
            _say("-", look, words)
        elif tag == "sym":
            _say(_symbol(child), look, words)
        elif tag in _PICTURES or tag == "object":
            _drawn(child, words)
        elif tag == "ruby":
            for base in child:
                if local(base) == "rubyBase":
                    _walk(base, look, words)
        elif tag in ("footnoteReference", "endnoteReference"):
            words.seen["notes"] += 1
        elif tag == "commentReference":
            words.seen["comments"] += 1


def _say(text: str, look: Look, words: Words) -> None:
    text = text.replace("\n", " ").replace("\r", " ")
    if look.raised:
        text = text.translate(_RAISED)
    words.lines[-1] += text
    if text.strip():
        words.looks.append((len(text), look))


def _drawn(node: Element, words: Words) -> None:
    boxes = list(_boxes(node))
    if boxes:
        words.seen["textboxes"] += len(boxes)
        words.boxes.extend(boxes)
    else:
        words.seen["pictures"] += 1


def _boxes(node: Element) -> Iterator[Element]:
    for child in _offered(node):
        if local(child) == "txbxContent":
            yield child
        else:
            yield from _boxes(child)


def _offered(node: Element) -> Iterator[Element]:
    """The children; of ``mc:AlternateContent`` its first alternative only, so that nothing is read twice."""
    for child in node:
        if local(child) == "AlternateContent":
            for choice in list(child)[:1]:
                yield from choice
        else:
            yield child


def _symbol(node: Element) -> str:
    code = str(attributes(node).get("char", ""))
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "•" if "\ue000" <= sign <= "\uf8ff" else sign if sign.isprintable() else ""
