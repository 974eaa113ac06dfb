"""The pages under test: every Markdown file of the project, and what is found in them."""

import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
LINK = re.compile(r"!?\[[^\]\n]*\]\(([^)\s]+)\)")
TICKED = re.compile(r"`([^`\n]+)`")


def name(page):
    return page.relative_to(ROOT).as_posix()


def text_of(page):
    return page.read_text(encoding="utf-8")


def links(page):
    """Targets of the page's links and pictures, those to other sites left out."""
    prose = re.sub(r"^ {4}.*$|`[^`\n]*`", "", text_of(page), flags=re.MULTILINE)
    return [target for target in LINK.findall(prose) if not re.match(r"[a-z]+:", target)]


def headings(page):
    return [line.lstrip("#").strip() for line in text_of(page).splitlines() if re.match(r"#{1,6} ", line)]


def anchor(heading):
    """The anchor that a Markdown site makes of a heading."""
    kept = re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower())
    return kept.strip().replace(" ", "-")


def tool(module):
    """A module of ``tools/`` by its name."""
    spec = importlib.util.spec_from_file_location(module, ROOT / "tools" / f"{module}.py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded
