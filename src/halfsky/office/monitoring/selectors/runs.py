"""The runs over one release, as its page lists them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from halfsky.office.monitoring.models import Run, Tally
from halfsky.office.release.asked import Asked


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run: when, by which version of the program, the hash of its result, and how many goals are met of those judged."""

    ran_at: str
    version: str
    result_hash: str
    met: int
    judged: int
    rate: str


def runs_of(release: int) -> list[RunRow]:
    """The runs over a release, newest first (two queries)."""
    runs = list(Run.objects.filter(release_id=release).order_by("-ran_at", "-pk"))
    tallies = {
        tally.run_id: tally for run in runs for tally in Tally.objects.filter(run=run, domain="", scope="goals", year=run.year)
    }
    rows = []
    for run in runs:
        tally = tallies.get(run.pk)
        rows.append(RunRow(
            ran_at=f"{timezone.localtime(run.ran_at):%Y-%m-%d %H:%M}", version=run.version, result_hash=run.result_hash,
            met=tally.met + tally.met_early if tally else 0, judged=tally.monitorable if tally else 0,
            rate=f"{tally.rate:.2f}%" if tally and tally.rate is not None else "",
        ))
    return rows


def releases_run(role: str) -> list[str]:
    """The own releases that were run and that ``role`` may see, newest first (one plain query: every page of results asks)."""
    condition, given = Asked(role).condition()
    sql = f"""
        select distinct release.name, release.year, release.number from release_release release
        join monitoring_run run on run.release_id = release.id
        where {condition} order by release.year desc, release.number desc
    """  # noqa: S608 - the condition is ours
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return [row[0] for row in cursor.fetchall()]
