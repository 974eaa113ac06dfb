-- How stands each track, and each goal? A goal is as good as the worst of its judged tracks; the ranks run from
-- met early (1) to not met (5), then no data (6), not due (7), not monitorable (8): method/appraisal/attainment.py.
create table track_judged as
with joined as (
    select
        t.code, t.domain, t.goal, t.kind, a.ix as area, y.at_year, t.target,
        case when t.kind in ('quantitative', 'external') and t.target <> '' then g.indicator else t.indicator end as indicator,
        case
            when t.kind = 'none' then 'not_monitorable'
            when t.kind = 'qualitative' then m.state
            when t.kind = 'directional' then d.state
            when g.state is not null then g.state
            when t.kind = 'external' then 'not_due'
            else 'not_monitorable'
        end as state,
        case
            when t.kind = 'none' then 'no_indicator'
            when t.kind = 'qualitative' then m.reason
            when t.kind = 'directional' then d.reason
            when g.reason is not null then g.reason
            when t.kind = 'external' then 'target_not_assigned'
            else 'no_target'
        end as reason
    from tracks t
    cross join area a
    cross join judged_year y
    left join target_judged g on g.code = t.target and g.area = a.ix and g.at_year = y.at_year
    left join direction_judged d on d.code = t.code and d.area = a.ix and d.at_year = y.at_year
    left join milestone_judged m on m.code = t.code and m.area = a.ix and m.at_year = y.at_year
    where a.judged
)
select *, state_rank(state) as rank from joined;

create table goal_judged as
with ranked as (
    select
        g.code, g.domain, g.no, a.ix as area, y.at_year,
        max(t.rank) filter (where t.rank <= 5) as judged_rank,
        min(t.rank) filter (where t.rank > 5) as other_rank
    from goal g
    cross join area a
    cross join judged_year y
    left join track_judged t on t.goal = g.code and t.area = a.ix and t.at_year = y.at_year
    where a.judged
    group by all
)
select
    code, domain, no, area, at_year,
    coalesce(judged_rank, other_rank, 8) as rank,
    other_rank is not null as partial
from ranked;
