-- What does each series say this year, against last year and against its base?
select
    c.series, c.area, c.indicator, c.breakdown, s.value, s.year, s.carried, s.numerator, s.denominator,
    s.missing, s.why, s.pooled_from, s.pooled_years,
    p.value as previous, b.value as base_value,
    case when s.break_year = r.year then null else s.value - p.value end as change,
    s.value - b.value as change_from_base,
    base_moment(s.break_year, s.year, r.base_year, r.year) as base_year
from cell c
cross join run r
join standing s on s.series = c.series and s.moment = r.year
left join standing p on p.series = c.series and p.moment = r.year - 1
left join standing b
    on b.series = c.series and b.moment = base_moment(s.break_year, s.year, r.base_year, r.year)
order by c.area, c.indicator, c.breakdown;
