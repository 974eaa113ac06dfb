"""What every connection promises: an acknowledged act survives a power cut, and no row points at nothing."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection

from halfsky.office.plan.models import Goal


@pytest.mark.parametrize(("pragma", "value"), [("synchronous", 2), ("foreign_keys", 1), ("journal_mode", "wal")])
def test_the_database_is_opened_so(county, pragma, value):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone()[0] == value
    connection.close()  # and so is the next connection
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone()[0] == value


def test_a_write_begins_by_taking_the_database_and_waits_for_others():
    options = connection.settings_dict["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE" and options["timeout"] >= 20


def test_a_row_that_points_at_nothing_is_refused(county):
    with pytest.raises(IntegrityError):
        Goal.objects.create(domain_id=999_999, no=1, order=99, code="x", text="x", title_zh="x")
