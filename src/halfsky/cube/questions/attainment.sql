-- How many goals and how many indicators stand in each state, per domain and in all, this year and last?
-- Indicators: each one followed by a track, once, as good as the worst of its judged tracks, in its own domain.
with indicator_judged as (
    select
        t.indicator, t.area, t.at_year,
        coalesce(max(t.rank) filter (where t.rank <= 5), min(t.rank) filter (where t.rank > 5)) as rank
    from track_judged t
    where t.kind in ('quantitative', 'external', 'directional') and t.indicator is not null
    group by t.indicator, t.area, t.at_year
),
every as (
    select 'goals' as what, domain, area, at_year, rank from goal_judged
    union all
    select 'indicators', i.domain, t.area, t.at_year, t.rank
    from indicator_judged t
    join indicator i on i.ix = t.indicator
)
select area, at_year, domain, what, rank, count(*) as counted
from every
group by area, at_year, domain, what, rank
order by area, at_year, domain, what, rank;
