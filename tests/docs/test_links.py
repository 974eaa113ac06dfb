"""Links inside the project resolve, and every picture is shown somewhere."""

import re

import pytest

from tests.docs.pages import DOCS, PAGES, ROOT, anchor, headings, links, name, text_of


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_resolve(page):
    broken = []
    for target in links(page):
        path, _, fragment = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        if not found.exists() or (
            fragment and found.suffix == ".md" and fragment not in {anchor(heading) for heading in headings(found)}
        ):
            broken.append(target)
    assert broken == []


def test_every_picture_is_used():
    shown = {
        (page.parent / target).resolve() for page in PAGES for target in links(page)
    }
    pictures = [*DOCS.glob("pictures/**/*.png"), *DOCS.glob("pictures/**/*.svg")]
    assert [name(picture) for picture in pictures if picture.resolve() not in shown] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_has_one_title_first(page):
    written = [line for line in text_of(page).splitlines() if line.strip()]
    assert written[0].startswith("# ")
    assert sum(bool(re.match(r"# ", line)) for line in written) == 1


def test_every_page_can_be_reached_from_the_readme():
    start = [ROOT / "README.md", ROOT / "README.zh.md"]
    seen = {page.resolve() for page in start}
    waiting = list(start)
    while waiting:
        page = waiting.pop()
        for target in links(page):
            found = (page.parent / target.partition("#")[0]).resolve()
            reached = [found] if found.suffix == ".md" else sorted(found.glob("*.md")) if found.is_dir() else []
            for one in reached:
                if one.exists() and one not in seen:
                    seen.add(one)
                    waiting.append(one)
    assert [name(page) for page in PAGES if page.resolve() not in seen] == []
