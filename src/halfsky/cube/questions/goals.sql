-- How stands each track, and each goal? A goal is as good as the worst of its judged tracks; the ranks run from
-- met early (1) to not met (5), then no data (6), not due (7), not monitorable (8): method/appraisal/attainment.py.
-- Where a comparator is missing, the reason for its absence says how the track stands.
create table track_judged as
with joined as (
    select
        t.code, t.domain, t.goal, t.kind, t.target, p.area, y.at_year,
        case when g.code is not null then g.indicator else t.indicator end as indicator, g.compare_why,
        coalesce(
            g.reason, d.reason, m.reason,
            case t.kind when 'none' then 'no_indicator' when 'external' then 'target_not_assigned' else 'no_target' end
        ) as reason
    from tracks t
    cross join place p
    cross join judged_year y
    left join target_judged g
        on g.code = t.target and g.area = p.area and g.at_year = y.at_year and t.kind in ('quantitative', 'external')
    left join direction_judged d on d.code = t.code and d.area = p.area and d.at_year = y.at_year
    left join milestone_judged m on m.code = t.code and m.area = p.area and m.at_year = y.at_year
)
select
    code, domain, goal, kind, target, area, at_year, indicator, reason,
    rank_of(case when reason = 'no_comparator' and compare_why is not null then compare_why else reason end) as rank
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
cross join judged_year y
left join ranked r on r.code = g.code and r.area = p.area and r.at_year = y.at_year;
