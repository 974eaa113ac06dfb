-- How far apart are women and men, town and country, which side is worse off, and how has the gap moved since the
-- base year? The rule is method/appraisal/gap.py. Where one side has no row at all there is no gap to tell.
with sided as (
    select
        case when b.sex = '_T' then 'URBANISATION' else 'SEX' end as dimension,
        b.sex = 'F' or b.urbanisation = 'U' as first,
        s.area, s.indicator, s.value, s.base_value, s.carried, s.numerator, s.denominator,
        case when not i.small_count then o.numerator end as base_numerator,
        case when not i.small_count then o.denominator end as base_denominator
    from standing s
    join breakdown b on b.ix = s.breakdown
    join indicator i on i.ix = s.indicator
    -- the counts of the base value, where it is of its own year; a series is named by its cell in the base year
    left join observations o
        on o.cell_id = s.series - s.base_year + s.base_moment and o.value = s.base_value
        and o.area between :first_area and :last_area
    where s.base_year = :base_year and b.age = '_T'
        and ((b.sex in ('F', 'M') and b.urbanisation = '_T') or (b.sex = '_T' and b.urbanisation in ('U', 'R')))
),
paired as (
    select
        area, indicator, dimension, max(value) filter (where first) as first_value,
        max(value) filter (where not first) as second_value, max(base_value) filter (where first) as first_base_value,
        max(base_value) filter (where not first) as second_base_value, max(carried) as carried,
        max(numerator) filter (where first) as first_numerator, max(denominator) filter (where first) as first_denominator,
        max(numerator) filter (where not first) as second_numerator,
        max(denominator) filter (where not first) as second_denominator,
        max(base_numerator) filter (where first) as first_base_numerator,
        max(base_denominator) filter (where first) as first_base_denominator,
        max(base_numerator) filter (where not first) as second_base_numerator,
        max(base_denominator) filter (where not first) as second_base_denominator
    from sided
    group by area, indicator, dimension
    having count(*) = 2
)
select
    p.*,
    p.first_value - p.second_value as difference,
    case when p.second_value > 0 then round_div(p.first_value * cast(10000 as hugeint), p.second_value) end as parity,
    case
        when i.direction not in ('up', 'down') or p.first_value = p.second_value then ''
        when (p.first_value < p.second_value) = (i.direction = 'up') then case p.dimension when 'SEX' then 'F' else 'U' end
        when p.first_value <> p.second_value then case p.dimension when 'SEX' then 'M' else 'R' end
    end as worse,
    abs(p.first_value - p.second_value) - abs(p.first_base_value - p.second_base_value) as change
from paired p
join indicator i on i.ix = p.indicator
order by p.area, p.indicator, p.dimension;
