"""The county and the offices that tests stand in; with HALFSKY_REQUIRE_ALL=1 no test is skipped."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.office_story import built_in, county_after, living_in


def _counted(report):
    """A skip is a failure where everything is required, so that a missing part of the computer is seen."""
    if os.environ.get("HALFSKY_REQUIRE_ALL") == "1" and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome, report.longrepr = "failed", f"HALFSKY_REQUIRE_ALL=1 and yet {reason}"
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item, call):
    return _counted((yield))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report(collector):
    return _counted((yield))


def pytest_collection_finish(session):
    """What was imported and collected stays to the end: it is not looked through again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def county_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built county, shared by all test processes of a run."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    return built_in(shared / "county")


@pytest.fixture
def county(county_home: Path, tmp_path: Path, django_db_blocker: object) -> Iterator[Path]:
    """A county of one's own, to read and to change."""
    with django_db_blocker.unblock(), living_in(county_home, tmp_path / "home") as home:  # type: ignore[attr-defined]
        yield home


def _begun(_home: Path) -> None:
    from tests.office.issued import begun

    begun()


#: the annual report begun as a draft
drafted_county = county_after("drafted", _begun)


def _emptied(*books: str) -> None:
    """Take all rows of some books away."""
    from django.apps import apps
    from django.db import connection

    from halfsky.office.publishing.guard import lift_guard, restore_guard

    lift_guard()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")
        for book in books:
            for model in apps.get_app_config(book).get_models(include_auto_created=True):
                cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
        cursor.execute("PRAGMA foreign_keys=ON")
    restore_guard()


def _office_without(*books: str):
    @pytest.fixture
    def office(county_home: Path, tmp_path: Path, django_db_blocker: object) -> Iterator[Path]:
        with django_db_blocker.unblock(), living_in(county_home, tmp_path / "home") as home:  # type: ignore[attr-defined]
            _emptied(*books)
            shutil.rmtree(home / "releases", ignore_errors=True)
            yield home

    return office


#: the same office and people before any plan, figure or release
bare_office = _office_without("publishing", "monitoring", "release", "collection", "framework", "plan")
#: the plan adopted and the framework bound, before any figure
framed_office = _office_without("publishing", "monitoring", "release", "collection")
#: figures accepted, nothing frozen yet
counted_office = _office_without("publishing", "monitoring", "release")
