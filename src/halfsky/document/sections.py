"""A report's sections as an office arranges them: the shipped ones in another order, switched off, with sections of its own.

A section of one's own holds its heading and paragraphs by language. A figure in them is a field that names a result; its
text is taken from the report in which the section is printed, so that the same outline serves every year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from halfsky.document.block import Block, fields
from halfsky.method.errors import HalfskyError
from halfsky.method.wording.edited import OUTSIDE, Bound, Chip, EditRefused, read_back
from halfsky.method.wording.piece import Field, Piece, Sentence, Slot, Text, figures, plain
from halfsky.method.wording.typed import typed_figures

OWN = "own."
UNKNOWN = "…"
"""Stands for a figure that a run has not (as in the tables)."""
MOST, MOST_PARAGRAPHS, LONGEST_TITLE, LONGEST = 60, 20, 40, 1000
LANGUAGES = ("zh", "en")


class OutlineRefused(HalfskyError):
    """An outline that cannot be used."""

    messages = {
        "malformed": ("大纲的内容读不懂：{what}。请按导出的样子写。", "The outline cannot be read: {what}. Write it as the export does."),
        "unknown": (
            "没有“{code}”这一节，请核对代码；自加的一节，代码以 own. 开头。",
            "There is no section {code}; check the code. The code of a section of your own begins with own.",
        ),
        "twice": ("“{code}”这一节列了两次，请删去一个。", "The section {code} is listed twice; remove one."),
        "nothing": ("各节都停用了，报告会是空的。请至少启用一节。", "Every section is off; the report would be empty. Switch one on."),
        "no_title": ("自加的一节没有标题，请写上标题。", "A section of your own has no heading; give it one."),
        "no_text": ("自加的“{title}”一节没有正文，请写上一段。", "Your section “{title}” has no text; write a paragraph."),
        "too_long": ("“{title}”一节太长：标题最多 {title_most} 字，正文最多 {most} 段、每段 {longest} 字。",
                     "The section “{title}” is too long: {title_most} characters in the heading, {most} paragraphs of {longest}."),
        "too_many": ("节数超过 {most}，请合并几节。", "More than {most} sections; merge some."),
        "unknown_figure": ("监测结果里没有“{key}”这个数，请从“可用数字”里选。", "The results hold no figure {key}; choose one of those at hand."),
    }


@dataclass(frozen=True, slots=True)
class Section:
    """One place in an outline. The words of a shipped section are the template's; those of one's own stand here."""

    code: str
    on: bool = True
    title_zh: Sentence = ()
    title_en: Sentence = ()
    paragraphs_zh: tuple[Sentence, ...] = ()
    paragraphs_en: tuple[Sentence, ...] = ()

    def title(self, lang: str) -> Sentence:
        """The heading in a language, () where it was not written."""
        return self.title_en if lang == "en" else self.title_zh

    def paragraphs(self, lang: str) -> tuple[Sentence, ...]:
        """The paragraphs in a language."""
        return self.paragraphs_en if lang == "en" else self.paragraphs_zh


Outline = tuple[Section, ...]


def is_own(code: str) -> bool:
    """Whether a section is the office's own, by its code."""
    return code.startswith(OWN)


def completed(given: Sequence[Section], shipped: Sequence[str]) -> Outline:
    """An outline with every shipped section once: those it does not know stand after the one they ship after, switched on;
    those that ship no longer are left out."""
    out = [one for one in given if is_own(one.code) or one.code in shipped]
    known = {one.code for one in out}
    for place, code in enumerate(shipped):
        if code in known:
            continue
        before = shipped[place - 1] if place else ""
        at = next((at + 1 for at, one in enumerate(out) if one.code == before), 0)
        out.insert(at, Section(code))
        known.add(code)
    return tuple(out)


