-- How stands each track, and each goal? A goal is as good as the worst of its judged tracks; the ranks run from
-- met early (1) to not met (5), then no data (6), not due (7), not monitorable (8): method/appraisal/attainment.py.
-- Where a comparator is missing, the reason for its absence says how the track stands.
create table track_judged as
with joined as (
    select
        t.code, t.domain, t.goal, t.kind, t.target, g.area, g.at_year, g.indicator, g.reason,
        case when g.reason = 'no_comparator' then coalesce(g.compare_why, g.reason) else g.reason end as ranked
    from target_judged g
    join tracks t on t.target = g.code and t.kind in ('quantitative', 'external')
    union all
    select t.code, t.domain, t.goal, t.kind, t.target, d.area, d.at_year, t.indicator, d.reason, d.reason
    from direction_judged d
    join tracks t on t.code = d.code
    union all
    select t.code, t.domain, t.goal, t.kind, t.target, m.area, m.at_year, t.indicator, m.reason, m.reason
    from milestone_judged m
    join tracks t on t.code = m.code
    union all
    -- a track that follows nothing yet
    select t.code, t.domain, t.goal, t.kind, t.target, p.area, y.at_year, t.indicator, t.reason, t.reason
    from (
        select
            *,
            case kind when 'none' then 'no_indicator' when 'external' then 'target_not_assigned' else 'no_target' end as reason
        from tracks
        where kind not in ('directional', 'qualitative')
            and (kind not in ('quantitative', 'external') or target not in (select code from targets))
    ) t
    cross join place p
    join judged_year y on y.area = p.area
)
select code, domain, goal, kind, target, area, at_year, indicator, reason, rank_of(ranked) as rank
from joined;

create table goal_judged as
with ranked as (
    select
        goal as code, area, at_year,
        max(rank) filter (where rank <= 5) as judged_rank, min(rank) filter (where rank > 5) as other_rank
    from track_judged
    group by goal, area, at_year
)
select
    g.code, g.domain, g.no, p.area, y.at_year,
    coalesce(r.judged_rank, r.other_rank, 8) as rank, r.other_rank is not null as partial
from goal g
cross join place p
join judged_year y on y.area = p.area
left join ranked r on r.code = g.code and r.area = p.area and r.at_year = y.at_year;
