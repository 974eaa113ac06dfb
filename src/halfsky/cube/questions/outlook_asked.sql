-- What is each followed thing to reach, by when, as seen from this year and from the year before?
-- A direction is to be at least (or at most) its base value at the plan's end; a rise that is to be curbed, at most
-- where the pace of the five years before the base year would take it.
with seen as (
    select
        f.no, j.area, j.at_year, f.indicator, f.breakdown, cast(j.reach as bigint) as reach,
        cast(j.slack as bigint) as slack, j.sense, j.hold, j.year as target_year
    from target_paced j
    join followed f on f.source = j.code and f.what = 'target'
    where j.area between :low and :high
    union all
    select
        f.no, d.area, d.at_year, f.indicator, f.breakdown,
        cast(case
            when d.direction <> 'curb' then d.base_raw
            when d.prior_raw is null or d.base_from <> :base_year then null
            when d.base_raw <= d.prior_raw then d.base_raw
            else d.base_raw + round_div((d.base_raw - d.prior_raw) * (:end_year - d.base_from), 5)
        end as bigint) as reach,
        cast(case
            when d.direction = 'hold' and d.better not in ('up', 'down') then round_div(abs(d.base_raw) * :about_percent, 100)
            else 0
        end as bigint) as slack,
        case
            when d.direction = 'up' then 1
            when d.direction in ('down', 'curb') then -1
            when d.better = 'up' then 1
            when d.better = 'down' then -1
            else 0
        end as sense,
        d.direction = 'hold' as hold, :end_year as target_year
    from direction_judged d
    join followed f on f.source = d.code and f.what = 'direction'
    where d.area between :low and :high
)
select no, area, at_year, indicator, breakdown, reach, slack, sense, hold, target_year
from seen
order by no, area, at_year;
