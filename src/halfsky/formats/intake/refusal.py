"""The one error that leaves intake."""

from __future__ import annotations

from halfsky.formats.intake.messages import DEFAULT_LANGUAGE, REFUSALS, message
from halfsky.method.errors import HalfskyError


class IntakeRefused(HalfskyError):
    """A foreign file was not taken.

    ``key`` names a row of :data:`halfsky.formats.intake.messages.REFUSALS`, ``params`` fill its placeholders;
    ``name`` (the file's name as the user knows it) is added by the parent process.
    """

    messages = {key: (zh, en) for key, (_, zh, en) in REFUSALS.items()}

    def __init__(self, key: str, /, **params: object) -> None:
        super().__init__(key, **params)

    @property
    def number(self) -> str:
        """The message's number, such as ``F104``: what a user quotes to support."""
        return REFUSALS[self.key][0]

    def text(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """The sentence for the user, headed by its number: what, where, and how to mend it."""
        return message(self.key, {"name": "?", **self.params}, lang)

    def named(self, name: str, task: str = "plan") -> IntakeRefused:
        """The same refusal, speaking of the file by the name its user gave it, and of what was asked for."""
        return IntakeRefused(self.key, **{**self.params, "name": name, "task": task})
