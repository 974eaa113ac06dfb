"""Collect the pages' texts into the English catalogue and compile it: ``python -m tools.messages`` (``make messages``).

The texts in templates and code are Chinese and are their own keys, so the Chinese pages need no catalogue. English
stands in ``src/halfsky/web/locale/en/LC_MESSAGES/django.po``; a text that is not translated is listed and the exit
status is 1. No msgfmt is needed: Babel writes the ``.mo``, which is kept in the repository beside the ``.po``.
``--check`` writes nothing and fails when the files are not up to date.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1] / "src" / "halfsky"
WEB = ROOT / "web"
PO = WEB / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "mark"}
TAG = re.compile(r"\{%\s*(.*?)\s*%\}|\{\{\s*(.*?)\s*\}\}", re.S)
QUOTED = re.compile(r'^(?:translate|trans)\s+"((?:[^"\\]|\\.)*)"')


def template_texts(source: str) -> Iterator[tuple[str, int]]:
    """Texts of ``{% translate %}`` and ``{% blocktranslate %}`` with their lines; variables become ``%(name)s``."""
    block: list[str] | None = None
    trimmed, start, last = False, 0, 0
    for match in TAG.finditer(source):
        words = source[last : match.start()]
        last, line = match.end(), source.count("\n", 0, match.start()) + 1
        tag, variable = match.group(1) or "", match.group(2)
        if block is not None:
            block.append(words.replace("%", "%%"))
            if variable is not None:
                block.append(f"%({variable.split('|')[0].strip()})s")
            elif tag.startswith("endblocktrans"):
                text = "".join(block)
                if trimmed:
                    text = " ".join(part.strip() for part in text.strip().splitlines())
                yield text, start
                block = None
            else:
                raise ValueError(f"line {line}: {{% {tag} %}} inside blocktranslate")
        elif tag.startswith("blocktrans"):
            block, trimmed, start = [], " trimmed" in tag, line
        elif quoted := QUOTED.match(tag):
            yield quoted.group(1).replace("%", "%%"), line


def code_texts(source: str) -> Iterator[tuple[str, int]]:
    """Texts given to gettext and its kin as a literal."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value, node.lineno


def collected() -> dict[str, list[tuple[str, int]]]:
    """Every text with the places it stands at."""
    found: dict[str, list[tuple[str, int]]] = {}
    for path in sorted((WEB / "templates").rglob("*.html")):
        for text, line in template_texts(path.read_text(encoding="utf-8")):
            found.setdefault(text, []).append((path.relative_to(ROOT).as_posix(), line))
    for path in sorted([*WEB.rglob("*.py"), ROOT / "config" / "settings.py"]):
        for text, line in code_texts(path.read_text(encoding="utf-8")):
            found.setdefault(text, []).append((path.relative_to(ROOT).as_posix(), line))
    return found


def known() -> dict[str, str]:
    """English by Chinese text, from the catalogue as it is."""
    if not PO.exists():
        return {}
    with PO.open("rb") as stream:
        return {str(m.id): str(m.string) for m in read_po(stream, locale="en") if m.id}


def catalogue(texts: dict[str, list[tuple[str, int]]], english: dict[str, str]) -> Catalog:
    """The catalogue of ``texts``, without anything that changes from run to run."""
    made = Catalog(locale="en", project="HalfSky", charset="utf-8", fuzzy=False)
    made.mime_headers = []
    for text in sorted(texts):
        flags = ["python-format"] if "%(" in text else []
        made.add(text, english.get(text, ""), locations=[(name, None) for name, _ in texts[text]][:3], flags=flags)
    return made


def written(made: Catalog) -> tuple[bytes, bytes]:
    """The bytes of the ``.po`` and the ``.mo``."""
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, made, width=0, omit_header=True, include_lineno=False)
    head = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: en\\n"\n\n'
    always = datetime(2024, 1, 1, tzinfo=UTC)
    full = Catalog(locale="en", charset="utf-8", fuzzy=False, creation_date=always, revision_date=always)
    for message in made:
        if message.id and message.string:
            full.add(message.id, message.string)
    full.mime_headers = [("Content-Type", "text/plain; charset=utf-8"), ("Language", "en")]
    full._header_comment = ""
    write_mo(mo, full)
    return head + po.getvalue(), mo.getvalue()


def main(arguments: list[str]) -> int:
    """Write or check both files; list what has no English."""
    english = known()
    texts = collected()
    po, mo = written(catalogue(texts, english))
    missing = [text for text in sorted(texts) if not english.get(text)]
    if "--check" in arguments:
        stale = not PO.exists() or PO.read_bytes() != po or not MO.exists() or MO.read_bytes() != mo
        sys.stdout.write("catalogue is out of date: run make messages\n" if stale else "")
        return int(stale or bool(missing))
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(po)
    MO.write_bytes(mo)
    for text in missing:
        sys.stdout.write(f"no English: {text}\n")
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
