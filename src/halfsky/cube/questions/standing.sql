-- What figure stands for a year: its own, one carried within the allowed years, the pooled last years of a
-- small count, or none and why. The rule is method/observation.py.
-- Most cells have a figure of their own; only the others are looked at over several years.
create table direct as
select
    m.series, m.moment, m.indicator, m.break_year, f.value, f.numerator, f.denominator,
    i.small_count, i.carry_years, i.frequency, i.anchor_year, coalesce(i.scale, 1) as scale,
    not i.small_count and f.value is not null and f.status <> 'I' as found
from moment m
join indicator i on i.ix = m.indicator
left join figure f on f.series = m.series and f.year = m.moment;

create table standing as
with seen as (
    select
        m.series, m.moment, m.indicator, m.break_year,
        m.small_count, m.carry_years, m.frequency, m.anchor_year, m.scale,
        o.year, o.value, o.numerator, o.denominator, o.status, o.reason
    from direct m
    left join figure o
        on o.series = m.series and o.year <= m.moment and o.year >= m.moment - greatest(m.carry_years, 20)
    where not m.found
),
marked as (
    select
        *,
        year = moment as own,
        value is not null and status <> 'I' and year < moment as earlier,
        status <> 'I' and numerator is not null and denominator > 0
            and year > moment - 5 and year >= coalesce(break_year, year) as usable
    from seen
),
gathered as (
    select
        series, moment, indicator, small_count, frequency, anchor_year, scale, break_year,
        max(value) filter (where own) as own_value,
        max(status) filter (where own) as own_status,
        max(reason) filter (where own) as own_reason,
        max(year) filter (where earlier and year >= moment - 20) as real_year,
        max(year) filter (where earlier and year >= moment - carry_years) as carry_year,
        count(*) filter (where own and usable) as reported,
        count(*) filter (where usable) as pooled_years,
        min(year) filter (where usable) as pooled_from,
        max(year) filter (where usable) as pooled_to,
        cast(sum(numerator) filter (where usable) as bigint) as events,
        cast(sum(denominator) filter (where usable) as bigint) as exposure
    from marked
    group by all
),
chosen as (
    select
        *,
        coalesce(own_status = 'M' or own_reason = 'not_applicable', false) as cannot_exist,
        case
            when small_count then null
            when own_value is not null then moment
            when coalesce(own_status = 'M' or own_reason = 'not_applicable', false) then null
            else carry_year
        end as source_year
    from gathered
),
valued as (
    select
        c.*,
        small_count and pooled_years >= 3 and (reported > 0 or cannot_exist) as pooled,
        f.value as source_value, f.numerator as source_numerator, f.denominator as source_denominator
    from chosen c
    left join figure f on f.series = c.series and f.year = c.source_year
)
select
    series, moment, indicator, break_year,
    case when pooled then cast(round_div(cast(events as hugeint) * scale * 1000000, exposure) as bigint)
        else source_value end as value,
    case when pooled then events else source_numerator end as numerator,
    case when pooled then exposure else source_denominator end as denominator,
    case
        when pooled then pooled_to
        when own_status = 'I' and source_year = moment then coalesce(real_year, moment)
        else source_year
    end as year,
    coalesce(not pooled and source_year is not null and (source_year < moment or own_status = 'I'), false)
        as carried,
    case when pooled then pooled_from end as pooled_from,
    case when pooled then pooled_years else 0 end as pooled_years,
    case
        when pooled or source_year is not null then ''
        when small_count and reported = 0 and not cannot_exist and own_value is not null then 'no_data'
        when small_count and reported > 0 then 'no_data'
        when cannot_exist then 'not_monitorable'
        when own_reason = 'not_due' or mod(moment - anchor_year, nullif(greatest(frequency, 1), 0)) <> 0
            then 'not_due'
        else 'no_data'
    end as missing,
    case
        when pooled or source_year is not null then ''
        when small_count and reported = 0 and not cannot_exist and own_value is not null then 'no_counts'
        when small_count and reported > 0 then 'too_few_years'
        when cannot_exist then 'not_applicable'
        when own_reason = 'not_due' or mod(moment - anchor_year, nullif(greatest(frequency, 1), 0)) <> 0
            then 'period_not_come'
        else coalesce(nullif(own_reason, ''), 'not_reported')
    end as why
from valued
union all
select
    series, moment, indicator, break_year, value, numerator, denominator, moment, false, null, 0, '', ''
from direct
where found;
