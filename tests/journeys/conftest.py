"""What the tests of pages stand on beside the county: a browser signed in by role."""

from __future__ import annotations

from collections.abc import Callable

import pytest


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
