"""What the tests of pages stand on: the demo county, an empty office, a browser signed in by role."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.office_story import built_in, living_in

Visit = Callable[[str], object]


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


@pytest.fixture
def bare_office(county_home: Path, tmp_path: Path, django_db_blocker: object) -> Iterator[Path]:
    """The same office and people before any plan, figure or release."""
    from django.apps import apps
    from django.db import connection

    with django_db_blocker.unblock(), living_in(county_home, tmp_path / "home") as home:  # type: ignore[attr-defined]
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA foreign_keys=OFF")
            for book in ("publishing", "monitoring", "release", "collection", "framework", "plan"):
                for model in apps.get_app_config(book).get_models(include_auto_created=True):
                    cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
            cursor.execute("PRAGMA foreign_keys=ON")
        shutil.rmtree(home / "releases", ignore_errors=True)
        yield home


@pytest.fixture
def as_role() -> Callable[..., object]:
    """A test client signed in as somebody of a role."""
    from django.test import Client

    from halfsky.office.people.models import Account

    def sign_in(role: str, **options: object) -> Client:
        client = Client(**options)  # type: ignore[arg-type]
        client.force_login(Account.objects.filter(role=role).first(), "halfsky.office.people.signin.Signin")
        return client

    return sign_in
