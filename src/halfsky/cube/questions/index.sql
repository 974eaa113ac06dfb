-- How does each indicator score?
-- The rule is method/appraisal/composite.py; scores are in hundredths, weights in thousandths.
-- An indicator counts once: by its target with the lowest code; when every indicator is placed in its range, also by
-- its directional track on one value.
create table index_item as
with offered as (
    select t.indicator, t.code, t.breakdown, 1 as place, '' as direction from targets t
    where t.indicator is not null and t.assigned
    union all
    select t.first_indicator, t.code, t.first_breakdown, 2, t.direction from tracks t
    where t.kind = 'directional' and t.subject = 'value' and t.first_indicator is not null
),
ordered as (
    select *, row_number() over (partition by indicator order by place, code) as nth from offered
)
select
    o.indicator, o.code, o.breakdown, o.place, i.domain, coalesce(w.weight, 1000) as weight,
    case
        when i.direction in ('up', 'down') then i.direction
        when o.direction in ('up', 'down') then o.direction
        else ''
    end as better
from ordered o
join indicator i on i.ix = o.indicator
cross join index_run r
left join index_weight w on w.name = i.code
where o.nth = 1 and (o.place = 1 or r.method = 'minmax');

create table index_seen as
select
    k.indicator, k.code, k.breakdown, k.place, k.domain, k.weight, k.better, g.area, g.at_year,
    g.found as value, g.base_value as based, g.reach, g.short, g.slack, case when g.hold then 0 else g.way end as way, g.sense
from index_item k
join target_judged g on g.code = k.code
where k.place = 1
union all
select
    k.indicator, k.code, k.breakdown, k.place, k.domain, k.weight, k.better, d.area, d.at_year,
    d.now_raw, d.base_raw, null, null, null, null, null
from index_item k
join direction_judged d on d.code = k.code
where k.place = 2;

-- Least and greatest over the judged areas, of the base year, last year and this year and the figures to reach.
create table index_score as
with bound as (
    select indicator, min(value) as low, max(value) as high
    from (
        select indicator, value from index_seen
        union all
        select indicator, based from index_seen
        union all
        select indicator, reach from index_seen
    ) every
    where value is not null
    group by indicator
),
found as (
    select
        s.*, b.low, b.high,
        case
            when s.value is null then null
            when r.method = 'target' then case
                when s.reach is null then null
                when s.short <= s.slack then 10000
                when s.way > 0 then round_div((s.way - s.short) * 10000, s.way)
                when s.sense = 1 and s.reach > 0 then round_div(s.value * cast(10000 as hugeint), s.reach)
                when s.sense = -1 and s.value > 0 then round_div(s.reach * cast(10000 as hugeint), s.value)
                when s.sense = 0 and s.reach <> 0 then round_div((abs(s.reach) - s.short) * 10000, abs(s.reach))
                else 0
            end
            when s.better = '' or b.low = b.high then null
            when s.better = 'up' then round_div((s.value - b.low) * cast(10000 as hugeint), b.high - b.low)
            else round_div((b.high - s.value) * cast(10000 as hugeint), b.high - b.low)
        end as raw,
        case
            when r.method <> 'target' then 'range'
            when s.way > 0 then 'way'
            else 'ratio'
        end as how
    from index_seen s
    cross join index_run r
    left join bound b on b.indicator = s.indicator
)
select
    area, at_year, domain, indicator, breakdown, code, place, weight, value, low, high, how,
    case when raw is null then null when raw < 0 then 0 when raw > 10000 then 10000 else cast(raw as bigint) end as score
from found;
