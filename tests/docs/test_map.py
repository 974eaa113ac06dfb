"""The map leads somewhere: every path it names exists."""

import re

from tests.docs.pages import DOCS, ROOT, TICKED, text_of

MAP = text_of(DOCS / "map.md")
OUTSIDE = ("HALFSKY_HOME/",)
"""Folders of an installation, not of the repository."""


def _paths(text):
    for ticked in TICKED.findall(text):
        looks_like_one = "/" in ticked or re.search(r"\.(py|md|toml|lock|csv|yaml)$", ticked) or ticked == "Makefile"
        if looks_like_one and " " not in ticked and not ticked.startswith(OUTSIDE):
            yield ticked


def test_every_path_exists():
    missing = [path for path in _paths(MAP) if not list(ROOT.glob(path)) and path != "__init__.py"]
    assert missing == []


def test_a_path_that_is_gone_is_seen():
    assert [path for path in _paths("`src/halfsky/nowhere.py`") if not list(ROOT.glob(path))]


def test_it_opens_with_what_people_want_to_change():
    first = re.search(r"^## (.+)$", MAP, re.MULTILINE)[1]
    assert first.startswith("I want to change")


def test_thirty_everyday_changes_have_a_place():
    table = MAP.split("## The way of the data")[0]
    rows = [line for line in table.splitlines() if line.startswith("|") and "`" in line]
    assert len(rows) >= 30
    wants = [row.split("|")[1].strip() for row in rows]
    assert len(set(wants)) == len(wants)
    assert all(list(_paths(row)) for row in rows)


def test_every_room_and_every_book_is_named():
    source = ROOT / "src" / "halfsky"
    rooms = [child for child in source.iterdir() if child.is_dir() and any(child.glob("*.py"))]
    books = [child for child in (source / "office").iterdir() if (child / "apps.py").exists()]
    named = {path.rstrip("/") for path in _paths(MAP)}
    assert [one.name for one in (*rooms, *books) if one.relative_to(ROOT).as_posix() not in named] == []
