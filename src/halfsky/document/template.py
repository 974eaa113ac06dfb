"""A report's template from the catalogue: its sections in order, its headings and fixed sentences, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

from halfsky.method.wording.piece import Sentence, Slot, fill


@dataclass(frozen=True)
class Template:
    """One template in one language."""

    data: Mapping[str, Any]
    lang: str

    def sections(self) -> list[str]:
        """The codes of the sections, in order."""
        return [str(one["code"]) for one in self.data["sections"]]

    def title(self, section: str) -> Sentence:
        """A section's heading."""
        return fill(str(self._section(section)[f"title_{self.lang}"]), {})

    def paragraphs(self, section: str, slots: Mapping[str, Slot]) -> list[Sentence]:
        """A section's fixed paragraphs, their placeholders filled."""
        return [fill(str(one), slots) for one in self._section(section).get(f"paragraphs_{self.lang}", ())]

    def lines(self, name: str, slots: Mapping[str, Slot]) -> tuple[Sentence, ...]:
        """The lines of the title or another list of texts."""
        return tuple(fill(str(one), slots) for one in self.data[f"{name}_{self.lang}"])

    def line(self, name: str, slots: Mapping[str, Slot]) -> Sentence:
        """One text of the template's head."""
        return fill(str(self.data[f"{name}_{self.lang}"]), slots)

    def say(self, name: str, /, **slots: Slot) -> Sentence:
        """One of the template's own sentences or labels."""
        return fill(str(self.data["words"][f"{name}_{self.lang}"]), slots)

    def _section(self, code: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = next(one for one in self.data["sections"] if one["code"] == code)
        return found


def load(name: str, lang: str) -> Template:
    """The shipped template `name`, such as `annual`."""
    text = files("halfsky.catalogue").joinpath("reports", name, "template.yaml").read_text("utf-8")
    return Template(yaml.safe_load(text), lang)
