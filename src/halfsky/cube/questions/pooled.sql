-- What do the last years of a small count say together, at each of four moments: this year (0), the year before (1),
-- the base year (2) and five years before it (3)? The rule is method/pooling.py.
create table pooled as
with seen as (
    select
        f.series, p.place, f.year, f.numerator, f.denominator, f.value is not null as valued,
        case p.place when 0 then :year when 1 then :year - 1 when 2 then f.base_year else f.base_year - 5 end as moment,
        f.status <> 'I' and f.numerator is not null and f.denominator > 0 as counted,
        f.status = 'M' or f.reason = 'not_applicable' as closed, f.status = 'B' as broken
    from figure f
    cross join (select 0 as place union all select 1 union all select 2 union all select 3) p
    where f.small_count
),
breaks as (
    select series, place, max(year) as break_year
    from seen
    where broken and year <= moment
    group by series, place
),
marked as (
    select s.*, s.year = s.moment as own, s.counted and s.year >= coalesce(b.break_year, s.year) as inside
    from seen s
    left join breaks b on b.series = s.series and b.place = s.place
    where s.year <= s.moment and s.year > s.moment - 5
),
summed as (
    select
        series, place,
        count(*) filter (where own and counted) > 0 as reported,
        count(*) filter (where own and closed) > 0 as closed,
        count(*) filter (where own and valued) > 0 as valued,
        count(*) filter (where inside) as years,
        min(year) filter (where inside) as first_year,
        max(year) filter (where inside) as last_year,
        cast(sum(numerator) filter (where inside) as bigint) as events,
        cast(sum(denominator) filter (where inside) as bigint) as exposure
    from marked
    group by series, place
),
scaled as (
    select s.*, cast(s.events as hugeint) * k.scale * 1000000 as cases
    from summed s
    join asked k on k.cell = mod(s.series, 1000000000000)
),
rated as (
    select
        *, years >= 3 and (reported or closed) as enough,
        case
            when years >= 3 and (reported or closed) then ''
            when reported then 'too_few_years'
            when valued and not closed then 'no_counts'
        end as why,
        cast(round_div(cases, exposure) as bigint) as rate
    from scaled
)
select
    series,
    max(rate) filter (where place = 0 and enough) as rate,
    max(events) filter (where place = 0 and enough) as events,
    max(exposure) filter (where place = 0 and enough) as exposure,
    max(first_year) filter (where place = 0 and enough) as pooled_from,
    max(last_year) filter (where place = 0 and enough) as pooled_to,
    max(years) filter (where place = 0 and enough) as pooled_years,
    max(why) filter (where place = 0) as why,
    max(rate) filter (where place = 1 and enough) as was_rate,
    max(events) filter (where place = 1 and enough) as was_events,
    max(last_year) filter (where place = 1 and enough) as was_pooled_to,
    max(why) filter (where place = 1) as was_why,
    max(rate) filter (where place = 2 and enough) as base_rate,
    max(rate) filter (where place = 3 and enough) as prior_rate
from rated
group by series;
