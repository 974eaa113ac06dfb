-- How far apart are women and men, town and country, which side is worse off, and how has the gap moved since the
-- base year? The rule is method/appraisal/gap.py.
with paired as (
    select
        'SEX' as dimension, c.area, c.indicator,
        max(c.series) filter (where b.sex = 'F') as first_series,
        max(c.series) filter (where b.sex = 'M') as second_series
    from cell c
    join breakdown b on b.ix = c.breakdown
    where b.sex in ('F', 'M') and b.urbanisation = '_T' and b.age = '_T'
    group by c.area, c.indicator
    union all
    select
        'URBANISATION', c.area, c.indicator,
        max(c.series) filter (where b.urbanisation = 'U'),
        max(c.series) filter (where b.urbanisation = 'R')
    from cell c
    join breakdown b on b.ix = c.breakdown
    where b.urbanisation in ('U', 'R') and b.sex = '_T' and b.age = '_T'
    group by c.area, c.indicator
)
select
    p.area, p.indicator, p.dimension, f.value as first_value, s.value as second_value,
    f.carried or s.carried as carried,
    f.value - s.value as difference,
    case when s.value > 0 then round_div(f.value * cast(10000 as hugeint), s.value) end as parity,
    case
        when i.direction not in ('up', 'down') or f.value = s.value then ''
        when (f.value < s.value) = (i.direction = 'up') then case p.dimension when 'SEX' then 'F' else 'U' end
        when f.value <> s.value then case p.dimension when 'SEX' then 'M' else 'R' end
    end as worse,
    f.base_value as first_base_value, s.base_value as second_base_value,
    abs(f.value - s.value) - abs(f.base_value - s.base_value) as change
from paired p
cross join run r
join indicator i on i.ix = p.indicator
left join based f on f.series = p.first_series and f.moment = r.year and f.base_year = r.base_year
left join based s on s.series = p.second_series and s.moment = r.year and s.base_year = r.base_year
where p.first_series is not null and p.second_series is not null
order by p.area, p.indicator, p.dimension;