def checked(given: Sequence[Section], shipped: Sequence[str], known: Iterable[str] | None = None) -> Outline:
    """The outline completed. OutlineRefused or EditRefused where it cannot be used; ``known``: the keys figures may have."""
    if len(given) > MOST:
        raise OutlineRefused("too_many", most=MOST)
    keys = None if known is None else set(known)
    seen: set[str] = set()
    for one in given:
        if one.code in seen:
            raise OutlineRefused("twice", code=one.code)
        seen.add(one.code)
        if not is_own(one.code):
            if one.code not in shipped:
                raise OutlineRefused("unknown", code=one.code[:40])
            continue
        _check_own(one, keys)
    whole = completed(given, shipped)
    if not any(one.on for one in whole):
        raise OutlineRefused("nothing")
    return whole


def _check_own(one: Section, keys: set[str] | None) -> None:
    if not one.title_zh and not one.title_en:
        raise OutlineRefused("no_title")
    title = plain(one.title_zh or one.title_en)[:LONGEST_TITLE]
    for lang in LANGUAGES:
        head, text = one.title(lang), one.paragraphs(lang)
        if head and not text:
            raise OutlineRefused("no_text", title=title)
        if text and not head:
            raise OutlineRefused("no_title")
        if len(plain(head)) > LONGEST_TITLE * (3 if lang == "en" else 1) or len(text) > MOST_PARAGRAPHS or any(len(plain(said)) > LONGEST for said in text):
            raise OutlineRefused("too_long", title=title, title_most=LONGEST_TITLE, most=MOST_PARAGRAPHS, longest=LONGEST)
        for said in (head, *text):
            _check_words(said, keys)


def _check_words(said: Sentence, keys: set[str] | None) -> None:
    for piece in said:
        if isinstance(piece, Text):
            for figure in typed_figures(piece.text):
                raise EditRefused("typed_figure", figure=figure.text, around=piece.text[max(0, figure.start - 8) : figure.start + len(figure.text) + 8])
        elif piece.key.startswith(f"{OUTSIDE}:"):
            if not piece.key.partition(":")[2].strip() or not piece.text.strip():
                raise EditRefused("no_source", figure=piece.text or UNKNOWN)
        elif keys is not None and piece.key not in keys:
            raise OutlineRefused("unknown_figure", key=piece.key[:80])


def keys_of(outline: Sequence[Section]) -> set[str]:
    """The keys of every figure that own sections name."""
    said = [sentence for one in outline for sentence in (one.title_zh, one.title_en, *one.paragraphs_zh, *one.paragraphs_en)]
    return {one.key for sentence in said for one in figures(sentence)}


def known_fields(blocks: Sequence[Block], slots: Mapping[str, Slot]) -> dict[str, Field]:
    """Every figure of a document and of the template's placeholders, by key."""
    found = {one.key: one for one in slots.values() if isinstance(one, Field)}
    return found | {one.key: one for one in fields(blocks) if one.text}


def resolved(said: Sentence, known: Mapping[str, Field]) -> Sentence:
    """The sentence with the figures as this report has them; one that it has not is shown as missing."""
    out: list[Piece] = []
    for piece in said:
        if isinstance(piece, Text) or piece.key.startswith(f"{OUTSIDE}:"):
            out.append(piece)
        else:
            out.append(Field(piece.key, known[piece.key].text if piece.key in known else UNKNOWN))
    return tuple(out)


def to_data(outline: Sequence[Section]) -> list[dict[str, Any]]:
    """The outline as JSON values."""
    return _rows(outline, _sentence_data)


def _rows(outline: Sequence[Section], written: Callable[[Sentence], Any]) -> list[dict[str, Any]]:
    """A row a section, the titles and paragraphs of one's own as ``written`` has them."""
    out = []
    for one in outline:
        row: dict[str, Any] = {"code": one.code, "on": one.on}
        for lang in LANGUAGES:
            if is_own(one.code) and one.title(lang):
                row[f"title_{lang}"] = written(one.title(lang))
                row[f"paragraphs_{lang}"] = [written(said) for said in one.paragraphs(lang)]
        out.append(row)
    return out


def from_data(data: Any) -> Outline:
    """What `to_data` wrote. OutlineRefused for anything else."""
    try:
        return tuple(
            Section(
                str(row["code"]), bool(row.get("on", True)), _sentence(row.get("title_zh", ())), _sentence(row.get("title_en", ())),
                tuple(_sentence(said) for said in row.get("paragraphs_zh", ())), tuple(_sentence(said) for said in row.get("paragraphs_en", ())),
            )
            for row in data
        )
    except (KeyError, TypeError, AttributeError, ValueError) as problem:
        raise OutlineRefused("malformed", what=str(problem)[:80]) from None


