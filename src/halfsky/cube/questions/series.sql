-- What does each series say this year, against last year and against its base?
select
    c.area, c.indicator, c.breakdown, s.value, s.year, s.carried, s.numerator, s.denominator,
    s.missing, s.why, s.pooled_from, s.pooled_years, s.previous, s.base_value, s.base_moment as base_year,
    case when s.break_year = s.moment then null else s.value - s.previous end as change,
    s.value - s.base_value as change_from_base
from cell c
cross join run r
join based s on s.series = c.series and s.moment = r.year and s.base_year = r.base_year
order by c.area, c.indicator, c.breakdown;
