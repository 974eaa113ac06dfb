"""What pages depend on, asked by one plain query each: while the answer is the same, so is the page."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from halfsky.office.release.asked import Asked
from halfsky.office.release.embargo import OPEN_SQL, opening
from halfsky.office.release.opened import now_read

NOBODY = Asked()

_STAMP = """
select office.id, office.region, office.region_name, office.demo, run.id, run.result_hash, plan.id, plan.token, plan.status,
       (select max(adopted.id) from plan_plan adopted where adopted.status = 'adopted'),
       (select max(id) from publishing_chart),
       (select count(distinct own.id) from release_release own join monitoring_run ran on ran.release_id = own.id where own.origin = ''),
       release.name, {open}
from (select 1 as one) always
left join people_office office on office.id = (select min(id) from people_office)
left join monitoring_run run on run.id = (
    select candidate.id from monitoring_run candidate join release_release release on release.id = candidate.release_id
    where {condition}
    order by release.year desc, release.number desc, candidate.ran_at desc, candidate.id desc limit 1)
left join release_release release on release.id = run.release_id
left join plan_plan plan on plan.id = release.plan_id
"""
_PAPERS = """
select (select count(*) from publishing_edition), (select max(written_at) from publishing_edition),
       (select max(id) from release_release), (select count(*) from release_release release where {open}), (select count(*) from plan_plan), (select sum(token) from plan_plan),
       (select max(id) from collection_batch), (select count(*) from publishing_draft)
"""


def stamp(asked: Asked = NOBODY) -> tuple[object, ...]:
    """What every page made from the run asked for depends on; its fifth part is the run, None where there is none.

    The twelfth counts the own releases that were run. The last two say the release's name and whether it is open to everybody by
    now. One plain query: it is asked for on every request, so that a page kept in memory is never an old one.
    """
    condition, given = asked.condition()
    with now_read().cursor() as cursor:
        cursor.execute(_STAMP.format(condition=condition, open=OPEN_SQL), [*opening(asked.now or timezone.now()), *given])
        return tuple(cursor.fetchone())


def papers_stamp(now: datetime | None = None) -> tuple[object, ...]:
    """What the lists of reports, releases, plans and imports depend on besides (one plain query)."""
    with now_read().cursor() as cursor:
        cursor.execute(_PAPERS.format(open=OPEN_SQL), opening(now or timezone.now()))
        return tuple(cursor.fetchone())
