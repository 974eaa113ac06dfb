"""A phrase by key and language, its placeholders filled with bound fields."""

from __future__ import annotations

from collections.abc import Sequence

from halfsky.method.wording import en, zh
from halfsky.method.wording.own import own_word
from halfsky.method.wording.piece import Field, Sentence, Slot, capital, fill, join, plain, sentence

CATALOGUES: dict[str, dict[str, str]] = {"zh": zh.PHRASES, "en": en.PHRASES}


def phrase(lang: str, key: str, **slots: Slot) -> Sentence:
    """The phrase `key` in `lang`. Raises `KeyError` for an unknown language, key or placeholder."""
    return fill(CATALOGUES[lang][key], slots)


def words(lang: str, key: str) -> str:
    """A phrase without placeholders, such as a state's name, which may be the scheme's own."""
    if key.startswith("state."):
        return own_word(key.removeprefix("state."), lang) or CATALOGUES[lang][key]
    return CATALOGUES[lang][key]


def listing(names: Sequence[Sentence], lang: str, most: int = 0, count: Field | None = None, *, last: bool = False) -> Sentence:
    """Names one behind the other. One that is a list itself is quoted; in English such a list is parted by semicolons.

    ``most``: only so many are named, "and others" follows, or how many there are where ``count`` is given. ``last``: "and" before
    the last one.
    """
    some = list(names[:most] if most else names)
    nested = [any(sign in plain(one) for sign in (("、", "，") if lang == "zh" else (", ", " and "))) for one in some]
    if lang == "zh" and len(some) > 1:
        some = [phrase(lang, "quoted", name=one) if inside and not plain(one).startswith("“") else one for one, inside in zip(some, nested, strict=True)]
    joint = words(lang, "semicolon" if lang == "en" and any(nested) else "list")
    cut = bool(most) and len(names) > most
    if last and not cut and len(some) > 1:
        listed = join([join(some[:-1], joint), some[-1]], joint.rstrip() + words(lang, "list.last") if joint == words(lang, "semicolon") else words(lang, "list.last"))
    else:
        listed = join(some, joint)
    if not cut:
        return listed
    return sentence(listed, words(lang, "list.more") if count is None else phrase(lang, "list.count", count=count))


def quoted_within(text: str, lang: str) -> str:
    """A text as it stands within quotation marks: its own become single ones."""
    return text.replace("“", "‘").replace("”", "’") if lang == "zh" else text


def finish(lang: str, clauses: Sequence[Sentence], joint: str = "comma") -> Sentence:
    """One full sentence from clauses: joined, its first letter a capital, a full stop at its end."""
    body = join(clauses, words(lang, joint))
    return sentence(capital(body), words(lang, "stop")) if body else ()


def paragraph(lang: str, sentences: Sequence[Sentence]) -> Sentence:
    """Full sentences behind one another."""
    return join(sentences, words(lang, "space"))
