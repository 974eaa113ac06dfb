"""A phrase by key and language, its placeholders filled with bound fields."""

from __future__ import annotations

from collections.abc import Sequence

from halfsky.method.wording import en, zh
from halfsky.method.wording.own import own_word
from halfsky.method.wording.piece import Sentence, Slot, capital, fill, join, sentence

CATALOGUES: dict[str, dict[str, str]] = {"zh": zh.PHRASES, "en": en.PHRASES}


def phrase(lang: str, key: str, **slots: Slot) -> Sentence:
    """The phrase `key` in `lang`. Raises `KeyError` for an unknown language, key or placeholder."""
    return fill(CATALOGUES[lang][key], slots)


def words(lang: str, key: str) -> str:
    """A phrase without placeholders, such as a state's name, which may be the scheme's own."""
    if key.startswith("state."):
        return own_word(key.removeprefix("state."), lang) or CATALOGUES[lang][key]
    return CATALOGUES[lang][key]


def finish(lang: str, clauses: Sequence[Sentence], joint: str = "comma") -> Sentence:
    """One full sentence from clauses: joined, its first letter a capital, a full stop at its end."""
    body = join(clauses, words(lang, joint))
    return sentence(capital(body), words(lang, "stop")) if body else ()


def paragraph(lang: str, sentences: Sequence[Sentence]) -> Sentence:
    """Full sentences behind one another."""
    return join(sentences, words(lang, "space"))
