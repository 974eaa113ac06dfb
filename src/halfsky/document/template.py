"""A report's template from the catalogue: its sections in order, its headings and fixed sentences, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from halfsky.document.block import Block, Paragraph
from halfsky.document.sections import Outline, Section, completed, is_own, resolved
from halfsky.method.wording.piece import Field, Sentence, Slot, fill, plain


@dataclass(frozen=True)
class Template:
    """One template in one language."""

    data: Mapping[str, Any]
    lang: str
    arranged: Outline = ()

    def shipped(self) -> list[str]:
        """The codes of the sections as the template ships, in order."""
        return [str(one["code"]) for one in self.data["sections"]]

    def sections(self) -> list[str]:
        """The codes of the sections that are on, in order; those of the office's own where their words are in this language."""
        if not self.arranged:
            return self.shipped()
        whole = completed(self.arranged, self.shipped())
        return [one.code for one in whole if one.on and (not is_own(one.code) or one.title(self.lang))]

    def needed(self, section: str) -> bool:
        """Whether a report of this kind is expected to have the section."""
        return bool(self._section(section).get("needed"))

    def own_part(self, section: str, known: Mapping[str, Field]) -> list[tuple[str, Sentence, list[Block]]]:
        """A section of the office's own as (key, heading, blocks), its figures as ``known`` has them; nothing for another."""
        one = next((one for one in self.arranged if one.code == section and is_own(section)), None)
        if one is None:
            return []
        text: list[Block] = [Paragraph(resolved(said, known)) for said in one.paragraphs(self.lang)]
        return [(one.code, resolved(one.title(self.lang), known), text)]

    def pending(self, section: str) -> bool:
        """Whether a part of the section is still to be filled in by another group."""
        return bool(self._section(section).get("pending"))

    def title(self, section: str) -> Sentence:
        """A section's heading."""
        return fill(str(self._section(section)[f"title_{self.lang}"]), {})

    def paragraphs(self, section: str, slots: Mapping[str, Slot]) -> list[Sentence]:
        """A section's fixed paragraphs, their placeholders filled; one whose placeholders are all empty is left out."""
        said = [fill(str(one), slots) for one in self._section(section).get(f"paragraphs_{self.lang}", ())]
        return [one for one in said if plain(one)]

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


def load(name: str, lang: str, arranged: Outline | Sequence[Section] = ()) -> Template:
    """The shipped template `name`, such as `annual`, its sections as an office ``arranged`` them. A template that `extends` another has its sections and words too:
    a section named by its code alone is taken over whole, words are added to the other's."""
    return Template(_read(name), lang, tuple(arranged))


@cache
def _read(name: str) -> Mapping[str, Any]:
    """A template of the product never changes while it runs, and reading one takes longer than using it."""
    text = files("halfsky.catalogue").joinpath("reports", name, "template.yaml").read_text("utf-8")
    own: dict[str, Any] = yaml.safe_load(text)
    if "extends" not in own:
        return own
    base = _read(str(own.pop("extends")))
    known = {one["code"]: one for one in base["sections"]}
    sections = [{**known.get(one["code"], {}), **one} for one in own["sections"]]
    return {**base, **own, "sections": sections, "words": {**base["words"], **own.get("words", {})}}
