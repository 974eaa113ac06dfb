"""Every page against a page of one query and one template, or a bare list of as many rows, on the same stack.

Single pages: at least 40 % of the baseline's rate; list pages: at least 40 % of a bare list's. In process,
through the whole WSGI stack; the demo county is built once in a temporary folder without charts.
"""

from __future__ import annotations

import io
import os
import statistics
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.measure import say

PAIRS, INNER = 7, 12


def county(home: Path) -> None:
    """The demo county in ``home``, to the run; no charts and no report."""
    os.environ.update(HALFSKY_HOME=str(home), DJANGO_SETTINGS_MODULE="halfsky.config.settings")
    import django

    django.setup()
    from halfsky.upkeep import demo_county

    for _step in demo_county.run_year(document=None, year=2024, at=datetime(2025, 4, 18, tzinfo=ZoneInfo("Asia/Shanghai"))):
        pass


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="halfsky-bench-") as folder:
        county(Path(folder))
        measure()


def measure() -> None:
    """The pages of the county that is open."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.handlers.wsgi import WSGIHandler
    from django.http import HttpResponse
    from django.template import engines
    from django.urls import path

    from halfsky.config import urls
    from halfsky.office.people.models import Account, Body
    from halfsky.office.release.models import Figure

    one = engines["django"].from_string("<!doctype html><title>{{ body.name_zh }}</title><h1>{{ body.name_zh }}</h1><p>{{ body.code }}")
    many = engines["django"].from_string(
        "<!doctype html><table>{% for row in rows %}<tr><td>{{ row.indicator }}<td>{{ row.breakdown }}<td>{{ row.year }}"
        "<td>{{ row.value }}<td>{{ row.status }}</tr>{% endfor %}</table>"
    )
    # the baselines carry the name of an open route, so that they pass the gate without asking for the account
    urls.urlpatterns += [
        path("bench/one/", lambda request: HttpResponse(one.render({"body": Body.objects.get(code="health_bureau")})), name="signin"),
        path("bench/list/<int:rows>/", lambda request, rows: HttpResponse(many.render({"rows": list(Figure.objects.all()[:rows])})), name="signin"),
    ]
    account = Account.objects.get(login="officer")
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "halfsky.office.people.signin.Signin"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    application = WSGIHandler()

    def get(address: str) -> bytes:
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": address, "QUERY_STRING": "", "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000", "HTTP_HOST": "127.0.0.1", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "wsgi.multithread": False,
            "wsgi.multiprocess": False, "wsgi.run_once": False,
            "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={session.session_key}",
        }
        status: list[str] = []
        body = b"".join(application(environ, lambda said, _headers, _error=None: status.append(said)))
        assert status[0].startswith("200"), (address, status)
        return body

    pages = {
        "overview": ("/", "one", 0), "plan": ("/plan/", "list", 153), "domain": ("/plan/domain/health/", "list", 40),
        "indicator": ("/indicators/security.pension_coverage/", "list", 10), "indicators": ("/indicators/", "list", 154),
        "documents": ("/documents/", "one", 0), "plan intake": ("/plan/intake/", "one", 0), "figures": ("/figures/", "one", 0),
    }
    for name, (address, kind, rows) in pages.items():
        other = "/bench/one/" if kind == "one" else f"/bench/list/{rows}/"
        single, baseline = _times(get, address, other)
        rate = statistics.median(baseline) / statistics.median(single)
        p99 = sorted(single)[int(len(single) * 0.99)] / statistics.median(single)
        what = "the one-query page" if kind == "one" else f"a bare list of {rows} rows"
        say(f"page {name}", f"{rate:.0%} of {what}, {1 / statistics.median(single):.0f}/s, p99 {p99:.1f} x median",
            ">= 40 %, p99 <= 3 x", rate >= 0.4 and p99 <= 3)


def _times(get, ours: str, baseline: str) -> tuple[list[float], list[float]]:
    for address in (ours, baseline):
        for _ in range(5):
            get(address)
    mine: list[float] = []
    theirs: list[float] = []
    for _ in range(PAIRS):
        for address, taken in ((ours, mine), (baseline, theirs)):
            for _ in range(INNER):
                start = time.perf_counter()
                get(address)
                taken.append(time.perf_counter() - start)
    return mine, theirs


if __name__ == "__main__":
    main()
