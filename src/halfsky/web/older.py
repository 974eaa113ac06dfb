"""Looking at an older release: the notice that says so, and links that stay with it."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote

from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString

#: addresses of pages about one release; a link to any other page leaves it
_ABOUT = r"/|/plan/|/plan/domain/[^\"?#]*|/indicators/[^\"?#]*|/index/|/warnings/(?!letters)[^\"?#]*"
_LINK = re.compile(rf'(?P<start><a\b[^>]*?\bhref=")(?P<path>{_ABOUT}|(?=\?))(?:\?(?P<query>[^"#]*))?(?P<place>#[^"]*)?"')
_FORM = re.compile(r'<form\b(?=[^>]*\bmethod="get")[^>]*>')


def notice(name: str, held: str) -> SafeString:
    """What stands above a page about the release ``name`` asked for, or about one that is ``held`` back; else nothing."""
    if not name and not held:
        return SafeString("")
    return get_template("_older.html").render({"name": name, "held": held})


def staying(html: str, query: str) -> str:
    """The page with ``query`` (``release=…``, with ``area=…`` of another office's) in its links and searches: reading on stays there."""
    given = parse_qsl(query)
    carried = "&amp;".join(f"{name}={quote(value)}" for name, value in given)
    fields = "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in given)

    def linked(found: re.Match[str]) -> str:
        query = f"{found['query']}&amp;" if found["query"] else ""
        if 'data-newest=""' in found[0]:
            return found[0]
        return f'{found["start"]}{found["path"]}?{query}{carried}{found["place"] or ""}"'

    html = _LINK.sub(linked, html)
    return _FORM.sub(lambda found: found[0] + fields, html)
