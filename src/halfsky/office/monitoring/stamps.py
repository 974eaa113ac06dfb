"""What pages about warnings depend on besides the run, asked by one plain query."""

from __future__ import annotations

from django.db import connection


def work_stamp() -> tuple[object, ...]:
    """The newest act on any warning; while it is the same, nobody has worked on one."""
    with connection.cursor() as cursor:
        cursor.execute("select max(id), (select sum(token) from monitoring_earlywarning) from monitoring_warningact")
        return tuple(cursor.fetchone())
