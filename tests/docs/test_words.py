"""What the pages may not say, and what they say that must be true: targets of make, commands of halfsky."""

import re

import pytest

from tests.docs.pages import PAGES, ROOT, TICKED, name, text_of, tool

REGISTRIES = ("pypi" + ".org", "python" + "hosted.org", "npm" + "js.", "deb.deb" + "ian.org", "crates" + ".io")
FORBIDDEN = {
    "a registry's host": re.compile("|".join(map(re.escape, REGISTRIES))),
    "an issue's number": re.compile(r"(?<![\w/&#(])#\d+\b|\bissues?[ /]#?\d+"),
    "a path of one machine": re.compile(r"(?<![\w.*])/(?:work|tmp|root|home)/"),
}
HALFSKY = re.compile(r"(?<![\w/-])halfsky ([a-z]+)(?: ([a-z]+(?:-[a-z]+)*))?(?![\w/])")


def _code(text):
    """Commands as written: lines of indented blocks, and what stands in backticks."""
    return [*re.findall(r"^ {4}(.+)$", text, re.MULTILINE), *TICKED.findall(text)]


@pytest.mark.parametrize("page", PAGES, ids=name)
@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_page_names(page, what):
    assert FORBIDDEN[what].findall(text_of(page)) == []


def test_what_is_forbidden_is_seen():
    for what, text in (("a registry's host", REGISTRIES[0]), ("an issue's number", "see #12"),
                       ("a path of one machine", "in /tmp/x")):
        assert FORBIDDEN[what].search(text)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_make_targets_exist(page):
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    used = {word for line in _code(text_of(page)) for word in re.findall(r"\bmake ([a-z][a-z-]*)", line)}
    assert used - targets == set()


def test_the_readmes_two_commands():
    for page in ("README.md", "README.zh.md"):
        lines = [line.strip() for line in text_of(ROOT / page).splitlines()]
        assert "make demo" in lines
        assert "make test" in lines


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_commands_exist(page):
    known = {words for words, _ in tool("reference").every_command()}
    known |= {" ".join(words.split()[:2]) for words in known}
    groups = {words.split()[0] for words in known}
    wrong = []
    for line in _code(text_of(page)):
        for group, command in HALFSKY.findall(line):
            if group not in groups or (group not in known and command and f"{group} {command}" not in known):
                wrong.append(f"{group} {command}".strip())
    assert wrong == []


PLACED = re.compile(r"(?:src|tests|tools|docs|benchmarks)/[\w./*-]+")


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_named_paths_exist(page):
    named = {
        ticked.removeprefix("bash ").split()[0] for ticked in TICKED.findall(text_of(page))
        if "<" not in ticked and PLACED.fullmatch(ticked.removeprefix("bash ").split()[0])
    }
    assert [path for path in sorted(named) if not list(ROOT.glob(path))] == []
