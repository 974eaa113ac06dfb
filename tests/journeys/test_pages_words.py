"""The pages' words and colours: English is complete and compiled, placeholders are named, every colour pair can be read."""

from __future__ import annotations

import re

import pytest

from halfsky.web.looks import LOOKS
from tests.office_story import ROOT
from tools import messages

CSS = ROOT / "src" / "halfsky" / "web" / "static" / "css"
STATES = ("early", "met", "expected", "hard", "notmet", "none")
SURFACES = ("bg", "surface", "surface-2", "surface-3")
TEXT = (
    [(ink, on) for ink in ("text", "text-2") for on in (*SURFACES, "accent-soft", "mark")]
    + [("text-3", on) for on in (*SURFACES, "accent-soft")]
    + [(ink, on) for ink in ("link", "accent-2") for on in ("bg", "surface", "surface-2", "accent-soft")]
    + [("on-accent", "accent"), ("on-accent", "accent-2"), ("on-brand", "brand"), ("on-brand-2", "brand"),
       ("on-brand", "brand-2"), ("on-brand-2", "brand-2"), ("sun", "brand"), ("surface", "hard"), ("surface", "notmet")]
    + [(f"{state}-fg", on) for state in STATES for on in (f"{state}-bg", "surface", "bg")]
)
MARKS = [(mark, "surface") for mark in (*STATES, "accent", "target", "line-strong")] + [("focus", on) for on in SURFACES]


def test_every_text_of_the_pages_has_its_english_and_is_compiled() -> None:
    assert messages.main(["--check"]) == 0


def test_english_keeps_the_named_placeholders_and_the_markup() -> None:
    for chinese, english in messages.known().items():
        assert sorted(re.findall(r"%\(\w+\)s", chinese)) == sorted(re.findall(r"%\(\w+\)s", english)), chinese
        assert sorted(re.findall(r"<[^>]+>", chinese)) == sorted(re.findall(r"<[^>]+>", english)), chinese
        assert not re.search(r"%[sd]", english), chinese


def themes() -> dict[str, dict[str, str]]:
    css = (CSS / "tokens.css").read_text(encoding="utf-8")
    follow = re.search(r':not\(\[data-theme="light"\]\) \{(.*?)\n  \}', css, re.S)
    told = re.search(r':root\[data-theme="dark"\] \{(.*?)\n  \}', css, re.S)
    assert follow and told and " ".join(follow.group(1).split()) == " ".join(told.group(1).split())

    def read(text: str) -> dict[str, str]:
        return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", text))

    light = read(css.split("@media screen")[0])
    return {"light": light, "dark": {**light, **read(follow.group(1))}}


def ratio(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_of_colours_has_enough_contrast(theme: str) -> None:
    tokens = themes()[theme]
    assert not [(a, b) for a, b in TEXT if ratio(tokens[a], tokens[b]) < 4.5]
    assert not [(a, b) for a, b in MARKS if ratio(tokens[a], tokens[b]) < 3]


def test_colours_stand_in_the_token_file_only() -> None:
    for path in CSS.glob("*.css"):
        if path.name != "tokens.css":
            found = re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", path.read_text(encoding="utf-8"))
            assert set(found) <= {"#fff", "#bbb"}, path.name


def test_every_state_has_its_class_and_icon() -> None:
    badges = (CSS / "badges.css").read_text(encoding="utf-8")
    icons = (CSS.parents[1] / "templates" / "_icons.html").read_text(encoding="utf-8")
    for look, icon in LOOKS.values():
        assert f".state.{look}" in badges and f".cell.{look}" in badges and f'id="i-{icon}"' in icons
