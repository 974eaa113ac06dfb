"""What is held back is not seen by others on any page; an older release can be looked at, and reading on stays with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone

from halfsky.office.monitoring.models import Run
from halfsky.office.monitoring.selectors.standing import standing
from halfsky.office.monitoring.services.run import run_release
from halfsky.office.publishing.models import Edition
from halfsky.office.publishing.stamps import papers_stamp, stamp
from halfsky.office.release.asked import Asked
from halfsky.office.release.embargo import clock
from halfsky.office.release.listing import is_open
from halfsky.office.release.models import Release
from halfsky.office.release.services.freeze import freeze
from halfsky.office.trail.models import Entry
from halfsky.web import older
from halfsky.web.access import may_open
from tests.cast import CAST
from tests.office.figures import row, taken
from tests.office.issued import issued
from tests.office_story import county_after

PLACE = "/indicators/security.pension_coverage/"
OUTSIDERS = ("reporter", "head", "township", "evaluator", "city")
INSIDERS = ("statistician", "officer", "leader")


def revise(home: Path) -> None:
    """A figure corrected, frozen again and run, held back for a day: 12.34 % stands in the new release only."""
    at = timezone.now()
    taken(home, row("security.pension_coverage", year=2024, value="12.34"))
    release = freeze(year=2024, reason="更正参保率", embargo=at + timedelta(days=1), by=CAST["statistician"], at=at)
    run_release(release=release, by=CAST["statistician"], at=at)


county = county_after("held-back", revise)


@pytest.fixture
def revised(county: Path) -> Release:
    return Release.objects.get(name="2024-2")


def main_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return re.search(r"<main.*?</main>", answer.content.decode(), re.S).group()  # type: ignore[union-attr]


@pytest.mark.parametrize("role", OUTSIDERS)
def test_others_see_the_last_open_release_on_every_page(role: str, revised: Release, as_role: Callable[..., Client]) -> None:
    client = as_role(role)
    for address in ("/", "/plan/", "/plan/domain/security/", "/indicators/", PLACE, "/documents/", "/releases/", "/warnings/", "/index/"):
        if not may_open(role, resolve(address).url_name):
            continue
        text = main_of(client, address)
        assert "12.34" not in text and "2024-2" not in text and "尚未解禁" not in text, address
    assert "12.34" not in client.get(f"{PLACE}figures.csv").content.decode("utf-8-sig")
    for address in ("/?release=2024-2", f"{PLACE}?release=2024-2", f"{PLACE}figures.csv?release=2024-2"):
        assert client.get(address).status_code == 404, address


@pytest.mark.parametrize("role", INSIDERS)
def test_those_who_prepare_it_see_it_with_a_warning(role: str, revised: Release, as_role: Callable[..., Client]) -> None:
    client = as_role(role)
    assert "12.34" in main_of(client, PLACE) and "尚未解禁" in main_of(client, "/")
    assert "2024-2" in main_of(client, "/documents/")
    assert "12.34" in client.get(f"{PLACE}figures.csv").content.decode("utf-8-sig")


def test_the_hour_it_is_over_everybody_sees_it(revised: Release, as_role: Callable[..., Client]) -> None:
    client, officer = as_role("reporter"), as_role("officer")
    assert "12.34" not in main_of(client, PLACE) and "尚未解禁" in main_of(officer, PLACE)
    Release.objects.filter(pk=revised.pk).update(embargo=timezone.now() - timedelta(seconds=1))
    assert "12.34" in main_of(client, PLACE) and "2024-2" in main_of(client, "/documents/")
    assert "尚未解禁" not in main_of(officer, PLACE)


def test_a_report_of_what_is_held_back_is_held_back(revised: Release, as_role: Callable[..., Client], county: Path) -> None:
    held = issued(run=Run.objects.get(release=revised))
    for role in OUTSIDERS:
        client = as_role(role)
        assert client.get(f"/documents/{held.pk}.pdf").status_code == 404
        assert f"/documents/{held.pk}.pdf" not in main_of(client, "/documents/")
    for role in INSIDERS:
        assert as_role(role).get(f"/documents/{held.pk}.pdf").status_code == 200
    Release.objects.filter(pk=revised.pk).update(lifted_at=timezone.now())
    assert as_role("city").get(f"/documents/{held.pk}.docx").status_code == 200 and Edition.objects.count() == 1


def test_an_older_release_is_looked_at_and_links_stay_with_it(revised: Release, as_role: Callable[..., Client]) -> None:
    client = as_role("officer")
    assert "12.34" not in main_of(client, f"{PLACE}?release=2024-1") and "12.34" in main_of(client, PLACE)
    page = client.get("/?release=2024-1").content.decode()
    assert "正在看发布版 2024-1" in page and 'data-newest="" href="/"' in page
    inside = set(re.findall(r'<a\b[^>]*href="(/(?:plan/|indicators/)?(?:domain/[a-z]+/|[a-z]+\.[a-z_]+/)?(?:\?[^"#]*)?(?:#[^"]*)?)"', page))
    others = {link for link in inside if "release=2024-1" not in link}
    assert others <= {"/", "/plan/intake/"} and len(inside) > 10
    listed = client.get("/indicators/?release=2024-1").content.decode()
    assert listed.count('<input type="hidden" name="release" value="2024-1">') >= 1
    assert "release" not in main_of(client, "/plan/").split("发布版")[0] or "release=2024-1" not in client.get("/plan/").content.decode()


@pytest.mark.parametrize("name", ["2031-1", "2024-9", "x", "' or 1=1 --", "%s", "2024-1" * 20])
def test_a_release_that_is_not_there_answers_404(name: str, county: Path, as_role: Callable[..., Client]) -> None:
    for address in ("/", "/plan/", "/indicators/", PLACE):
        assert as_role("officer").get(address, {"release": name}).status_code == 404


def test_a_page_of_an_older_release_is_kept_apart_and_asks_little(revised: Release, as_role: Callable[..., Client]) -> None:
    client = as_role("officer")
    new, old = main_of(client, PLACE), main_of(client, f"{PLACE}?release=2024-1")
    with CaptureQueriesContext(connection) as queries:
        assert main_of(client, f"{PLACE}?release=2024-1") == old and main_of(client, PLACE) == new
    assert len(queries) <= 8 and new != old


def test_the_pages_and_the_lists_agree_on_what_is_open(revised: Release) -> None:
    """The condition in SQL and the one in Python are one rule, at any hour, with any clock."""
    newest = Entry.objects.order_by("-seq").first().at  # type: ignore[union-attr]
    ended = revised.embargo
    assert ended is not None
    hours = [newest + timedelta(minutes=minutes) for minutes in (-60 * 24 * 400, -6, -4, 0, 4)]
    hours += [ended + timedelta(seconds=seconds) for seconds in (-1, 0, 1)] + [newest + timedelta(days=days) for days in (30, 179, 181, 400)]
    answers = set()
    for now in hours:
        seen = standing(Asked(role="reporter", now=now)).release_name
        assert (seen == "2024-2") == is_open(revised, clock(now)), now
        assert stamp(Asked(role="reporter", now=now))[-2:] == (seen, 1)
        assert standing(Asked(role="officer", now=now)).release_name == "2024-2"
        answers.add((seen, papers_stamp(now)))
    assert len(answers) == 2


def test_links_and_searches_of_a_page_are_turned_and_others_are_left() -> None:
    page = (
        '<a class="x" href="/plan/?show=bad#g1">a</a><a href="/documents/">b</a><a href="/">c</a><link href="/"><a href="/plan/intake/1/">d</a>'
        '<form method="get" role="search"></form><form method="post" action="/"></form><a data-newest="" href="/">e</a><a href="/warnings/3/">f</a>'
        '<a href="?level=red">g</a><a href="#h-l">h</a><a href="/warnings/letters/1.docx">i</a>'
    )
    turned = older.staying(page, "release=2024-1")
    assert '<a class="x" href="/plan/?show=bad&amp;release=2024-1#g1">' in turned and '<a href="/?release=2024-1">c' in turned
    assert '<a href="/documents/">' in turned and '<link href="/">' in turned and '<a href="/plan/intake/1/">' in turned
    assert '<a href="/warnings/3/?release=2024-1">' in turned and '<a href="?level=red&amp;release=2024-1">' in turned
    assert '<a href="#h-l">' in turned and '<a href="/warnings/letters/1.docx">' in turned
    assert 'href="/plan/?show=bad&amp;release=2024-1&amp;area=140923000000#g1"' in older.staying(page, "release=2024-1&area=140923000000")
    assert turned.count("hidden") == 1 and '<a data-newest="" href="/">' in turned
    assert older.notice("", "") == "" and "2024-1" in older.notice("2024-1", "") and "2024-2" in older.notice("", "2024-2")
