"""A report whose release was revised shows exactly which sentences are stale, old and new side by side."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from halfsky.office.monitoring.services.run import run_release
from halfsky.office.publishing.models import Edition
from halfsky.office.publishing.revised import revision_of
from halfsky.office.release.models import Release
from halfsky.office.release.services.freeze import freeze
from tests.cast import CAST
from tests.office.figures import row, taken
from tests.office.issued import unfiled
from tests.office_story import county_after


def revise(home: Path) -> None:
    """A figure corrected after the report, frozen again and run: the pension coverage is 12.34 % now."""
    unfiled()
    taken(home, row("security.pension_coverage", year=2024, value="12.34"))
    release = freeze(year=2024, reason="更正参保率", by=CAST["statistician"], at=timezone.now())
    run_release(release=release, by=CAST["statistician"], at=timezone.now())


revised_county = county_after("revised", revise)


@pytest.fixture
def edition(revised_county: Path) -> Edition:
    return Edition.objects.get()


@pytest.fixture
def revised(revised_county: Path) -> Release:
    return Release.objects.get(name="2024-2")


def test_without_a_newer_release_every_sentence_stands(county: Path, as_role: Callable[..., Client]) -> None:
    edition = unfiled()
    page = as_role("officer").get(f"/documents/{edition.pk}/revision/").content.decode()
    assert "各句都有效" in page and "过时的句子" not in page


def test_exactly_the_sentences_bound_to_the_figure_are_stale(edition: Edition, revised: Release) -> None:
    found = revision_of(edition.pk, "officer")
    assert found is not None and (found.release, found.newer, found.reason) == ("2024-1", "2024-2", "更正参保率")
    own = next(one for one in found.sentences if "基本养老保险参保率" in said(one.new) and "12.34%" in said(one.new))
    assert "12.34" not in said(own.old) and ("12.34%", True) in own.new and own.part == "妇女与社会保障"
    health = [one for one in found.sentences if one.part == "妇女与健康"]
    assert health == [], "another domain's sentences stand"
    book = unfiled("yearbook", edition.run)
    volume = revision_of(book.pk, "officer")
    assert volume is not None and any("12.34" in said(one.new) for one in volume.rows)
    assert all(one.part in ("综合", "妇女与社会保障") for one in volume.rows)
    assert all(one.old != one.new for one in (*found.sentences, *found.rows))


def said(words: tuple[tuple[str, bool], ...]) -> str:
    return "".join(text for text, _moved in words)


def test_the_page_shows_old_and_new_and_asks_little(edition: Edition, revised: Release, as_role: Callable[..., Client]) -> None:
    client = as_role("leader")
    address = f"/documents/{edition.pk}/revision/"
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address).content.decode()
    assert "<ins>12.34%</ins>" in page and "更正参保率" in page and "过时的句子" in page
    assert len(asked) <= 12
    assert f'href="{address}"' in client.get("/documents/").content.decode()


def test_what_is_held_back_is_not_told_to_others(edition: Edition, revised: Release, as_role: Callable[..., Client]) -> None:
    Release.objects.filter(pk=revised.pk).update(embargo=timezone.now() + timedelta(days=1))
    address = f"/documents/{edition.pk}/revision/"
    assert "12.34" not in as_role("reporter").get(address).content.decode()
    assert "12.34" in as_role("officer").get(address).content.decode()
    Release.objects.filter(name="2024-1").update(embargo=timezone.now() + timedelta(days=1))
    assert as_role("reporter").get(address).status_code == 404
    assert as_role("officer").get("/documents/999999/revision/").status_code == 404