_KEY = re.compile(r"\{([a-z][^{}\s]*:[^{}]*)\}")


def to_coded(outline: Sequence[Section]) -> list[dict[str, Any]]:
    """The outline as a person writes it in a file: words, a figure as its key in braces, one from outside with its source."""
    return _rows(outline, _coded)


def from_coded(data: Any) -> Outline:
    """What a person wrote in a file. OutlineRefused for another shape, EditRefused for a typed figure."""
    try:
        rows = [(row, {lang: [str(said) for said in row.get(f"paragraphs_{lang}", ())] for lang in LANGUAGES}) for row in data]
        heads = [{lang: str(row.get(f"title_{lang}", "")) for lang in LANGUAGES} for row in data]
        codes = [str(row["code"]) for row in data]
    except (KeyError, TypeError, AttributeError) as problem:
        raise OutlineRefused("malformed", what=str(problem)[:80]) from None
    return tuple(
        Section(
            code, bool(row.get("on", True)), _read(head["zh"]), _read(head["en"]),
            tuple(_read(one) for one in said["zh"]), tuple(_read(one) for one in said["en"]),
        )
        for code, head, (row, said) in zip(codes, heads, rows, strict=True)
    )


def _coded(said: Sentence) -> str:
    return "".join(
        one.text if isinstance(one, Text)
        else "【外：{}｜{}】".format(one.text.removesuffix(f"（{one.key.partition(':')[2]}）"), one.key.partition(":")[2])
        if one.key.startswith(f"{OUTSIDE}:") else f"{{{one.key}}}"
        for one in said
    )  # fmt: skip


def _read(text: str) -> Sentence:
    if not text.strip():
        return ()
    keys = _KEY.findall(text)
    numbers = iter(range(1, len(keys) + 1))
    return read_back(_KEY.sub(lambda _found: f"⟦{next(numbers)}⟧", text), [Chip(Field(key, UNKNOWN)) for key in keys])


def with_place(outline: Sequence[Section], code: str, step: int) -> Outline:
    """A section moved by one place, up (-1) or down (+1); the same outline at an end."""
    at = next((at for at, one in enumerate(outline) if one.code == code), -1)
    to = at + step
    if at < 0 or not 0 <= to < len(outline):
        return tuple(outline)
    out = list(outline)
    out[at], out[to] = out[to], out[at]
    return tuple(out)


def switched(outline: Sequence[Section], code: str) -> Outline:
    """A section switched on or off."""
    return tuple(replace(one, on=not one.on) if one.code == code else one for one in outline)


def without(outline: Sequence[Section], code: str) -> Outline:
    """The outline without a section of one's own."""
    return tuple(one for one in outline if one.code != code or not is_own(code))


def put(outline: Sequence[Section], section: Section, after: str) -> Outline:
    """A section of one's own put in after another, at the head for "", or in the place where it stands already."""
    if any(one.code == section.code for one in outline):
        return tuple(section if one.code == section.code else one for one in outline)
    at = next((at + 1 for at, one in enumerate(outline) if one.code == after), 0)
    return (*outline[:at], section, *outline[at:])


def new_code(outline: Sequence[Section]) -> str:
    """A code for another section of one's own."""
    taken = {one.code for one in outline}
    return next(code for number in range(1, MOST * 2 + 2) if (code := f"{OWN}{number}") not in taken)


def _sentence_data(said: Sentence) -> list[dict[str, str]]:
    return [{"w": one.text} if isinstance(one, Text) else {"k": one.key, "t": one.text} for one in said]


def _sentence(data: Any) -> Sentence:
    out: list[Piece] = []
    for one in data:
        if "w" in one:
            out.append(Text(str(one["w"])))
        else:
            key, text = str(one["k"]), str(one.get("t", ""))
            out.append(Bound(key, text, OUTSIDE) if key.startswith(f"{OUTSIDE}:") else Field(key, text))
    return tuple(out)
