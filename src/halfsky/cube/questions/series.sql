-- What does each series say this year, against last year and against its base?
select
    area, indicator, breakdown, value, year, carried, numerator, denominator, why, pooled_from, pooled_years,
    was_value as previous, base_value, base_moment as base_year,
    case when break_year = :year then null else value - was_value end as change,
    value - base_value as change_from_base
from standing
where base_year = :base_year and area between :first_area and :last_area
order by series;
