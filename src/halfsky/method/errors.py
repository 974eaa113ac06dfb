"""Errors that a person can mend: a key, named parameters, and the sentence in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class HalfskyError(Exception):
    """Base of every error that is shown to a user.

    A subclass lists its sentences in ``messages``: key -> (Chinese, English), with named
    placeholders. The sentence says what is wrong, where, and how to mend it.

    >>> class Refused(HalfskyError):
    ...     messages = {"gone": ("找不到文件 {name}，请核对路径。", "There is no file {name}; check the path.")}
    >>> Refused("gone", name="a.csv").text("en")
    'There is no file a.csv; check the path.'
    """

    messages: ClassVar[Mapping[str, tuple[str, str]]] = {}

    def __init__(self, key: str, /, **params: object) -> None:
        if key not in self.messages:
            raise KeyError(f"{type(self).__name__} has no message {key!r}")
        self.key = key
        self.params = params
        super().__init__(self.text("en"))

    def text(self, lang: str = "zh-hans") -> str:
        """The sentence in ``lang`` (``en`` or Chinese for anything else)."""
        zh, en = self.messages[self.key]
        return (en if lang.startswith("en") else zh).format(**self.params)
