-- What stands for this year and for the year before (was_...), beside what it is compared with: the base year's
-- figure, or the first one after a break, and the one five years before the base? One row a cell and base year.
-- The rules are method/observation.standing and base_year_of: a year's own figure, one carried within the allowed
-- years, the pooled last years of a small count, or none and why.
create table standing as
with chosen as (
    -- arg_max passes over nulls: an unknown count is written as a number that no figure can be
    select
        series,
        arg_max(case when stands then value end, year) as value,
        arg_max(case when stands then numerator end, year) as numerator,
        arg_max(case when stands then denominator end, year) as denominator,
        max(case when stands then year end) as year,
        arg_max(case when stood then value end, year) as was_value,
        max(case when stood then year end) as was_year,
        arg_max(case when based then value end, year) as base_value,
        arg_max(case when before then value end, year) as prior_value
    from (
        select
            series, year, value, coalesce(numerator, :unknown) as numerator, coalesce(denominator, :unknown) as denominator,
            year + lent >= :year as stands,
            year < :year and year + lent >= :year - 1 as stood,
            year <= base_year and year + lent >= base_year as based,
            year <= base_year - 5 and year + lent >= base_year - 5 as before
        from figure
        union all
        -- a cell that is followed has its row where nothing was ever reported
        select a.start + k.cell, 0, null, null, null, false, false, false, false
        from asked k
        cross join place a
        where k.followed
    ) f
    group by series
),
-- the few rows that say more than their figure: why there is none, where the series broke, what was copied
noted as (
    select
        series,
        max(reason) filter (where year = :year) as reason,
        max(reason) filter (where year = :year - 1) as was_reason,
        max(reason) filter (where year = base_year) as base_reason,
        max(reason) filter (where year = base_year - 5) as prior_reason,
        max(year) filter (where status = 'B') as break_year,
        arg_max(value, year) filter (where status = 'B') as break_value,
        max(year) filter (where status = 'B' and year < :year) as was_break_year,
        arg_max(value, year) filter (where status = 'B' and year < :year) as was_break_value
    from (
        select
            series, year, base_year, value, status,
            case when value is null and status = 'M' then 'not_applicable' else reason end as reason
        from figure
        where value is null or status = 'B'
    ) n
    group by series
),
found as (
    select
        c.series, k.indicator, k.breakdown, k.base_year, k.followed, n.break_year, n.was_break_year, p.pooled_from,
        p.pooled_years,
        case when k.small_count then p.rate when n.reason = 'not_applicable' then null else c.value end as value,
        case when k.small_count then p.events else nullif(c.numerator, :unknown) end as numerator,
        case when k.small_count then p.exposure else nullif(c.denominator, :unknown) end as denominator,
        case when k.small_count then p.pooled_to else coalesce(o.year, c.year) end as year,
        not k.small_count and (o.series is not null or c.year < :year) as carried,
        case when k.small_count and p.why is not null then p.why else absent(n.reason, :year, k.frequency, k.anchor_year) end
            as why,
        case when k.small_count then p.was_rate when n.was_reason = 'not_applicable' then null else c.was_value end as was_value,
        p.was_events as was_numerator,
        case when k.small_count then p.was_pooled_to else coalesce(w.year, c.was_year) end as was_year,
        case when k.small_count and p.was_why is not null then p.was_why
            else absent(n.was_reason, :year - 1, k.frequency, k.anchor_year) end as was_why,
        case when k.small_count then p.base_rate when n.base_reason = 'not_applicable' then null else c.base_value end as base_value,
        case when k.small_count then p.prior_rate when n.prior_reason = 'not_applicable' then null else c.prior_value end
            as prior_value,
        case when k.small_count then null else n.break_value end as break_value,
        case when k.small_count then null else n.was_break_value end as was_break_value
    from chosen c
    join asked k on k.cell = mod(c.series, 1000000000000)
    left join noted n on n.series = c.series
    left join pooled p on p.series = c.series
    left join origin o on o.series = c.series and o.copied_year = :year
    left join origin w on w.series = c.series and w.copied_year = :year - 1
),
compared as (
    select
        *,
        case when base_year <= :year then case
            when break_year is null or break_year <= base_year then base_year
            when value is not null and year > break_year then break_year
        end end as base_moment,
        case when base_year < :year then case
            when was_break_year is null or was_break_year <= base_year then base_year
            when was_value is not null and was_year > was_break_year then was_break_year
        end end as was_base_moment
    from found
)
select
    series, series // 1000000000000 as area, indicator, breakdown, base_year, followed, value, break_year,
    case when value is not null then numerator end as numerator,
    case when value is not null then denominator end as denominator,
    case when value is not null then year end as year,
    coalesce(value is not null and carried, false) as carried,
    case when value is not null then '' else why end as why,
    pooled_from, coalesce(pooled_years, 0) as pooled_years, base_moment,
    case when base_moment = base_year then base_value when base_moment = break_year then break_value end as base_value,
    case when break_year > base_year - 5 then null else prior_value end as prior_value,
    no_base(base_moment, base_year, :year) as no_base,
    was_value,
    case when was_value is not null then was_numerator end as was_numerator,
    case when was_value is not null then was_year end as was_year,
    case when was_value is not null then '' else was_why end as was_why,
    was_base_moment,
    case when was_base_moment = base_year then base_value when was_base_moment = was_break_year then was_break_value end
        as was_base_value,
    case when was_break_year > base_year - 5 then null else prior_value end as was_prior_value,
    no_base(was_base_moment, base_year, :year - 1) as was_no_base
from compared;
