-- How many goals and how many indicators stand in each state, per domain and in all, this year and last?
-- Indicators: each one followed by a track, once, as good as the worst of its judged tracks, in its own domain.
with indicator_judged as (
    select
        i.domain, t.area, t.at_year,
        coalesce(max(t.rank) filter (where t.rank <= 5), min(t.rank) filter (where t.rank > 5)) as rank
    from track_judged t
    join indicator i on i.ix = t.indicator
    where t.kind in ('quantitative', 'external', 'directional')
    group by t.indicator, i.domain, t.area, t.at_year
),
every as (
    select 'goals' as what, domain, area, at_year, rank from goal_judged
    union all
    select 'indicators', domain, area, at_year, rank from indicator_judged
),
spread as (
    select what, domain, area, at_year, rank from every
    union all
    select what, '', area, at_year, rank from every
),
counted as (
    select
        area, at_year, domain, what,
        count(*) filter (where rank = 1) as met_early,
        count(*) filter (where rank = 2) as met,
        count(*) filter (where rank = 3) as expected,
        count(*) filter (where rank = 4) as hard,
        count(*) filter (where rank = 5) as not_met,
        count(*) filter (where rank = 6) as no_data,
        count(*) filter (where rank = 7) as not_due,
        count(*) filter (where rank = 8) as not_monitorable,
        count(*) filter (where rank <= 5) as monitorable
    from spread
    group by area, at_year, domain, what
)
select
    area, at_year, domain, what, met_early, met, expected, hard, not_met, not_due, no_data, not_monitorable,
    monitorable, round_div((met_early + met) * 10000, monitorable) as rate_hundredths
from counted
order by area, at_year, domain, what;
