"""The words of the attainment scale that a county's scheme puts in the place of the default ones.

The scheme's ``words`` hold while a page's body or a report is made, for that piece of work alone; ``own_words`` begins
and ends it. The default words are those of ``zh.py`` and ``en.py`` (``state.…``), which are the catalogue's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

_NONE: Mapping[str, Mapping[str, str]] = {}
_words: ContextVar[Mapping[str, Mapping[str, str]]] = ContextVar("own_words", default=_NONE)


@contextmanager
def own_words(words: Mapping[str, Mapping[str, str]] | None) -> Iterator[None]:
    """Say states by ``words`` (state -> language -> word) until the end of the block; None and {} change nothing.

    >>> with own_words({"hard": {"zh": "进度滞后"}}):
    ...     own_word("hard", "zh"), own_word("hard", "en")
    ('进度滞后', None)
    """
    token = _words.set(words or _NONE)
    try:
        yield
    finally:
        _words.reset(token)


def own_word(state: str, lang: str) -> str | None:
    """The scheme's own word for a state, None where it has none."""
    return _words.get().get(state, {}).get(lang)
