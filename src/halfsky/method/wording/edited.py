"""A sentence of a report as a person edits it: the words as plain text, each bound figure as a mark ⟦n⟧.

The marks are put back into their fields when the text is read again, so that words can be changed at will and no figure
can. A figure from outside the system may be typed as ``【外：figure｜source】``; it is shown with its source and bound to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from halfsky.method.errors import HalfskyError
from halfsky.method.wording.piece import Field, Piece, Sentence, Text
from halfsky.method.wording.typed import typed_figures

MARK = re.compile(
    r"⟦\s*([0-9０-９]{1,3})\s*⟧|[{｛]\s*([0-9０-９]{1,3})\s*[}｝]|【(?:外|outside)\s*[：:]([^｜|】]*)(?:[｜|]([^】]*))?】"
)
_LINES = re.compile(r"\s*[\r\n]+\s*")
OUTSIDE = "outside"
LONGEST = 4000
AROUND, BESIDE = 8, 2


class EditRefused(HalfskyError):
    """A text that cannot be kept as typed."""

    messages = {
        "typed_figure": (
            "“…{around}…”里的“{figure}”是直接敲进去的数。报告里的数须取自发布版：请从“可用数字”里选一个，在这里写它的记号（如 ⟦1⟧）；"
            "确需引用本系统以外的数，写成【外：{figure}｜来源】。",
            "“{figure}” in “…{around}…” was typed by hand. A figure comes from the release: choose one of the figures at hand and write its "
            "mark here (such as ⟦1⟧); a figure from elsewhere is written 【outside: {figure}｜source】.",
        ),
        "unknown_mark": (
            "本段没有编号为 {mark} 的数字，请核对“可用数字”里的编号。",
            "There is no figure number {mark} for this paragraph; look at the list of figures.",
        ),
        "no_source": (
            "外部数字“{figure}”没有写来源。请写成【外：{figure}｜来源】，如【外：{figure}｜县教体局快报】。",
            "The outside figure “{figure}” names no source. Write 【outside: {figure}｜source】.",
        ),
        "empty": ("没有文字。要删去这一段，请用“删去本段”。", "There are no words. To remove the paragraph, use “Remove”."),
        "too_long": ("这一段超过 {most} 字，请分成几段。", "More than {most} characters; make several paragraphs of it."),
    }


@dataclass(frozen=True, slots=True)
class Bound(Field):
    """A field that also says where its figure is from: the run's number as text, or ``outside``."""

    source: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A figure that can be put into a text, with the judgements that go along with it and have nothing to read."""

    field: Field
    along: tuple[Field, ...] = ()


def marked(pieces: Sentence) -> tuple[str, tuple[Chip, ...]]:
    """The text with marks ⟦1⟧, ⟦2⟧ …, and the figures they stand for, in order.

    A judgement goes with the figure before it, at the beginning with the first one; where there is none it is lost
    when the words change, for nothing holds it.
    """
    words: list[str] = []
    chips: list[Chip] = []
    waiting: tuple[Field, ...] = ()
    for piece in pieces:
        if isinstance(piece, Text):
            words.append(piece.text)
        elif piece.text:
            chips.append(Chip(piece, waiting))
            waiting = ()
            words.append(f"⟦{len(chips)}⟧")
        elif chips:
            chips[-1] = Chip(chips[-1].field, (*chips[-1].along, piece))
        else:
            waiting = (*waiting, piece)
    return "".join(words), tuple(chips)


def read_back(text: str, chips: Sequence[Chip], before: str = "") -> Sentence:
    """The sentence that `text` stands for. EditRefused for a typed figure, an unknown mark or a figure without source.

    `before` is the marked text as it was: a quantity that stands in its fixed words already, between the same characters,
    was put there by the report's template and may stay.
    """
    text = _LINES.sub(" ", text).strip()
    if not text:
        raise EditRefused("empty")
    if len(text) > LONGEST:
        raise EditRefused("too_long", most=LONGEST)
    pieces: list[Piece] = []
    used: set[int] = set()
    at = 0
    for mark in MARK.finditer(text):
        _words(pieces, text, at, mark.start(), before)
        at = mark.end()
        place = mark.group(1) or mark.group(2)
        if not place:
            pieces.append(_outside(mark.group(3).strip(), (mark.group(4) or "").strip()))
            continue
        number = int(place)
        if not 1 <= number <= len(chips):
            raise EditRefused("unknown_mark", mark=mark.group())
        chip = chips[number - 1]
        pieces.extend((chip.field, *(() if number in used else chip.along)))
        used.add(number)
    _words(pieces, text, at, len(text), before)
    return tuple(pieces)


def remarked(text: str, old: Sequence[Chip], new: Sequence[Chip]) -> str:
    """The text with its marks, which counted the figures of `old`, counted anew for those of `new`.

    A figure that is not there any more becomes ⟦0⟧, which `read_back` refuses.
    """
    places = {chip.field.key: place for place, chip in reversed(list(enumerate(new, 1)))}

    def put(mark: re.Match[str]) -> str:
        place = mark.group(1) or mark.group(2)
        if not place:
            return mark.group()
        at = int(place)
        key = old[at - 1].field.key if 1 <= at <= len(old) else ""
        stays = at <= len(new) and new[at - 1].field.key == key
        return f"⟦{at if stays else places.get(key, 0)}⟧"

    return MARK.sub(put, text)


def _words(pieces: list[Piece], text: str, start: int, end: int, before: str) -> None:
    words = text[start:end]
    if not words:
        return
    for figure in typed_figures(words):
        if words[max(0, figure.start - BESIDE) : figure.start + len(figure.text) + BESIDE] in before:
            continue
        from_, to = max(0, start + figure.start - AROUND), start + figure.start + len(figure.text) + AROUND
        raise EditRefused("typed_figure", figure=figure.text, around=text[from_:to])
    pieces.append(Text(words))


def _outside(figure: str, source: str) -> Bound:
    if not figure or not source:
        raise EditRefused("no_source", figure=figure or "…")
    return Bound(f"{OUTSIDE}:{source[:80]}", f"{figure[:40]}（{source[:80]}）", OUTSIDE)
