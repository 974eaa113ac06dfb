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
),
now_known as (
    select
        p.dimension, p.area, p.indicator, p.first_series, p.second_series,
        f.value as first_value, s.value as second_value, f.carried or s.carried as carried,
        base_moment(f.break_year, f.year, r.base_year, r.year) as first_base,
        base_moment(s.break_year, s.year, r.base_year, r.year) as second_base
    from paired p
    cross join run r
    left join standing f on f.series = p.first_series and f.moment = r.year
    left join standing s on s.series = p.second_series and s.moment = r.year
    where p.first_series is not null and p.second_series is not null
)
select
    n.area, n.indicator, n.dimension, n.first_value, n.second_value, n.carried,
    n.first_value - n.second_value as difference,
    case
        when n.second_value > 0 then round_div(n.first_value * cast(10000 as hugeint), n.second_value)
    end as parity,
    case
        when i.direction not in ('up', 'down') or n.first_value = n.second_value then ''
        when (n.first_value < n.second_value) = (i.direction = 'up')
            then case n.dimension when 'SEX' then 'F' else 'U' end
        when n.first_value is null or n.second_value is null then null
        else case n.dimension when 'SEX' then 'M' else 'R' end
    end as worse,
    bf.value as first_base_value, bs.value as second_base_value,
    abs(n.first_value - n.second_value) - abs(bf.value - bs.value) as change
from now_known n
join indicator i on i.ix = n.indicator
left join standing bf on bf.series = n.first_series and bf.moment = n.first_base
left join standing bs on bs.series = n.second_series and bs.moment = n.second_base
order by n.area, n.indicator, n.dimension;
